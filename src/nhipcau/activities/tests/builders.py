"""Builders of activities, and of files as people choose them."""

from datetime import UTC, date, datetime
from io import BytesIO

from PIL import Image

from nhipcau.activities.models import Activity, ActivityCount
from nhipcau.indicators.tests.builders import make_indicator
from nhipcau.units.models import Unit, User

AT = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
DAY = date(2026, 2, 20)
ORIENTATION, CAMERA, GPS = 0x0112, 0x0110, 0x8825


def make_activity(
    unit: Unit, by: User, *, title: str = "Ngày hội văn hóa", starts_on: date = DAY, **counts: int
) -> Activity:
    """Return an activity; keyword arguments are codes of indicators with their numbers."""
    activity = Activity.objects.create(
        unit=unit, title=title, starts_on=starts_on, place="Nhà văn hóa", logged_by=by, logged_at=AT
    )
    for code, number in counts.items():
        ActivityCount.objects.create(activity=activity, indicator=make_indicator(code), number=number)
    return activity


def jpeg(width: int = 60, height: int = 40) -> bytes:
    """Return a photo as a phone makes it: lying on its side, with the camera, the place and a comment in it."""
    picture = Image.new("RGB", (width, height), "teal")
    exif = Image.Exif()
    exif[ORIENTATION] = 6
    exif[CAMERA] = "Máy của Lan"
    exif.get_ifd(GPS)[2] = (10.0, 30.0, 0.0)
    out = BytesIO()
    picture.save(out, "JPEG", exif=exif, comment=b"secret")
    return out.getvalue()
