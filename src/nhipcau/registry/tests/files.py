"""Files for the tests of the reading page: PDFs with text in Vietnamese. All texts are made up."""

import io

from PIL import ImageFont
from reportlab.pdfbase.pdfmetrics import registerFont
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

A4 = (595, 842)
PAGES = (
    "Căn cứ Kế hoạch số 25-KH/TU, ngày 05/8/2026 của Tỉnh ủy Bến Đá;\n1. Đón hơn 120 đoàn khách.",
    "2. Năm 2025 có 57/60 điểm đến (đạt 95%) giới thiệu bằng hai thứ tiếng.",
)


def a_pdf(*pages: str) -> bytes:
    """Return a PDF with the lines of each page as text."""
    registerFont(TTFont("DejaVu", ImageFont.truetype("DejaVuSans.ttf").path))
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=A4)
    for page in pages:
        canvas.setFont("DejaVu", 12)
        for number, line in enumerate(page.split("\n")):
            canvas.drawString(56, 760 - 20 * number, line)
        canvas.showPage()
    canvas.save()
    return stream.getvalue()
