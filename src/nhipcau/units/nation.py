"""Loading the nation: 34 provinces and 3,321 communes of today, what they were before, and who took over from whom.

A unit goes on as the same one where it kept its whole territory and nothing came to it, whatever its new name, kind
or code; every other unit of today is a new one with its successions. A district, which nothing took over from as
such, went into its province: its own figures are whole there and nowhere lower. The list is a picture of one day:
what the former units were before `since` is not known.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from nhipcau.audit.log import record
from nhipcau.units import access, events, versions
from nhipcau.units.errors import AlreadyLoadedError
from nhipcau.units.models import (
    ChangeKind,
    Kind,
    Line,
    Succession,
    Unit,
    UnitChange,
    UnitVersion,
    User,
)
from nhipcau.units.national import REORGANISED_ON, Nation, Place

COUNTRY = ("Việt Nam", "Viet Nam")
PROVINCES_BASIS = "Nghị quyết số 202/2025/QH15 ngày 12/6/2025"
DISTRICTS_BASIS = "Nghị quyết số 203/2025/QH15 ngày 16/6/2025"
COMMUNES_BASIS = (
    "Nghị quyết của Ủy ban Thường vụ Quốc hội ngày 16/6/2025 về sắp xếp các đơn vị hành chính cấp xã của {}"
    " năm 2025"
)
FORMER_BASIS = "Danh mục đơn vị hành chính trước ngày 01/7/2025 (dữ liệu {} {})"
SINCE = date(2025, 1, 1)

Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Loaded:
    """What was loaded: the unit above all provinces, and how many units of today, former units and successions."""

    country: Unit
    provinces: int
    communes: int
    former_provinces: int
    former_districts: int
    former_communes: int
    successions: int


@transaction.atomic
def load_nation(nation: Nation, *, since: date = SINCE, by: User, at: datetime) -> Loaded:
    """Write the nation in one transaction. Only the installation does this, once.

    Raises PermissionDenied; AlreadyLoadedError.
    """
    access.require_system(by)
    versions.lock_tree()
    if UnitVersion.objects.filter(kind=Kind.COUNTRY, name=COUNTRY[0]).exists():
        raise AlreadyLoadedError
    loading = _Loading(nation, since, by, at)
    loading.write()
    loaded = loading.loaded()
    told: dict[str, Any] = {
        "provinces": loaded.provinces,
        "communes": loaded.communes,
        "former": loaded.former_provinces + loaded.former_districts + loaded.former_communes,
        "successions": loaded.successions,
    }
    record(events.NATION_LOADED, loaded.country, by=by, at=at.isoformat(), package=nation.version, **told)
    return loaded


class _Loading:
    """The rows of the nation as they are put together: units first, as their versions name one another."""

    def __init__(self, nation: Nation, since: date, by: User, at: datetime) -> None:
        self.nation = nation
        self.since = since
        self.by, self.at = by, at
        self.goes_on = _going_on(nation)
        self.became = {old: new for new, old in self.goes_on.items()}
        self.before: dict[Key, Unit] = {}
        self.today: dict[Key, Unit] = {}
        self.versions: list[UnitVersion] = []
        self.successions: list[Succession] = []
        self.country = Unit(line=Line.STATE)

    def write(self) -> None:
        """Write units, changes, versions and successions."""
        self._make_units()
        self._make_changes()
        self._make_country()
        self._make_provinces()
        self._make_districts()
        self._make_former_communes()
        self._make_communes()
        UnitVersion.objects.bulk_create(self.versions)
        Succession.objects.bulk_create(self.successions)

    def loaded(self) -> Loaded:
        """Return how many of each there are."""
        nation = self.nation
        return Loaded(
            country=self.country,
            provinces=len(nation.provinces),
            communes=len(nation.communes),
            former_provinces=len(nation.former_provinces),
            former_districts=len(nation.former_districts),
            former_communes=len(nation.former_communes),
            successions=len(self.successions),
        )

    def _make_units(self) -> None:
        nation = self.nation
        olds: list[Key] = [
            *((key,) for key in nation.former_provinces),
            *nation.former_districts,
            *nation.former_communes,
        ]
        news = [key for key in _todays(nation) if key not in self.goes_on]
        made = Unit.objects.bulk_create([self.country, *(Unit(line=Line.STATE) for _ in (*olds, *news))])
        self.before = dict(zip(olds, made[1:], strict=False))
        self.today = dict(zip(news, made[1 + len(olds) :], strict=True))
        self.today |= {new: self.before[old] for new, old in self.goes_on.items()}

    def _make_changes(self) -> None:
        nation = self.nation
        self.listed = self._change(
            ChangeKind.CREATE, self.since, FORMER_BASIS.format(nation.source, nation.version)
        )
        self.ended_districts = self._change(ChangeKind.ABOLISH, REORGANISED_ON, DISTRICTS_BASIS)
        self.merged_provinces = {
            key: self._change(ChangeKind.MERGE, REORGANISED_ON, PROVINCES_BASIS)
            for key in nation.provinces
            if (key,) not in self.goes_on
        }
        self.arranged = {
            key: self._change(ChangeKind.MERGE, REORGANISED_ON, COMMUNES_BASIS.format(_inside(place.name)))
            for key, place in nation.provinces.items()
        }

    def _make_country(self) -> None:
        place = Place(COUNTRY[0], Kind.COUNTRY, "")
        self._version(self.country, place, None, self.listed, None, name_en=COUNTRY[1])

    def _make_provinces(self) -> None:
        nation = self.nation
        for key, sources in nation.province_sources.items():
            new, unit = nation.provinces[key], self.today[(key,)]
            if (key,) in self.goes_on:
                old = nation.former_provinces[sources[0]]
                if old == new:
                    self._version(unit, new, self.country, self.listed, None)
                else:
                    self._version(unit, old, self.country, self.listed, self.arranged[key])
                    self._version(unit, new, self.country, self.arranged[key], None)
                continue
            change = self.merged_provinces[key]
            for source in sources:
                former = self.before[(source,)]
                self._version(former, nation.former_provinces[source], self.country, self.listed, change)
                self._succeed(change, former, unit)
            self._version(unit, new, self.country, change, None)

    def _make_districts(self) -> None:
        province_of = {old: new for new, olds in self.nation.province_sources.items() for old in olds}
        for key, place in self.nation.former_districts.items():
            unit, above = self.before[key], self.before[(key[0],)]
            if key in self.became:  # an island: it goes on as a special zone
                self._version(unit, place, above, self.listed, self.arranged[self.became[key][0]])
            else:
                self._version(unit, place, above, self.listed, self.ended_districts)
                self._succeed(self.ended_districts, unit, self.today[(province_of[key[0]],)])

    def _make_former_communes(self) -> None:
        province_of = {old: new for new, olds in self.nation.province_sources.items() for old in olds}
        for key, place in self.nation.former_communes.items():
            change = self.arranged[province_of[key[0]]]
            self._version(self.before[key], place, self.before[key[:2]], self.listed, change)

    def _make_communes(self) -> None:
        for key, place in self.nation.communes.items():
            change, unit = self.arranged[key[0]], self.today[key]
            self._version(unit, place, self.today[(key[0],)], change, None)
            if key not in self.goes_on:
                for source, whole in self.nation.sources.get(key, {}).items():
                    self._succeed(change, self.before[source], unit, whole=whole)

    def _change(self, kind: str, effective_on: date, legal_basis: str) -> UnitChange:
        return versions.begin_change(kind, effective_on, legal_basis, by=self.by, at=self.at)

    def _version(
        self,
        unit: Unit,
        place: Place,
        parent: Unit | None,
        opened_by: UnitChange,
        closed_by: UnitChange | None,
        *,
        name_en: str = "",
    ) -> None:
        self.versions.append(
            UnitVersion(
                unit=unit,
                name=place.name,
                name_en=name_en,
                kind=place.kind,
                code=place.code,
                parent=parent,
                valid_from=opened_by.effective_on,
                valid_to=closed_by.effective_on if closed_by else None,
                legal_basis=opened_by.legal_basis,
                opened_by=opened_by,
                closed_by=closed_by,
            )
        )

    def _succeed(self, change: UnitChange, old: Unit, new: Unit, *, whole: bool = True) -> None:
        self.successions.append(Succession(change=change, predecessor=old, successor=new, whole=whole))


def _todays(nation: Nation) -> list[Key]:
    return [*((key,) for key in nation.provinces), *nation.communes]


def _going_on(nation: Nation) -> dict[Key, Key]:
    """Return unit of today → the former unit it still is: the whole of it, and nothing else came to it."""
    found: dict[Key, Key] = {
        (key,): (olds[0],) for key, olds in nation.province_sources.items() if len(olds) == 1
    }
    for key, sources in nation.sources.items():
        if list(sources.values()) == [True]:
            found[key] = next(iter(sources))
    return found


def _inside(name: str) -> str:
    """Return a name as it stands inside a sentence: `tỉnh Nghệ An`."""
    return name[:1].lower() + name[1:]
