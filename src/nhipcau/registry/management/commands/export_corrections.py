"""`nhipcau manage export-corrections`: what people corrected, as material to test the reading with."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from nhipcau.registry import exporting
from nhipcau.registry.models import Document


class Command(BaseCommand):
    """Writes a gold file and the text of each document in which a person corrected or rejected something."""

    help = (
        "Ghi mỗi văn bản đã có người sửa hoặc loại mục thành một tệp vàng (gold/TÊN.json) và chữ của nó "
        "(corpus/TÊN.txt; văn bản nhận dạng từ ảnh thì là tệp gốc) để chấm việc đọc. "
        "CHÚ Ý: thư mục này chứa toàn bộ nội dung văn bản, kể cả họ tên và thông tin cá nhân trong đó; chỉ người ghi "
        "mở được, hãy giữ như văn bản gốc và xóa khi không cần nữa. "
        "Ví dụ: nhipcau manage export-corrections --output sua-doi"
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Say where to, and which documents."""
        parser.add_argument(
            "--output",
            type=Path,
            default=Path("corrections"),
            metavar="THƯ-MỤC",
            help="thư mục ghi kết quả (mặc định: corrections)",
        )
        parser.add_argument(
            "--confirmed",
            action="store_true",
            help="ghi cả văn bản mà mọi mục đều đã được xác nhận, dù không sửa gì",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Write them, a line for each; say where a document still has findings that nobody decided on."""
        documents = exporting.to_export(confirmed=options["confirmed"])
        folder: Path = options["output"]
        try:
            for pk in documents:
                document = Document.objects.get(pk=pk)
                self.stdout.write(_line(document, exporting.export(document, folder)))
        except OSError as error:
            raise CommandError(
                f"Không ghi được vào {folder} ({error.strerror}). Hãy chọn thư mục khác bằng --output."
            ) from error
        where = f" vào {folder}" if documents else ""
        self.stdout.write(f"Đã ghi {len(documents)} văn bản{where}.")


def _line(document: Document, left: int) -> str:
    warning = f" (còn {left} mục chưa ai quyết định, ghi như đã đọc)" if left else ""
    return f"{exporting.name_of(document)} {document}{warning}"
