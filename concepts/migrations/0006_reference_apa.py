import json

from django.db import migrations, models

from concepts import bibliography


def fill(apps, schema_editor):
    references = apps.get_model("concepts", "Reference").objects.using(
        schema_editor.connection.alias
    )
    for pk, csl in references.values_list("pk", "csl"):
        references.filter(pk=pk).update(apa=bibliography.apa(json.loads(csl)))


class Migration(migrations.Migration):
    dependencies = [("concepts", "0005_sign_in_counts")]

    operations = [
        migrations.AddField(
            model_name="reference",
            name="apa",
            field=models.TextField(default="", editable=False),
            preserve_default=False,
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
