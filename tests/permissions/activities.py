"""Who may open which address of `activities`: url name → Row."""

from django.urls import reverse

from nhipcau.activities import actions, proof
from nhipcau.activities.actions import ActivityFields
from nhipcau.activities.models import Activity, Evidence
from nhipcau.activities.tests.builders import AT, DAY, jpeg
from nhipcau.units.tests.builders import House
from tests.permissions.row import Row


def make_logged(house: House) -> Activity:
    """Return an activity of Lan's ward with a photo."""
    fields = ActivityFields(title="Ngày hội", starts_on=DAY, place="Nhà văn hóa")
    photo = proof.photo("ảnh.jpg", jpeg())
    return actions.log_activity(house.ward_a, fields, evidence=[photo], by=house.lan, at=AT)


def make_photo(house: House) -> Evidence:
    """Return the photo of such an activity."""
    return make_logged(house).evidence.get()


SEE = ("lan", "son", "minh", "tam")
ELSEWHERE = ("hoa", "khach")
DO_NOT_LOG = ("son", "minh", "tam", "quang", "hoa", "khach")

# The list shows each person the own units only (so do month and file), so everyone of the staff may open it; every
# reporter may log.
ROWS: dict[str, Row] = {
    "activities:activities": Row(
        lambda house: reverse("activities:activities"), allowed=(*SEE, *ELSEWHERE), refused=()
    ),
    "activities:log": Row(
        lambda house: reverse("activities:log"),
        allowed=("lan", "hoa", "khach"),
        refused=("son", "minh", "tam", "quang"),
    ),
    "activities:activity": Row(
        lambda house: reverse("activities:activity", args=[make_logged(house).pk]),
        allowed=SEE,
        refused=ELSEWHERE,
    ),
    "activities:edit": Row(
        lambda house: reverse("activities:edit", args=[make_logged(house).pk]),
        allowed=("lan",),
        refused=DO_NOT_LOG,
    ),
    "activities:month": Row(
        lambda house: reverse("activities:month"), allowed=(*SEE, *ELSEWHERE), refused=()
    ),
    "activities:export": Row(
        lambda house: reverse("activities:export", args=["xlsx"]), allowed=(*SEE, *ELSEWHERE), refused=()
    ),
    "activities:paper": Row(
        lambda house: reverse("activities:paper", args=[make_logged(house).pk]),
        allowed=SEE,
        refused=ELSEWHERE,
    ),
    "activities:withdraw": Row(
        lambda house: reverse("activities:withdraw", args=[make_logged(house).pk]),
        allowed=("lan",),
        refused=DO_NOT_LOG,
    ),
    "activities:evidence": Row(
        lambda house: reverse("activities:evidence", args=[make_photo(house).pk]),
        allowed=SEE,
        refused=ELSEWHERE,
    ),
    "activities:thumbnail": Row(
        lambda house: reverse("activities:thumbnail", args=[make_photo(house).pk]),
        allowed=SEE,
        refused=ELSEWHERE,
    ),
    "activities:remove_evidence": Row(
        lambda house: reverse("activities:remove_evidence", args=[make_photo(house).pk]),
        allowed=("lan",),
        refused=DO_NOT_LOG,
        post=True,
    ),
}
