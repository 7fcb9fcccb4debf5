"""`nhipcau manage send-reminders`: units that have not sent their report are reminded by mail."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from nhipcau.reporting.reminding import send_reminders


class Command(BaseCommand):
    """Sends the reminders of today; a second run sends only what was not sent yet."""

    help = (
        "Gửi thư nhắc các đơn vị chưa gửi báo cáo: trước hạn 3 ngày, 1 ngày, đúng ngày hạn; khi chậm thì sau 1 ngày, "
        "3 ngày rồi mỗi tuần, và nhắc cả người đứng đầu đơn vị. Mỗi người một thư mỗi ngày; chạy lại không gửi lần nữa. "
        "`nhipcau up` tự gửi mỗi sáng. Ví dụ: nhipcau manage send-reminders"
    )

    def handle(self, *args: Any, **options: Any) -> None:
        """Send them and say how many. Exit 1 when the mail server did not take one."""
        done = send_reminders(at=timezone.now())
        self.stdout.write(f"Đã gửi {done.letters} thư, nhắc {done.units} đơn vị.")
        if done.nobody:
            self.stdout.write(
                f"{done.nobody} đơn vị không có ai để gửi thư: hãy giao vai trò người báo cáo hoặc ghi thư điện tử "
                "liên hệ của đơn vị."
            )
        if done.failed:
            raise CommandError(
                f"{done.failed} thư không gửi được. Hãy kiểm tra NHIPCAU_SMTP_HOST, NHIPCAU_SMTP_PORT, NHIPCAU_SMTP_USER "
                "và mật khẩu rồi chạy lại: thư chưa gửi sẽ được gửi."
            )
