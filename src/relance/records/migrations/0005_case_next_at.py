from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.utils import timezone


def due_at_once(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """The worker looks at every open case once, and keeps its dates: reminders told are not told again."""
    del schema_editor
    apps.get_model("records", "Case").objects.filter(state="open").update(due_at=timezone.now())


class Migration(migrations.Migration):
    dependencies = [("records", "0004_references_and_assistants")]

    operations = [
        migrations.RemoveIndex(model_name="case", name="case_of_owner"),
        migrations.AddField(
            model_name="case", name="next_at", field=models.DateTimeField(blank=True, null=True)
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(fields=["owner", "state", "next_at"], name="case_of_owner_next"),
        ),
        migrations.RunPython(due_at_once, migrations.RunPython.noop),
    ]
