"""A programme over three levels as people go it in a browser, with a merger of two communes in the middle of the year.

The province gives tasks that come from clauses; the district makes its own programme from it, the commune its own from
that. Then the commune is merged: what it did stays with it, what is open goes on at the commune that took over.
"""

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from nhipcau.desk.sample.pictures import draw_boats
from nhipcau.programmes import rules
from nhipcau.programmes.models import Assignment, AssignmentState, Programme
from nhipcau.programmes.querysets import COUNTED, DOERS
from nhipcau.programmes.rules import Node
from nhipcau.registry.models import Document
from nhipcau.registry.tests.builders import make_registered
from nhipcau.units.models import Kind, Role, Unit, User
from nhipcau.units.tests.builders import make_person, make_unit
from tests.browser import DESK, PHONE, overflow, picture, sign_in
from tests.i18n import english_left

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

DIRECTIVE = """ỦY BAN NHÂN DÂN\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
TỈNH BẾN ĐÁ\tĐộc lập - Tự do - Hạnh phúc
Số: 61/KH-UBND\tBến Đá, ngày 20 tháng 8 năm 2026

KẾ HOẠCH
Giới thiệu mùa lễ hội với khách quốc tế

I. MỤC ĐÍCH
1. Giới thiệu lễ hội, ẩm thực và điểm đến của tỉnh với 120 đoàn khách.

II. TỔ CHỨC THỰC HIỆN
1. Huyện Ven Biển chủ trì tổ chức ngày hội thuyền với khách quốc tế.
2. Huyện Ven Biển chủ trì mở lớp hướng dẫn đón khách bằng tiếng nước ngoài.

Nơi nhận:
- Tỉnh ủy (để b/c);
"""
FESTIVAL, LESSONS = "ngày hội thuyền", "lớp hướng dẫn"


@dataclass(frozen=True, slots=True)
class Levels:
    """The units of three levels and who plans in each; `admin` enters changes of units."""

    province: Unit
    district: Unit
    sand: Unit
    shell: Unit
    document: Document
    tinh: User
    huyen: User
    cat: User
    so: User
    admin: User


@pytest.fixture
def levels() -> Levels:
    """A province, a district, two communes of it, and the plan of the province in its register."""
    province = make_unit("Tỉnh Bến Đá", kind=Kind.PROVINCE)
    district = make_unit("Huyện Ven Biển", province, kind=Kind.DISTRICT)
    sand = make_unit("Xã Cát Vàng", district, kind=Kind.COMMUNE)
    shell = make_unit("Xã Vỏ Sò", district, kind=Kind.COMMUNE)
    tinh = make_person("tinh", province, Role.OFFICER)
    return Levels(
        province,
        district,
        sand,
        shell,
        make_registered(province, tinh, text=DIRECTIVE, subject="Giới thiệu mùa lễ hội"),
        tinh,
        make_person("huyen", district, Role.OFFICER),
        make_person("cat", sand, Role.OFFICER, Role.REPORTER),
        make_person("so", shell, Role.OFFICER, Role.REPORTER),
        make_person("quantri", province, Role.ADMINISTRATOR),
    )


def test_a_programme_goes_down_three_levels_and_outlives_a_commune(
    page: Page, levels: Levels, tmp_path: Path
) -> None:
    province = _the_province_issues(page, levels)
    district = _the_district_makes_its_own(page, levels, province)
    commune = _the_commune_makes_its_own(page, levels, district)
    _what_is_done_is_shown(page, levels, commune, district, tmp_path)
    _one_asks_for_time_and_one_gives_back(page, levels, district)
    _seen_from_above(page, levels, province, {FESTIVAL: (2, 1, 1), LESSONS: (2, 0, 2)})
    _the_commune_is_merged(page, levels)
    _its_open_tasks_pass_on(page, levels)
    _what_was_done_stayed(page, levels, commune, district)
    _seen_from_above(page, levels, province, {FESTIVAL: (2, 1, 1), LESSONS: (2, 0, 2)})
    _the_successor_finishes_one(page, levels, district, tmp_path)
    _seen_from_above(page, levels, province, {FESTIVAL: (2, 1, 1), LESSONS: (2, 1, 1)})
    _the_four_cells_say_so(page, levels)


def _look(page: Page, name: str) -> None:
    """Keep pictures of the page; it must be Vietnamese throughout and fit a phone."""
    picture(page, f"three-levels-{name}")
    page.set_viewport_size({"width": PHONE, "height": 800})
    assert overflow(page) == 0, f"{name} is wider than a phone"
    page.set_viewport_size({"width": DESK, "height": 800})
    assert english_left(page.content()) == [], name


def _go(page: Page, target: Locator) -> None:
    """Click `target` and wait for the page it leads to."""
    with page.expect_navigation():
        target.click()


def _day(page: Page, field: Locator, day: date) -> None:
    """Write a day; the calendar that comes up beside the field goes before anything else is clicked."""
    calendar = page.locator(".xdsoft_datetimepicker:visible")
    field.click()
    expect(calendar).to_have_count(1)
    field.fill(day.strftime("%d/%m/%Y"))
    page.keyboard.press("Tab")
    expect(calendar).to_have_count(0)


def _in(days: int) -> date:
    return timezone.localdate() + timedelta(days=days)


def _year(page: Page) -> None:
    """Let the programme run until all its days are over, whenever this is run."""
    _day(page, page.locator("input[name=ends_on]"), _in(365))


def _usual(page: Page, leader: str, *, product: str = "") -> None:
    """Fill in what is the same for all tasks."""
    page.locator(".nc-usual summary").click()
    page.fill("input[name=usual-responsible]", leader)
    page.fill("input[name=usual-authority]", leader)
    if product:
        page.fill("input[name=usual-product]", product)


def _issue(page: Page) -> Programme:
    page.wait_for_url(re.compile(r"/programmes/\d+/$"))
    _go(page, page.locator("form[action$='/issue/'] button"))
    expect(page.locator("form[action$='/issue/']")).to_have_count(0)
    found = re.search(r"/programmes/(\d+)/$", page.url)
    assert found
    programme = Programme.objects.get(pk=found[1])
    assert programme.state == "issued"
    return programme


def _the_province_issues(page: Page, levels: Levels) -> Programme:
    sign_in(page, levels.tinh)
    page.goto(reverse("programmes:make", args=[levels.document.pk]))
    _usual(page, "Phó Chủ tịch", product="Báo cáo kết quả")
    _year(page)
    rows = page.locator("fieldset.nc-proposal").filter(has=page.locator("input[type=checkbox]:checked"))
    expect(rows).to_have_count(2)
    for row in rows.all():
        expect(row.locator("input[name$=lead]")).to_have_value("Huyện Ven Biển")
        _day(page, row.locator("input[name$=due_on]"), _in(90))
    _look(page, "make")
    _go(page, page.locator("main form button[type=submit]").last)
    return _issue(page)


def _waiting(page: Page, user: User) -> Locator:
    """Sign in and open the list of everything that waits for the person."""
    sign_in(page, user)
    page.goto(reverse("desk:waiting"))
    return page.locator("main")


def _from_above(page: Page, user: User, programme: Programme) -> None:
    """Open what the list of what waits offers: to make one's own programme."""
    take_up = reverse("programmes:take_up", args=[programme.pk])
    _go(page, _waiting(page, user).locator(f"a[href='{take_up}']"))


def _row(page: Page, words: str) -> Locator:
    return page.locator("fieldset.nc-proposal").filter(
        has=page.locator(".nc-proposal__says", has_text=re.compile(words))
    )


def _the_district_makes_its_own(page: Page, levels: Levels, above: Programme) -> Programme:
    """Keep one task for a commune, split one in two, add one for every commune."""
    _from_above(page, levels.huyen, above)
    page.fill("input[name=title]", "Kế hoạch của huyện Ven Biển")
    _usual(page, "Trưởng phòng Văn hóa")
    kept, split = _row(page, FESTIVAL), _row(page, LESSONS)
    expect(kept.locator("blockquote")).to_contain_text("ngày hội thuyền")
    kept.locator("input[name$=lead]").fill("Xã Cát Vàng")
    split.locator("textarea").fill("Mở lớp cho chủ thuyền\nMở lớp cho người bán hàng")
    split.locator("input[name$=lead]").fill("Xã Cát Vàng")
    _day(page, split.locator("input[name$=due_on]"), _in(100))
    _go(page, page.locator("main form button[type=submit]").last)
    expect(split.locator(".nc-error")).to_be_visible()  # later than the day given from above
    expect(split.locator("textarea")).to_have_value("Mở lớp cho chủ thuyền\nMở lớp cho người bán hàng")
    _day(page, split.locator("input[name$=due_on]"), _in(60))
    _look(page, "take-up")
    _go(page, page.locator("main form button[type=submit]").last)
    _add_a_task_of_its_own(page)
    programme = _issue(page)
    assert {task.clause_label for task in programme.tasks.exclude(parent=None)} == {"1", "2"}
    return programme


def _add_a_task_of_its_own(page: Page) -> None:
    page.wait_for_url(re.compile(r"/programmes/\d+/$"))
    _go(page, page.locator("a[href$='/tasks/add/']").first)
    page.fill("textarea[name=title]", "Treo bảng chỉ dẫn hai thứ tiếng")
    page.locator("select[name=each]").select_option("communes")
    for name in ("responsible", "authority"):
        page.fill(f"input[name={name}]", "Trưởng phòng Văn hóa")
    page.fill("input[name=product]", "Ảnh chụp bảng chỉ dẫn")
    _day(page, page.locator("input[name=due_on]"), _in(45))
    _go(page, page.locator("main form button[type=submit]").last)


def _the_commune_makes_its_own(page: Page, levels: Levels, above: Programme) -> Programme:
    """Split the festival, keep the lessons of the boatmen; the rest is done without a programme of its own."""
    _from_above(page, levels.cat, above)
    page.fill("input[name=title]", "Kế hoạch của xã Cát Vàng")
    _usual(page, "Phó Chủ tịch xã")
    festival = _row(page, FESTIVAL)
    festival.locator("textarea").fill("Mời các đội thuyền\nDựng khán đài")
    for left_out in ("người bán hàng", "bảng chỉ dẫn"):
        _row(page, left_out).locator("input[type=checkbox]").uncheck()
    _go(page, page.locator("main form button[type=submit]").last)
    programme = _issue(page)
    _look(page, "commune")
    assert programme.tasks.count() == 3
    return programme


def _task(unit: Unit, programme: Programme, words: str) -> Assignment:
    return Assignment.objects.get(task__programme=programme, unit=unit, task__title__contains=words)


def _open(page: Page, one: Assignment) -> None:
    page.goto(reverse("programmes:assignment", args=[one.pk]))


def _report_done(page: Page, folder: Path, text: str) -> None:
    photo = folder / "anh.jpg"
    photo.write_bytes(draw_boats(3))
    page.select_option("select[name=state]", "done")
    page.fill("textarea[name=text]", text)
    page.fill("input[name=link]", "https://bendas.example.vn/tin/1")
    page.set_input_files("input[name=file]", photo)
    _go(page, page.locator("form[action$='/progress/'] button[type=submit]"))
    expect(page.locator(".nc-notes")).to_contain_text("anh.jpg")


def _what_is_done_is_shown(
    page: Page, levels: Levels, own: Programme, above: Programme, folder: Path
) -> None:
    _open(page, _task(levels.sand, own, "đội thuyền"))
    _report_done(page, folder, "Đã mời 12 đội thuyền.")
    _open(page, _task(levels.sand, above, "bảng chỉ dẫn"))
    _report_done(page, folder, "Đã treo 8 bảng.")
    expect(page.locator("main")).to_contain_text("Chờ")
    _look(page, "done")
    _answer(page, levels.huyen, _task(levels.sand, above, "bảng chỉ dẫn"), "grant")


def _answer(page: Page, user: User, one: Assignment, button: str) -> None:
    """Answer what a unit asks, from the list of what waits."""
    address = reverse("programmes:assignment", args=[one.pk])
    _go(page, _waiting(page, user).locator(f"a[href='{address}']").first)
    _go(page, page.locator(f"form[action$='/answer/'] button[name={button}]"))
    expect(page.locator("form[action$='/answer/']")).to_have_count(0)


def _one_asks_for_time_and_one_gives_back(page: Page, levels: Levels, above: Programme) -> None:
    extended = _task(levels.sand, above, "người bán hàng")
    sign_in(page, levels.cat)
    _ask(page, extended, "extension", "Chờ tài liệu song ngữ", _in(75))
    _look(page, "asked")
    _answer(page, levels.huyen, extended, "grant")
    extended.refresh_from_db()
    assert extended.due_on == _in(75)

    returned = _task(levels.shell, above, "bảng chỉ dẫn")
    sign_in(page, levels.so)
    _ask(page, returned, "return", "Bảng đã có từ năm trước")
    _answer(page, levels.huyen, returned, "grant")
    returned.refresh_from_db()
    assert returned.state == AssignmentState.RETURNED


def _ask(page: Page, one: Assignment, kind: str, reason: str, day: date | None = None) -> None:
    _open(page, one)
    form = page.locator("form[action$='/ask/']")
    page.locator("details", has=form).locator("summary").click()
    form.locator("select[name=kind]").select_option(kind)
    form.locator("textarea[name=reason]").fill(reason)
    if day:
        _day(page, form.locator("input[name=day]"), day)
    _go(page, form.locator("button[type=submit]"))
    expect(page.locator("form[action$='/take-back/']")).to_have_count(1)


def _seen_from_above(
    page: Page, levels: Levels, programme: Programme, expected: dict[str, tuple[int, int, int]]
) -> None:
    """Look at what stands below each task: (all, done in time, open in time), which are the counts of the leaves."""
    sign_in(page, levels.tinh)
    page.goto(reverse("programmes:below", args=[programme.pk]))
    law = rules.roll_up(_leaves())
    for words, (every, done, still_open) in expected.items():
        row = page.locator("tr", has_text=words)
        numbers = [int(cell) for cell in row.locator("td.nc-number").all_text_contents()]
        assert numbers == [every, done, 0, still_open, 0, 0]
        found = law[programme.tasks.get(title__contains=words).pk]
        assert (sum(found.values()), found["done"]) == (every, done)
    _look(page, "below")


def _leaves() -> list[Node]:
    rows = Assignment.objects.given().filter(part__in=DOERS, state__in=COUNTED).select_related("task")
    return [Node(one.task_id, one.task.parent_id, one.state, one.taken_up) for one in rows]


def _the_commune_is_merged(page: Page, levels: Levels) -> None:
    """Enter the merger on the pages of units; its preview tells of the tasks that are open."""
    sign_in(page, levels.admin)
    page.goto(reverse("units:merge", args=[levels.sand.pk]))
    page.fill("input[name=successor]", "Xã Vỏ Sò")
    page.fill("input[name=legal_basis]", "Nghị quyết số 02/NQ-MAU (văn bản mẫu)")
    _go(page, page.locator("button[value=preview]"))
    expect(page.locator("main")).to_contain_text("Xã Cát Vàng")
    _look(page, "merger")
    _go(page, page.locator("button[value=confirm]"))
    page.wait_for_url(re.compile(r"/units/changes/\d+/$"))


def _its_open_tasks_pass_on(page: Page, levels: Levels) -> None:
    """Hand over: two taken up, one with a later deadline, two of the commune's own programme."""
    inbox = reverse("programmes:inbox")
    main = _waiting(page, levels.huyen)
    expect(main).to_contain_text("Xã Cát Vàng")
    _go(page, main.locator(f"a[href='{inbox}']").first)
    _look(page, "ended")
    _go(page, page.locator(f"form[action$='/hand-over/{levels.shell.pk}/'] button"))
    expect(page.locator("form[action*='/hand-over/']")).to_have_count(0)
    page.goto(reverse("desk:waiting"))
    expect(page.locator("main")).not_to_contain_text("Xã Cát Vàng")


def _what_was_done_stayed(page: Page, levels: Levels, own: Programme, above: Programme) -> None:
    at_old = Counter(Assignment.objects.filter(unit=levels.sand).values_list("state", flat=True))
    assert at_old == {"done": 2, "passed_on": 5}
    for programme, words in ((own, "đội thuyền"), (above, "bảng chỉ dẫn")):
        assert _task(levels.sand, programme, words).state == AssignmentState.DONE
    passed = Assignment.objects.filter(unit=levels.shell, passed_from__unit=levels.sand)
    assert passed.count() == 5
    assert _task(levels.shell, above, "người bán hàng").due_on == _in(75)
    sign_in(page, levels.so)
    page.goto(reverse("programmes:tasks"))
    for words in ("người bán hàng", "Dựng khán đài"):
        expect(page.locator("main")).to_contain_text(words)
    expect(page.locator("main")).not_to_contain_text("Mời các đội thuyền")
    _look(page, "passed-on")


def _the_successor_finishes_one(page: Page, levels: Levels, above: Programme, folder: Path) -> None:
    """What nobody had taken up waits for the successor, who does it; whoever gave it confirms."""
    take_up = reverse("programmes:take_up", args=[above.pk])
    expect(_waiting(page, levels.so).locator(f"a[href='{take_up}']")).to_have_count(1)
    one = _task(levels.shell, above, "người bán hàng")
    _open(page, one)
    _report_done(page, folder, "Đã mở 2 lớp.")
    _answer(page, levels.huyen, one, "grant")


def _the_four_cells_say_so(page: Page, levels: Levels) -> None:
    """Of all levels nothing is counted twice: what was taken up is counted where it is done."""
    sign_in(page, levels.tinh)
    page.goto(reverse("programmes:statistics"))
    _look(page, "statistics")
    page.goto(f"{reverse('programmes:statistics')}?by=unit&scope=all")
    rows = {
        row.locator("td").first.inner_text(): [
            int(cell) for cell in row.locator("td.nc-number").all_text_contents()
        ]
        for row in page.locator("main tbody tr").all()
    }
    assert rows["Xã Cát Vàng"][:4] == [2, 2, 0, 0]
    assert rows["Xã Vỏ Sò"][:4] == [3, 1, 0, 2]
