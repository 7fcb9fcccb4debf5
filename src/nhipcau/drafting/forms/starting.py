"""What a draft is begun from: each template asks only for what it needs."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from nhipcau.activities.models import Activity
from nhipcau.bodies import access as bodies
from nhipcau.drafting import access
from nhipcau.drafting.beginnings import KINDS, Act, Need
from nhipcau.drafting.beginnings.known import day_words
from nhipcau.drafting.forms.typed import (
    MATCHES_SHOWN,
    DocumentField,
    MatchInput,
    named,
    refuse_unprintable,
)
from nhipcau.drafting.models import Layout, Template
from nhipcau.oversight import access as oversight
from nhipcau.oversight.models import ReviewKind
from nhipcau.programmes import access as programmes
from nhipcau.registry.access import visible_documents
from nhipcau.reporting.models import REGULAR, Calendar, PeriodKind
from nhipcau.units.forms.picking import UnitChoiceField, offer_units
from nhipcau.units.models import User

REVIEWS = {
    Template.INTERIM_REVIEW: ReviewKind.INTERIM,
    Template.FINAL_REVIEW: ReviewKind.FINAL,
}
ACTS = [
    (Act.ENACT.value, _("Enacts a new regulation")),
    (Act.AMEND.value, _("Amends a regulation")),
    (Act.REPEAL.value, _("Repeals a regulation")),
]
FIRST_YEAR = 2015
_NUMBERED = re.compile(r".*#([0-9]{1,17})", re.DOTALL)


class TitledField(forms.CharField):
    """One of the things with a title that the person sees: the newest are offered, more by words of the title."""

    widget = MatchInput

    def __init__(self, things: QuerySet[Any], **options: Any) -> None:
        super().__init__(**{"max_length": 400, "validators": [refuse_unprintable], **options})
        self.help_text = self.help_text or _("Write words of its title, or choose one of the newest.")
        self.things = things
        self.offer(things)

    def offer(self, things: QuerySet[Any]) -> list[Any]:
        """Offer the first of `things` under the field, and return them."""
        found = list(things[:MATCHES_SHOWN])
        if isinstance(self.widget, MatchInput):
            self.widget.matches = [(titled(one), "") for one in found]
        return found

    def clean(self, value: Any) -> Any:
        """Return what was chosen or typed; None for nothing where that is allowed."""
        text = super().clean(value)
        if not text:
            return None
        if numbered := _NUMBERED.fullmatch(text):
            thing = self.things.filter(pk=int(numbered[1])).first()
            if thing is not None:
                return thing
        near = self.things
        for word in text.split():
            near = near.filter(title__icontains=word)
        found = self.offer(near)
        if len(found) == 1:
            return found[0]
        if found:
            raise ValidationError(_("Choose which one is meant, or write more of its title."))
        self.offer(self.things)
        raise ValidationError(
            _("Nothing you see has “%(text)s” in its title. Check the spelling.") % {"text": text}
        )


def titled(thing: Any) -> str:
    """Return how a thing is written into the field so that it is meant and no other."""
    return f"{' '.join(thing.title.split())[:300]} #{thing.pk}"


class StartForm(forms.Form):
    """Who issues it, in whose layout, and what it is about."""

    unit = UnitChoiceField(label=_("Issuing unit"))
    layout = forms.ChoiceField(label=_("Layout"), choices=Layout, initial=Layout.STATE)

    def __init__(self, template: Template, user: User, *args: Any, **kept: Any) -> None:
        super().__init__(*args, **kept)
        self.template, self.kind = template, KINDS[template]
        offer_units(self, "unit", access.units_to_write_for(user), roles=access.WRITERS)
        match self.kind.need:
            case Need.PERIOD:
                self._ask_period(user)
            case Need.PROGRAMME:
                self._ask("programme", _("Programme"), programmes.visible_programmes(user).order_by("-pk"))
                if self.kind.decides:
                    self._ask_regulation(user)
            case Need.REVIEW:
                reviews = oversight.visible_reviews(user).filter(kind=REVIEWS[template])
                self._ask("review", _("Review"), reviews.order_by("-pk"))
            case Need.AGREEMENT:
                self._ask("agreement", _("Joint programme"), bodies.visible_agreements(user))
            case Need.MEETING:
                self._ask("meeting", _("Meeting"), bodies.visible_meetings(user))

    def _ask(self, name: str, label: Any, things: QuerySet[Any], *, optional: bool = False) -> None:
        self.fields[name] = TitledField(things, label=label, required=not (optional or self.kind.optional))
        asked = str(self.initial.get(name, ""))
        if asked.isdecimal() and len(asked) < 18:
            thing = things.filter(pk=int(asked)).first()
            self.initial[name] = titled(thing) if thing else ""

    def _ask_regulation(self, user: User) -> None:
        self.fields["act"] = forms.ChoiceField(
            label=_("The decision"), choices=ACTS, initial=Act.ENACT, required=False
        )
        field = DocumentField(
            label=_("Regulation that it amends or repeals"),
            required=False,
            help_text=_("The number of the document that enacted it, or words of its subject."),
        )
        field.documents = visible_documents(user)
        self.fields["regulation"] = field
        asked = str(self.initial.get("regulation", ""))
        if asked.isdecimal() and len(asked) < 18:
            document = field.documents.filter(pk=int(asked)).first()
            self.initial["regulation"] = named(document) if document else ""

    def _ask_period(self, user: User) -> None:
        if self.kind.period is None:
            self.fields["kind"] = forms.ChoiceField(
                label=_("Kind of period"), choices=REGULAR, initial=PeriodKind.MONTH
            )
        self.fields["year"] = forms.IntegerField(
            label=_("Year"), min_value=FIRST_YEAR, max_value=2099, initial=timezone.localdate().year
        )
        if self.kind.period not in (PeriodKind.YEAR, PeriodKind.NINE_MONTHS):
            self.fields["number"] = forms.IntegerField(
                label=_("Number in the year"),
                min_value=1,
                max_value=12,
                initial=1,
                help_text=_(
                    "Month 1 to 12, quarter 1 to 4, half-year 1 or 2; 1 for nine months and the year."
                ),
            )
        self.fields["calendar"] = forms.ChoiceField(
            label=_("Days"), choices=Calendar, initial=Calendar.OFFICIAL
        )
        if self.template == Template.YEAR_REPORT:
            self.fields["since_year"] = forms.IntegerField(
                label=_("First of several years"),
                required=False,
                min_value=FIRST_YEAR,
                max_value=2099,
                help_text=_(
                    "For a report on several years, such as five years of a resolution. Else leave it empty."
                ),
            )
        self.fields["streams"] = forms.BooleanField(
            label=_("A part for each stream: external information, sea and islands, land border"),
            required=False,
        )
        seen = programmes.visible_programmes(user).order_by("-pk")
        self._ask("programme", _("Programme it reports on (may stay empty)"), seen, optional=True)

    def clean(self) -> dict[str, Any]:
        """Refuse a window of years that ends before it begins, and a change of no regulation."""
        data = super().clean() or {}
        changes = data.get("act") in (Act.AMEND, Act.REPEAL)
        if changes and not data.get("regulation") and "regulation" not in self.errors:
            self.add_error("regulation", _("Name the regulation that the decision amends or repeals."))
        since, year = data.get("since_year"), data.get("year")
        if since and year and since >= year:
            self.add_error("since_year", _("The first year must lie before the year of the report."))
        return data

    def period(self) -> tuple[str, str, int, int] | None:
        """Return kind, calendar, year and number as chosen; None for a template that tells of no period.

        A review tells of the years of its programme: its period is the last of them.
        """
        chosen = self.cleaned_data
        if self.kind.need == Need.REVIEW:
            return str(PeriodKind.YEAR), str(Calendar.OFFICIAL), chosen["review"].programme.ends_on.year, 1
        if self.kind.need != Need.PERIOD:
            return None
        kind = self.kind.period or chosen["kind"]
        return str(kind), chosen["calendar"], chosen["year"], chosen.get("number") or 1

    def since_year(self) -> int | None:
        """Return the first of several years told of, None for one period alone."""
        if self.kind.need == Need.REVIEW:
            programme = self.cleaned_data["review"].programme
            first: int = programme.starts_on.year
            return first if first < programme.ends_on.year else None
        return self.cleaned_data.get("since_year")

    def refuse_period(self, why: str) -> None:
        """Say beside its field why there is no such period."""
        self.add_error(next((name for name in ("number", "year") if name in self.fields), None), why)

    def offer_highlights(self, proposed: list[Activity]) -> None:
        """Let those of the proposed activities be ticked that the report tells of; all of them at first."""
        choices = [(str(one.pk), f"{one.title} ({day_words(one.starts_on)})") for one in proposed]
        field = forms.MultipleChoiceField(
            label=_("Activities to tell of"),
            choices=choices,
            required=False,
            initial=[pk for pk, _label in choices],
            widget=forms.CheckboxSelectMultiple,
        )
        self.fields["highlights"] = field
