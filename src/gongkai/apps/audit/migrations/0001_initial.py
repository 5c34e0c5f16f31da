"""The first tables (建表)."""

from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = ()

    operations = (
        migrations.CreateModel(
            name="Entry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(verbose_name="时间")),
                ("actor_id", models.BigIntegerField(null=True, verbose_name="操作人编号")),
                ("actor", models.CharField(max_length=150, verbose_name="操作人")),
                ("act", models.CharField(max_length=60, verbose_name="操作代码")),
                ("label", models.CharField(max_length=60, verbose_name="操作")),
                ("target_kind", models.CharField(max_length=60, verbose_name="对象类别")),
                ("target_id", models.CharField(max_length=64, verbose_name="对象编号")),
                ("target", models.CharField(max_length=300, verbose_name="对象")),
                ("details", models.JSONField(default=dict, verbose_name="详情")),
            ],
            options={
                "verbose_name": "操作日志",
                "indexes": [models.Index(fields=["target_kind", "target_id", "-id"], name="audit_by_target")],
            },
        ),
    )
