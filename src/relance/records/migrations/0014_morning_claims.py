from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('records', '0013_kept_in_the_network'),
    ]

    operations = [
        migrations.AddField(
            model_name='morningmail',
            name='claimed_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AlterField(
            model_name='morningmail',
            name='next_at',
            field=models.DateTimeField(blank=True, db_index=True, null=True),
        ),
    ]
