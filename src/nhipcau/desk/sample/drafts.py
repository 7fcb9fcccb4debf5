"""The sample's documents: a letter that was issued, a plan under review, a report and a joint programme being written."""

from datetime import datetime, timedelta

from django.utils import timezone

from nhipcau.bodies.models import Agreement
from nhipcau.desk.sample.organisation import Organisation
from nhipcau.desk.sample.people import HOME_COMMUNE
from nhipcau.drafting import actions, overviews
from nhipcau.drafting.actions import Head
from nhipcau.drafting.beginnings import Wanted
from nhipcau.drafting.models import Draft, Template
from nhipcau.drafting.rules import SectionText
from nhipcau.programmes.models import Programme
from nhipcau.reporting.models import Collection, PeriodKind
from nhipcau.units.models import Role, Unit, User

SIGNER = "Nguyễn Văn Mẫu"
LETTER = (
    "Để khách quốc tế có thông tin đúng trước khi đến tỉnh, Ủy ban nhân dân tỉnh đề nghị Ủy ban nhân dân các xã, phường, "
    "đặc khu gửi lịch lễ hội, hội chợ của địa phương trong năm tới:\n"
    "1. Tên, thời gian, địa điểm từng lễ hội; người liên hệ nói được tiếng nước ngoài (nếu có).\n"
    "2. Ảnh do địa phương chụp, kèm tên người chụp và lời đồng ý cho đăng.\n"
    "Lịch chung sẽ được đăng bằng tiếng Việt và tiếng Anh trên cổng thông tin điện tử của tỉnh."
)
REMARK = "Bổ sung lịch các chuyến tàu khách đến cảng vào mục nội dung, nhiệm vụ."


def build_drafts(organisation: Organisation, at: datetime) -> None:
    """Issue a letter to the communes, some of which acknowledge it; leave three documents in the making."""
    office = _Office(organisation, at)
    office.issue_a_letter()
    office.send_the_plan_for_approval()
    office.begin_the_report_of_the_quarter()
    office.begin_the_joint_programme()


class _Office:
    def __init__(self, organisation: Organisation, at: datetime) -> None:
        self.of, self.at = organisation, at
        self.officer: User = organisation.people[Role.OFFICER]
        self.approver: User = organisation.people[Role.APPROVER]
        self.today = timezone.localdate(at)

    def issue_a_letter(self) -> None:
        draft = self._begin(Template.LETTER, self.of.province)
        texts = (SectionText("", LETTER),)
        draft = actions.write_sections(draft, texts, by=self.officer, at=self.at, before=draft.revision)
        draft = self._head(
            draft,
            subject="Cung cấp lịch lễ hội, hội chợ năm tới",
            addressees="Ủy ban nhân dân các xã, phường, đặc khu",
        )
        communes = [unit.pk for unit in self.of.communes.values()]
        actions.add_recipients(draft, units=communes, by=self.officer, at=self.at)
        draft = self._submit(draft)
        looked_at = overviews.draft_page(draft).fingerprint
        draft = actions.approve_draft(draft, looked_at=looked_at, by=self.approver, at=self.at)
        # The register tells numbers that are given at one moment apart by it.
        moment = self.at + timedelta(microseconds=10)
        issued = actions.issue_draft(
            draft, issued_on=self.today, looked_at=looked_at, by=self.officer, at=moment
        )
        self._acknowledge(issued)

    def send_the_plan_for_approval(self) -> None:
        programme = Programme.objects.filter(unit=self.of.province).earliest("pk")
        draft = self._head(self._begin(Template.PLAN, self.of.province, programme=programme))
        content = draft.sections.get(chapter="content")
        actions.comment(draft, str(content.uid), REMARK, by=self.approver, at=self.at)
        self._submit(draft)

    def begin_the_report_of_the_quarter(self) -> None:
        ended = Collection.objects.filter(
            period__kind=PeriodKind.QUARTER, period__ends_on__lt=self.today, form__unit=self.of.province
        )
        if (last := ended.order_by("-period__ends_on").select_related("period").first()) is not None:
            self._begin(Template.QUARTER_REPORT, self.of.province, period=last.period)

    def begin_the_joint_programme(self) -> None:
        agreement = Agreement.objects.earliest("pk")
        first = agreement.sides.select_related("unit").earliest("position", "pk")
        self._begin(Template.JOINT_PROGRAMME, first.unit, agreement=agreement)

    def _begin(self, template: Template, unit: Unit, **about: object) -> Draft:
        wanted = Wanted(template, unit, self.of.province, self.today, **about)  # type: ignore[arg-type]  # by name
        return actions.start(wanted, by=self.officer, at=self.at)

    def _head(self, draft: Draft, **changes: str) -> Draft:
        kept = {name: getattr(draft, name) for name in Head.__dataclass_fields__}
        head = Head(**{**kept, "signer_name": SIGNER, **changes})
        return actions.write_head(draft, head, by=self.officer, at=self.at, before=draft.revision)

    def _submit(self, draft: Draft) -> Draft:
        return actions.submit_draft(draft, by=self.officer, at=self.at, before=draft.revision)

    def _acknowledge(self, issued: Draft) -> None:
        """Every third commune has acknowledged it; the one that signs in on the sample has not."""
        names = {unit.pk: name for name, unit in self.of.communes.items()}
        for one in issued.receivers.order_by("unit__pk"):
            name = names[one.unit_id]
            if name != HOME_COMMUNE and one.unit_id % 3 == 0:
                actions.acknowledge(one, by=self.of.reporters[name], at=self.at + timedelta(hours=1))
