import json

from django.db import migrations, models

from concepts import bibliography


def fill(apps, schema_editor):
    references = apps.get_model("concepts", "Reference").objects.using(
        schema_editor.connection.alias
    )
    for pk, csl in references.values_list("pk", "csl"):
        item = json.loads(csl)
        references.filter(pk=pk).update(
            retracted=bibliography.retraction(item)[:300],
            missing="; ".join(bibliography.missing(item)),
        )


class Migration(migrations.Migration):
    dependencies = [("concepts", "0007_article_format")]

    operations = [
        migrations.AddField(
            model_name="passage",
            name="differs",
            field=models.TextField(
                blank=True,
                default="",
                help_text="Where research and the field say otherwise: a paragraph for each point, "
                "with an empty line between; links and citations as in articles. Pages that a "
                "point links to show it.",
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="reference",
            name="missing",
            field=models.TextField(blank=True, default="", editable=False),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="reference",
            name="retracted",
            field=models.CharField(blank=True, default="", editable=False, max_length=300),
            preserve_default=False,
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
