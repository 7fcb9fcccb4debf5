"""The whole form of an activity: its common fields, the particulars of its kind, its counts."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from nhipcau.activities import rules
from nhipcau.activities.actions import ActivityFields, is_of_people_present
from nhipcau.activities.errors import PartedError, PresentAtHostError
from nhipcau.activities.forms import counts as counting
from nhipcau.activities.forms.activity import ActivityForm, Choices
from nhipcau.activities.forms.counts import ROWS_MORE, ROWS_OFFERED, BaseCounts, Countable
from nhipcau.activities.forms.particulars import Cases, Particulars
from nhipcau.activities.kinds import BY_CODE, Kind
from nhipcau.activities.models import Activity
from nhipcau.activities.rules import CountTyped
from nhipcau.indicators.figures import write_figure

FIRST_KIND = "session"


@dataclass(frozen=True, slots=True)
class Offered:
    """All that a person may choose from on the form."""

    choices: Choices
    countable: Countable
    cases: Cases


@dataclass(frozen=True, slots=True)
class Entry:
    """The form: what is told of an activity, the particulars of its kind, its counts."""

    form: ActivityForm
    particulars: Particulars
    rows: BaseCounts
    countable: Countable

    def is_valid(self) -> bool:
        """Return whether all can be taken; all are checked, so that all mistakes show at once."""
        valid = [self.form.is_valid(), self.particulars.is_valid(), self.rows.is_valid()]
        return all(valid) and self._settle()

    def activity(self) -> ActivityFields:
        """Return what was typed."""
        return self.form.activity(self.particulars.details)

    @property
    def has_mistakes(self) -> bool:
        """Whether something was refused."""
        rows = any(form.errors for form in self.rows.forms) if self.rows.is_bound else False
        return bool(self.form.errors or self.particulars.errors or rows)

    def _settle(self) -> bool:
        """Put parts in the place of wholes, and refuse what is counted elsewhere, beside its row."""
        told = self.form.cleaned_data
        own = rules.own_cases(told["channel"], told["stream"], self.particulars.details)
        seen: set[int] = set()
        fine = True
        for row in self.rows.filled():
            found = self.countable.settled(row.cleaned_data["indicator"], own)
            wrong = None
            if found is None:
                wrong = PartedError.message
            elif found.pk in seen:
                wrong = _("This indicator stands in a row above already. Add the two.")
            elif told["host"] is not None and is_of_people_present(found):
                wrong = PresentAtHostError.message
            if wrong:
                row.add_error("indicator", wrong)
                fine = False
            elif found is not None:
                row.cleaned_data["indicator"] = found
                seen.add(found.pk)
        return fine


def entry_sent(offered: Offered, data: Any, files: Any, *, activity: Activity | None = None) -> Entry:
    """Return the form filled with what was sent, to be checked."""
    form = ActivityForm(data, files, instance=activity, choices=offered.choices, today=timezone.localdate())
    particulars = Particulars(_kind(data.get("kind")), offered.cases, data=data)
    return Entry(form, particulars, counting.formset((), offered.countable, data=data), offered.countable)


def entry_new(
    offered: Offered, *, task: int | None = None, host: Activity | None = None, like: Activity | None = None
) -> Entry:
    """Return an empty form: under `task`, as a part of `host`, or with the words of `like` for the next of its kind."""
    initial: dict[str, Any] = {"starts_on": timezone.localdate(), "assignment": task}
    details: dict[str, Any] = {}
    kind = _kind(FIRST_KIND)
    if host is not None:
        initial |= {"host": host.pk, "starts_on": host.starts_on, "place": host.place}
    if like is not None:
        if any(place.pk == like.unit_id for place in offered.choices.places):
            initial["unit"] = like.unit_id
        same = ("title", "place", "kind", "channel", "stream", "assignment_id", "description")
        initial |= {name.removesuffix("_id"): getattr(like, name) for name in same}
        kind, details = like.kind_of, rules.as_template(like.kind_of, like.details)
    form = ActivityForm(initial=initial, choices=offered.choices, today=timezone.localdate())
    particulars = Particulars(kind, offered.cases, details=details)
    begun = details or {field.code: int(field.first) for field in kind.fields if field.first}
    proposals = _proposals(offered, kind, begun, initial, is_theme=host is not None)
    rows = rules.with_proposals([CountTyped()] * ROWS_OFFERED, proposals)
    if like is not None:
        named = {row.indicator for row in rows}
        counted = [str(count.indicator_id) for count in like.counts.all()]
        rows = [CountTyped(pk) for pk in counted if pk not in named] + rows
    return Entry(form, particulars, counting.formset(rows, offered.countable), offered.countable)


def entry_of(offered: Offered, activity: Activity) -> Entry:
    """Return the form filled with what was logged."""
    form = ActivityForm(instance=activity, choices=offered.choices, today=timezone.localdate())
    kind = activity.kind_of
    particulars = Particulars(kind, offered.cases, details=activity.details)
    told = {"channel": activity.channel, "stream": activity.stream}
    proposals = _proposals(offered, kind, activity.details, told, is_theme=activity.host_id is not None)
    rows = []
    for count in activity.counts.all():
        pk, number = str(count.indicator_id), write_figure(count.number)
        rows.append(CountTyped(pk, number, (pk, number) if proposals.get(pk) == number else None))
    blanks = max(1, ROWS_OFFERED - len(rows))
    of_rows = counting.formset(rows, offered.countable, extra=blanks)
    return Entry(form, particulars, of_rows, offered.countable)


def entry_so_far(offered: Offered, data: Any, *, more: bool, activity: Activity | None = None) -> Entry:
    """Return the form as it was typed so far, unchecked: the fields of its kind, the counts they propose, `more` rows."""
    initial = {name: data.get(name) for name in ActivityForm.base_fields}
    form = ActivityForm(
        initial=initial, instance=activity, choices=offered.choices, today=timezone.localdate()
    )
    kind = _kind(data.get("kind"))
    read = Particulars(kind, offered.cases, data=data)
    read.is_valid()
    is_theme = bool(data.get("host"))
    proposals = _proposals(offered, kind, read.details, data, is_theme=is_theme)
    rows = rules.with_proposals(counting.rows_typed(data), proposals)
    of_rows = counting.formset(rows, offered.countable, extra=ROWS_MORE if more else 0)
    return Entry(form, Particulars(kind, offered.cases, typed=data), of_rows, offered.countable)


def _proposals(
    offered: Offered, kind: Kind, details: Mapping[str, Any], told: Any, *, is_theme: bool
) -> dict[str, str]:
    """Return indicator → number, as the form writes both, that the particulars propose."""
    own = rules.own_cases(told.get("channel") or "", told.get("stream") or "external", details)
    counts = rules.proposed(kind, details, is_theme=is_theme)
    found = offered.countable.proposed(counts, own)
    return {str(pk): write_figure(number) for pk, number in found.items()}


def _kind(code: Any) -> Kind:
    return BY_CODE.get(code or FIRST_KIND, BY_CODE["other"])
