"""Local holidays beside the national ones, and the edition that each notice makes (地方放假规定)."""

from __future__ import annotations

import django.db.models.deletion
from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def name_editions(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    """Until now an edition was named by the day its notice was issued (沿用原版本)."""
    apps.get_model("casework", "HolidayNoticeRecord").objects.update(known_on=models.F("issued_on"))


class Migration(migrations.Migration):
    """An organ and an edition for each notice (放假通知)."""

    dependencies = (("agencies", "0001_initial"), ("casework", "0005_case_account"))
    operations = (
        migrations.AddField(
            "holidaynoticerecord",
            "agency",
            models.ForeignKey(
                null=True,
                blank=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="agencies.agency",
                verbose_name="规定放假的地方人民政府",
            ),
        ),
        migrations.AddField(
            "holidaynoticerecord",
            "known_on",
            models.DateField(null=True, verbose_name="版本"),
        ),
        migrations.RunPython(name_editions, migrations.RunPython.noop),
        migrations.AlterField(
            "holidaynoticerecord",
            "known_on",
            models.DateField(unique=True, verbose_name="版本"),
        ),
        migrations.AlterField("holidaynoticerecord", "number", models.CharField(max_length=60, verbose_name="文号")),
        migrations.AlterField("holidaynoticerecord", "issued_on", models.DateField(verbose_name="发布日期")),
        migrations.AddConstraint(
            "holidaynoticerecord",
            models.UniqueConstraint(
                fields=("number",), condition=models.Q(agency=None), name="national_notice_is_kept_once"
            ),
        ),
        migrations.AddConstraint(
            "holidaynoticerecord",
            models.UniqueConstraint(
                fields=("issued_on",), condition=models.Q(agency=None), name="national_notices_follow_each_other"
            ),
        ),
    )
