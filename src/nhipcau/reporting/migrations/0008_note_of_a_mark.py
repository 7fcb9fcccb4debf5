"""A figure that is to be looked at again says what about it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("reporting", "0007_keys_moved_to_exchange")]

    operations = [
        migrations.AddField(
            model_name="value",
            name="follow_up_note",
            field=models.CharField(
                blank=True, db_default="", default="", max_length=300, verbose_name="what is to be looked at"
            ),
        ),
    ]
