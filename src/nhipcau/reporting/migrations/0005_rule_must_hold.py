from django.db import migrations


class Migration(migrations.Migration):
    """A rule that must hold before sending says so by its name; what is blocked are never people or posts."""

    dependencies = [("reporting", "0004_corrections")]

    operations = [
        migrations.RenameField(model_name="formrule", old_name="blocking", new_name="must_hold"),
    ]
