"""The formats of other systems: every trap of their versions, and that what is written is read the same."""

import json
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nhipcau.exchange.formats import (
    Case,
    Category,
    Combo,
    DataSet,
    DataValue,
    Element,
    FormatError,
    Metadata,
    Option,
    OrgUnit,
    PeriodName,
    Ratio,
    Registration,
    ValueSet,
    make_uid,
    read_adx,
    read_csv,
    read_json,
    read_metadata,
    read_number,
    read_period,
    read_registrations,
    read_uid,
    read_units_csv,
    write_adx,
    write_csv,
    write_json,
    write_metadata,
    write_period,
    write_registrations,
    write_units_csv,
)
from nhipcau.exchange.formats.periods import named, write_adx_period

AT = datetime(2026, 12, 15, 3, 0, tzinfo=UTC)
QUARTER = PeriodName("quarter", 2026, 4)

KINDS = {"month": 12, "quarter": 4, "half_year": 2, "year": 1}
periods = st.sampled_from(sorted(KINDS)).flatmap(
    lambda kind: st.builds(PeriodName, st.just(kind), st.integers(1000, 9999), st.integers(1, KINDS[kind]))
)
codes = st.from_regex(r"[A-Za-z0-9_-]{1,12}", fullmatch=True)
texts = st.text(st.characters(blacklist_categories=["Cs", "Cc", "Cn"]), max_size=20).map(str.strip)
numbers = st.decimals(0, 10**12, places=4, allow_nan=False).map(lambda number: f"{number:f}")
cases = st.just(()) | st.just((("language", "en"),)) | st.just((("channel", "party"), ("language", "vi")))


def values(
    *, data_set: str, option: st.SearchStrategy[str], cases: st.SearchStrategy[tuple[tuple[str, str], ...]]
) -> st.SearchStrategy[list[DataValue]]:
    """Return values of one data set as a format can say them."""
    return st.lists(
        st.builds(
            DataValue,
            element=codes,
            period=periods,
            unit=codes,
            value=numbers | st.just("0") | st.just(""),
            option=option,
            cases=cases,
            comment=texts,
            follow_up=st.none() | st.booleans(),
            deleted=st.booleans(),
            data_set=st.just(data_set),
        ),
        max_size=6,
    )


@given(values(data_set="S0000000001", option=codes, cases=st.just(())))
def test_json_written_is_read_the_same(some: list[DataValue]) -> None:
    assert read_json(write_json(some)) == ValueSet(tuple(some))


@given(values(data_set="", option=st.just(""), cases=cases))
def test_json_with_cases_as_objects_is_read_the_same(some: list[DataValue]) -> None:
    assert read_json(write_json(some)) == ValueSet(tuple(some))


@given(values(data_set="", option=codes | st.just(""), cases=st.just(())))
def test_csv_written_is_read_the_same(some: list[DataValue]) -> None:
    assert read_csv(write_csv(some)) == ValueSet(tuple(some))


@given(values(data_set="S0000000001", option=st.just(""), cases=cases))
def test_adx_written_is_read_the_same(some: list[DataValue]) -> None:
    assert read_adx(write_adx(some, exported=AT)) == ValueSet(tuple(some))


@given(periods)
def test_a_period_comes_back_from_either_name(period: PeriodName) -> None:
    assert read_period(write_period(period)) == period
    assert read_period(write_adx_period(period)) == period


@given(st.integers(0, 10**10 - 1), st.sampled_from("UESOKCBR"))
def test_a_uid_has_eleven_characters_begins_with_a_letter_and_comes_back(key: int, kind: str) -> None:
    uid = make_uid(kind, key)

    assert len(uid) == 11
    assert uid[0].isalpha()
    assert read_uid(kind, uid) == key


# Each is known to DHIS2 or ADX and to nobody here, or is known to nobody.
@pytest.mark.parametrize(
    "text",
    [
        "20261231", "2026-12-31", "2026W5", "2026WedW5", "2026BiW5", "202601B", "2026NovQ1", "2026Q5", "2026S3",
        "2026AprilS1", "2026July", "202613", "2025-12-15/P1Y", "2026-01-01/P9M", "2026-02-01/P3M",
        "2026-01-01/P7D", "2026-04-01/P1Y", "", "x", "２０２６",
    ],
)  # fmt: skip
def test_a_period_not_asked_for_here_is_refused_with_what_to_write(text: str) -> None:
    with pytest.raises(FormatError, match="2026Q1"):
        read_period(text)


def test_official_days_take_the_calendar_name_only_when_a_person_says_so() -> None:
    with pytest.raises(FormatError, match="15th"):
        named("quarter", "official", 2026, 4)

    assert named("quarter", "official", 2026, 4, official_too=True) == QUARTER


@pytest.mark.parametrize("kind", ["nine_months", "thematic", "ad_hoc"])
def test_nine_months_and_single_occasions_have_no_name_elsewhere(kind: str) -> None:
    with pytest.raises(FormatError, match="leave them out"):
        named(kind, "calendar", 2026, 1, official_too=True)


def _json(**row: object) -> bytes:
    value = {"dataElement": "posts", "period": "2026Q4", "orgUnit": "00001", "value": "3"} | row
    return json.dumps({"dataValues": [value]}).encode()


# (what the value says, what it means): both spellings, every way to say yes and no.
@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ({"followup": True}, True),
        ({"followUp": True}, True),
        ({"followUp": "T"}, True),
        ({"followup": "0"}, False),
        ({"followup": "FALSE"}, False),
        ({"followup": 1}, True),
        ({}, None),
    ],
)
def test_follow_up_is_read_in_both_spellings(said: dict[str, object], *, meant: bool | None) -> None:
    assert read_json(_json(**said)).values[0].follow_up is meant


def test_follow_up_is_written_in_both_spellings_and_the_value_as_text() -> None:
    written = json.loads(write_json([DataValue("posts", QUARTER, "00001", "0", follow_up=True)]))

    assert written["dataValues"][0] == {
        "dataElement": "posts", "period": "2026Q4", "orgUnit": "00001", "value": "0",
        "followup": True, "followUp": True,
    }  # fmt: skip


def test_zero_and_nothing_stay_apart() -> None:
    assert read_json(_json(value="0")).values[0].value == "0"
    assert read_json(_json(value=0)).values[0].value == "0"
    assert read_json(_json(value=None)).values[0].value == ""


def test_what_stands_on_top_holds_for_values_that_do_not_say_it_themselves() -> None:
    top = {"dataSet": "S0000000001", "period": "202612", "orgUnit": "00001", "completeDate": "2026-12-15T09:00",
           "dryRun": True, "dataValues": [{"dataElement": "posts", "value": "3"}]}  # fmt: skip

    read = read_json(json.dumps(top).encode())

    month = PeriodName("month", 2026, 12)
    assert read.values == (DataValue("posts", month, "00001", "3", data_set="S0000000001"),)
    assert read.completed == (Registration("S0000000001", month, "00001", date(2026, 12, 15)),)
    assert read.dry_run


def test_the_case_is_read_as_text_and_as_an_object() -> None:
    assert read_json(_json(categoryOptionCombo="en")).values[0].option == "en"
    assert read_json(_json(categoryOptionCombo={"language": "en"})).values[0].cases == (("language", "en"),)


def test_a_wrong_row_is_named_and_the_others_are_read() -> None:
    rows = [
        {"dataElement": "posts"},
        {"dataElement": "posts", "period": "2026Q4", "orgUnit": "1", "value": "2"},
        5,
    ]

    read = read_json(json.dumps({"dataValues": rows}).encode())

    assert [value.row for value in read.values] == [2]
    assert [fault.row for fault in read.faults] == [1, 3]


def test_ranges_to_be_deleted_and_foreign_schemes_are_not_passed_over_in_silence() -> None:
    deletion = read_json(b'{"deletion": {"orgUnits": ["x"]}, "dataValues": []}')
    assert [fault.row for fault in deletion.faults] == [0]

    with pytest.raises(FormatError, match="by code or uid"):
        read_json(b'{"orgUnitIdScheme": "NAME", "dataValues": []}')


HEADED = "period,DataElement,value,orgunit,followup\n2026Q4,posts,0,00001,T\n"
BY_PLACE = '"Data element","Period","Org unit","Combo","Attribute","Value"\nposts,2026Q4,00001,en,,7\n'
SHORT_NAMES = (
    "dataelement,period,orgunit,catoptcombo,attroptcombo,value,strby,lstupd,cmt,flwup\n"
    "posts,2026Q4,00001,en,,7,lan,2026-12-15,xong,true\n"
)


def test_csv_is_read_by_heading_where_headings_are_known() -> None:
    read = read_csv(HEADED.encode("utf-8-sig"))

    assert read.values == (DataValue("posts", QUARTER, "00001", "0", follow_up=True),)
    assert read.values[0].row == 2


def test_csv_is_read_by_place_where_headings_are_not_known() -> None:
    assert read_csv(BY_PLACE.encode()).values == (DataValue("posts", QUARTER, "00001", "7", option="en"),)


def test_csv_with_the_short_headings_of_the_manual_is_read() -> None:
    value = DataValue("posts", QUARTER, "00001", "7", option="en", comment="xong", follow_up=True)

    assert read_csv(SHORT_NAMES.encode()).values == (value,)


def test_unknown_columns_are_categories_where_the_case_has_no_column() -> None:
    read = read_csv(b"dataelement,period,orgunit,value,language\nposts,2026Q4,00001,7,en\n")

    assert read.values == (DataValue("posts", QUARTER, "00001", "7", cases=(("language", "en"),)),)


def test_csv_without_headings_is_refused_rather_than_losing_its_first_value() -> None:
    with pytest.raises(FormatError, match="first line"):
        read_csv(b"posts,2026Q4,00001,,,7\n")


def test_csv_is_written_with_long_headings_in_the_old_places() -> None:
    written = write_csv([DataValue("posts", QUARTER, "00001", "7", option="en", comment="=1+1")]).decode()

    headings, row = written.splitlines()
    assert headings == (
        "dataelement,period,orgunit,categoryoptioncombo,attributeoptioncombo,value,storedby,lastupdated,comment,"
        "followup,deleted"
    )
    assert row == "posts,2026Q4,00001,en,,7,,, =1+1,,"


ADX = """<?xml version="1.0" encoding="UTF-8"?>
<adx xmlns="urn:ihe:qrph:adx:2015" exported="2026-12-15T03:00:00Z">
  <group orgUnit="00001" period="2026-10-01/P3M" dataSet="S0000000001" completeDate="2026-12-15">
    <dataValue dataElement="posts" value="0" language="en"/>
    <dataValue dataElement="note" value="0"><annotation>đã họp</annotation></dataValue>
    <dataValue dataElement="posts"/>
  </group>
</adx>
"""


def test_adx_is_read_with_its_categories_annotations_and_completeness() -> None:
    read = read_adx(ADX.encode())

    assert read.values == (
        DataValue("posts", QUARTER, "00001", "0", cases=(("language", "en"),), data_set="S0000000001"),
        DataValue("note", QUARTER, "00001", "đã họp", data_set="S0000000001"),
    )
    assert [value.row for value in read.values] == [4, 5]
    assert [fault.row for fault in read.faults] == [6]
    assert read.completed == (Registration("S0000000001", QUARTER, "00001", date(2026, 12, 15)),)


def test_adx_written_says_when_it_was_and_why_its_periods_are_called_so() -> None:
    value = DataValue(
        "posts", QUARTER, "00001", "0", data_set="S0000000001", option="a", cases=(("1st", "a"),)
    )

    written = write_adx([value], exported=AT, said="15/9 -- 14/12").decode()

    assert 'exported="2026-12-15T03:00:00+00:00"' in written
    assert "<!-- 15/9 – 14/12 -->" in written
    assert 'categoryOptionCombo="a"' in written


DEEP = b'{"dataValues": ' + b"[" * 200_000 + b"]" * 200_000 + b"}"
LAUGHING = b'<!DOCTYPE adx [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><adx><group orgUnit="&b;"/></adx>'
WIDE = LAUGHING.decode().encode("utf-16")


@pytest.mark.parametrize(
    ("read", "content"),
    [
        (read_json, DEEP),
        (read_json, b"[]"),
        (read_json, b'{"dataValues": {}}'),
        (read_json, b"\xff\xfe{"),
        (read_json, b'{"dataValues": ['),
        (read_registrations, DEEP),
        (read_metadata, DEEP),
        (read_metadata, b'{"organisationUnits": 5}'),
        (read_adx, LAUGHING),
        (read_adx, WIDE),
        (read_adx, b"<adx>" + b"<a>" * 100_000),
        (read_adx, b"<data/>"),
        (read_adx, b'<?xml version="1.0" encoding="UTF-7"?><adx'),
        (read_csv, b""),
        (read_csv, b"a,b\n"),
        (read_csv, b'dataelement,value\n"' + b"x" * 200_000),
        (read_units_csv, b'"' + b"x" * 200_000),
        (read_json, b" " * (10 * 1024 * 1024 + 1)),
    ],
)
def test_a_hostile_or_broken_file_is_refused(read: object, content: bytes) -> None:
    with pytest.raises(FormatError):
        read(content)  # type: ignore[operator]  # each takes bytes


def test_numbers_too_long_to_be_true_are_no_trap() -> None:
    read = read_json(b'{"dataValues": [{"dataElement": "a", "period": "2026", "orgUnit": "1", "value": '
                     + b"9" * 5000 + b"}]}")  # fmt: skip

    with pytest.raises(FormatError, match="no number"):
        read_number(read.values[0].value)


@pytest.mark.parametrize(
    "text", ["", "-1", "1,200", "1 200", "NaN", "Infinity", "0x10", "٣", "1e999", "true"]
)
def test_what_is_no_number_elsewhere_is_none_here(text: str) -> None:
    with pytest.raises(FormatError, match="no number"):
        read_number(text)


def test_registrations_are_read_the_same_and_name_the_unit_otherwise_than_values_do() -> None:
    some = (
        Registration("S0000000001", QUARTER, "00001", date(2026, 12, 15), "lan"),
        Registration("S0000000001", QUARTER, "00002", completed=False),
    )

    written = write_registrations(some)

    assert read_registrations(written) == (some, ())
    rows = json.loads(written)["completeDataSetRegistrations"]
    assert [row["organisationUnit"] for row in rows] == ["00001", "00002"]


def test_metadata_is_read_the_same() -> None:
    language = Category("C0000000001", "language", "Ngôn ngữ", (Option("O0000000001", "en", "Tiếng Anh"),))
    case = Case("K0000000002", "en", "Tiếng Anh", ("O0000000001",))
    some = Metadata(
        units=(
            OrgUnit("U0000000001", "Tỉnh Bến Đá", "99"),
            OrgUnit("U0000000002", "Phường A", "", "U0000000001", date(2025, 7, 1), date(2026, 1, 1)),
        ),
        categories=(language,),
        combos=(Combo("B0000000001", "Ngôn ngữ", ("C0000000001",), (case,)),),
        elements=(
            Element("E0000000001", "posts", "Số tin, bài", combo="B0000000001", description="Đã đăng"),
            Element("E0000000002", "spent", "Kinh phí", "NUMBER", "NONE"),
        ),
        data_sets=(
            DataSet("S0000000001", "Báo cáo quý", "Quarterly", ("E0000000001",), ("U0000000002",), "15–14"),
        ),
        ratios=(Ratio("R0000000003", "share", "Tỷ lệ", "E0000000001", "E0000000002", 100),),
    )

    assert read_metadata(write_metadata(some)) == some
    assert read_units_csv(write_units_csv(some.units)) == Metadata(units=some.units)


def test_metadata_says_that_zero_counts() -> None:
    written = json.loads(write_metadata(Metadata(elements=(Element("E0000000001", "posts", "Tin, bài"),))))

    assert written["dataElements"][0]["zeroIsSignificant"] is True
