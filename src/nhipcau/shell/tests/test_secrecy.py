"""Files with a mark of secrecy pass no door of any room: all of them take their files from here."""

import io

import docx
import pytest
from PIL import Image

from nhipcau.shell import files
from nhipcau.shell.errors import SecretFileError
from nhipcau.writing import OfficialDocument, Paragraph, Signature, plain, to_pdf

OPEN = "Bảo vệ bí mật nhà nước; lễ hội mật ong; mật độ khách."


def word(*lines: str) -> bytes:
    made, out = docx.Document(), io.BytesIO()
    for line in lines:
        made.add_paragraph(line)
    made.save(out)
    return out.getvalue()


def pdf(superior: str) -> bytes:
    return to_pdf(
        OfficialDocument(
            kind="Báo cáo",
            superior=superior,
            issuer="Sở Ngoại vụ",
            symbol="BC-SNV",
            place="Bến Đá",
            subject="Kết quả đón đoàn",
            body=(Paragraph(plain(OPEN)),),
            signature=Signature("Giám đốc", "Lê Hoa"),
        )
    )


def picture() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (20, 20)).save(out, "PNG")
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.docx", word("SỞ NGOẠI VỤ", "MẬT", OPEN)),
        ("a.docx", word("TỐI MẬT", OPEN)),
        ("a.pdf", pdf("TUYỆT MẬT")),
        ("bao-cao-toi-mat.pdf", pdf("")),
        ("ke hoach (mật).png", picture()),
    ],
)
def test_a_marked_file_is_refused_with_what_to_do(name: str, content: bytes) -> None:
    with pytest.raises(SecretFileError) as refused:
        files.document(name, content)

    assert str(refused.value.message)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("bao-mat-ong.docx", word("SỞ NGOẠI VỤ", OPEN)),
        ("a.pdf", pdf("Ủy ban nhân dân tỉnh Bến Đá")),
        ("a.png", picture()),
    ],
)
def test_a_file_that_only_speaks_of_such_things_is_kept(name: str, content: bytes) -> None:
    assert files.document(name, content).content
