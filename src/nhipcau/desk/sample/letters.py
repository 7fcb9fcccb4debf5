"""Letters to the sample province: one new, one answered and published, a contribution. All of them are made up."""

from datetime import datetime
from uuid import UUID

from nhipcau.desk.sample.organisation import Organisation
from nhipcau.letterbox import actions, rules
from nhipcau.letterbox.actions import Written
from nhipcau.letterbox.models import Letter
from nhipcau.units.models import Role

PARKING = Written(
    rules.QUESTION,
    "vi",
    UUID(int=9001),
    "Người đọc mẫu A",
    "nguoi-doc-a@example.vn",
    "Bãi gửi xe gần chợ nổi",
    "Xe 29 chỗ gửi ở đâu khi đi chợ nổi buổi sáng?",
)
WHEELCHAIR = Written(
    rules.QUESTION,
    "en",
    UUID(int=9002),
    "Sample Reader B",
    "reader-b@example.org",
    "Step-free way to the boats",
    "Is there a way to the boats without steps?",
    consent=rules.WITH_INITIALS,
)
ANSWER = "Yes: the ramp at pier 2 has no steps, and the crew helps. Please call the day before."
MARKET = Written(
    rules.CONTRIBUTION,
    "vi",
    UUID(int=9003),
    "Người cộng tác mẫu C",
    "cong-tac-c@example.vn",
    "Một sớm ở chợ nổi",
    "Ghe đến từ bốn giờ sáng.\nNgười bán treo mẫu hàng trên cây sào để khách nhìn từ xa.",
    consent=rules.WITH_NAME,
)


def build_letters(organisation: Organisation, at: datetime) -> None:
    """Take in three letters, and answer and publish one."""
    editor, publisher = organisation.people[Role.EDITOR], organisation.people[Role.PUBLISHER]
    for written in (PARKING, MARKET):
        _receive(organisation, written, at)
    answered = actions.write_answer(_receive(organisation, WHEELCHAIR, at), ANSWER, by=editor)
    actions.approve_answer(answered, by=publisher, at=at)
    actions.publish_answer(answered, question=WHEELCHAIR.words, answer=ANSWER, by=publisher, at=at)


def _receive(organisation: Organisation, written: Written, at: datetime) -> Letter:
    return actions.receive_letter(organisation.province, written, at=at)
