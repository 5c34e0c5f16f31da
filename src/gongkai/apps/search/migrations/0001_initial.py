"""The outbox of the index and the tally of offers (建表)."""

from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = ()

    operations = (
        migrations.CreateModel(
            name="PendingChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=20, verbose_name="类别")),
                ("number", models.BigIntegerField(verbose_name="编号")),
                ("at", models.DateTimeField(auto_now_add=True, verbose_name="时间")),
            ],
            options={
                "verbose_name": "待更新条目",
            },
        ),
        migrations.CreateModel(
            name="OfferTally",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("day", models.DateField(unique=True, verbose_name="日期")),
                ("offered", models.PositiveIntegerField(default=0, verbose_name="推荐次数")),
                ("sufficed", models.PositiveIntegerField(default=0, verbose_name="已满足次数")),
                ("passed_over", models.PositiveIntegerField(default=0, verbose_name="仍需申请次数")),
            ],
            options={
                "verbose_name": "申请前推荐统计",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("sufficed__lte", models.F("offered"))),
                        name="offer_suffices_only_where_made",
                    )
                ],
            },
        ),
    )
