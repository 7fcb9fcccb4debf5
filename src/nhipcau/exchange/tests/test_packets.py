"""Packets through the folders: taken in once, refused with a reason, answered, sent; nothing secret is kept."""

import os
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command
from pytest_django.fixtures import Settings
from wagtail.models import ModelLogEntry

from nhipcau.exchange.formats.edxml import (
    Answered,
    Attachment,
    Business,
    Organisation,
    StatusPacket,
    key_of,
    read_edxml,
    write_packet,
    write_status,
)
from nhipcau.exchange.formats.edxml import (
    Packet as Made,
)
from nhipcau.exchange.packets import answering, events, overviews, sending, taking, tasks, watching
from nhipcau.exchange.packets.errors import (
    IdentifierDaysError,
    IdentifierListError,
    IdentifierTakenError,
    LackingError,
    NoAddresseeError,
    NoFolderError,
    NoOwnIdError,
    NotIssuedError,
    ReasonError,
    SecretError,
    SentAlreadyError,
    StateError,
    WrongOrderError,
)
from nhipcau.exchange.packets.identifying import Entry, end_identifier, enter_identifier, take_over_list
from nhipcau.exchange.packets.models import OrganisationId, Packet, Status
from nhipcau.exchange.tests.packets import LETTER, SENDER, WARD_A, make_packet
from nhipcau.programmes.actions import Plan, make_programme
from nhipcau.programmes.models import Assignment, Programme, Task
from nhipcau.programmes.resourcing import add_annex
from nhipcau.reading.secrecy import secret_field
from nhipcau.registry.actions import register_document
from nhipcau.registry.models import Document, DocumentState
from nhipcau.registry.tests.builders import head_with, make_registered, stored_files
from nhipcau.shell.files import Checked
from nhipcau.units.actions import ensure_system_user
from nhipcau.units.tests.builders import House

AT = datetime(2026, 9, 1, 2, 0, tzinfo=UTC)


def put(folder: Path, content: bytes, name: str = "a.edxml") -> Path:
    """Put a file into the folder, as one that was written long ago."""
    path = folder / name
    path.write_bytes(content)
    os.utime(path, (0, 0))
    return path


def packet_files() -> list[Path]:
    """Return the packets in the storage."""
    return [path for path in Path(settings.MEDIA_ROOT, "edxml").rglob("*") if path.is_file()]


def out(folder: Path) -> list[str]:
    """Return what lies in the folder for what goes out."""
    return sorted(path.name for path in folder.iterdir())


def took_in(folder: Path, made: Made | None = None) -> Packet:
    """Return the packet after a look into the folder."""
    put(folder, write_packet(made or make_packet()))
    watching.look(at=AT)
    return Packet.objects.latest("pk")


def test_a_packet_is_taken_in_once_and_its_sender_told(
    house: House, own: OrganisationId, folders: tuple[Path, Path]
) -> None:
    came, went = folders
    content = write_packet(make_packet())
    put(came, content)

    outcome = watching.look(at=AT)

    packet = Packet.objects.get()
    document = Document.objects.get()
    assert (outcome.packets, outcome.refused, outcome.written) == (1, [], 1)
    assert (packet.unit, packet.document) == (house.ward_a, document)
    assert packet.file.read() == content
    assert (document.direction, document.state) == ("received", DocumentState.READING)
    assert (document.number, document.kind, document.authority) == ("12/SNgV-LT", "công văn", "SỞ NGOẠI VỤ")
    assert document.signer == "Nguyễn Văn Mẫu"  # only the packet says so
    assert (came / "done" / "a.edxml").read_bytes() == content
    told = read_edxml((went / out(went)[0]).read_bytes())
    assert isinstance(told, StatusPacket)
    assert (told.code, told.answered.document_id, told.answered.organ_id) == (
        "01", "000.00.00.H98,2026/08/20,12/SNgV-LT", "000.00.00.H98",
    )  # fmt: skip

    put(came, content)
    put(came, write_packet(make_packet(), order="D"), "again.edxml")
    again = watching.look(at=AT)

    assert (again.packets, again.written) == (2, 0)
    assert (Packet.objects.count(), Document.objects.count(), Status.objects.count()) == (1, 1, 1)
    assert len(out(came / "done")) == 3


def test_registering_tells_the_sender_and_correcting_does_not(
    house: House, own: OrganisationId, folders: tuple[Path, Path]
) -> None:
    packet = took_in(folders[0])
    assert packet.document is not None

    for _time in range(2):
        register_document(packet.document, head_with(number="12/SNgV-LT"), by=house.son, at=AT)

    assert [one.code for one in packet.statuses.all()] == ["01", "03"]
    watching.look(at=AT)
    assert [name[-10:] for name in out(folders[1])] == ["-01.edxml", "-03.edxml"] or len(out(folders[1])) == 2


def test_the_same_document_with_other_contents_is_refused(
    house: House, own: OrganisationId, folders: tuple[Path, Path]
) -> None:
    took_in(folders[0])
    put(folders[0], write_packet(make_packet(subject="Đón đoàn khách khác")), "b.edxml")

    outcome = watching.look(at=AT)

    assert outcome.refused[0][0] == "b.edxml"
    assert "nội dung" in (folders[0] / "refused" / "b.edxml.txt").read_text()
    assert Packet.objects.count() == 1


@pytest.mark.parametrize(
    "secret",
    [
        make_packet(subject="Kế hoạch đón đoàn (Mật)"),
        make_packet(files=(Attachment("a.txt", ("TỐI MẬT\n" + LETTER).encode()),)),
        make_packet(
            files=(
                Attachment("a.txt", LETTER.encode()),
                Attachment("b.txt", b"M\xe1\xba\xacT\n" + LETTER.encode()),
            )
        ),
    ],
    ids=["said", "main", "further"],
)
def test_nothing_of_a_secret_packet_is_kept(
    house: House, own: OrganisationId, folders: tuple[Path, Path], secret: Made
) -> None:
    stored = stored_files(), packet_files()
    put(folders[0], write_packet(secret), "ten-mat.edxml")

    outcome = watching.look(at=AT)

    assert len(outcome.refused) == 1
    assert not Packet.objects.exists()
    assert not Document.objects.exists()
    assert (stored_files(), packet_files()) == stored
    left = [path for path in folders[0].rglob("*") if path.is_file() and path.name != ".nhipcau-lock"]
    assert len(left) == 1
    assert "ten-mat" not in left[0].name
    assert "H98" not in left[0].read_text()
    assert not ModelLogEntry.objects.filter(data__icontains="H98").exists()


def test_the_sender_of_a_secret_packet_is_told_that_it_is_refused_and_why(
    house: House, own: OrganisationId, folders: tuple[Path, Path]
) -> None:
    secret = write_packet(make_packet(subject="Kế hoạch đón đoàn (Mật)"))
    for name in ("a.edxml", "b.edxml"):
        put(folders[0], secret, name)
        watching.look(at=AT)

    (answer,) = out(folders[1])
    told = read_edxml((folders[1] / answer).read_bytes())
    assert isinstance(told, StatusPacket)
    assert (told.code, told.sender.organ_id) == ("02", "02.H99")
    assert told.answered == Answered(
        "000.00.00.H98", "12/SNgV-LT", "000.00.00.H98,2026/08/20,12/SNgV-LT", date(2026, 8, 20)
    )
    assert "28/2018" in told.description
    assert not secret_field(told.description)
    assert "đón đoàn" not in (folders[1] / answer).read_text()
    (note,) = (folders[0] / "refused").iterdir()
    assert "02" in note.read_text()
    logged = ModelLogEntry.objects.filter(action=events.MARKED_REFUSED)
    assert [row.data["told"] for row in logged] == [True, True]


@pytest.mark.parametrize(
    ("to", "business"),
    [(Organisation("H01.02", "Nơi khác"), Business()), (WARD_A, Business(kind="2"))],
    ids=["to nobody here", "an update"],
)
def test_a_secret_packet_that_cannot_be_answered_says_so(
    house: House, own: OrganisationId, folders: tuple[Path, Path], to: Organisation, business: Business
) -> None:
    put(folders[0], write_packet(make_packet(subject="Kế hoạch (Mật)", to=(to,), business=business)))

    outcome = watching.look(at=AT)

    assert out(folders[1]) == []
    assert "chưa được báo" in outcome.refused[0][1]
    (note,) = (folders[0] / "refused").iterdir()
    assert "chưa được báo" in note.read_text()


def test_a_secret_packet_is_refused_where_no_folder_for_answers_is_set(
    house: House, own: OrganisationId, folders: tuple[Path, Path], settings: Settings
) -> None:
    settings.EDXML_OUT = ""
    put(folders[0], write_packet(make_packet(subject="Kế hoạch (Mật)")))

    assert "chưa được báo" in watching.look(at=AT).refused[0][1]


def test_what_cannot_be_taken_stands_aside_with_its_reason_and_stops_no_other(
    house: House, own: OrganisationId, folders: tuple[Path, Path]
) -> None:
    came, _went = folders
    put(came, b"<x/>", "1.edxml")
    put(came, write_packet(make_packet(to=(Organisation("H01.02", "Nơi khác"),))), "2.edxml")
    put(came, b"<edXML", "3.edxml")
    put(came, write_packet(make_packet()), "4.edxml")
    put(came, b"note", "note.txt")
    young = came / "5.edxml"
    young.write_bytes(b"<edXML")
    os.utime(young, (AT.timestamp(), AT.timestamp()))

    outcome = watching.look(at=AT)

    assert [name for name, _why in outcome.refused] == ["1.edxml", "2.edxml", "3.edxml"]
    assert (outcome.packets, outcome.left) == (1, 1)
    assert "H01.02" in (came / "refused" / "2.edxml.txt").read_text()
    assert {"5.edxml", "note.txt"} <= set(out(came))


def test_an_identifier_holds_only_in_its_days(house: House, folders: tuple[Path, Path]) -> None:
    entry = Entry("02.H99", "Phường A", house.ward_a, date(2026, 1, 1), date(2026, 9, 1))
    enter_identifier(entry, by=house.quang, at=AT)
    put(folders[0], write_packet(make_packet()))

    assert len(watching.look(at=AT).refused) == 1
    (folders[0] / "refused" / "a.edxml").rename(folders[0] / "a.edxml")
    os.utime(folders[0] / "a.edxml", (0, 0))
    enter_identifier(replace(entry, valid_from=date(2026, 9, 1), valid_to=None), by=house.quang, at=AT)
    assert watching.look(at=AT).packets == 1


def test_a_recall_is_only_labelled_and_answered_by_a_person(
    house: House, own: OrganisationId, folders: tuple[Path, Path]
) -> None:
    first = took_in(folders[0])
    wish = make_packet(business=Business("1", "Gửi nhầm", "000.00.00.H98,2026/08/20,12/SNgV-LT"))

    recall = took_in(folders[0], wish)

    assert (recall.purpose, recall.document, recall.reason) == ("1", None, "Gửi nhầm")
    assert Document.objects.get() == first.document
    assert answering.offered(recall) == ["15", "16"]
    with pytest.raises(ReasonError):
        answering.tell_state(recall, "16", by=house.son, at=AT)
    answering.tell_state(recall, "16", "Đã triển khai", by=house.son, at=AT)
    assert answering.offered(recall) == []
    with pytest.raises(StateError):
        answering.tell_state(recall, "15", by=house.son, at=AT)


def test_a_sender_may_ask_back_by_a_state(
    house: House, own: OrganisationId, folders: tuple[Path, Path]
) -> None:
    packet = took_in(folders[0])
    asked = StatusPacket(SENDER, Answered("H98", "12/SNgV-LT", packet.edxml_id), "13", AT, "Gửi nhầm")
    put(folders[0], write_status(asked), "b.edxml")

    assert watching.look(at=AT).states == 1

    assert answering.offered(packet) == ["15", "16", "02"]


def test_refusing_needs_a_reason_and_only_keepers_tell(
    house: House, own: OrganisationId, folders: tuple[Path, Path]
) -> None:
    packet = took_in(folders[0])

    with pytest.raises(PermissionDenied):
        answering.tell_state(packet, "02", "Sai nơi nhận", by=house.minh, at=AT)
    with pytest.raises(ReasonError):
        answering.tell_state(packet, "02", "  ", by=house.son, at=AT)
    with pytest.raises(StateError):
        answering.tell_state(packet, "06", by=house.son, at=AT)  # not in the register yet
    answering.tell_state(packet, "02", "Sai nơi nhận", by=house.son, at=AT)

    assert answering.offered(packet) == []
    told = packet.statuses.get(code="02")
    assert (told.description, told.to_id, told.staff) == ("Sai nơi nhận", "000.00.00.H98", str(house.son))


def test_done_is_offered_when_every_task_from_the_document_is(
    house: House, own: OrganisationId, folders: tuple[Path, Path]
) -> None:
    packet = took_in(folders[0])
    assert packet.document is not None
    register_document(packet.document, head_with(number="12/SNgV-LT"), by=house.son, at=AT)
    programme = Programme.objects.create(
        unit=house.ward_a,
        title="Đón đoàn",
        starts_on=date(2026, 9, 1),
        ends_on=date(2026, 12, 31),
        source=packet.document,
    )
    task = Task.objects.create(programme=programme, title="Đón đoàn khách")
    given = Assignment.objects.create(task=task, unit=house.ward_a)

    def offers() -> bool:
        (view,) = overviews.shown(house.son, Packet.objects.told())
        return view.offers_done

    assert not offers()
    Assignment.objects.filter(pk=given.pk).update(state="done")
    assert offers()
    answering.tell_state(packet, "06", by=house.son, at=AT)
    assert not offers()


def test_a_file_that_the_machine_cannot_read_is_kept_for_a_person(
    house: House, own: OrganisationId, folders: tuple[Path, Path]
) -> None:
    files = (Attachment("so-lieu.bin", b"\x00\x01\x02"), Attachment("cong-van.txt", LETTER.encode()))

    packet = took_in(folders[0], make_packet(files=files))

    assert packet.document is None
    assert packet.remarks
    assert [one.name for one in taking.opened(packet)] == ["so-lieu.bin", "cong-van.txt"]
    document = taking.enter_document(packet, 1, by=house.son, at=AT)
    packet.refresh_from_db()
    assert packet.document == document
    with pytest.raises(StateError):
        taking.enter_document(packet, 1, by=house.son, at=AT)


SENDING = sending.Sending("Bến Đá", "Nguyễn Văn Mẫu", "Chủ tịch")
TO = [Organisation("000.00.00.H98", "Sở Ngoại vụ"), Organisation("H97.01", "Sở Văn hóa")]


def test_an_issued_document_goes_out_and_what_comes_back_is_shown(
    house: House, own: OrganisationId, issued: Document, folders: tuple[Path, Path]
) -> None:
    came, went = folders

    packet = sending.send_document(issued, TO, SENDING, by=house.son, at=AT)
    watching.look(at=AT)

    assert len(out(went)) == 1
    read = read_edxml((went / out(went)[0]).read_bytes())
    assert isinstance(read, Made)
    assert (read.header.code, read.header.type, read.header.type_name) == ("7/KH-UBND", "10", "Kế hoạch")
    assert [key_of(one.organ_id) for one in read.header.to] == ["H98", "H97.1"]
    assert read.attachments[0].content == issued.file.read()

    by_id = StatusPacket(
        Organisation("H97.01", "Sở Văn hóa"), Answered(document_id=packet.edxml_id), "03", AT
    )
    by_number = StatusPacket(
        Organisation("H98"), Answered("02.H99", "7/kh-ubnd", "", issued.issued_on), "02", AT, "Sai nơi nhận"
    )
    put(came, write_status(by_id), "b.edxml")
    put(came, write_status(by_number), "c.edxml")
    put(came, write_status(replace(by_id, answered=Answered(document_id="khác"))), "d.edxml")
    outcome = watching.look(at=AT)
    put(came, write_status(by_id), "b.edxml")
    watching.look(at=AT)

    (view,) = overviews.shown(house.son, Packet.objects.told())
    assert [(one.name, one.state.code if one.state else "") for one in view.addressees] == [
        ("Sở Ngoại vụ", "02"),
        ("Sở Văn hóa", "03"),
    ]
    assert (outcome.states, [name for name, _why in outcome.refused]) == (2, ["d.edxml"])
    with pytest.raises(SentAlreadyError, match="Sở Ngoại vụ"):
        sending.send_document(issued, TO[:1], SENDING, by=house.son, at=AT)
    asked = answering.tell_state(packet, "13", "Gửi nhầm bản", by=house.son, at=AT)
    assert [one.to_id for one in asked] == ["000.00.00.H98", "H97.01"]


def test_what_keeps_a_document_from_going(
    house: House, own: OrganisationId, issued: Document, folders: tuple[Path, Path], settings: Settings
) -> None:
    received = make_registered(house.ward_a, house.son)

    with pytest.raises(PermissionDenied):
        sending.send_document(issued, TO, SENDING, by=house.lan, at=AT)
    with pytest.raises(NotIssuedError):
        sending.send_document(received, TO, SENDING, by=house.son, at=AT)
    with pytest.raises(NoAddresseeError):
        sending.send_document(issued, [], SENDING, by=house.son, at=AT)
    with pytest.raises(LackingError, match="SignerInfo/FullName"):
        sending.send_document(issued, TO, replace(SENDING, signer=""), by=house.son, at=AT)
    with pytest.raises(SecretError):
        sending.send_document(issued, TO, replace(SENDING, competence="MẬT"), by=house.son, at=AT)
    settings.EDXML_ORDER = "B"
    with pytest.raises(WrongOrderError):
        sending.send_document(issued, TO, SENDING, by=house.son, at=AT)
    settings.EDXML_ORDER = "A"
    settings.EDXML_OUT = ""
    with pytest.raises(NoFolderError):
        sending.send_document(issued, TO, SENDING, by=house.son, at=AT)
    settings.EDXML_OUT = str(folders[1])
    end_identifier(own, date(2026, 9, 1), by=house.quang, at=AT)
    with pytest.raises(NoOwnIdError):
        sending.send_document(issued, TO, SENDING, by=house.son, at=AT)
    assert not Packet.objects.exists()


def test_a_secret_document_does_not_go_out(
    house: House, own: OrganisationId, issued: Document, folders: tuple[Path, Path]
) -> None:
    before = packet_files()
    Document.objects.filter(pk=issued.pk).update(text="MẬT\n" + issued.text)

    with pytest.raises(SecretError):
        sending.send_document(issued, TO, SENDING, by=house.son, at=AT)

    assert not Packet.objects.exists()
    assert packet_files() == before


def test_an_identifier_belongs_to_one_at_a_time(house: House, own: OrganisationId) -> None:
    entry = Entry("000.00.02.H99", "Phường B", house.ward_b, date(2026, 1, 1))

    with pytest.raises(PermissionDenied):
        enter_identifier(entry, by=house.son, at=AT)
    with pytest.raises(IdentifierTakenError, match="Phường A"):
        enter_identifier(entry, by=house.quang, at=AT)
    with pytest.raises(IdentifierDaysError):
        enter_identifier(replace(entry, valid_to=entry.valid_from), by=house.quang, at=AT)
    end_identifier(own, date(2026, 9, 1), by=house.quang, at=AT)
    later = replace(entry, valid_from=date(2026, 9, 1))
    assert enter_identifier(later, by=house.quang, at=AT) == enter_identifier(later, by=house.quang, at=AT)


def test_a_list_is_taken_over_whole_or_not_at_all(house: House) -> None:
    good = "ma_dinh_danh,ten,ma_don_vi,tu_ngay,den_ngay\n"
    good += "H98,Sở Ngoại vụ,,01/01/2026,\nH97.1,Sở Văn hóa,,2026-01-01,31/12/2026\n"

    assert take_over_list(good.encode("utf-8-sig"), by=house.quang, at=AT) == 2
    assert take_over_list(good.replace(",", ";").encode(), by=house.quang, at=AT) == 0
    for bad, row in (
        ("H1,Sở,,hôm qua,\n", 4),
        ("H1,Sở,99999,,\n", 4),
        (",Sở,,,\n", 4),
        ("H98,Khác,,,\n", 4),
    ):
        with pytest.raises(IdentifierListError, match=str(row)):
            take_over_list((good + bad).encode(), by=house.quang, at=AT)
    for nonsense in (b"\xff\xfe", b"a,b\n1,2\n", b"", b"\x00"):
        with pytest.raises(IdentifierListError):
            take_over_list(nonsense, by=house.quang, at=AT)
    assert OrganisationId.objects.count() == 2


def test_the_command_says_what_it_did(
    house: House,
    own: OrganisationId,
    folders: tuple[Path, Path],
    settings: Settings,
    capsys: pytest.CaptureFixture[str],
) -> None:
    put(folders[0], write_packet(make_packet()))
    call_command("take_packets")
    assert "Đã nhận 1 gói tin" in capsys.readouterr().out

    put(folders[0], b"x", "b.edxml")
    with pytest.raises(CommandError):
        call_command("take_packets")
    settings.EDXML_IN = str(folders[0] / "missing")
    with pytest.raises(CommandError, match="NHIPCAU_EDXML_IN"):
        call_command("take_packets")
    settings.EDXML_IN = settings.EDXML_OUT = ""
    with pytest.raises(CommandError, match="NHIPCAU_EDXML_OUT"):
        call_command("take_packets")


def test_the_job_looks_into_the_folders(
    house: House, own: OrganisationId, folders: tuple[Path, Path]
) -> None:
    put(folders[0], write_packet(make_packet()))

    tasks.look_into_folders.enqueue()

    assert Packet.objects.count() == 1
    assert len(out(folders[1])) == 1


def test_only_the_installation_takes_packets_in(house: House, own: OrganisationId) -> None:
    made = make_packet()

    with pytest.raises(PermissionDenied):
        taking.take_in_packet(made, write_packet(made), name="a", by=house.lan, at=AT)

    assert taking.take_in_packet(made, write_packet(made), name="a", by=ensure_system_user(), at=AT)


def annexed(issued: Document, house: House, **files: bytes) -> Programme:
    """Return the programme that ward A made of its document, with annexes called as the keys."""
    plan = Plan("Kế hoạch đón khách", date(2026, 9, 1), date(2026, 12, 31))
    programme = make_programme(house.ward_a, plan, (), source=issued, by=house.son, at=AT)
    for title, content in files.items():
        add_annex(programme, title, Checked(f"{title}.txt", content, "text/plain"), by=house.son, at=AT)
    return programme


def test_annexes_of_the_programme_go_with_the_document_as_they_were_chosen(
    house: House, own: OrganisationId, issued: Document, folders: tuple[Path, Path]
) -> None:
    annexed(issued, house, kinh_phi=b"Kinh phi: 10", khong_gui=b"Nhap")
    first, _second = sending.annexes_of(issued)

    packet = sending.send_document(
        issued, TO, replace(SENDING, annexes=frozenset({first.pk})), by=house.son, at=AT
    )

    assert [one["name"] for one in packet.files] == ["ke-hoach.txt", "kinh_phi.txt"]
    read = read_edxml(packet.file.read())
    assert isinstance(read, Made)
    assert [(one.content, one.description) for one in read.attachments[1:]] == [(b"Kinh phi: 10", "kinh_phi")]
    assert read.header.other.appendixes == ()  # nobody says what belongs there


def test_a_secret_annex_keeps_the_document_from_going(
    house: House, own: OrganisationId, issued: Document, folders: tuple[Path, Path]
) -> None:
    annexed(issued, house, danh_sach="TỐI MẬT\nDanh sách\n".encode())
    chosen = frozenset(one.pk for one in sending.annexes_of(issued))

    with pytest.raises(SecretError):
        sending.send_document(issued, TO, replace(SENDING, annexes=chosen), by=house.son, at=AT)
    assert not Packet.objects.exists()


def test_a_file_cut_off_inside_a_letter_waits_and_one_that_cannot_be_read_stops_no_other(
    house: House, own: OrganisationId, folders: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    came, _went = folders
    content = write_packet(make_packet())
    half = content[: content.index("Đón".encode()) + 1]  # inside the first letter
    young = put(came, half, "a.edxml")
    os.utime(young, (AT.timestamp(), AT.timestamp()))
    (came / "b.edxml").mkdir()
    put(came, content, "d.edxml")
    whole = Path.read_bytes

    def read(path: Path) -> bytes:
        if path.name == "c.edxml":
            raise PermissionError(path)
        return whole(path)

    put(came, content, "c.edxml")
    monkeypatch.setattr(Path, "read_bytes", read)
    outcome = watching.look(at=AT)

    assert (outcome.left, outcome.packets, outcome.refused) == (2, 1, [])
    put(came, content, "a.edxml")
    monkeypatch.undo()
    assert watching.look(at=AT).left == 0
