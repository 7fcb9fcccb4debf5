"""What an asked form asks for, kept by each process: it never changes, and every saving and sending needs it.

A form gets another stamp when it is asked (`stamp`) and loses it when its shape is opened again (`unstamp`), both
under the lock of its row. So what was read under a stamp holds for as long as anybody finds that stamp. Only what
never changes may be taken from it: codes, value types, wholes, what must be filled in; words of indicators may change.
"""

from collections import OrderedDict
from dataclasses import dataclass
from threading import Lock
from uuid import uuid4

from nhipcau.reporting.checking import ReadRule, rules_of
from nhipcau.reporting.models import Form, FormField, FormQuestion
from nhipcau.reporting.sheet import fields_of, questions_of

SHAPES_KEPT = 32


@dataclass(frozen=True, slots=True)
class Shape:
    """The fields, questions and rules of a form, in order."""

    fields: tuple[FormField, ...]
    questions: tuple[FormQuestion, ...]
    rules: tuple[ReadRule, ...]


_shapes: OrderedDict[str, Shape] = OrderedDict()
_lock = Lock()


def shape_of(form: Form) -> Shape:
    """Return what the form asks for. No query, or three where this process has not read it yet."""
    if not form.stamp:
        return _read(form.pk)
    with _lock:
        kept = _shapes.get(form.stamp)
    if kept is None:
        kept = _read(form.pk)
        with _lock:
            _shapes[form.stamp] = kept
            while len(_shapes) > SHAPES_KEPT:
                _shapes.popitem(last=False)
    return kept


def stamp(form: Form) -> None:
    """Say that the form is asked now and keeps its shape. Inside the transaction that asks; one query."""
    Form.objects.filter(pk=form.pk, stamp="").update(stamp=uuid4().hex)


def unstamp(form: Form) -> None:
    """Say that the shape of the form may change. Inside the transaction that holds the form."""
    if form.stamp:
        form.stamp = ""
        form.save(update_fields=["stamp"])


def _read(form_id: int) -> Shape:
    return Shape(tuple(fields_of(form_id)), tuple(questions_of(form_id)), rules_of(form_id))
