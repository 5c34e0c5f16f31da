"""How often the same place tried (建表)."""

from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = ()

    operations = (
        migrations.CreateModel(
            name="Attempt",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("purpose", models.CharField(max_length=20, verbose_name="事项")),
                ("source", models.CharField(max_length=64, verbose_name="来源标记")),
                ("at", models.DateTimeField(verbose_name="时间")),
            ],
            options={
                "verbose_name": "尝试",
                "indexes": [
                    models.Index(fields=["source", "purpose", "at"], name="portal_attempt_by_source"),
                    models.Index(fields=["at"], name="portal_attempt_by_age"),
                ],
            },
        ),
    )
