"""Keys for other systems, whose table the room `reporting` gave up; what was noted of them in the log goes along."""

import django.db.models.deletion
from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def _name_room(apps: Apps, old: str, new: str) -> None:
    kinds = apps.get_model("contenttypes", "ContentType").objects
    if not kinds.filter(app_label=new, model="token").exists():
        kinds.filter(app_label=old, model="token").update(app_label=new)


def to_exchange(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """Let the rows of the log name the keys by their new room."""
    _name_room(apps, "reporting", "exchange")


def to_reporting(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """Let them name the old one again."""
    _name_room(apps, "exchange", "reporting")


class Migration(migrations.Migration):
    dependencies = [
        ("contenttypes", "0002_remove_content_type_name"),
        ("exchange", "0001_initial"),
        ("reporting", "0007_keys_moved_to_exchange"),
        ("units", "0001_initial"),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.CreateModel(
                    name="Token",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=100, verbose_name="what it is for")),
                        ("hint", models.CharField(max_length=12)),
                        ("sha256", models.CharField(max_length=64, unique=True)),
                        ("made_at", models.DateTimeField(verbose_name="made at")),
                        ("expires_on", models.DateField(verbose_name="last day")),
                        ("used_at", models.DateTimeField(blank=True, null=True, verbose_name="last used at")),
                        ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="ended at")),
                        (
                            "membership",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="tokens",
                                to="units.membership",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "key for another system",
                        "verbose_name_plural": "keys for other systems",
                        "ordering": ["membership", "-made_at"],
                    },
                ),
            ],
        ),
        migrations.RunPython(to_exchange, to_reporting),
    ]
