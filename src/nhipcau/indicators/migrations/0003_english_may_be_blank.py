"""English names may be left out: the Vietnamese ones are shown then. Nothing in the database changes."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("indicators", "0002_splits_and_parts")]

    operations = [
        migrations.AlterField(
            model_name="split",
            name="name_en",
            field=models.CharField(blank=True, max_length=200, verbose_name="English name"),
        ),
        migrations.AlterField(
            model_name="splitoption",
            name="name_en",
            field=models.CharField(blank=True, max_length=200, verbose_name="English name"),
        ),
        migrations.AlterField(
            model_name="indicator",
            name="name_en",
            field=models.CharField(blank=True, max_length=200, verbose_name="English name"),
        ),
        migrations.AlterField(
            model_name="indicator",
            name="measure_en",
            field=models.CharField(blank=True, max_length=40, verbose_name="English unit of measure"),
        ),
    ]
