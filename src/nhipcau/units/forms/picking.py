"""Choosing one unit in the form of any room: from a list where there are few, by typing where there are thousands.

Typed is a name, a part of one, or a code. Suggestions come while one types, from the page `units:suggest`; without
JavaScript the form comes back with the units that fit, to choose one from. What was typed stays in the field.
"""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from django import forms
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from nhipcau.units.forms.choosing import SUGGESTED_WHOLE, Offer
from nhipcau.units.models import Unit

MATCHES_SHOWN = 20
Label = str | Promise


class UnitInput(forms.TextInput):
    """The name of a unit; under it those that fit what was typed, where it did not say enough."""

    template_name = "units/picking.html"

    class Media:
        js = ("units/suggest.js",)

    def __init__(self, offer: Offer, roles: Iterable[str], *, anywhere: bool = False) -> None:
        asked = {"roles": sorted(roles), **({"anywhere": "1"} if anywhere else {})}
        address = f"{reverse('units:suggest')}?{urlencode(asked, doseq=True)}"
        super().__init__({"autocomplete": "off", "data-suggest": address})
        self.offer = offer
        self.matches: list[int] = []

    def format_value(self, value: Any) -> str:
        """Return what was typed; a unit that is known, by its name and number."""
        text = f"#{value}" if isinstance(value, int) else str(value or "")
        known = self.offer.numbered(text)
        return self.offer.label(known) if known else "" if isinstance(value, int) else text

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        """Return what the template shows."""
        shown = self.matches[:MATCHES_SHOWN]
        matches = [(f"#{unit}", self.offer.label(unit)) for unit in shown]
        return {
            **super().get_context(name, value, attrs),
            "matches": matches,
            "only": len(matches) == 1,
            "more": len(self.matches) - len(shown),
        }

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        """Return what was typed, with the number of the unit chosen under it if that still fits."""
        text, chosen = data.get(name), self.offer.numbered(data.get(f"{name}-chosen") or "")
        if text and chosen and chosen in self.offer.near(text):
            return f"{text} #{chosen}"
        return text


class UnitChoiceField(forms.CharField):
    """One unit of those that `offer_units` puts before people. Gives the unit, its versions read."""

    offer: Offer | None = None

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"max_length": 300, **options})

    def clean(self, value: Any) -> Any:
        """Return the unit that was chosen or typed; None for nothing."""
        text = super().clean(value)
        if not text or self.offer is None:
            return None
        return Unit.objects.prefetch_related("versions").get(pk=self._one(self.offer, text))

    def _one(self, offer: Offer, text: str) -> int:
        if not isinstance(self.widget, UnitInput):
            text = f"#{text}"
        fitting = offer.find(text)
        if len(fitting) == 1:
            return fitting[0]
        near = fitting or offer.near(text)
        if isinstance(self.widget, UnitInput):
            self.widget.matches = near
        if near:
            raise forms.ValidationError(_("Choose the unit that is meant, or write more of its name."))
        raise forms.ValidationError(
            _(
                "No unit that you may choose is called “%(text)s”. A part of the name is enough; check the spelling."
            )
            % {"text": text}
        )


def offer_units(
    form: forms.BaseForm,
    name: str,
    units: Collection[int],
    *,
    roles: Iterable[str] = (),
    on: date | None = None,
    first: Label | None = None,
) -> None:
    """Let the field `name` of `form` choose among those of `units` that exist on the day, today when None.

    `roles` are those in which one may act for them: suggestions are of such units, of all that one sees when empty.
    `first` stands before the units of a list, so that none is chosen unawares. No query beside those of the tree.
    """
    field: Any = form.fields[name]
    field.offer = offer = Offer(units, on or timezone.localdate())
    if len(offer.standing) > SUGGESTED_WHOLE:
        field.widget = UnitInput(offer, roles)
        field.help_text = field.help_text or _("Write the name or a part of it, or the code.")
    else:
        units_named = offer.choices()
        before = [("", first)] if first is not None and len(units_named) > 1 else []
        field.widget = forms.Select(choices=[*before, *units_named])
    field.widget.is_required = field.required
