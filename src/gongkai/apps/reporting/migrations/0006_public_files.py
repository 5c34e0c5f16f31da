"""The files of published versions, as they were written (公布的文件)."""

from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models

from gongkai.apps.audit.triggers import freeze


class Migration(migrations.Migration):
    """The files of published versions, as they were written (公布的文件)."""

    dependencies = (("reporting", "0005_cell_tallies"),)

    operations = (
        migrations.CreateModel(
            name="PublicFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("suffix", models.CharField(max_length=8, verbose_name="格式")),
                ("digest", models.CharField(max_length=64, verbose_name="文件摘要")),
                ("size", models.PositiveIntegerField(verbose_name="文件大小（字节）")),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="files",
                        to="reporting.publicedition",
                        verbose_name="公布的报告",
                    ),
                ),
            ],
            options={
                "verbose_name": "公布的文件",
                "constraints": [
                    models.UniqueConstraint(fields=("edition", "suffix"), name="public_file_is_one_of_a_kind")
                ],
            },
        ),
        freeze("reporting_publicfile"),
    )
