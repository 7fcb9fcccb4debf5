"""The data step of the keys that came from the room `reporting`."""

from importlib import import_module

import pytest
from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import connection

MOVE = import_module("nhipcau.exchange.migrations.0002_keys")


@pytest.mark.django_db
def test_what_the_log_says_of_keys_goes_along_with_them_and_back() -> None:
    ContentType.objects.filter(app_label="exchange", model="token").delete()
    before = ContentType.objects.create(app_label="reporting", model="token")

    for _ in range(2):
        MOVE.to_exchange(apps, connection.schema_editor())
    moved = ContentType.objects.get(pk=before.pk).app_label
    MOVE.to_reporting(apps, connection.schema_editor())

    assert moved == "exchange"
    assert ContentType.objects.get(pk=before.pk).app_label == "reporting"
