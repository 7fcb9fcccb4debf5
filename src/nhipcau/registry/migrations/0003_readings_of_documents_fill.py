"""Gives every document that was read before readings were kept the row of its reading."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

_A_BATCH = 500


def fill(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Add the missing rows; running it again adds nothing."""
    documents = apps.get_model("registry", "Document").objects.using(schema_editor.connection.alias)
    readings = apps.get_model("registry", "Reading").objects.using(schema_editor.connection.alias)
    missing = documents.filter(readings__isnull=True).exclude(reading_version="").order_by("pk")
    rows = missing.values_list("pk", "reading_version", "received_by_id", "created_at")
    made = [
        readings.model(
            document_id=pk,
            number=1,
            state="done",
            version=version,
            asked_by_id=person,
            asked_at=at,
            finished_at=at,
        )
        for pk, version, person, at in rows
    ]
    readings.bulk_create(made, batch_size=_A_BATCH)


class Migration(migrations.Migration):
    """The readings themselves stay as they are; going back needs nothing."""

    dependencies = [("registry", "0002_readings_and_all_findings")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
