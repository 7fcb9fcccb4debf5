"""Sealing: what is frozen, what is refused afterwards, corrections as new revisions, and files that were touched."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client, override_settings
from django.urls import reverse

from nhipcau.indicators.models import Indicator
from nhipcau.reporting import actions, errors, overviews, sealed, seals
from nhipcau.reporting.models import Collection, Submission, SubmissionState, Value
from nhipcau.reporting.tables import Asked, Axis, table
from nhipcau.reporting.tests.builders import (
    AFTER_CUT_OFF,
    TOO_LATE,
    make_answer,
    make_collection,
    make_form,
    make_indicator,
    make_period,
)
from nhipcau.rollup import sealing
from nhipcau.units.models import Unit
from nhipcau.units.tests.builders import House

JANUARY = date(2027, 1, 5)


@pytest.fixture
def collection(house: House) -> Collection:
    posts = make_indicator("bai")
    parts = [make_indicator(f"bai-{language}", whole=posts) for language in ("vi", "en")]
    collection = make_collection(make_form(house.department, *parts), house.ward_a, house.ward_b)
    make_answer(collection, house.ward_a, {"bai-vi": 12, "bai-en": 0})
    make_answer(collection, house.ward_b, {"bai-vi": 5, "bai-en": "-"})
    return collection


@pytest.fixture(autouse=True)
def files(tmp_path: Path) -> Iterator[None]:
    with override_settings(MEDIA_ROOT=tmp_path):
        yield


def total(unit: Unit) -> Decimal | None:
    posts = Indicator.objects.get(code="bai")
    return overviews.total(posts, unit, make_period(), today=JANUARY).number


def test_a_seal_holds_the_approved_figures_and_the_tree(house: House, collection: Collection) -> None:
    seal = seals.seal_collection(collection, without=[], by=house.minh, at=TOO_LATE)

    path = sealed.path_of(seal)
    assert (seal.revision, seal.rows, seal.units) == (1, 6, 2)
    assert sealing.sha256_of(path) == seal.sha256
    told = sealing.about(path)
    assert told["tree_sha256"] == seal.tree_sha256
    assert {one["code"] for one in told["indicators"].values()} == {"bai", "bai-vi", "bai-en"}


def test_totals_read_the_sealed_file(house: House, collection: Collection) -> None:
    seals.seal_collection(collection, without=[], by=house.minh, at=TOO_LATE)
    Value.objects.filter(number=12).update(number=99)  # behind everybody's back

    asked = Asked(
        Axis.UNIT, Axis.INDICATOR, (Indicator.objects.get(code="bai"),), house.province, (make_period(),)
    )  # fmt: skip
    cells = [row[0].number for row in table(asked, today=JANUARY).cells if row[0]]

    assert cells == [12, 5, 17]
    assert total(house.province) == 17
    parts = overviews.total(Indicator.objects.get(code="bai-vi"), house.province, make_period()).parts
    assert [part.number for part in parts] == [12, 5]
    assert total(house.ward_a) == 12


def test_who_is_left_out_must_be_named(house: House, collection: Collection) -> None:
    Submission.objects.filter(unit=house.ward_b).update(state=SubmissionState.SUBMITTED)

    with pytest.raises(errors.NotAllApprovedError):
        seals.seal_collection(collection, without=[house.ward_a.pk], by=house.minh, at=TOO_LATE)
    seal = seals.seal_collection(collection, without=[house.ward_b.pk], by=house.minh, at=TOO_LATE)

    assert seal.units == 1
    found = overviews.total(Indicator.objects.get(code="bai"), house.province, make_period())
    assert (found.number, found.reported, found.expected) == (Decimal(12), 1, 2)


def test_only_approvers_of_the_asking_office_seal(house: House, collection: Collection) -> None:
    for person in (house.lan, house.son, house.hoa, house.tam):
        with pytest.raises(PermissionDenied):
            seals.seal_collection(collection, without=[], by=person, at=TOO_LATE)
        with pytest.raises(PermissionDenied):
            seals.open_correction(collection, reason="Sửa số", by=person, at=TOO_LATE)
    assert not collection.seals.exists()


def test_sealed_reports_are_neither_returned_nor_approved_until_a_correction_is_open(
    house: House, collection: Collection
) -> None:
    seals.seal_collection(collection, without=[], by=house.minh, at=TOO_LATE)
    answer = Submission.objects.get(unit=house.ward_a)

    def give_back() -> Submission:
        return actions.return_submission(
            answer, reason="Sửa số bài", cells={}, revision=answer.revision, by=house.minh, at=TOO_LATE
        )

    with pytest.raises(errors.SealedError):
        give_back()
    with pytest.raises(errors.SealedError):
        seals.seal_collection(collection, without=[], by=house.minh, at=TOO_LATE)
    with pytest.raises(errors.CorrectionReasonMissingError):
        seals.open_correction(collection, reason=" ", by=house.minh, at=TOO_LATE)
    seals.open_correction(collection, reason="Đếm thiếu một bài", by=house.minh, at=TOO_LATE)

    assert give_back().state == SubmissionState.RETURNED
    assert total(house.province) == 17


def test_a_correction_ends_in_a_new_revision(house: House, collection: Collection) -> None:
    first = seals.seal_collection(collection, without=[], by=house.minh, at=TOO_LATE)
    seals.open_correction(collection, reason="Đếm thiếu một bài", by=house.minh, at=TOO_LATE)
    Value.objects.filter(number=12).update(number=13)

    second = seals.seal_collection(collection, without=[], by=house.minh, at=TOO_LATE)

    assert (second.revision, second.reason) == (2, "Đếm thiếu một bài")
    assert total(house.province) == 18
    assert [one.is_whole for one in seals.check_seals([first, second])] == [True, True]
    with pytest.raises(errors.SealedError):
        sealed.require_unsealed(collection.pk)


def test_nothing_can_be_corrected_that_is_not_sealed(house: House, collection: Collection) -> None:
    with pytest.raises(errors.NotSealedError):
        seals.open_correction(collection, reason="Sửa", by=house.minh, at=AFTER_CUT_OFF)


def test_files_that_were_touched_or_are_gone_are_found(house: House, collection: Collection) -> None:
    seal = seals.seal_collection(collection, without=[], by=house.minh, at=TOO_LATE)
    path = sealed.path_of(seal)

    path.write_bytes(path.read_bytes()[:-1])
    (touched,) = seals.check_seals([seal])
    path.unlink()
    (gone,) = seals.check_seals([seal])

    assert "đã bị thay đổi" in touched.wrong
    assert "Không thấy tệp" in gone.wrong


def test_the_page_seals_and_opens_corrections(client: Client, house: House, collection: Collection) -> None:
    page = reverse("reporting:sealing", args=[collection.pk])
    client.force_login(house.minh)
    assert client.get(page).status_code == 200

    client.post(reverse("reporting:seal", args=[collection.pk]))
    text = client.get(page).content.decode()
    assert collection.seals.get().sha256 in text
    client.post(reverse("reporting:correct", args=[collection.pk]), {"reason": "Đếm thiếu"})
    assert "Đếm thiếu" in client.get(page).content.decode()
