from typing import Any
from uuid import uuid4

from django.db import migrations


def fill(apps: Any, schema_editor: Any) -> None:
    """Give the tree its first stamp, so that it is kept from the first page on."""
    apps.get_model("units", "TreeStamp").objects.get_or_create(pk=1, defaults={"value": uuid4().hex})


class Migration(migrations.Migration):

    dependencies = [("units", "0002_stamp_undo_groups_lists")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
