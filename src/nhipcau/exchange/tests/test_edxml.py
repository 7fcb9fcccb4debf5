"""Packets of edXML: every trap of the builders in use, bombs, and that what is written is read the same."""

import base64
import io
import zipfile
from dataclasses import replace
from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nhipcau.exchange.formats import FormatError
from nhipcau.exchange.formats.edxml import (
    STATUSES,
    UNCONFIRMED,
    Answered,
    Attachment,
    Business,
    Header,
    Organisation,
    OtherInfo,
    Packet,
    PacketError,
    ReceiverChange,
    Replaced,
    Signer,
    Staff,
    StatusPacket,
    Trace,
    blocking,
    cautions,
    key_of,
    read_edxml,
    secret_packet,
    split_number,
    status_code,
    type_number,
    write_packet,
    write_status,
)
from nhipcau.exchange.formats.edxml.appendixes import appendixes
from nhipcau.exchange.formats.edxml.attachments import media_type_of, unpacked
from nhipcau.exchange.formats.edxml.reading import VIETNAM
from nhipcau.exchange.formats.edxml.types import ADMINISTRATIVE, LEGAL
from nhipcau.exchange.formats.edxml.unconfirmed import NAMESPACE, ORDERS
from nhipcau.exchange.tests.packets import make_packet
from nhipcau.reading.secrecy import secret_field, secret_line

AT = datetime(2026, 9, 1, 9, 30, 5, tzinfo=VIETNAM)


def read_packet(content: bytes) -> Packet:
    """Return the document that a packet carries."""
    found = read_edxml(content)
    assert isinstance(found, Packet)
    return found


def zipped(*names: str, content: bytes = b"van ban") -> bytes:
    """Return an archive that holds the same content under each name."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in names:
            archive.writestr(name, content)
    return file.getvalue()


# The shape of the .NET builder: another order, N/A for blanks, links as attributes, a bare identifier.
OTHER_SHAPE = f"""<?xml version="1.0" encoding="utf-8"?>
<edXML xmlns="{NAMESPACE}" xmlns:e="{NAMESPACE}" xmlns:xlink="http://www.w3.org/1999/xlink">
<e:edXMLEnvelope><e:edXMLHeader>
<e:MessageHeader>
  <e:To><e:OrganName>Phường A</e:OrganName><e:OrganId>02.H99</e:OrganId></e:To>
  <e:From><e:OrganId>000.00.00.H98</e:OrganId><e:OrganName>Sở Ngoại vụ</e:OrganName><e:Fax>N/A</e:Fax></e:From>
  <e:Code><e:CodeNumber>12</e:CodeNumber><e:CodeNotation>SNgV-LT</e:CodeNotation></e:Code>
  <e:PromulgationInfo><e:Place>Bến Đá</e:Place><e:PromulgationDate>2026/08/20</e:PromulgationDate></e:PromulgationInfo>
  <e:DocumentType><e:TypeName>Công văn</e:TypeName><e:Type>18</e:Type></e:DocumentType>
  <e:Subject>Đón đoàn khách dự lễ hội biển</e:Subject><e:Content/>
  <e:Colour>xanh</e:Colour>
  <e:DocumentId>000.00.00.H98,2026/08/20,12/SNgV-LT</e:DocumentId>
</e:MessageHeader>
<e:TraceHeaderList id="1">
<e:TraceHeader><e:OrganId>H98</e:OrganId><e:Timestamp>2026/08/20 09:00:00</e:Timestamp></e:TraceHeader>
<e:Business><e:BusinessCode>1</e:BusinessCode></e:Business></e:TraceHeaderList>
</e:edXMLHeader><e:edXMLBody><e:edXMLManifest version="1.0">
<e:Reference xlink:href="cid:b"><e:AttachmentName>chính.txt</e:AttachmentName></e:Reference>
<e:Reference xlink:href="cid:a"><e:AttachmentName>phụ lục.txt</e:AttachmentName></e:Reference>
</e:edXMLManifest></e:edXMLBody></e:edXMLEnvelope>
<AttachmentEncoded>
<Attachment><ContentType>application/pdf</ContentType><ContentId>a</ContentId>
<ContentTransferEncoded>cGjhu6UgbOG7pWM=</ContentTransferEncoded></Attachment>
<Attachment><ContentId>b</ContentId><AttachmentName>chính.txt</AttachmentName>
<ContentTransferEncoded>Y2jDrW5o</ContentTransferEncoded></Attachment>
</AttachmentEncoded></edXML>"""


def test_the_other_builders_shape_is_read_whatever_its_order() -> None:
    packet = read_packet(OTHER_SHAPE.encode())

    assert packet.header.sender == Organisation("000.00.00.H98", "Sở Ngoại vụ")
    assert packet.header.code == "12/SNgV-LT"
    assert packet.header.promulgated_on == date(2026, 8, 20)
    assert packet.header.content == ""
    assert [(one.name, one.content.decode()) for one in packet.attachments] == [
        ("chính.txt", "chính"),
        ("phụ lục.txt", "phụ lục"),
    ]
    assert packet.attachments[1].media_type == "text/plain"  # not what the sender says
    assert {one.path for one in packet.unknown} == {"MessageHeader/Colour", "TraceHeaderList/Business"}
    assert packet.business.kind == "0"


@pytest.mark.parametrize("order", sorted(ORDERS))
def test_the_prefix_is_written_literally_inside_the_envelope_only(order: str) -> None:
    written = write_packet(make_packet(), order=order).decode()
    inside, outside = written.split("<AttachmentEncoded>")

    assert "<edXML:edXMLEnvelope><edXML:edXMLHeader><edXML:MessageHeader><edXML:From>" in inside
    assert inside.count("<") == inside.count("<edXML") + inside.count("</edXML") + 1
    assert "<Attachment><ContentId>cid:" in outside
    assert (inside.index("DocumentId") < inside.index("CodeNumber")) is (order == "A")
    assert read_packet(written.encode()) == read_packet(write_packet(make_packet()))


def test_files_are_written_as_they_are_and_hidden_archives_opened() -> None:
    hidden = Attachment("ke-hoach.doc", zipped("x7f3"), "application/zip")
    packet = replace(make_packet(), attachments=(hidden, Attachment("goi.zip", zipped("a"))))

    written = write_packet(packet)
    read = read_packet(written)

    assert base64.b64encode(hidden.content) in written
    assert read.attachments[0].name == "ke-hoach.doc"
    assert read.attachments[0].content == b"van ban"
    assert read.attachments[1].content == zipped("a")  # its name says that it is an archive


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.doc", zipped("a", "b")),  # two files: which is meant is not told
        ("a.docx", zipped("word/document.xml")),
        ("a.doc", b"PK\x03\x04 cut off"),
        ("a.pdf", b"%PDF-1.7"),
        ("a.doc", b""),
    ],
)
def test_what_is_no_hidden_archive_stays_as_it_is(name: str, content: bytes) -> None:
    assert unpacked(name, base64.b64encode(content).decode()) == content


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("a.pdf", zipped("word/document.xml"), "wordprocessingml"),
        ("a", zipped("xl/workbook.xml"), "spreadsheetml"),
        ("a", zipped("x"), "application/zip"),
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1", "application/vnd.ms-excel"),
        ("a", b"\x00\x01", "application/octet-stream"),
        ("a", b"PK", "application/zip"),
    ],
)
def test_the_kind_of_a_file_is_told_by_its_bytes(name: str, content: bytes, kind: str) -> None:
    assert kind in media_type_of(name, content)


def bomb(name: str) -> bytes:
    """Return a packet that would take more than any packet needs."""
    inside = {
        "entities": '<!DOCTYPE a [<!ENTITY a "b"><!ENTITY c "&a;&a;">]>',
        "deep": "<a>" * 60 + "</a>" * 60,
        "very deep": "<a>" * 20_000,
        "wide": "<a/>" * 110_000,
        "attributes": "<a " + " ".join(f"a{n}='>'" for n in range(60_000)) + "/>",
    }[name]
    if name == "entities":
        return f'{inside}<edXML xmlns="{NAMESPACE}">&c;</edXML>'.encode()
    return f'<edXML xmlns="{NAMESPACE}">{inside}</edXML>'.encode()


@pytest.mark.parametrize("name", ["entities", "deep", "very deep", "wide", "attributes"])
def test_bombs_are_refused(name: str) -> None:
    with pytest.raises(PacketError):
        read_edxml(bomb(name))


def test_an_archive_that_grows_without_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("nhipcau.exchange.formats.edxml.attachments.MOST_BYTES", 1000)
    packed = base64.b64encode(zipped("x", content=b"0" * 2000)).decode()

    with pytest.raises(PacketError, match="larger"):
        unpacked("a.doc", packed)
    with pytest.raises(PacketError, match="larger"):
        unpacked("a.pdf", base64.b64encode(b"0" * 1001).decode())


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "cut off"),
        (b"<a", "cut off"),
        ("<edXML>".encode("utf-16"), "UTF-8"),
        (b"<a/>", "outermost"),
        (b"<edXML xmlns='urn:x'/>", "urn:x"),
        (b"<e:edXML xmlns:e='http://www.e-doc.vn/Schema/'/>", "older form"),
        (b"<s:Envelope xmlns:s='http://schemas.xmlsoap.org/soap/envelope/'/>", "older form"),
        (f"<edXML xmlns='{NAMESPACE}'/>".encode(), "MessageHeader"),
        (OTHER_SHAPE.replace("000.00.00.H98</e:OrganId>", "N/A</e:OrganId>", 1).encode(), "From"),
        (OTHER_SHAPE.replace("02.H99", "").encode(), "addressee"),
        (OTHER_SHAPE.replace("000.00.00.H98,2026/08/20,12/SNgV-LT", "").encode(), "DocumentId"),
        (OTHER_SHAPE.replace("Y2jDrW5o", "!!!").encode(), "chính.txt"),
    ],
)
def test_what_cannot_be_read_says_what_to_do(content: bytes, says: str) -> None:
    with pytest.raises(PacketError, match=says) as refused:
        read_edxml(content)
    assert "{" not in str(refused.value)


def test_a_day_that_is_none_is_said_and_stops_nothing() -> None:
    packet = read_packet(OTHER_SHAPE.replace("2026/08/20</e:Prom", "2026/13/41</e:Prom").encode())

    assert packet.header.promulgated_on is None
    assert packet.not_understood == ("PromulgationInfo/PromulgationDate: 2026/13/41",)


def test_what_is_lacking_blocks_and_long_texts_are_only_said() -> None:
    packet = make_packet()
    bare = Packet(Header(Organisation(""), (), ""))

    assert blocking(packet) == []
    assert len(blocking(bare)) == 13
    with pytest.raises(PacketError, match="missing"):
        write_packet(bare)
    long = replace(packet, header=replace(packet.header, subject="a" * 501, content=""))
    assert [dict(one.told)["name"] for one in cautions(long)] == ["Subject", "Content"]
    assert write_packet(long)


@pytest.mark.parametrize(
    ("said", "code"), [("1", "01"), ("06", "06"), ("14", "15"), ("15", "15"), (" 13 ", "13"), ("16", "16")]
)
def test_states_have_two_digits_and_14_is_15(said: str, code: str) -> None:
    assert status_code(said) == code


@pytest.mark.parametrize("said", ["", "99", "x", "001", "²"])
def test_a_state_that_is_not_known_is_refused(said: str) -> None:
    with pytest.raises(PacketError):
        status_code(said)


def test_the_tables_are_whole() -> None:
    assert list(STATUSES) == ["01", "02", "03", "04", "05", "06", "13", "15", "16"]
    assert all(code == one.code for code, one in STATUSES.items())
    assert sorted(ORDERS["A"]) == sorted(ORDERS["D"])
    assert (len(LEGAL), len(ADMINISTRATIVE)) == (12, 20)
    assert {one.mark for one in UNCONFIRMED} <= {"disputed", "one source", "assumed", "secondary"}
    assert len({one.name for one in UNCONFIRMED}) == len(UNCONFIRMED)


@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("Quyết định", "2"),
        ("CÔNG VĂN", "18"),
        ("bản ghi nhớ", "20"),
        ("Luật", "2"),
        ("Giấy mời", ""),
        ("", ""),
    ],
)
def test_kinds_have_numbers_where_they_are_settled(name: str, number: str) -> None:
    assert type_number(name) == number


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("000.00.00.H49", "H49", True),
        ("000.02.28.H17", "H17.28.2", True),
        ("h37.02.02", "H37.2.2", True),
        ("H37.02", "H37.20", False),
        ("H37", "H38", False),
        ("000.00", "000.00", True),
    ],
)
def test_both_forms_of_an_identifier_are_one(one: str, other: str, same: bool) -> None:  # noqa: FBT001  a table
    assert (key_of(one) == key_of(other)) is same


@pytest.mark.parametrize(
    ("number", "parts"),
    [
        ("45/KH-UBND", ("45", "KH-UBND")),
        ("25-KH/TU", ("25", "KH/TU")),
        ("07a/TB", ("07a", "TB")),
        ("", ("", "")),
    ],
)
def test_numbers_are_taken_apart(number: str, parts: tuple[str, str]) -> None:
    assert split_number(number) == parts


@pytest.mark.parametrize(
    ("text", "is_secret"),
    [
        ("MẬT", True),
        ("TỈNH ỦY BẾN ĐÁ\tĐẢNG CỘNG SẢN VIỆT NAM\n\tTỐI MẬT\nSố 1", True),
        ("[TUYỆT MẬT]", True),
        ("Độ mật: Mật", True),
        ("Độ mật: không", False),
        ("Giữ bí mật thông tin cá nhân của khách\nMật ong, gạo nếp", False),
        ("LỄ HỘI MẬT ONG", False),
    ],
)
def test_a_mark_of_secrecy_stands_in_a_line_of_its_own(text: str, is_secret: bool) -> None:  # noqa: FBT001  a table
    assert bool(secret_line(text)) is is_secret


def test_a_packet_that_says_it_is_secret_anywhere_is_known_for_it() -> None:
    packet = make_packet()

    assert not secret_packet(packet)
    assert secret_packet(replace(packet, header=replace(packet.header, subject="Kế hoạch (Mật)")))
    assert secret_packet(replace(packet, attachments=(Attachment("TỐI MẬT.pdf", b"x"),)))
    assert secret_packet(read_packet(OTHER_SHAPE.replace("Colour>", "SecretLevel>").encode()))
    assert not secret_packet(
        read_packet(OTHER_SHAPE.replace("Colour>", "SecretLevel>").replace("xanh", "0").encode())
    )
    assert secret_field("mật")
    assert not secret_field("TRIỂN LÃM MẬT ONG")


def test_a_state_is_written_and_read() -> None:
    status = StatusPacket(
        Organisation("H99.2", "Phường A"),
        Answered("H98", "12/SNgV-LT", "H98,2026/08/20,12/SNgV-LT", date(2026, 8, 20)),
        "03",
        AT,
        "Đã vào sổ",
        Staff(name="Văn thư"),
    )
    assert read_edxml(write_status(status)) == status


texts = st.text(st.characters(blacklist_categories=["Cs", "Cc", "Cn"]), max_size=20).map(
    lambda text: " ".join(text.split())
)
plain = texts.filter(lambda text: text != "N/A")
some = plain.filter(bool)
days = st.dates(date(1945, 9, 2), date(2200, 1, 1))
moments = st.datetimes(datetime(1980, 1, 1), datetime(2200, 1, 1)).map(  # noqa: DTZ001  the zone follows
    lambda at: at.replace(microsecond=0, tzinfo=VIETNAM)
)
organisations = st.builds(Organisation, some, some, plain, plain, plain, plain, plain, plain)


def several(one: st.SearchStrategy[str]) -> st.SearchStrategy[tuple[str, ...]]:
    """Return a few of them."""
    return st.lists(one, max_size=3).map(tuple)


headers = st.builds(
    Header,
    sender=organisations,
    to=st.lists(organisations, min_size=1, max_size=3).map(tuple),
    document_id=some,
    number=some,
    notation=some,
    place=some,
    promulgated_on=days,
    type=plain,
    type_detail=plain,
    type_name=some,
    subject=some,
    content=plain,
    signer=st.builds(Signer, some, plain, plain),
    due_on=st.none() | days,
    places=several(some),
    other=st.builds(OtherInfo, plain, plain, plain, plain, plain, several(some)),
    answers=st.lists(st.builds(Answered, some, plain, plain, st.none() | days), max_size=2).map(tuple),
    steering=plain,
    task_codes=several(some),
    application_type=plain,
)
businesses = st.builds(
    Business,
    kind=st.sampled_from("0123"),
    reason=plain,
    document_id=plain,
    paper=plain,
    receivers=st.lists(st.builds(ReceiverChange, some, plain), max_size=2).map(tuple),
    replaced=st.lists(st.builds(Replaced, some, several(some)), max_size=2).map(tuple),
    staff=st.lists(st.builds(Staff, some, plain, plain, plain), max_size=2).map(tuple),
)
files = st.builds(
    Attachment,
    name=st.from_regex(r"[a-z]{1,8}\.(txt|pdf|doc)", fullmatch=True),
    content=st.binary(max_size=50).filter(lambda content: not content.startswith(b"PK")),
    description=plain,
)


def named(found: list[Attachment]) -> tuple[Attachment, ...]:
    """Return files with identifiers and kinds of their own, as reading gives them."""
    return tuple(
        replace(one, content_id=f"f{at}", media_type=media_type_of(one.name, one.content))
        for at, one in enumerate(found)
    )


packets = st.builds(
    Packet,
    header=headers,
    attachments=st.lists(files, min_size=1, max_size=3).map(named),
    business=businesses,
    traces=st.lists(st.builds(Trace, some, st.none() | moments), max_size=2).map(tuple),
)


@given(packets, st.sampled_from(sorted(ORDERS)))
@settings(max_examples=60, deadline=None)
def test_what_is_written_is_read_the_same(packet: Packet, order: str) -> None:
    assert read_edxml(write_packet(packet, order=order)) == packet


@given(st.binary(max_size=200))
@settings(deadline=None)
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    _read_or_refused(content)


PIECES = [
    *(f"<{slash}{name}>" for name in ("MessageHeader", "From", "To", "OrganId", "Bussiness") for slash in ("", "/")),
    "<StatusCode>03</StatusCode>", "<DocumentId>a</DocumentId>", "<OrganId>H1</OrganId>", "<AttachmentEncoded>",
    "</AttachmentEncoded>", "<Attachment>", "</Attachment>", "<Reference/>",
    "<ContentTransferEncoded>UEsDBA==</ContentTransferEncoded>",
    "<ResponseFor><Code>a</Code></ResponseFor>",
    "<Timestamp>2026/02/31 25:61:61</Timestamp>", "&amp;", "&x;", "<![CDATA[", "]]>",
    "<From><OrganId>H1</OrganId></From>", "<To><OrganId>H2</OrganId></To>",
    "<x:y xmlns:x='urn:z'/>", "\u0000", "<?a b?>", "<!-- -->",
]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=25))
@settings(max_examples=200, deadline=None)
def test_any_pieces_of_a_packet_are_read_or_refused(pieces: list[str]) -> None:
    _read_or_refused(f"<edXML xmlns='{NAMESPACE}'>{''.join(pieces)}</edXML>".encode())


@given(st.integers(0, 100_000), st.binary(min_size=0, max_size=6), st.integers(0, 30))
@settings(max_examples=200, deadline=None)
def test_any_broken_packet_is_read_or_refused(at: int, put: bytes, taken: int) -> None:
    whole = OTHER_SHAPE.encode()
    at %= len(whole)
    _read_or_refused(whole[:at] + put + whole[at + taken :])


def _read_or_refused(content: bytes) -> None:
    try:
        found = read_edxml(content)
    except FormatError:
        return
    if isinstance(found, Packet):
        secret_packet(found)
        cautions(found)
        blocking(found)


@pytest.mark.parametrize(
    ("said", "kind", "number", "name", "file"),
    [
        ("Phụ lục 01. Kinh phí", "Phụ lục", "01", "Kinh phí", 1),
        ("PHỤ LỤC I", "PHỤ LỤC", "I", "", 1),
        ("Phụ lục số 3: Tiến độ", "Phụ lục", "3", "Tiến độ", 2),
        ("Phụ lục 4", "Phụ lục", "4", "", None),
        ("Phụ lục: Danh sách", "Phụ lục", "", "Danh sách", None),
        ("Biểu diễn nghệ thuật", "", "", "Biểu diễn nghệ thuật", None),
        ("Danh sách đơn vị", "", "", "Danh sách đơn vị", 3),
        ("Mẫu số 05", "Mẫu", "05", "", None),  # two files could be it
        ("", "", "", "", None),
    ],
)
def test_appendixes_are_read_in_what_was_said_and_files_are_never_guessed(
    said: str, kind: str, number: str, name: str, file: int | None
) -> None:
    files = [
        ("ke-hoach.pdf", ""),
        ("Phu_luc_1.xlsx", ""),
        ("b.pdf", "Phụ lục III"),
        ("danh-sach-don-vi.docx", ""),
        ("mau-05.docx", ""),
        ("bieu.docx", "MẪU 5"),
    ]
    (found,) = appendixes([said], files)
    assert (found.kind, found.number, found.name, found.file) == (kind, number, name, file)


def test_the_text_of_an_appendix_is_kept_whatever_its_parts() -> None:
    packet = make_packet(other=OtherInfo(appendixes=("Phụ lục 1", "N/A", "đổi")))
    content = write_packet(packet).replace("đổi".encode(), b"<Name>Danh</Name> <Code>PL2</Code>")
    read = read_edxml(content)
    assert isinstance(read, Packet)
    assert read.header.other.appendixes == ("Phụ lục 1", "Danh PL2")
