from django.db import migrations, models


def keep_whom_no_interview_brought(apps, schema_editor):
    # Whoever takes part in nothing was written down in the network by hand, or outlived a case that was erased.
    person = apps.get_model("records", "Person")
    person.objects.filter(participations__isnull=True, erased_at__isnull=True).update(kept=True)


class Migration(migrations.Migration):

    dependencies = [
        ('records', '0012_people_outlive_cases'),
    ]

    operations = [
        migrations.AddField(
            model_name='person',
            name='kept',
            field=models.BooleanField(default=False),
        ),
        migrations.RunPython(keep_whom_no_interview_brought, migrations.RunPython.noop),
    ]
