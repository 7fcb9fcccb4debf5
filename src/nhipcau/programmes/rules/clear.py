"""The "6 rõ": what a task must say before it is given.

Source: QĐ 2179/QĐ-TTg of 06/10/2025 (rõ người, rõ việc, rõ thời gian, rõ trách nhiệm, rõ sản phẩm, rõ thẩm quyền). The
words are data: offices use variants (5 rõ; tiến độ for thời gian; kết quả for sản phẩm).
"""

from dataclasses import dataclass
from datetime import date

# What must be said → the word of the rule, as the office says it.
SIX = {
    "person": "rõ người",
    "work": "rõ việc",
    "time": "rõ thời gian",
    "responsible": "rõ trách nhiệm",
    "product": "rõ sản phẩm",
    "authority": "rõ thẩm quyền",
}


@dataclass(frozen=True, slots=True)
class Said:
    """What a task says: whether units have it, what it is, when, who answers for it, its product, who decides."""

    has_units: bool
    title: str
    due_on: date | None
    undated: bool
    responsible: str
    product: str
    authority: str


def unclear(task: Said) -> list[str]:
    """Return what of the six the task does not say, in the order of the rule: keys of SIX.

    A deadline in words is none; that there is none may be said.

    >>> unclear(Said(True, "Mở lớp tập huấn", None, False, "Phó Giám đốc", "", "Giám đốc"))
    ['time', 'product']
    """
    says = {
        "person": task.has_units,
        "work": bool(task.title.strip()),
        "time": task.due_on is not None or task.undated,
        "responsible": bool(task.responsible.strip()),
        "product": bool(task.product.strip()),
        "authority": bool(task.authority.strip()),
    }
    return [name for name, said in says.items() if not said]
