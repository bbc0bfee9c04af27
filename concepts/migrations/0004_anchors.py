import re

from django.db import migrations, models

from concepts.markup import fold, hyphenated


def keep_vowel_signs(apps, schema_editor):
    """Tags in scripts with vowel signs get the address that keeps them, where it is free."""
    tags = apps.get_model("concepts", "Tag").objects
    held = set(tags.values_list("slug", flat=True))
    for tag in tags.all():
        words = re.sub(r"[^\w\s-]", "", fold(tag.name))
        former, slug = re.sub(r"[\s_-]+", "-", words).strip("-"), hyphenated(fold(tag.name))
        if tag.slug == former and slug and len(slug) <= 100 and slug not in held:
            held.add(slug)
            tags.filter(pk=tag.pk).update(slug=slug)


class Migration(migrations.Migration):
    dependencies = [("concepts", "0003_reading_lists")]

    operations = [
        migrations.AddField(
            model_name="entry",
            name="former_anchors",
            field=models.JSONField(blank=True, default=dict, editable=False),
        ),
        migrations.RunPython(keep_vowel_signs, migrations.RunPython.noop),
    ]
