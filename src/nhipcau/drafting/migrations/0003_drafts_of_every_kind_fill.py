"""Tells what each draft was started as, and gives each section a mark of its own."""

import uuid

from django.db import migrations

TEMPLATES = {
    "quarter": "quarter_report",
    "half_year": "half_year_report",
    "nine_months": "nine_month_report",
    "year": "year_report",
}


def tell(apps, schema_editor):
    Draft = apps.get_model("drafting", "Draft")
    for kind, template in TEMPLATES.items():
        Draft.objects.filter(period__kind=kind).update(template=template)
    Draft.objects.exclude(period__kind__in=TEMPLATES).update(template="period_report")
    # One statement for all rows gave them all the same mark.
    Section = apps.get_model("drafting", "Section")
    for section in Section.objects.only("pk").iterator():
        Section.objects.filter(pk=section.pk).update(uid=uuid.uuid4())


class Migration(migrations.Migration):

    dependencies = [("drafting", "0002_composing_every_kind")]

    operations = [migrations.RunPython(tell, migrations.RunPython.noop)]
