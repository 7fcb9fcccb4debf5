"""A made-up nation: provinces, districts and communes before 1 July 2025, those of since, and who took over from whom."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise, product
from random import Random

from nhipcau.units.models import Kind
from nhipcau.units.national import Nation, Place

# Source of the counts: facts on the reorganisation of 1 July 2025 (reporting.md section 5.4 and 5.5).
COMMUNES, FORMER_COMMUNES, FORMER_DISTRICTS = 3_321, 10_035, 696
PROVINCES, FORMER_PROVINCES = 34, 63
DIVIDED = 441
# Of 3,321 communes, 687 are wards; of 34 provinces, 6 are cities.
WARDS_OF_TEN, CITIES_OF_TEN = 2, 2

LANDS = ("Biển", "Sông", "Núi", "Cửa", "Vịnh", "Đảo", "Đèo", "Đồng")
COLOURS = ("Bạc", "Ngọc", "Vàng", "Xanh", "Tím", "Lam", "Son", "Trắng")
SPOTS = (
    "Bãi", "Bàu", "Bến", "Bưng", "Cánh", "Cầu", "Chợ", "Cồn", "Cống", "Dốc", "Đầm", "Đình", "Đồi", "Đồng", "Ghềnh",
    "Giếng", "Gò", "Hang", "Hòn", "Hồ", "Khe", "Kênh", "Lạch", "Làng", "Mỏm", "Mường", "Nà", "Nương", "Phá", "Quán",
    "Rạch", "Rặng", "Rú", "Ruộng", "Rừng", "Sóc", "Suối", "Thác", "Thung", "Trại", "Tràm", "Vạn", "Vàm", "Vũng", "Vườn",
)  # fmt: skip
THINGS = (
    "Bạc", "Bông", "Cá", "Cau", "Chè", "Chim", "Cò", "Cúc", "Dâu", "Diều", "Dừa", "Đá", "Đào", "Đèn", "Gạo", "Gốm",
    "Hạc", "Hoa", "Hồi", "Lá", "Lan", "Liễu", "Lim", "Lụa", "Lúa", "Mai", "Mận", "Mây", "Mật", "Mía", "Muối", "Nắng",
    "Nghề", "Ngô", "Nhãn", "Nón", "Ong", "Quạt", "Quế", "Sáo", "Sao", "Sen", "Sim", "Sóng", "Sương", "Tằm", "Thông",
    "Thơ", "Thuyền", "Trăng", "Tre", "Trống", "Trúc", "Tơ", "Vải", "Võng", "Xoan", "Xuân", "Yến", "Sấu", "Mơ", "Bưởi",
    "Cọ", "Dẻ", "Đước", "Gừng", "Hạt", "Khế", "Lựu", "Me", "Nấm", "Ổi", "Rau", "Sung", "Thóc", "Trám", "Vừng", "Xoài",
)  # fmt: skip
SIDES = ("Đông", "Tây", "Nam", "Bắc", "Thượng", "Hạ", "Trong", "Ngoài")

Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Counts:
    """How many units of each level there are."""

    communes: int
    former_communes: int
    former_districts: int
    provinces: int
    former_provinces: int
    divided: int


def counts_of(communes: int) -> Counts:
    """Return the counts of a nation with so many communes of today, in the proportions of the real one.

    >>> counts_of(3321)
    Counts(communes=3321, former_communes=10035, former_districts=696, provinces=34, former_provinces=63, divided=441)
    >>> counts_of(40).provinces, counts_of(40).former_communes
    (2, 121)
    """

    def part(of: int, least: int) -> int:
        return max(least, round(of * communes / COMMUNES))

    return Counts(
        communes=communes,
        former_communes=part(FORMER_COMMUNES, communes),
        former_districts=part(FORMER_DISTRICTS, 4),
        provinces=min(part(PROVINCES, 2), communes),
        former_provinces=part(FORMER_PROVINCES, 3),
        divided=part(DIVIDED, 1),
    )


def made_up_nation(communes: int, seed: int) -> Nation:
    """Return a nation with so many communes of today, the same for the same seed.

    No former commune crosses into another new province; a divided one goes to two or three, of unknown shares.
    """
    counts, chance = counts_of(communes), Random(seed)  # noqa: S311  (invented places, not secrets)
    provinces = _named_provinces(counts.former_provinces)
    former_in = _dealt(counts.former_provinces, counts.provinces)
    district_in = _dealt(counts.former_districts, counts.former_provinces)
    commune_in = _dealt(counts.communes, counts.provinces)
    keys = [f"p{number:02}" for number in range(1, counts.provinces + 1)]
    former_keys = [f"f{number:02}" for number in range(1, counts.former_provinces + 1)]
    sources_of = {
        key: tuple(former_keys[one] for one in former) for key, former in zip(keys, former_in, strict=True)
    }
    places = dict(zip(former_keys, provinces, strict=True))
    districts = {
        (former_keys[at], f"d{one:03}"): Place(
            f"Huyện {SPOTS[one % len(SPOTS)]} {COLOURS[one % 7]}", Kind.DISTRICT, f"{one + 1:03}"
        )
        for at, some in enumerate(district_in)
        for one in some
    }
    names = _commune_names(chance)
    today = {
        (key, f"c{one:04}"): _commune(next(names), f"{one * 3 + 1:05}", chance)
        for key, some in zip(keys, commune_in, strict=True)
        for one in some
    }
    former, sources = _former(counts, today, sources_of, districts, chance)
    return Nation(
        provinces={key: places[sources_of[key][0]] for key in keys},
        communes=today,
        former_provinces=places,
        former_districts=districts,
        former_communes=former,
        sources=sources,
        province_sources=sources_of,
        version=f"({communes}, {seed})",
        source="tự đặt",
    )


def _dealt(many: int, over: int) -> list[range]:
    """Return numbers 0 … `many` cut into `over` runs, as even as can be.

    >>> _dealt(5, 2)
    [range(0, 2), range(2, 5)]
    """
    bounds = [many * one // over for one in range(over + 1)]
    return [range(first, last) for first, last in pairwise(bounds)]


def _named_provinces(many: int) -> list[Place]:
    names = [f"{land} {colour}" for colour, land in product(COLOURS, LANDS)][:many]
    return [
        Place(f"Thành phố {name}", Kind.CITY, f"{code:02}")
        if code % 10 < CITIES_OF_TEN
        else Place(f"Tỉnh {name}", Kind.PROVINCE, f"{code:02}")
        for code, name in enumerate(names, 1)
    ]


def _commune_names(chance: Random) -> Iterator[str]:
    """Yield names, each once."""
    names = [f"{spot} {thing}" for spot, thing in product(SPOTS, THINGS) if spot != thing]
    chance.shuffle(names)
    yield from names
    yield from (f"{name} {side}" for side in SIDES for name in names)


def _commune(name: str, code: str, chance: Random) -> Place:
    if chance.randrange(10) < WARDS_OF_TEN:
        return Place(f"Phường {name}", Kind.WARD, code)
    return Place(f"Xã {name}", Kind.COMMUNE, code)


def _former(
    counts: Counts,
    today: Mapping[tuple[str, str], Place],
    sources_of: Mapping[str, tuple[str, ...]],
    districts: Mapping[tuple[str, str], Place],
    chance: Random,
) -> tuple[dict[tuple[str, str, str], Place], dict[tuple[str, str], dict[Key, bool]]]:
    """Return the former communes, and what each commune of today was made of: one to five of them, and pieces."""
    homes = {key: [one for one in districts if one[0] in olds] for key, olds in sources_of.items()}
    former: dict[tuple[str, str, str], Place] = {}
    sources: dict[tuple[str, str], dict[Key, bool]] = {key: {} for key in today}
    order = list(today)
    more = counts.former_communes - counts.communes
    takers = [*order, *chance.choices(order, k=more)]
    for number, key in enumerate(takers):
        place, made = today[key], len(sources[key])
        name = f"{place.name} {SIDES[made - 1]}" if 0 < made <= len(SIDES) else place.name
        name = f"{name} {made}" if made > len(SIDES) else name
        old = (*homes[key[0]][chance.randrange(len(homes[key[0]]))], f"o{number:05}")
        former[old] = Place(name, place.kind, place.code if not made else f"{number:05}")
        sources[key][old] = True
    _divide(counts.divided, former, sources, chance)
    return former, sources


def _divide(
    many: int,
    former: Mapping[tuple[str, str, str], Place],
    sources: dict[tuple[str, str], dict[Key, bool]],
    chance: Random,
) -> None:
    """Let pieces of some former communes go to other communes of the same new province."""
    neighbours: dict[str, list[tuple[str, str]]] = {}
    for key in sources:
        neighbours.setdefault(key[0], []).append(key)
    home = {old: key for key, olds in sources.items() for old in olds}
    for old in chance.sample(list(former), min(many, len(former))):
        others = [key for key in neighbours[home[old][0]] if key != home[old]]
        takers = chance.sample(others, min(len(others), chance.choice((1, 1, 1, 2))))
        for key in takers:
            sources[key][old] = False
        if takers:
            sources[home[old]][old] = False
