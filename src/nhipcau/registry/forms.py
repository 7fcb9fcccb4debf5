"""What people fill in for the register."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from nhipcau.indicators import figures
from nhipcau.indicators import rules as indicators
from nhipcau.indicators.errors import FigureError
from nhipcau.reading.tables.kinds import KINDS
from nhipcau.registry import rules
from nhipcau.registry.access import KEEPERS
from nhipcau.registry.actions import Head
from nhipcau.registry.errors import EffectDayError
from nhipcau.registry.force import ForceState
from nhipcau.registry.listing import ORDERS, Asked
from nhipcau.registry.models import (
    ENDING,
    Direction,
    Document,
    DocumentState,
    Finding,
    FindingField,
    RelationKind,
    SourceKind,
)
from nhipcau.registry.overviews import ORDER, Wanted
from nhipcau.registry.reader import values_in
from nhipcau.registry.relating import Related, SourceSaid
from nhipcau.registry.rules import Stretch
from nhipcau.registry.wording import DIRECTIONS, MEANINGS, RECURRENCES, RELATIONS, recurrence
from nhipcau.shell.forms import DayField, offer
from nhipcau.units.forms.picking import UnitChoiceField, offer_units

FORCES = (ForceState.IN_FORCE, ForceState.ENDED, ForceState.NOT_YET)


class ManyFilesInput(forms.ClearableFileInput):
    """The browser's own file input, for several files at once."""

    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    """One file or more; empty files pass, since the reading says better what to do about them."""

    widget = ManyFilesInput

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile[Any]]:
        """Return the files that were sent."""
        sent = data if isinstance(data, list | tuple) else [data]
        return [super(ManyFilesField, self).clean(one, initial) for one in sent or [None]]


class UploadForm(forms.Form):
    """Files to take in, and into whose register."""

    unit = UnitChoiceField(label=_("Register of"))
    documents = ManyFilesField(
        label=_("Files"),
        allow_empty_file=True,
        max_length=255,
        help_text=_(
            "DOCX, DOC, PDF, scans (PDF, PNG, JPEG, TIFF), HTML or TXT. Several files may be chosen at once."
        ),
    )

    def __init__(self, units: Collection[int], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        offer_units(self, "unit", units, roles=KEEPERS)


class FilterForm(forms.Form):
    """What the list of the register is narrowed to; what makes no sense narrows nothing."""

    q = forms.CharField(
        label=_("Words or number"),
        required=False,
        max_length=200,
        help_text=_("With or without marks; a number in any spelling."),
    )
    kind = forms.ChoiceField(
        label=_("Kind of document"),
        required=False,
        choices=[("", _("All kinds")), *((kind, kind.capitalize()) for kind in KINDS)],
    )
    authority = forms.CharField(label=_("Issuing body"), required=False, max_length=200)
    year = forms.IntegerField(
        label=_("Year"),
        required=False,
        min_value=1,
        max_value=9999,
        widget=forms.TextInput(attrs={"size": 6}),
    )
    force = forms.ChoiceField(
        label=_("In force or not"),
        required=False,
        choices=[("", _("All")), *((one.value, one.label) for one in FORCES)],
    )
    sort = forms.ChoiceField(label=_("Sorted by"), required=False, choices=list(ORDERS.items()))
    direction = forms.ChoiceField(
        label=_("Direction"), required=False, choices=[("", _("All")), *Direction.choices]
    )
    state = forms.ChoiceField(
        label=_("State"), required=False, choices=[("", _("All")), *DocumentState.choices]
    )
    source = forms.ChoiceField(
        label=_("Kind of source"), required=False, choices=[("", _("All")), *SourceKind.choices]
    )
    MORE = ("direction", "state", "source")

    @property
    def first(self) -> list[forms.BoundField]:
        """The fields that always show."""
        return [field for field in self if field.name not in self.MORE]

    @property
    def more(self) -> list[forms.BoundField]:
        """The fields that show when asked for."""
        return [self[name] for name in self.MORE]

    @property
    def more_asked(self) -> bool:
        """Whether one of them narrows the list."""
        return any(self.cleaned_data.get(name) for name in self.MORE)

    def asked(self) -> Asked:
        """Return what is asked for."""
        self.is_valid()
        said = self.cleaned_data
        return Asked(
            words=" ".join((said.get("q") or "").split()),
            kind=said.get("kind", ""),
            authority=said.get("authority", ""),
            year=said.get("year"),
            force=said.get("force", ""),
            direction=said.get("direction", ""),
            state=said.get("state", ""),
            source_kind=said.get("source", ""),
            order=said.get("sort", ""),
        )


class WantedForm(forms.Form):
    """Which findings the reading page shows in the list: those around one, or a page of a kind."""

    at = forms.IntegerField(required=False, min_value=1)
    kind = forms.ChoiceField(required=False, choices=FindingField.choices)
    p = forms.IntegerField(required=False, min_value=1)

    def wanted(self) -> Wanted:
        """Return what was asked for; what makes no sense is left out."""
        self.is_valid()
        asked = self.cleaned_data
        return Wanted(asked.get("at"), asked.get("kind") or "", asked.get("p") or 1)


class HeadForm(forms.Form):
    """The header of a document. What the reading found stands as help where it differs from what is entered."""

    kind = forms.CharField(label=_("Kind of document"), max_length=60)
    number = forms.CharField(label=_("Number and symbol"), max_length=80, required=False)
    issued_on = DayField(label=_("Date of issue"), required=False)
    authority = forms.CharField(label=_("Issuing body"), max_length=300)
    subject = forms.CharField(label=_("Subject of the document"), widget=forms.Textarea(attrs={"rows": 3}))
    signer = forms.CharField(label=_("Signer"), max_length=120, required=False)
    received_on = DayField(label=_("Received on"), required=False)

    def __init__(self, document: Document, *args: Any, **options: Any) -> None:
        names = ("kind", "number", "issued_on", "authority", "subject", "signer", "received_on")
        options.setdefault("initial", {name: getattr(document, name) for name in names})
        super().__init__(*args, **options)
        if document.direction == Direction.ISSUED:
            del self.fields["received_on"]
        for name in names[:-1]:
            found = document.header_found.get("date" if name == "issued_on" else name)
            self.fields[name].help_text = _("Read in the file: %(found)s") % {"found": _shown(found)}

    def clean(self) -> dict[str, Any]:
        """Refuse a day of receipt before the day of issue."""
        values = super().clean() or {}
        if not rules.dates_agree(values.get("issued_on"), values.get("received_on")):
            self.add_error("received_on", _("This is before the date of issue. Check both dates."))
        return values

    def head(self) -> Head:
        """Return the header as entered; the form must be valid."""
        return Head(**self.cleaned_data)


def _shown(found: object) -> object:
    if not found:
        return _("nothing")
    try:
        return f"{date.fromisoformat(str(found)):%d/%m/%Y}"
    except ValueError:
        return found


class NumberField(forms.CharField):
    """A number as people of the page's language type it, with decimals or as large as money gets."""

    def to_python(self, value: Any) -> Any:
        """Return the number as a Decimal; "" for nothing."""
        typed = super().to_python(value)
        return _typed_number(typed) if typed else typed


def _typed_number(typed: str) -> Decimal:
    refusal = ""
    for kind in (indicators.DECIMAL, indicators.MONEY):
        try:
            return figures.read_figure(typed, kind)
        except FigureError as error:
            refusal = refusal or str(error.message)
    raise forms.ValidationError(refusal)


class ValuesForm(forms.Form):
    """The values of a finding: the fields of its kind."""

    def __init__(self, kind: str, holds: Mapping[str, object], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._values = guide_fields(kind)
        self.fields.update(self._values)
        for name, value in holds.items():
            self.initial[name] = _as_typed(value, self.fields.get(name))
            _keep_choice(self.fields.get(name), value)

    def values(self) -> dict[str, Any]:
        """Return the values as the reading writes them: days in ISO form, numbers in plain digits, nothing as None."""
        values = {name: _plain(self.cleaned_data[name]) for name in self._values}
        if {"stated", "part", "whole"} <= values.keys():
            values["agrees"] = rules.percentage_agrees(values["stated"], values["part"], values["whole"])
        return values


class CorrectionForm(ValuesForm):
    """The values that a finding should have."""

    def __init__(self, finding: Finding, *args: Any, **options: Any) -> None:
        super().__init__(finding.field, finding.fields, *args, **options)


class MissedForm(forms.Form):
    """What the reading missed: its words as they stand in the text, and what kind of finding it is.

    `near`: about where in the text they were chosen, when they were chosen there.
    """

    words = forms.CharField(
        label=_("Words of the text"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Select them in the text, or copy them from it."),
    )
    field = forms.ChoiceField(
        label=_("Kind of finding"),
        choices=[("", _("Choose a kind")), *((field.value, field.label) for field in ORDER)],
    )
    near = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)

    def __init__(self, text: str, *args: Any, **options: Any) -> None:
        options.setdefault("auto_id", "missed-%s")
        super().__init__(*args, **options)
        self.text = text
        self.found: list[Stretch] = []

    def clean_words(self) -> str:
        """Refuse words that do not stand in the text."""
        words: str = self.cleaned_data["words"]
        self.found = rules.stretches(self.text, words)
        if not self.found:
            raise forms.ValidationError(
                _("These words do not stand in the text. Copy them from it as they are, or fewer of them.")
            )
        return words


class AddForm(ValuesForm):
    """A finding that the reading missed: which of the places where its words stand, and its values."""

    place = forms.TypedChoiceField(label=_("Which of these places"), coerce=int, widget=forms.RadioSelect)

    def __init__(self, missed: MissedForm, *args: Any, **options: Any) -> None:
        asked, self._places = missed.cleaned_data, missed.found
        super().__init__(
            asked["field"], _first_values(asked["field"], self._places[0].text), *args, **options
        )
        place: Any = self.fields["place"]
        place.choices = [(one.start, _in_midst(missed.text, one)) for one in self._places]
        near = asked["near"] or 0
        self.initial["place"] = min(self._places, key=lambda one: abs(one.start - near)).start
        if len(self._places) == 1:
            place.widget = forms.HiddenInput()

    @property
    def chosen(self) -> Stretch:
        """The place that was chosen; the form must be valid."""
        return next(one for one in self._places if one.start == self.cleaned_data["place"])


def _in_midst(text: str, one: Stretch) -> str:
    before, after = rules.around(text, one.start, one.end, width=60)
    return f"…{before}[{one.text}]{after}…"


def _first_values(kind: str, words: str) -> Mapping[str, object]:
    """Return the values to begin with: what the reading finds in the words alone, else the words themselves."""
    return values_in(words, kind) or dict.fromkeys(("name", "starts"), words)


def _keep_choice(field: forms.Field | None, value: object) -> None:
    """Let what was read be chosen again where it is not among the usual choices."""
    if isinstance(field, forms.ChoiceField) and value:
        choices: Any = field.choices
        if value not in dict(choices):
            field.choices = [*choices, (str(value), recurrence(str(value)))]


def guide_fields(kind: str) -> dict[str, forms.Field]:
    """Return the form fields of one kind of finding, as the reading has them."""
    text, day, number = forms.CharField, DayField, NumberField
    made: dict[str, dict[str, forms.Field]] = {
        FindingField.CITATION: {
            "kind": text(label=_("Kind of document"), max_length=60, required=False),
            "number": text(label=_("Number and symbol"), max_length=80),
            "date": day(label=_("Date of issue"), required=False),
            "authority": text(label=_("Issuing body"), max_length=300, required=False),
        },
        FindingField.LAW: {
            "name": text(label=_("Name of the law"), max_length=300),
            "date": day(label=_("Date"), required=False),
        },
        FindingField.DATE: {"value": day(label=_("Date"))},
        FindingField.QUANTITY: {
            "value": number(label=_("Number found")),
            "unit": text(label=_("Unit of measure"), max_length=100, required=False),
        },
        FindingField.CHECK: {
            "stated": number(label=_("Stated percentage")),
            "part": number(label=_("Part counted")),
            "whole": number(label=_("Out of")),
        },
        FindingField.OUTLINE: {
            "label": text(label=_("Label"), max_length=40),
            "starts": text(label=_("Heading"), max_length=500),
        },
        FindingField.DUTY: {
            "unit": text(label=_("Unit that has to do it"), max_length=300),
            "starts": text(
                label=_("What it has to do"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
            ),
        },
        FindingField.RECIPIENT: {"name": text(label=_("Recipient"), max_length=300)},
        FindingField.SHORT_FORM: {
            "own": forms.BooleanField(label=_("It means this document itself"), required=False),
            "kind": text(label=_("Kind of document"), max_length=60, required=False),
            "number": text(label=_("Number and symbol"), max_length=80, required=False),
            "date": day(label=_("Date of issue"), required=False),
            "authority": text(label=_("Issuing body"), max_length=300, required=False),
        },
        FindingField.QUALIFIER: {
            "meaning": _choice(_("How the figure is meant"), MEANINGS),
            "value": number(label=_("Number found")),
            "unit": text(label=_("Unit of measure"), max_length=100, required=False),
        },
        FindingField.COMPARISON: {
            "direction": _choice(_("Kind of change"), DIRECTIONS),
            "value": number(label=_("Number found")),
            "unit": text(label=_("Unit of measure"), max_length=100, required=False),
            "base": text(label=_("Compared with"), max_length=300, required=False),
        },
        FindingField.DEADLINE: {
            "relation": _choice(_("How the day is meant"), RELATIONS),
            "due": day(label=_("Last day"), required=False),
            "recurrence": _choice(_("Comes again"), _recurrences(), required=False),
        },
        FindingField.PLACE: {"name": text(label=_("Place of issue"), max_length=120)},
        FindingField.SIGNATURE: {
            "authority": text(label=_("Signs on behalf of"), max_length=300, required=False),
            "title": text(label=_("Title of the signer"), max_length=200, required=False),
            "name": text(label=_("Signer"), max_length=120, required=False),
        },
    }
    return made[kind]


def _choice(label: Any, words: Mapping[str, Any], *, required: bool = True) -> forms.Field:
    return forms.ChoiceField(label=label, choices=list(words.items()), required=required)


def _recurrences() -> dict[str, Any]:
    return {"": _("Does not come again"), **{rule: recurrence(rule) for rule in RECURRENCES}}


def _as_typed(plain: object, field: forms.Field | None) -> object:
    """Return a number in plain digits, or a day in ISO form, as it would be typed in the language of the page."""
    try:
        if isinstance(field, NumberField):
            return figures.write_figure(Decimal(str(plain)))
        if isinstance(field, DayField):
            return date.fromisoformat(str(plain))
    except (InvalidOperation, ValueError):
        pass
    return plain


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return f"{value:f}"
    return value or None


class ForceForm(forms.Form):
    """From when to when a document holds."""

    in_force_from = DayField(
        label=_("In force from"), required=False, help_text=_("Empty: from the date of issue.")
    )
    expires_on = DayField(
        label=_("No longer in force from"),
        required=False,
        help_text=_("Only where it says itself when it ends. What repeals it is entered as a relation."),
    )


class RelationForm(forms.Form):
    """What a document does to another one."""

    kind = forms.ChoiceField(label=_("What it does"), choices=RelationKind.choices, widget=forms.RadioSelect)
    part = forms.CharField(
        label=_("Only a part of the other document"),
        max_length=200,
        required=False,
        help_text=_("For example: khoản 2 Điều 5. Empty: the whole of it."),
    )
    takes_effect_on = DayField(
        label=_("Takes effect on"),
        required=False,
        help_text=_("Needed where it repeals or replaces: from this day the other one no longer holds."),
    )

    def clean(self) -> dict[str, Any]:
        """Refuse a repeal or replacement without its day."""
        values = super().clean() or {}
        if values.get("kind") in ENDING and not (values.get("takes_effect_on") or self.errors):
            self.add_error("takes_effect_on", str(EffectDayError.message))
        return values

    def related(self, target: Document) -> Related:
        """Return what was said of `target`; the form must be valid."""
        return Related(target, **self.cleaned_data)


class OtherForm(forms.Form):
    """The document that one looks for."""

    q = forms.CharField(
        label=_("The other document"),
        max_length=200,
        help_text=_("Its number in any spelling, or words of its subject. It must be in the register."),
    )


class ChosenForm(RelationForm):
    """Which of the documents found, and what is done to it."""

    target = forms.ModelChoiceField(
        label=_("Documents found"),
        queryset=Document.objects.none(),
        widget=forms.RadioSelect,
        empty_label=None,
    )
    field_order = ("target", "kind", "part", "takes_effect_on")

    def __init__(self, found: Sequence[Document], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        keys = [one.pk for one in found]
        offer(self, "target", Document.objects.filter(pk__in=keys).defer("text", "search_text"))
        field: Any = self.fields["target"]
        field.label_from_instance = _named
        if len(keys) == 1:
            self.initial["target"] = keys[0]

    def chosen(self) -> Related:
        """Return what was said; the form must be valid."""
        values = dict(self.cleaned_data)
        return Related(values.pop("target"), **values)


def _named(document: Document) -> str:
    day = f"{document.issued_on:%d/%m/%Y}" if document.issued_on else str(document.year or "")
    return " · ".join(
        part for part in (str(document), day, document.authority, document.subject[:120]) if part
    )


class SourceForm(forms.Form):
    """A source that is cited, without a number or without its file."""

    unit = UnitChoiceField(label=_("Register of"))
    source_kind = forms.ChoiceField(label=_("Kind of source"), choices=SourceKind.choices)
    subject = forms.CharField(
        label=_("Title or subject"), max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )
    kind = forms.CharField(
        label=_("Kind of document"),
        max_length=60,
        required=False,
        help_text=_(
            "As it is called: Hiệp định, Tuyên bố chung, Nghị định. A book or an article needs none."
        ),
    )
    authority = forms.CharField(label=_("Authors, parties or issuing body"), max_length=300, required=False)
    number = forms.CharField(
        label=_("Number and symbol"), max_length=80, required=False, help_text=_("Empty where it has none.")
    )
    issued_on = DayField(label=_("Day of signing, issue or publication"), required=False)
    year = forms.IntegerField(
        label=_("Year"),
        required=False,
        min_value=1,
        max_value=9999,
        help_text=_("Where the day is not known."),
    )
    publisher = forms.CharField(label=_("Publisher or newspaper"), max_length=300, required=False)
    language = forms.CharField(label=_("Language"), max_length=60, required=False)
    address = forms.URLField(label=_("Address"), max_length=1000, required=False, assume_scheme="https")
    address_read_on = DayField(label=_("Address read on"), required=False)
    file = forms.FileField(
        label=_("File"),
        required=False,
        allow_empty_file=True,
        max_length=255,
        help_text=_("Optional. Its text is read and can be searched."),
    )

    def __init__(
        self, units: Collection[int], *args: Any, document: Document | None = None, **options: Any
    ) -> None:
        if document is not None:
            options["initial"] = {name: getattr(document, name) for name in _SAID}
        super().__init__(*args, **options)
        if document is None:
            offer_units(self, "unit", units, roles=KEEPERS)
        else:
            del self.fields["unit"], self.fields["file"]

    def clean(self) -> dict[str, Any]:
        """Ask for the kind and body of an official document, and for both or none of an address and its day."""
        values = super().clean() or {}
        if values.get("source_kind") == SourceKind.OFFICIAL:
            for name in ("kind", "authority"):
                if not values.get(name):
                    self.add_error(name, _("Needed for an official document."))
        if values.get("address") and not values.get("address_read_on"):
            self.add_error("address_read_on", _("Write the day on which the address was read."))
        return values

    def said(self) -> SourceSaid:
        """Return the source as entered; the form must be valid."""
        return SourceSaid(**{name: self.cleaned_data[name] for name in _SAID})


_SAID = tuple(SourceSaid.__dataclass_fields__)
