"""Keys for other systems belong to the room `exchange`: their table is renamed, no row is touched."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("reporting", "0006_form_stamp")]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.AlterModelTable("Token", "exchange_token")],
            state_operations=[migrations.DeleteModel("Token")],
        ),
    ]
