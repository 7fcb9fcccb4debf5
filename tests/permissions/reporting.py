"""Who may open which address of `reporting`: url name → Row."""

from collections.abc import Callable

from django.db.models import Model
from django.urls import reverse

from nhipcau.reporting.attaching import attach_file
from nhipcau.reporting.models import (
    Collection,
    Form,
    FormAudience,
    FormRule,
    Operator,
    Submission,
    SubmissionState,
)
from nhipcau.reporting.tests.builders import (
    AFTER_CUT_OFF,
    make_answer,
    make_collection,
    make_form,
    make_indicator,
)
from nhipcau.units.tests.builders import House
from tests.permissions.row import Row

EVERYONE = ("lan", "hoa", "son", "minh", "vy", "phuc", "quang", "tam")
STAFF_OF_THE_OFFICE = ("son", "minh", "quang", "tam")
NOT_THE_UNIT = ("hoa", "khach")
NOT_OFFICERS = ("lan", "hoa", "minh", "vy", "phuc", "quang", "tam", "khach")
NOT_FOLLOWERS = ("lan", "hoa", "vy", "phuc", "khach")


def _collection(house: House) -> Collection:
    indicator = make_indicator("so-cuoc")
    return make_collection(make_form(house.department, indicator), house.ward_a, house.ward_b)


def _answer(house: House, state: str) -> Submission:
    return make_answer(_collection(house), house.ward_a, {"so-cuoc": 3}, state=state)


def _at(name: str, state: str = SubmissionState.SUBMITTED, *more: str) -> Callable[[House], str]:
    def path(house: House) -> str:
        return reverse(f"reporting:{name}", args=[_answer(house, state).pk, *more])

    return path


def _fixed(name: str) -> Callable[[House], str]:
    return lambda house: reverse(f"reporting:{name}")


def _fill(house: House) -> str:
    return reverse("reporting:fill", args=[_collection(house).pk, house.ward_a.pk])


def _form(house: House) -> str:
    return reverse("reporting:form", args=[_collection(house).form_id])


def _asked(name: str, *more: object) -> Callable[[House], str]:
    """Return the address of a page of a collection."""
    return lambda house: reverse(f"reporting:{name}", args=[_collection(house).pk, *more])


def _shaped(name: str) -> Callable[[House], str]:
    """Return the address of a page of a form that was not asked yet, or of a part of it."""

    def path(house: House) -> str:
        form = make_form(house.department, make_indicator("so-cuoc"), make_indicator("luot-nguoi"))
        parts: dict[str, Callable[[], Model]] = {
            "section": form.sections.get,
            "move_section": form.sections.get,
            "remove_section": form.sections.get,
            "rule": lambda: _rule(form),
            "remove_rule": lambda: _rule(form),
            "remove_audience": lambda: FormAudience.objects.create(form=form, kind="ward"),
        }
        part = [parts[name]().pk] if name in parts else []
        return reverse(f"reporting:{name}", args=[form.pk, *part])

    return path


def _rule(form: Form) -> FormRule:
    return FormRule.objects.create(
        form=form, left="so-cuoc", operator=Operator.LESS, right="luot-nguoi", message="Ít hơn"
    )


def _shapes(name: str, *, post: bool = False) -> Row:
    return Row(_shaped(name), allowed=("son",), refused=NOT_OFFICERS, post=post)


def _steers(name: str, *, post: bool = False) -> Row:
    return Row(_asked(name), allowed=("son",), refused=NOT_OFFICERS, post=post)


def _total(house: House) -> str:
    _collection(house)
    return f"{reverse('reporting:total', args=['so-cuoc'])}?unit={house.ward_a.pk}"


def _totals(name: str) -> Callable[[House], str]:
    return lambda house: f"{reverse(f'reporting:{name}')}?unit={house.ward_a.pk}"


def _table_file(house: House) -> str:
    _collection(house)
    return f"{reverse('reporting:table_file', args=['csv'])}?unit={house.ward_a.pk}"


def _planned(name: str) -> Callable[[House], str]:
    """Return the address of a page of the plan."""

    def path(house: House) -> str:
        _collection(house)
        return f"{reverse(f'reporting:{name}')}?unit={house.ward_a.pk}"

    return path


def _attachment(name: str) -> Callable[[House], str]:
    """Return the address of a file kept with an answer."""

    def path(house: House) -> str:
        answer = _answer(house, SubmissionState.RETURNED)
        file = attach_file(
            answer, "a.pdf", b"%PDF-1.7\n%%EOF\n", kind="signed", by=house.lan, at=AFTER_CUT_OFF
        )
        return reverse(f"reporting:{name}", args=[file.pk])

    return path


def _chart_svg(house: House) -> str:
    _answer(house, SubmissionState.APPROVED)
    return f"{reverse('reporting:chart_svg')}?unit={house.ward_a.pk}"


DRAFT = SubmissionState.DRAFT
OTHERS = ("hoa", "son", "minh", "vy", "phuc", "quang", "tam", "khach")
OTHERS_THAN_APPROVERS = ("lan", "hoa", "son", "vy", "phuc", "quang", "tam", "khach")

ROWS: dict[str, Row] = {
    "index": Row(_fixed("index"), allowed=(*EVERYONE, "khach"), refused=()),
    "collection": Row(
        lambda house: reverse("reporting:collection", args=[_collection(house).pk]),
        allowed=STAFF_OF_THE_OFFICE,
        refused=("lan", "hoa", "vy", "phuc", "khach"),
    ),
    "open_collection": Row(
        _fixed("open_collection"),
        allowed=("son", "khach"),
        refused=("lan", "hoa", "minh", "vy", "phuc", "quang", "tam"),
    ),
    "fill": Row(_fill, allowed=("lan", "son", "minh", "vy", "phuc", "quang", "tam"), refused=NOT_THE_UNIT),
    "new_form": Row(
        _fixed("new_form"),
        allowed=("son", "khach"),
        refused=("lan", "hoa", "minh", "vy", "phuc", "quang", "tam"),
    ),
    "form": Row(_form, allowed=STAFF_OF_THE_OFFICE, refused=("lan", "hoa", "vy", "phuc", "khach")),
    "collection_csv": Row(_asked("collection_csv"), allowed=STAFF_OF_THE_OFFICE, refused=NOT_FOLLOWERS),
    "collection_xlsx": Row(_asked("collection_xlsx"), allowed=STAFF_OF_THE_OFFICE, refused=NOT_FOLLOWERS),
    "collection_days": _steers("collection_days"),
    "collection_units": _steers("collection_units"),
    "open_again": _steers("open_again"),
    "close_collection": _steers("close_collection", post=True),
    "switch_reminders": _steers("switch_reminders", post=True),
    "end_exceptions": _steers("end_exceptions", post=True),
    "forms": Row(_fixed("forms"), allowed=(*EVERYONE, "khach"), refused=()),
    "preview": Row(_shaped("preview"), allowed=STAFF_OF_THE_OFFICE, refused=NOT_FOLLOWERS),
    "change_form": _shapes("change_form"),
    "copy_form": _shapes("copy_form"),
    "new_version": _shapes("new_version", post=True),
    "put_in_use": _shapes("put_in_use", post=True),
    "put_away": _shapes("put_away", post=True),
    "new_section": _shapes("new_section"),
    "section": _shapes("section"),
    "move_section": _shapes("move_section", post=True),
    "remove_section": _shapes("remove_section", post=True),
    "new_rule": _shapes("new_rule"),
    "rule": _shapes("rule"),
    "remove_rule": _shapes("remove_rule", post=True),
    "audience": _shapes("audience"),
    "audience_count": _shapes("audience_count"),
    "remove_audience": _shapes("remove_audience", post=True),
    "submission": Row(
        _at("submission"),
        allowed=("lan", "son", "minh", "vy", "phuc", "quang", "tam"),
        refused=NOT_THE_UNIT,
    ),
    "save": Row(_at("save", DRAFT), allowed=("lan",), refused=OTHERS, post=True),
    "check": Row(_at("check", DRAFT), allowed=("lan", "son", "minh", "tam"), refused=NOT_THE_UNIT),
    "send": Row(_at("send", DRAFT), allowed=("lan", "son", "minh", "tam"), refused=NOT_THE_UNIT),
    "submit": Row(_at("submit", DRAFT), allowed=("lan",), refused=OTHERS, post=True),
    "attach": Row(_at("attach", DRAFT), allowed=("lan",), refused=OTHERS, post=True),
    "attachment": Row(
        _attachment("attachment"),
        allowed=("lan", "son", "minh", "vy", "phuc", "quang", "tam"),
        refused=NOT_THE_UNIT,
    ),
    "detach": Row(_attachment("detach"), allowed=("lan",), refused=OTHERS, post=True),
    "workbook": Row(
        _at("workbook"),
        allowed=("lan", "son", "minh", "vy", "phuc", "quang", "tam"),
        refused=NOT_THE_UNIT,
    ),
    "upload": Row(_at("upload", DRAFT), allowed=("lan",), refused=OTHERS),
    "behind": Row(
        _at("behind", SubmissionState.APPROVED, "so-cuoc"),
        allowed=("lan", "son", "minh", "vy", "phuc", "quang", "tam"),
        refused=NOT_THE_UNIT,
    ),
    "decide": Row(
        _at("decide"),
        allowed=("minh",),
        refused=("lan", "hoa", "son", "vy", "phuc", "quang", "tam", "khach"),
    ),
    "return": Row(
        _at("return"),
        allowed=("minh",),
        refused=("lan", "hoa", "son", "vy", "phuc", "quang", "tam", "khach"),
        post=True,
    ),
    "approve": Row(
        _at("approve"),
        allowed=("minh",),
        refused=("lan", "hoa", "son", "vy", "phuc", "quang", "tam", "khach"),
        post=True,
    ),
    "waiting": Row(_fixed("waiting"), allowed=(*EVERYONE, "khach"), refused=()),
    "waiting_csv": Row(_fixed("waiting_csv"), allowed=(*EVERYONE, "khach"), refused=()),
    "approve_many": Row(_fixed("approve_many"), allowed=(*EVERYONE, "khach"), refused=(), post=True),
    "totals": Row(
        _totals("totals"),
        allowed=("lan", "son", "minh", "vy", "phuc", "quang", "tam"),
        refused=NOT_THE_UNIT,
    ),
    "totals_csv": Row(
        _totals("totals_csv"),
        allowed=("lan", "son", "minh", "vy", "phuc", "quang", "tam"),
        refused=NOT_THE_UNIT,
    ),
    "table": Row(
        _totals("table"),
        allowed=("lan", "son", "minh", "vy", "phuc", "quang", "tam"),
        refused=NOT_THE_UNIT,
    ),
    "table_file": Row(
        _table_file, allowed=("lan", "son", "minh", "vy", "phuc", "quang", "tam"), refused=NOT_THE_UNIT
    ),
    "plan": Row(
        _totals("plan"),
        allowed=("lan", "son", "minh", "vy", "phuc", "quang", "tam"),
        refused=NOT_THE_UNIT,
    ),
    "enter_plan": Row(_planned("enter_plan"), allowed=("son",), refused=NOT_OFFICERS),
    "mark": Row(
        _at("mark"),
        allowed=("son", "minh"),
        refused=("lan", "hoa", "vy", "phuc", "quang", "tam", "khach"),
        post=True,
    ),
    "clear_mark": Row(
        _at("clear_mark"),
        allowed=("son", "minh"),
        refused=("lan", "hoa", "vy", "phuc", "quang", "tam", "khach"),
        post=True,
    ),
    "plan_file": Row(_planned("plan_file"), allowed=("son",), refused=NOT_OFFICERS),
    "plan_workbook": Row(_planned("plan_workbook"), allowed=("son",), refused=NOT_OFFICERS),
    "completeness": Row(
        _totals("completeness"),
        allowed=("lan", "son", "minh", "vy", "phuc", "quang", "tam"),
        refused=NOT_THE_UNIT,
    ),
    "sealing": Row(
        lambda house: reverse("reporting:sealing", args=[_collection(house).pk]),
        allowed=STAFF_OF_THE_OFFICE,
        refused=("lan", "hoa", "vy", "phuc", "khach"),
    ),
    "seal": Row(
        lambda house: reverse("reporting:seal", args=[_collection(house).pk]),
        allowed=("minh",),
        refused=OTHERS_THAN_APPROVERS,
        post=True,
    ),
    "correct": Row(
        lambda house: reverse("reporting:correct", args=[_collection(house).pk]),
        allowed=("minh",),
        refused=OTHERS_THAN_APPROVERS,
        post=True,
    ),
    "chart": Row(
        _totals("chart"),
        allowed=("lan", "son", "minh", "vy", "phuc", "quang", "tam"),
        refused=NOT_THE_UNIT,
    ),
    "chart_svg": Row(
        _chart_svg, allowed=("lan", "son", "minh", "vy", "phuc", "quang", "tam"), refused=NOT_THE_UNIT
    ),
    "total": Row(_total, allowed=("lan", "son", "minh", "vy", "phuc", "quang", "tam"), refused=NOT_THE_UNIT),
}
