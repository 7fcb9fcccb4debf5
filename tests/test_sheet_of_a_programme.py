"""The sheet of a programme, as Chromium prints it."""

import re
from pathlib import Path

import pypdfium2
import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Browser

import nhipcau.programmes
from nhipcau.programmes.tests.builders import make_draft, task_plan
from nhipcau.units.tests.builders import House

CSS = Path(nhipcau.programmes.__file__).parent / "static" / "programmes" / "sheet.css"
MILLIMETRES_A_POINT = 25.4 / 72


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("number_of_tasks", [1, 40, 60])
def test_a_programme_is_printed_on_one_sheet_of_a3(
    browser: Browser, client: Client, house: House, number_of_tasks: int
) -> None:
    title = (
        "Tổ chức tuần lễ văn hóa, du lịch biển và giới thiệu sản phẩm của địa phương với khách quốc tế "
        "tại các điểm đến, đợt {}"
    )
    tasks = [
        task_plan(
            house.ward_a,
            house.ward_b,
            house.department,
            title=title.format(number),
            theme=f"Nhóm nội dung {number // 10}",
            product="Báo cáo kết quả, ảnh và bảng số liệu từng điểm",
            responsible="Phó Chủ tịch phụ trách văn hóa, xã hội",
            authority="Chủ tịch Ủy ban nhân dân",
        )
        for number in range(number_of_tasks)
    ]
    programme = make_draft(house, *tasks)
    client.force_login(house.son)
    html = client.get(reverse("programmes:sheet", args=[programme.pk])).content.decode()
    styled = re.sub(r'<link rel="stylesheet"[^>]*>', f"<style>{CSS.read_text()}</style>", html)

    window = browser.new_page()
    window.set_content(styled)
    pdf = window.pdf(prefer_css_page_size=True)
    window.close()

    printed = pypdfium2.PdfDocument(pdf)
    assert len(printed) == 1
    width, height = (round(points * MILLIMETRES_A_POINT) for points in printed[0].get_size())
    assert (width, height) == (420, 297)
