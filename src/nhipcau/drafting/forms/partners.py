"""The bodies that issue a document together with the first one."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from nhipcau.drafting.actions import Side
from nhipcau.drafting.forms.typed import reason, refuse_unprintable
from nhipcau.drafting.models import Partner
from nhipcau.writing import InvalidDocumentError, IssuingBody, Signature

MOST_PARTNERS = 9
# What the writing library calls a value → the field a person types it in.
_FIELDS = {"name": "issuer", "title": "signer_title", "symbol": "symbol", "superior": "superior"}


class PartnerForm(forms.ModelForm[Partner]):
    """One body: its part of the heading and of the signature. Its number is typed when the document is issued."""

    known = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput)
    field_order = (
        "superior", "issuer", "symbol", "authority", "signer_title", "signer_name", "known",
    )  # fmt: skip

    class Meta:
        model = Partner
        fields = ("superior", "issuer", "symbol", "authority", "signer_title", "signer_name")

    def __init__(self, *args: Any, **kept: Any) -> None:
        super().__init__(*args, **kept)
        for name in self.Meta.fields:
            self.fields[name].validators.append(refuse_unprintable)

    def clean(self) -> dict[str, Any]:
        """Say beside its field what the page could not print."""
        data = super().clean() or {}
        if not self.errors and self.has_changed():
            try:
                signature = Signature(data["signer_title"], data["signer_name"], data["authority"])
                IssuingBody(data["issuer"], data["symbol"], signature, data["superior"])
            except InvalidDocumentError as error:
                self.add_error(_FIELDS.get(error.place.partition("[")[0]), reason(error))
        return data

    def side(self, units: Mapping[str, int | None]) -> Side:
        """Return the body as typed; `units` are the keys of units by those of the partners there were."""
        texts = {name: self.cleaned_data[name] for name in self.Meta.fields}
        return Side(**texts, unit=units.get(self.cleaned_data.get("known", "")))


class BasePartnerFormSet(forms.BaseFormSet[PartnerForm]):
    """The bodies in their order; an empty one counts as none."""

    def sides(self, partners: Sequence[Partner]) -> list[Side]:
        """Return the bodies as typed, those taken off left out."""
        units = {str(one.pk): one.unit_id for one in partners}
        kept = [form for form in self.ordered_forms if form not in self.deleted_forms]
        return [form.side(units) for form in kept if form.cleaned_data.get("issuer")]


PartnerFormSet: type[BasePartnerFormSet] = forms.formset_factory(  # type: ignore[assignment]  # made of it
    PartnerForm,
    formset=BasePartnerFormSet,
    extra=1,
    can_delete=True,
    can_order=True,
    max_num=MOST_PARTNERS,
    validate_max=True,
)


def initial_of(partner: Partner) -> dict[str, Any]:
    """Return what the fields of a body begin with."""
    return {**{name: getattr(partner, name) for name in PartnerForm.Meta.fields}, "known": partner.pk}


class PartnerNumbersForm(forms.Form):
    """The numbers that the other bodies gave, one field each; left empty, the page leaves room for it."""

    def __init__(self, partners: Sequence[Partner], *args: Any, **kept: Any) -> None:
        super().__init__(*args, **kept)
        for one in partners:
            self.fields[f"partner_{one.pk}"] = forms.IntegerField(
                label=_("Number given by %(body)s") % {"body": " ".join(one.issuer.split())},
                help_text=_("From its own register (%(symbol)s). Leave it empty to leave room for it.")
                % {"symbol": one.symbol},
                min_value=1,
                max_value=999_999,
                required=False,
            )

    def numbers(self) -> dict[int, int]:
        """Return partner → number, of those that were typed."""
        given = {name.removeprefix("partner_"): number for name, number in self.cleaned_data.items()}
        return {int(pk): number for pk, number in given.items() if number}
