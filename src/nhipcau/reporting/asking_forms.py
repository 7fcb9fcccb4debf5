"""What officers type and choose: forms with their sections, rules and audience; collections with their days and units."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime
from typing import Any

from django import forms
from django.db.models import TextChoices
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from nhipcau.indicators.models import Indicator
from nhipcau.reporting import asking, rules
from nhipcau.reporting.asking import FieldAsked, Rhythm, SectionAsked
from nhipcau.reporting.forming import QuestionAsked
from nhipcau.reporting.models import (
    Calendar,
    Form,
    FormAudience,
    FormQuestion,
    FormRule,
    FormSection,
    Period,
    PeriodKind,
)
from nhipcau.shell.forms import DayField, offer
from nhipcau.units.forms.picking import UnitChoiceField, offer_units
from nhipcau.units.models import Kind, Line, Role, Unit, UnitGroup

SECTIONS = 5
NEW_QUESTIONS = 3
LEVELS = 4
ROWS = 6


class _Large(forms.Form):
    """A form whose labels begin with a capital."""

    def __init__(self, *args: Any, **kept: Any) -> None:
        super().__init__(*args, **kept)
        for field in self.fields.values():
            field.label = capfirst(field.label or "")


def unit_list(label: Any) -> forms.CharField:
    """Return a field for a list of units, a line each."""
    return forms.CharField(
        label=label,
        required=False,
        widget=forms.Textarea(attrs={"rows": ROWS}),
        help_text=_("Names or codes, one a line; where a name stands twice: “name, name of the unit above”."),
    )


class RhythmForm(_Large):
    """How often a form is asked and until when."""

    period_kind = forms.ChoiceField(
        label=_("asked each"),
        required=False,
        choices=[("", _("as needed")), *PeriodKind.choices],
        help_text=_("What is proposed when units are asked; it may be changed then."),
    )
    calendar = forms.ChoiceField(label=_("days"), choices=Calendar, initial=Calendar.OFFICIAL, required=False)
    due_after = forms.IntegerField(
        label=_("due, working days after the period's end"),
        min_value=1,
        max_value=60,
        initial=2,
        required=False,
        help_text=_(
            "Weekends and public holidays are not counted. The law leaves units one working day at least."
        ),
    )
    locks_after = forms.IntegerField(
        label=_("locked, days after the due day"),
        min_value=0,
        max_value=366,
        required=False,
        help_text=_("After the lock nothing can be written or sent. Left empty: it never locks by itself."),
    )

    def rhythm(self) -> Rhythm:
        """Return what was chosen."""
        typed = self.cleaned_data
        return Rhythm(
            period_kind=typed["period_kind"],
            calendar=typed["calendar"] or Calendar.OFFICIAL,
            due_after=typed["due_after"] or 2,
            locks_after=typed["locks_after"],
        )


class TitleForm(_Large):
    """A form's title."""

    title = forms.CharField(label=_("title"), max_length=200)
    title_en = forms.CharField(label=_("English title"), max_length=200, required=False)


class FormForm(RhythmForm):
    """A form's title and rhythm, its sections, and in which of them each indicator is asked for."""

    unit = UnitChoiceField(label=_("asked by"))
    title = forms.CharField(label=_("title"), max_length=200)
    title_en = forms.CharField(label=_("English title"), max_length=200, required=False)

    def __init__(
        self, *args: Any, units: Collection[int], indicators: Iterable[Indicator], **kept: Any
    ) -> None:
        super().__init__(*args, **kept)
        self.indicators = list(indicators)
        offer_units(self, "unit", units, roles=[Role.OFFICER], first=_("– choose –"))
        places = [("", "–"), *((str(place), str(place)) for place in range(1, SECTIONS + 1))]
        for place in range(1, SECTIONS + 1):
            self.fields[f"section-{place}"] = forms.CharField(
                label=_("Heading"), max_length=200, required=False
            )
            self.fields[f"section_en-{place}"] = forms.CharField(
                label=_("English heading"), max_length=200, required=False
            )
        for indicator in self.indicators:
            self.fields[f"place-{indicator.code}"] = forms.ChoiceField(
                label=indicator.local_name, choices=places, required=False
            )
            self.fields[f"optional-{indicator.code}"] = forms.BooleanField(
                label=_("may be left blank"), required=False
            )

    def clean(self) -> dict[str, Any]:
        """Require a heading for each section in use."""
        cleaned = super().clean() or self.cleaned_data
        places = {cleaned.get(f"place-{one.code}", "") for one in self.indicators}
        for place in sorted(places - {""}):
            if not cleaned.get(name := f"section-{place}"):
                self.add_error(name, _("Give this section a heading: an indicator stands in it."))
        return cleaned

    def headings(self) -> list[tuple[int, forms.BoundField, forms.BoundField]]:
        """Return the fields of each section's heading."""
        return [(n, self[f"section-{n}"], self[f"section_en-{n}"]) for n in range(1, SECTIONS + 1)]

    def choices(self) -> list[tuple[Indicator, forms.BoundField, forms.BoundField]]:
        """Return each indicator with the fields that place it."""
        return [(one, self[f"place-{one.code}"], self[f"optional-{one.code}"]) for one in self.indicators]

    def sections(self) -> list[SectionAsked]:
        """Return the sections that ask for something, in order."""
        typed = self.cleaned_data
        found = []
        for place in range(1, SECTIONS + 1):
            fields = [
                FieldAsked(one, required=not typed[f"optional-{one.code}"])
                for one in self.indicators
                if typed[f"place-{one.code}"] == str(place)
            ]
            if fields:
                found.append(SectionAsked(typed[f"section-{place}"], typed[f"section_en-{place}"], fields))
        return found


class ChangeForm(TitleForm, RhythmForm):
    """A form's title and rhythm."""

    @classmethod
    def of(cls, form: Form) -> dict[str, Any]:
        """Return what stands in the form now."""
        return {name: getattr(form, name) for name in cls.base_fields}


class SectionForm(_Large):
    """A section: its heading, which indicators it asks for in which order, and its questions in words."""

    title = forms.CharField(label=_("heading"), max_length=200)
    title_en = forms.CharField(label=_("English heading"), max_length=200, required=False)

    def __init__(
        self, *args: Any, indicators: Iterable[Indicator], section: FormSection | None, **kept: Any
    ) -> None:
        there = {one.indicator_id: one for one in section.fields.all()} if section else {}
        asked = list(section.questions.all()) if section else []
        if section:
            kept["initial"] = {"title": section.title, "title_en": section.title_en}
        super().__init__(*args, **kept)
        known = sorted(indicators, key=lambda one: (one.pk not in there, one.code))
        self.indicators = sorted(known, key=lambda one: there[one.pk].position if one.pk in there else 1000)
        for one in self.indicators:
            field = there.get(one.pk)
            self.fields[f"place-{one.code}"] = forms.IntegerField(
                label=one.local_name,
                required=False,
                min_value=1,
                max_value=999,
                initial=field.position if field else None,
            )
            self.fields[f"optional-{one.code}"] = forms.BooleanField(
                label=_("may be left blank"), required=False, initial=bool(field and not field.required)
            )
        self.asked = range(len(asked) + NEW_QUESTIONS)
        for n in self.asked:
            self._offer_question(n, asked[n] if n < len(asked) else FormQuestion())

    def _offer_question(self, n: int, there: FormQuestion) -> None:
        words: Any = {"max_length": 300, "required": False}
        self.fields[f"prompt-{n}"] = forms.CharField(label=_("Question"), initial=there.prompt, **words)
        self.fields[f"prompt_en-{n}"] = forms.CharField(
            label=capfirst(_("English question")), initial=there.prompt_en, **words
        )
        self.fields[f"must-{n}"] = forms.BooleanField(
            label=_("must be answered"), required=False, initial=there.required
        )

    def choices(self) -> list[tuple[Indicator, forms.BoundField, forms.BoundField]]:
        """Return each indicator with the fields that place it, those asked first."""
        return [(one, self[f"place-{one.code}"], self[f"optional-{one.code}"]) for one in self.indicators]

    def prompts(self) -> list[tuple[forms.BoundField, forms.BoundField, forms.BoundField]]:
        """Return the fields of each question."""
        return [(self[f"prompt-{n}"], self[f"prompt_en-{n}"], self[f"must-{n}"]) for n in self.asked]

    def fields_asked(self) -> list[FieldAsked]:
        """Return the indicators with a number, in the order of their numbers."""
        typed = self.cleaned_data
        placed = [(typed[f"place-{one.code}"], n, one) for n, one in enumerate(self.indicators)]
        return [
            FieldAsked(one, required=not typed[f"optional-{one.code}"])
            for place, _n, one in sorted((row for row in placed if row[0]), key=lambda row: row[:2])
        ]

    def questions_asked(self) -> list[QuestionAsked]:
        """Return the questions that were written; one without Vietnamese words is taken out."""
        typed = self.cleaned_data
        return [
            QuestionAsked(typed[f"prompt-{n}"], typed[f"prompt_en-{n}"], required=typed[f"must-{n}"])
            for n in self.asked
            if typed[f"prompt-{n}"].strip()
        ]


class RuleForm(forms.ModelForm):  # type: ignore[type-arg]  # generic only in the stubs
    """What figures must fulfil together."""

    class Meta:
        model = FormRule
        fields = (
            "left", "left_missing", "operator", "right", "right_missing", "message", "message_en", "must_hold"
        )  # fmt: skip

    def __init__(self, *args: Any, **kept: Any) -> None:
        super().__init__(*args, **kept)
        for field in self.fields.values():
            field.label = capfirst(field.label or "")


class AudienceForm(_Large):
    """Whom a form asks: units that fit all that is chosen, or a list of units."""

    kind = forms.ChoiceField(label=_("kind"), required=False, choices=[("", _("any")), *Kind.choices])
    line = forms.ChoiceField(label=_("line"), required=False, choices=[("", _("any")), *Line.choices])
    level = forms.TypedChoiceField(
        label=_("level"),
        required=False,
        coerce=int,
        empty_value=None,
        help_text=_("1 stands directly under the unit that the asking office works for."),
    )
    territory = forms.CharField(
        label=_("in the territory of"),
        required=False,
        max_length=200,
        help_text=_("The name or code of a unit."),
    )
    group = forms.ModelChoiceField(
        UnitGroup.objects.none(), label=_("in the group"), required=False, empty_label=_("any")
    )
    units = unit_list(_("or these units"))

    def __init__(self, *args: Any, groups: Any, **kept: Any) -> None:
        super().__init__(*args, **kept)
        level: Any = self.fields["level"]
        level.choices = [("", _("any")), *((n, str(n)) for n in range(1, LEVELS + 1))]
        offer(self, "group", groups)

    def rows(self, units: Iterable[int], territory: int | None) -> list[FormAudience]:
        """Return what was chosen as rows: one a unit where units are listed, else one."""
        typed = self.cleaned_data
        chosen = {name: typed[name] for name in ("kind", "line", "level", "group")}
        listed = list(units)
        if listed:
            return [FormAudience(unit_id=unit) for unit in sorted(listed)]
        return [FormAudience(**chosen, territory_id=territory)]


class CollectionForm(_Large):
    """Which form is asked of which units for which period."""

    form = forms.ModelChoiceField(Form.objects.none(), label=_("form"))
    kind = forms.ChoiceField(label=_("kind of period"), choices=PeriodKind, initial=PeriodKind.QUARTER)
    calendar = forms.ChoiceField(label=_("days"), choices=Calendar, initial=Calendar.OFFICIAL)
    year = forms.IntegerField(label=_("year"), min_value=2015, max_value=2099, required=False)
    number = forms.IntegerField(
        label=_("number in the year"),
        min_value=1,
        max_value=12,
        initial=1,
        required=False,
        help_text=_("Month 1 to 12, quarter 1 to 4, half-year 1 or 2; 1 for nine months and the year."),
    )
    title = forms.CharField(
        label=_("title of the period"),
        max_length=200,
        required=False,
        help_text=_("Title and days are for periods on a theme or ad hoc only."),
    )
    title_en = forms.CharField(label=_("English title of the period"), max_length=200, required=False)
    starts_on = DayField(label=_("first day"), required=False)
    ends_on = DayField(label=_("last day"), required=False)
    due_on = DayField(
        label=_("due day"),
        required=False,
        help_text=_(
            "Until 17:00 of this day. Left empty: as many working days after the period's end as the form says."
        ),
    )
    kinds = forms.MultipleChoiceField(
        label=_("all units of these kinds"), required=False, choices=Kind, widget=forms.CheckboxSelectMultiple
    )
    units = unit_list(_("and these units"))

    def __init__(self, *args: Any, may_ask: Any, today: date, **kept: Any) -> None:
        super().__init__(*args, **kept)
        offer(self, "form", may_ask)
        self.fields["year"].initial = today.year

    def clean(self) -> dict[str, Any]:
        """Require what the kind of period needs."""
        cleaned = super().clean() or self.cleaned_data
        own = cleaned.get("kind") in rules.OWN_DAYS
        for name in ("title", "starts_on", "ends_on") if own else ("year", "number"):
            if not cleaned.get(name) and name not in self.errors:
                self.add_error(name, _("This kind of period needs this."))
        return cleaned

    @property
    def names_units(self) -> bool:
        """Whether units or kinds are named; else the audience of the form is asked."""
        return bool(self.cleaned_data["kinds"] or self.cleaned_data["units"].strip())

    def due_at(self) -> datetime | None:
        """Return the end of work on the due day, or None where the form decides."""
        day = self.cleaned_data["due_on"]
        return asking.end_of_work(day) if day else None

    def of_kinds(self, reach: Iterable[Unit], period: Period) -> list[Unit]:
        """Return the units that are of the chosen kinds at the period's end."""
        kinds = set(self.cleaned_data["kinds"])
        return [
            unit
            for unit in reach
            if (version := unit.version_on(period.ends_on)) is not None and version.kind in kinds
        ]


class DaysForm(_Large):
    """Until when a collection is due and open."""

    due_on = DayField(label=_("due day"), help_text=_("Until 17:00 of this day."))
    locks_on = DayField(
        label=_("locked after"),
        required=False,
        help_text=_(
            "Until 17:00 of this day units may write and send. Left empty: it never locks by itself."
        ),
    )

    def moments(self) -> tuple[datetime, datetime | None]:
        """Return the due moment and the lock."""
        due, lock = self.cleaned_data["due_on"], self.cleaned_data["locks_on"]
        return asking.end_of_work(due), asking.end_of_work(lock) if lock else None


class ExceptionForm(_Large):
    """Units for which a locked collection is opened again."""

    units = unit_list(_("units"))
    until = DayField(label=_("open until"), help_text=_("Until 17:00 of this day."))
    reason = forms.CharField(label=_("reason"), max_length=300)

    def moment(self) -> datetime:
        """Return the moment at which it closes again."""
        return asking.end_of_work(self.cleaned_data["until"])


class UnitsForm(_Large):
    """Units to be asked too, or no more."""

    units = unit_list(_("units"))
    reason = forms.CharField(label=_("reason"), max_length=300, required=False)


class Standing(TextChoices):
    """How far a unit is, as the page filters."""

    MISSING = "missing", _("Nothing filled in yet")
    DRAFT = "draft", _("Being filled in")
    SUBMITTED = "submitted", _("Sent, not yet approved")
    RETURNED = "returned", _("Returned for correction")
    APPROVED = "approved", _("Approved")


class FollowForm(forms.Form):
    """Which units of a collection are shown, in which order."""

    q = forms.CharField(label=_("Name of a unit"), required=False, max_length=100)
    state = forms.ChoiceField(label=_("State"), required=False, choices=[("", _("all")), *Standing.choices])
    late = forms.BooleanField(label=_("Only late ones"), required=False)
    under = forms.ChoiceField(label=_("Under"), required=False)
    sort = forms.ChoiceField(
        label=_("Order"),
        required=False,
        choices=[
            ("", _("by name")),
            ("above", _("by the unit above")),
            ("sent", _("newest first")),
            ("state", _("by state")),
        ],
    )

    def __init__(self, *args: Any, above: Sequence[tuple[int, str]], **kept: Any) -> None:
        super().__init__(*args, **kept)
        self.label_suffix = ""
        under: Any = self.fields["under"]
        under.choices = [("", _("all")), *((str(pk), name) for pk, name in above)]


def local_day(moment: datetime | None) -> date | None:
    """Return the day of a moment in the local time."""
    return None if moment is None else timezone.localdate(moment)


class ListForm(forms.Form):
    """A list of figures."""

    file = forms.FileField(
        label=_("List of figures"),
        help_text=_(
            "XLSX, or CSV in UTF-8, with a row of headings: indicator (or its code), and plan or figure; at most 10 MB."
        ),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.csv"}),
    )
