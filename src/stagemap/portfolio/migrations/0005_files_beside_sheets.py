from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("portfolio", "0004_words_that_are_no_names"),
    ]

    operations = [
        migrations.RemoveField(model_name="attachment", name="name"),
        migrations.RemoveField(model_name="upload", name="name"),
        migrations.AddField(
            model_name="attachment",
            name="number",
            field=models.PositiveSmallIntegerField(default=1),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="attachment",
            name="small",
            field=models.CharField(blank=True, db_index=True, default="", max_length=64),
            preserve_default=False,
        ),
        migrations.AlterField(
            model_name="attachment",
            name="id",
            field=models.UUIDField(primary_key=True, serialize=False),
        ),
        migrations.AlterField(
            model_name="upload",
            name="id",
            field=models.UUIDField(primary_key=True, serialize=False),
        ),
    ]
