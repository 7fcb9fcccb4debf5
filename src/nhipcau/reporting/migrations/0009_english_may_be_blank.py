"""English titles may be left out: the Vietnamese ones are shown then. Nothing in the database changes."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("reporting", "0008_note_of_a_mark")]

    operations = [
        migrations.AlterField(
            model_name="form",
            name="title_en",
            field=models.CharField(blank=True, max_length=200, verbose_name="English title"),
        ),
        migrations.AlterField(
            model_name="formsection",
            name="title_en",
            field=models.CharField(blank=True, max_length=200, verbose_name="English title"),
        ),
    ]
