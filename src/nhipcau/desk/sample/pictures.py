"""Pictures for the sample, drawn here: boats on a river, no photograph of anybody."""

from io import BytesIO
from random import Random

from PIL import Image, ImageDraw

_SKIES = ((250, 214, 165), (173, 216, 230), (255, 228, 196), (200, 220, 240))
_SAILS = ((196, 60, 60), (230, 160, 40), (60, 120, 90), (90, 90, 160), (240, 240, 235))


def draw_boats(seed: int, *, width: int = 960, height: int = 640) -> bytes:
    """Return a JPEG of boats under a sky; the same `seed` gives the same picture. Sizes in pixels."""
    chance = Random(seed)  # noqa: S311  (a drawing, not a secret)
    picture = Image.new("RGB", (width, height))
    pen = ImageDraw.Draw(picture)
    hills = [(x, height // 2 - chance.randint(30, 130)) for x in range(0, width + 80, 80)]
    _paint_sky_and_river(pen, chance.choice(_SKIES), hills, width, height)
    for top in sorted(chance.randint(height // 2, height - 150) for _ in range(chance.randint(3, 6))):
        scale = 0.4 + (top - height // 2) / height * 3  # the nearer, the larger
        _paint_boat(pen, chance.randint(0, width - 200), top, scale, chance.choice(_SAILS))
    out = BytesIO()
    picture.save(out, "JPEG", quality=82)
    return out.getvalue()


def _paint_sky_and_river(
    pen: ImageDraw.ImageDraw, sky: tuple[int, int, int], hills: list[tuple[int, int]], width: int, height: int
) -> None:
    horizon = height // 2
    for row in range(height):
        depth = row / height
        shade = sky if row < horizon else (70, 120, 140)
        pen.line([(0, row), (width, row)], fill=tuple(round(part * (1.05 - depth * 0.45)) for part in shade))
    pen.polygon([(0, horizon), *hills, (width, horizon)], fill=(88, 120, 96))


def _paint_boat(
    pen: ImageDraw.ImageDraw, left: int, top: int, scale: float, sail: tuple[int, int, int]
) -> None:
    def at(x: float, y: float) -> tuple[float, float]:
        return left + x * scale, top + y * scale

    pen.polygon([at(0, 60), at(120, 60), at(100, 85), at(20, 85)], fill=(92, 58, 36))
    pen.line([at(60, 60), at(60, -20)], fill=(60, 40, 28), width=4)
    pen.polygon([at(64, -18), at(110, 52), at(64, 52)], fill=sail)
    pen.polygon([at(56, -8), at(22, 52), at(56, 52)], fill=sail)
