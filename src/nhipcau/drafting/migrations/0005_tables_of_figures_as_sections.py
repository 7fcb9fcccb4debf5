"""Gives drafts the table of their figures as a section: it used to be printed by itself after most of them.

Issued ones stay as they are: a section would be filled with the totals of today, not with those that were issued.
Figures of another unit or period are left out: a section is about those of the draft.
"""

import re
import uuid

from django.db import migrations

MARK = re.compile(r"\{\{([^{}\n]*)\}\}")
CAPTION = "Bảng tổng hợp số liệu"


def keys_of(body):
    return list(dict.fromkeys(key.strip() for key in MARK.findall(body)))


def caption_of(period):
    if period is None:
        return CAPTION
    numbers = ("", "I", "II", "III", "IV")
    words = {
        "month": f"tháng {period.number}/{period.year}",
        "quarter": f"quý {numbers[min(period.number, 4)]}/{period.year}",
        "half_year": f"6 tháng {'đầu' if period.number == 1 else 'cuối'} năm {period.year}",
        "nine_months": f"9 tháng đầu năm {period.year}",
        "year": f"năm {period.year}",
    }
    said = words.get(period.kind) or period.title
    return f"{CAPTION} {said}".strip()


def give_tables(apps, schema_editor):
    Draft = apps.get_model("drafting", "Draft")
    Section = apps.get_model("drafting", "Section")
    live = Draft.objects.filter(figures__isnull=False).exclude(state="issued")
    for draft in live.exclude(sections__kind="table").distinct().select_related("period").iterator():
        own = draft.figures.filter(unit=draft.reports_on_id, period=draft.period_id)
        codes = dict(own.values_list("key", "indicator__code"))
        sections = list(Section.objects.filter(draft=draft).order_by("position"))
        counts = [sum(key in codes for key in keys_of(section.body)) for section in sections]
        if not any(counts):
            continue
        place = counts.index(max(counts)) + 1
        used = [key for section in sections for key in keys_of(section.body) if key in codes]
        # From the last on, so that no two stand at one place.
        for section in reversed(sections[place:]):
            Section.objects.filter(pk=section.pk).update(position=section.position + 1)
        Section.objects.create(
            draft=draft,
            uid=uuid.uuid4(),
            position=sections[place - 1].position + 1,
            kind="table",
            heading=caption_of(draft.period)[:300],
            spec={
                "rows": "indicators",
                "indicators": list(dict.fromkeys(codes[key] for key in used))[:60],
                "columns": ["value", "complete"],
            },
        )


class Migration(migrations.Migration):

    dependencies = [("drafting", "0004_printed_as_issued")]

    operations = [migrations.RunPython(give_tables, migrations.RunPython.noop)]
