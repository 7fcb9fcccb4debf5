"""What the optional package `vietnamadminunits` (MIT) tells of the units of the nation. Knows no Django.

Only its data files are read: its code needs libraries for maps that nothing here uses. Traps of the data, each met
in version 1.0.4: the column of kinds contradicts the name in a few rows (the name is right); "Thị Trấn" and "Thành
Phố" in two spellings; five island districts without communes, which became special zones; codes of former communes
given again to new ones on other territory. A divided commune comes with the areas of the *whole* new communes, not of
its pieces, so that no honest share can be computed: shares stay unknown.
"""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

PACKAGE = "vietnamadminunits"
REORGANISED_ON = date(2025, 7, 1)

# How the name of a unit begins → what kind it is (values of models.Kind), longest first.
KINDS = {
    "Thành phố": "city",
    "Thị trấn": "township",
    "Đặc khu": "special_zone",
    "Phường": "ward",
    "Tỉnh": "province",
    "Xã": "commune",
}


class PackageMissingError(Exception):
    """The package is not installed."""


@dataclass(frozen=True, slots=True)
class Place:
    """A unit in the data: its name, its kind by that name, its code."""

    name: str
    kind: str
    code: str


@dataclass(frozen=True, slots=True)
class Nation:
    """The units before and after 1 July 2025, by the keys of the data: (province[, district[, commune]]).

    `sources` maps a commune of today to the former communes (or island districts) it was made of; True where the
    former one went into it as a whole. `source` and `version` say where all this is from.
    """

    provinces: Mapping[str, Place]
    communes: Mapping[tuple[str, str], Place]
    former_provinces: Mapping[str, Place]
    former_districts: Mapping[tuple[str, str], Place]
    former_communes: Mapping[tuple[str, str, str], Place]
    sources: Mapping[tuple[str, str], Mapping[tuple[str, ...], bool]]
    province_sources: Mapping[str, tuple[str, ...]]
    version: str = field(default="")
    source: str = field(default=PACKAGE)

    def island(self, source: tuple[str, ...]) -> bool:
        """Return whether a source is a district without communes."""
        return len(source) == 2


def kind_of(name: str) -> str:
    """Return the kind that a name says; a district where it says none of the others.

    >>> kind_of("Phường Ba Đình"), kind_of("Đặc khu Côn Đảo"), kind_of("Huyện Lý Sơn")
    ('ward', 'special_zone', 'district')
    """
    return next((kind for word, kind in KINDS.items() if name.startswith(f"{word} ")), "district")


def spelt(name: str) -> str:
    """Return a name with the words of its kind spelt one way.

    >>> spelt("Thị Trấn Ái Tử"), spelt("Thành Phố Bắc Kạn")
    ('Thị trấn Ái Tử', 'Thành phố Bắc Kạn')
    """
    for word in ("Thành phố", "Thị trấn", "Thị xã", "Đặc khu"):
        if name.casefold().startswith(f"{word.casefold()} "):
            return word + name[len(word) :]
    return name


def read_nation() -> Nation:
    """Return the units of the nation as the installed package has them. Raises PackageMissingError."""
    found = find_spec(PACKAGE)
    if found is None or not found.submodule_search_locations:
        raise PackageMissingError
    data = Path(found.submodule_search_locations[0]) / "data"
    mapping = json.loads((data / "converter_2025.json").read_text(encoding="utf-8"))
    with closing(sqlite3.connect(f"{(data / 'dataset.db').as_uri()}?mode=ro", uri=True)) as database:
        database.row_factory = sqlite3.Row
        today = database.execute(
            "SELECT province, ward, provinceCode, wardCode, provinceKey, wardKey FROM admin_units ORDER BY wardCode"
        ).fetchall()
        former = database.execute(
            "SELECT province, district, ward, provinceCode, districtCode, wardCode, provinceKey, districtKey,"
            " wardKey FROM admin_units_legacy ORDER BY wardCode"
        ).fetchall()
    return Nation(
        provinces={row["provinceKey"]: _province(row) for row in today},
        communes={
            (row["provinceKey"], row["wardKey"]): _place(row["ward"], row["wardCode"]) for row in today
        },
        former_provinces={row["provinceKey"]: _province(row) for row in former},
        former_districts={
            (row["provinceKey"], row["districtKey"]): _district(row["district"], row["districtCode"])
            for row in former
        },
        former_communes={
            (row["provinceKey"], row["districtKey"], row["wardKey"]): _place(row["ward"], row["wardCode"])
            for row in former
            if row["wardKey"]
        },
        sources=_sources(mapping),
        province_sources={key: tuple(sorted(olds)) for key, olds in mapping["DICT_PROVINCE"].items()},
        version=version(PACKAGE),
    )


def _place(name: str, code: str | None) -> Place:
    name = spelt(name)
    return Place(name, kind_of(name), code or "")


def _province(row: sqlite3.Row) -> Place:
    return _place(row["province"], row["provinceCode"])


def _district(name: str, code: str | None) -> Place:
    """A district may be a "Thành phố" too, below a province."""
    return Place(spelt(name), "district", code or "")


def _sources(mapping: Any) -> dict[tuple[str, str], dict[tuple[str, ...], bool]]:
    sources: dict[tuple[str, str], dict[tuple[str, ...], bool]] = defaultdict(dict)
    for province, communes in mapping["DICT_PROVINCE_WARD_NO_DIVIDED"].items():
        for commune, olds in communes.items():
            for old in olds:
                sources[province, commune][_key(old)] = True
    for province, divided in mapping["DICT_PROVINCE_WARD_DIVIDED"].items():
        for old, pieces in divided.items():
            for piece in pieces:
                sources[province, piece["newWardKey"]][_key(old)] = False
    return dict(sources)


def _key(old: str) -> tuple[str, ...]:
    """Return the parts of a key: an island district has an empty last one, which is left out."""
    return tuple(part for part in old.split("_") if part)
