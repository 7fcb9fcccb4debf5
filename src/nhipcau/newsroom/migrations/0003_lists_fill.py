"""Gives the topics that items name a line in the list, published texts their topic, translations their row.

The rest of the lists a place begins with is added after every migration (`newsroom.starter`).
"""

from django.db import migrations

NAMES = {
    "invest": ("Đầu tư", "Investment"),
    "visit": ("Du lịch", "Travel"),
    "culture": ("Văn hóa", "Culture"),
    "study": ("Học tập và việc làm", "Study and work"),
    "abroad": ("Kiều bào", "Living abroad"),
    "notice": ("Thông báo", "Notices"),
}


def fill(apps, schema_editor):
    item, text, topic, translation = (
        apps.get_model("newsroom", name) for name in ("Item", "ItemText", "Topic", "Translation")
    )
    for code in item.objects.order_by().values_list("topic", flat=True).distinct():
        name, name_en = NAMES.get(code, (code, code))
        topic.objects.get_or_create(code=code, defaults={"name": name, "name_en": name_en, "in_menu": True})
    published = text.objects.filter(published_revision__isnull=False, public_topic="")
    for code in list(topic.objects.values_list("code", flat=True)):
        published.filter(item__topic=code).update(public_topic=code)
    originals = dict(
        text.objects.filter(language="vi").values_list("item", "published_revision")
    )
    for one in text.objects.exclude(language="vi").iterator():
        translation.objects.get_or_create(
            item_id=one.item_id, language=one.language, defaults={"state": state(one, originals.get(one.item_id))}
        )


def state(one, original):
    behind = original is not None and (
        one.translated_from_revision_id is None or one.translated_from_revision_id < original
    )
    if behind:
        return "outdated" if one.approved_revision_id or one.published_revision_id else "in_translation"
    return "up_to_date" if one.approved_revision_id == one.latest_revision_id else "in_translation"


class Migration(migrations.Migration):
    dependencies = [("newsroom", "0002_kinds_languages_and_lists")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
