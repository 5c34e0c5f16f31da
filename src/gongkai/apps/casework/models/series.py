"""Numbers without gaps, for registers and letters (编号)."""

from __future__ import annotations

from django.db import models

from gongkai.apps.agencies.models import Agency


class NumberSeries(models.Model):
    """The last number given in one series of an organ in one year (编号序列)."""

    agency = models.ForeignKey(Agency, models.PROTECT, verbose_name="机关", related_name="+")
    year = models.PositiveIntegerField("年度")
    series = models.CharField("序列", max_length=40)
    last = models.PositiveIntegerField("最后编号", default=0)

    class Meta:
        verbose_name = "编号序列"
        constraints = (models.UniqueConstraint(fields=("agency", "year", "series"), name="number_series_is_kept_once"),)

    def __str__(self) -> str:
        return f"{self.series}〔{self.year}〕{self.last}"

    @classmethod
    def take(cls, *, agency: Agency, year: int, series: str) -> int:
        """Give the next number; call it inside the transaction that uses it, or a gap is left (取号)."""
        row, _ = cls.objects.get_or_create(agency=agency, year=year, series=series)
        locked = cls.objects.select_for_update().get(pk=row.pk)
        locked.last += 1
        locked.save(update_fields=["last"])
        return locked.last
