"""`nhipcau manage take-packets`: edXML packets from the folder are taken in, and what waits is put out."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from nhipcau.audit.errors import NhipCauError
from nhipcau.exchange.packets import watching


class Command(BaseCommand):
    """Looks into both folders once; a second run finds nothing left to do."""

    help = (
        "Lấy các gói tin edXML trong thư mục NHIPCAU_EDXML_IN vào sổ văn bản đến, chuyển tệp vào done/ hoặc refused/ "
        "(kèm lý do), và đặt gói tin, trạng thái chờ gửi vào NHIPCAU_EDXML_OUT. `nhipcau up` tự làm 5 phút một lần. "
        "Ví dụ: nhipcau manage take-packets"
    )

    def handle(self, *args: Any, **options: Any) -> None:
        """Look, and say what came of it. Exit 1 when a file was refused."""
        if not (settings.EDXML_IN or settings.EDXML_OUT):
            raise CommandError("Chưa có thư mục nào: hãy đặt NHIPCAU_EDXML_IN và NHIPCAU_EDXML_OUT.")
        try:
            outcome = watching.look(at=timezone.now())
        except NhipCauError as error:
            raise CommandError(str(error.message)) from error
        self.stdout.write(
            f"Đã nhận {outcome.packets} gói tin, {outcome.states} trạng thái; gửi ra {outcome.written} tệp; "
            f"{outcome.left} tệp còn đang ghi."
        )
        for name, why in outcome.refused:
            self.stdout.write(f"Không nhận {name}: {why}")
        if outcome.refused:
            raise CommandError(
                f"{len(outcome.refused)} tệp không nhận được; lý do ở trên và trong thư mục refused."
            )
