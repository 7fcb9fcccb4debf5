"""An engine named wrongly or out of reach: told when the installation starts, and on the page instead of a fault."""

import socket
from collections.abc import Iterator

import pytest
from django.test import Client, override_settings
from django.urls import reverse

from nhipcau.reporting import checks, sources
from nhipcau.reporting.tests.builders import make_answer, make_collection, make_form, make_indicator
from nhipcau.units.tests.builders import House


@pytest.fixture
def engine_named() -> Iterator[None]:
    """The engine of the process is asked for anew, and is the usual one afterwards."""
    sources.engine.cache_clear()
    yield
    sources.engine.cache_clear()


@pytest.mark.parametrize("named", ["", "duckdb"])
def test_the_engine_within_the_process_needs_nothing(named: str) -> None:
    with override_settings(ROLLUP_ENGINE=named):
        assert checks.check_engine() == checks.check_master() == []


def test_a_name_that_is_no_engine_is_told_in_both_languages() -> None:
    with override_settings(ROLLUP_ENGINE="oracle"):
        (told,) = checks.check_engine()

    assert told.id == "reporting.E001"
    assert "ROLLUP_ENGINE=oracle không dùng được" in told.msg
    assert "names no engine" in str(told.hint)


def test_a_master_that_does_not_answer_is_a_warning_of_the_deploy_check() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        with override_settings(ROLLUP_ENGINE=f"spark://127.0.0.1:{taken.getsockname()[1]}"):
            (told,) = checks.check_master()

    assert told.id == "reporting.W001"
    assert "Không kết nối được máy chủ Spark" in told.msg


@pytest.mark.usefixtures("engine_named")
def test_a_page_of_totals_says_what_is_wrong_instead_of_failing(client: Client, house: House) -> None:
    collection = make_collection(make_form(house.department, make_indicator("so-cuoc")), house.ward_a)
    make_answer(collection, house.ward_a, {"so-cuoc": 3})
    client.force_login(house.son)

    with override_settings(ROLLUP_ENGINE="oracle"):
        page = client.get(reverse("reporting:table"), {"unit": str(house.province.pk)})

    assert page.status_code == 503
    assert "ROLLUP_ENGINE=oracle không dùng được" in page.content.decode()
