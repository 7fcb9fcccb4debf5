"""`nhipcau manage read-again`: documents read by an older version of the rules are read anew."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from nhipcau.reading import VERSION
from nhipcau.registry import actions
from nhipcau.registry.models import Document, Reading, ReadingState
from nhipcau.registry.querysets import DocumentQuerySet
from nhipcau.units.actions import ensure_system_user


class Command(BaseCommand):
    """Reads documents again, in the name of the installation; what people decided on stays as it is."""

    help = (
        "Đọc lại những văn bản mà quy tắc đọc cũ đã đọc. Mục người dùng đã xác nhận, sửa hay loại được giữ nguyên; "
        "kết quả khác đứng bên cạnh, chờ người giữ sổ nhận hoặc bỏ qua. "
        "Ví dụ: nhipcau manage read-again --all; nhipcau manage read-again --document 12"
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Say which documents: all that are outdated, or some by their number."""
        which = parser.add_mutually_exclusive_group()
        which.add_argument("--all", action="store_true", help="mọi văn bản do quy tắc cũ đọc")
        which.add_argument(
            "--document",
            action="append",
            type=int,
            metavar="SỐ",
            help="văn bản có số này trong địa chỉ trang của nó, dù đã đọc bằng quy tắc nào; có thể lặp lại",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Read them one after another; a file that cannot be read stops no other. Exit 1 when one could not."""
        if not options["all"] and not options["document"]:
            self._say_how_many()
            return
        documents = _asked_for(options["document"])
        failed = 0
        for pk in documents:
            document = Document.objects.get(pk=pk)
            reading = actions.read_again(
                document, by=ensure_system_user(), at=timezone.now(), all_at_once=True
            )
            failed += reading.state == ReadingState.FAILED
            self.stdout.write(_line(document, reading))
        self.stdout.write(f"Đã đọc lại {len(documents) - failed} văn bản, {failed} không đọc được.")
        if failed:
            raise CommandError(
                "Có văn bản không đọc được; văn bản ấy giữ nguyên như trước. Lý do ghi ở các dòng trên."
            )

    def _say_how_many(self) -> None:
        number = Document.objects.outdated().count()
        self.stdout.write(
            f"{number} văn bản do quy tắc cũ đọc (quy tắc hiện nay: {VERSION}). Đọc lại: nhipcau manage read-again --all"
        )


def _asked_for(pks: list[int] | None) -> list[int]:
    """Return the documents to read, oldest first. Raises CommandError when one is not there."""
    if pks is None:
        return _ordered(Document.objects.outdated())
    there = _ordered(Document.objects.filter(pk__in=pks))
    missing = sorted(set(pks) - set(there))
    if missing:
        raise CommandError(
            f"Không có văn bản số {', '.join(map(str, missing))}. Xem số ở địa chỉ trang của văn bản."
        )
    return there


def _ordered(documents: DocumentQuerySet) -> list[int]:
    return list(documents.order_by("pk").values_list("pk", flat=True))


def _line(document: Document, reading: Reading) -> str:
    if reading.state == ReadingState.FAILED:
        return f"{document.pk} {document}: {reading.failure_vi}"
    return (
        f"{document.pk} {document}: {reading.new} mục mới, {reading.gone} không còn tìm thấy, "
        f"{reading.differing} khác với quyết định đã có"
    )
