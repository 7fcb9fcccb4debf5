"""What an item is, and which items to see."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from nhipcau.newsroom import access, kinds, rules
from nhipcau.newsroom.actions import Details
from nhipcau.newsroom.forms import facts
from nhipcau.newsroom.models import Audience, Item, ItemKind, Topic, TranslationState
from nhipcau.shell.forms import MomentField, offer
from nhipcau.units.forms.picking import UnitChoiceField, offer_units
from nhipcau.units.models import User


class DetailsForm(forms.ModelForm[Item]):
    """What an item is, apart from its texts: with the facts of its kind."""

    audiences = forms.ModelMultipleChoiceField(
        queryset=Audience.objects.none(),
        label=_("Audiences"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        to_field_name="code",
    )

    class Meta:
        model = Item
        fields = ["kind", "topic", "audiences", "contact", "slug"]
        help_texts = {
            "slug": _("Part of the public web address: small letters without marks, figures, hyphens")
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "topic", Topic.objects.filter(in_use=True))
        offer(self, "audiences", Audience.objects.filter(in_use=True))
        self.asked = kinds.facts_of(self.instance.kind, worded=False) if self.instance.pk else ()
        facts.ask(self, self.asked, self.instance.facts)

    def details(self) -> Details:
        """Return what was typed."""
        data = self.cleaned_data
        audiences = tuple(sorted(one.code for one in data["audiences"]))
        said = facts.answered(self, self.asked)
        return Details(data["kind"], data["topic"].code, data["slug"], data["contact"], said, audiences)


class NewItemForm(DetailsForm):
    """A new item: its first title, and the unit that will answer for it."""

    title = forms.CharField(label=_("Title in Vietnamese"), max_length=200)
    unit = UnitChoiceField(label=Item._meta.get_field("unit").verbose_name)

    class Meta(DetailsForm.Meta):
        fields = ["unit", *DetailsForm.Meta.fields]
        help_texts = {"slug": _("Leave empty to have it made from the title")}

    field_order = ["title", "unit", "kind", "topic", "audiences", "contact", "slug"]

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_units(self, "unit", access.units_to_write_for(user), roles=access.WRITERS)
        self.fields["slug"].required = False

    def clean_slug(self) -> str:
        """Return the address written, or one made from the title."""
        return self.cleaned_data["slug"] or rules.address_of(self.data.get("title", ""))


class EmbargoForm(forms.Form):
    """Until when nothing of an item leaves the house."""

    until = MomentField(
        label=_("Nothing leaves before"),
        required=False,
        help_text=_("Leave empty to lift the embargo. What has left already stays out."),
    )


def _with_all(choices: Any, label: Any) -> list[tuple[str, Any]]:
    return [("", label), *choices]


def _named(rows: Any) -> list[tuple[str, str]]:
    return [(row.code, str(row)) for row in rows]


class FilterForm(forms.Form):
    """What to see of the list."""

    words = forms.CharField(label=_("Search"), required=False, max_length=100)
    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=lambda: _with_all(
            [
                (rules.DRAFT, _("Being written")),
                (rules.IN_REVIEW, _("Waiting for review")),
                (rules.RETURNED, _("Returned")),
                (rules.APPROVED, _("Approved, not published yet")),
                (rules.PUBLISHED, _("Published")),
                (rules.WITHDRAWN, _("Withdrawn")),
            ],
            _("All states"),
        ),
    )
    topic = forms.ChoiceField(
        label=_("Topic"),
        required=False,
        choices=lambda: _with_all(_named(Topic.objects.all()), _("All topics")),
    )
    kind = forms.ChoiceField(
        label=_("Kind"), required=False, choices=lambda: _with_all(ItemKind.choices, _("All kinds"))
    )
    audience = forms.ChoiceField(
        label=_("Audience"),
        required=False,
        choices=lambda: _with_all(_named(Audience.objects.all()), _("All audiences")),
    )
    language = forms.ChoiceField(
        label=_("Translation into"),
        required=False,
        choices=lambda: _with_all(
            [(one.code, str(one)) for one in access.languages() if one.code != rules.ORIGINAL],
            _("All languages"),
        ),
    )
    translation = forms.ChoiceField(
        label=_("Translation"),
        required=False,
        choices=lambda: _with_all(TranslationState.choices, _("However far")),
    )
