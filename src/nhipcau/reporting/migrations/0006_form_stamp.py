from django.db import migrations, models


class Migration(migrations.Migration):
    """A form that is asked carries a stamp, so that what it asks for is read once a process."""

    dependencies = [("reporting", "0005_rule_must_hold")]

    operations = [
        migrations.AddField(
            model_name="form",
            name="stamp",
            field=models.CharField(blank=True, default="", editable=False, max_length=32),
        ),
    ]
