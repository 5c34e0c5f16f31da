"""What the public sees of published versions (公布的报告)."""

from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models

from gongkai.apps.audit.triggers import freeze


class Migration(migrations.Migration):
    """What the public sees of published versions (公布的报告)."""

    dependencies = (("reporting", "0003_frozen_annual_reports"),)

    operations = (
        migrations.CreateModel(
            name="PublicEdition",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "publication",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="public_edition",
                        to="reporting.publication",
                        verbose_name="公布记录",
                    ),
                ),
                (
                    "shown",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="edition_of",
                        to="reporting.publishedreport",
                        verbose_name="公开的报告",
                    ),
                ),
            ],
            options={
                "verbose_name": "公布的报告",
            },
        ),
        freeze("reporting_publicedition"),
    )
