import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """Versions of forms, forms asked of groups of units, collections that remind no one."""

    dependencies = [
        ("reporting", "0002_rules_questions_seals"),
        ("units", "0005_names_of_rows"),
    ]

    operations = [
        migrations.AddField(
            model_name="collection",
            name="reminds",
            field=models.BooleanField(default=True, verbose_name="reminds by e-mail"),
        ),
        migrations.AddField(
            model_name="form",
            name="replaces",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="replaced_by",
                to="reporting.form",
                verbose_name="replaces",
            ),
        ),
        migrations.AddField(
            model_name="form",
            name="version",
            field=models.PositiveSmallIntegerField(default=1, verbose_name="version"),
        ),
        migrations.AddField(
            model_name="formaudience",
            name="group",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="units.unitgroup",
                verbose_name="in the group",
            ),
        ),
    ]
