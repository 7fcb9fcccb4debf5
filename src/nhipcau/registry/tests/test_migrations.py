"""The data steps among the register's migrations."""

from importlib import import_module

from django.apps import apps
from django.db import connection

from nhipcau.registry.models import Document, Reading
from nhipcau.registry.tests.builders import make_document
from nhipcau.units.tests.builders import House

FILL = import_module("nhipcau.registry.migrations.0003_readings_of_documents_fill")


def test_a_document_read_before_readings_were_kept_gets_the_row_of_its_reading_once(house: House) -> None:
    document, waiting = make_document(house.department, house.son), make_document(house.ward_a, house.son)
    Document.objects.filter(pk=waiting.pk).update(reading_version="")
    Reading.objects.all().delete()

    for _ in range(2):
        FILL.fill(apps, connection.schema_editor())

    reading = Reading.objects.get()
    assert (reading.document, reading.number, reading.state) == (document, 1, "done")
    assert (reading.version, reading.asked_by) == (document.reading_version, house.son)
