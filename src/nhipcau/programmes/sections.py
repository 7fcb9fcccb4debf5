"""The texts of a programme, in the order in which a plan has them. A list that grows: data, not choices."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SECTIONS: Mapping[str, str | Promise] = {
    "objective": _("Objective"),
    "purposes": _("Purposes"),
    "requirements": _("Requirements"),
    "themes": _("Themes of content"),
    "audiences": _("Audiences"),
    "strategy": _("Strategy"),
    "methods": _("Methods"),
    "channels": _("Channels"),
    "implementation": _("Implementation"),
    "coordination": _("Coordination"),
    "organisation": _("How it is organised"),
    "evaluation": _("Evaluation"),
}
PLAN = (
    "purposes", "requirements", "themes", "audiences", "methods", "channels", "coordination", "organisation",
)  # fmt: skip
CAMPAIGN = ("objective", "audiences", "strategy", "channels", "implementation", "coordination", "evaluation")
OF_KIND = {"campaign": CAMPAIGN}


def sections_of(kind: str) -> dict[str, str]:
    """Return the sections of a programme of this kind, in order: key → its name."""
    return {key: str(SECTIONS[key]) for key in OF_KIND.get(kind, PLAN)}
