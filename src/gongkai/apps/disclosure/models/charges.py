"""Administrative charges by item and period (行政事业性收费)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from gongkai.apps.agencies.models import Agency
from gongkai.apps.people.models import Officer


class Charge(models.Model):
    """What an organ took under one item in one period (收费). ``amount_yuan`` is in yuan; the form wants 万元."""

    agency = models.ForeignKey(Agency, models.PROTECT, verbose_name="收费机关", related_name="charges")
    item = models.CharField("收费项目", max_length=200)
    basis = models.CharField("收费依据", max_length=300)
    period_from = models.DateField("所属期间自")
    period_until = models.DateField("所属期间至")
    amount_yuan = models.DecimalField("收费金额（元）", max_digits=16, decimal_places=2)
    recorded_at = models.DateTimeField("登记时间")
    recorded_by = models.ForeignKey(Officer, models.PROTECT, verbose_name="登记人", related_name="+", null=True)
    voided_at = models.DateTimeField("作废时间", null=True, blank=True)
    reason_voided = models.CharField("作废理由", max_length=300, blank=True)

    class Meta:
        verbose_name = "行政事业性收费"
        constraints = (
            models.UniqueConstraint(
                fields=("agency", "item", "period_from", "period_until"),
                condition=Q(voided_at=None),
                name="charge_is_told_once_a_period",
            ),
            models.CheckConstraint(condition=Q(amount_yuan__gte=0), name="charge_is_not_negative"),
            models.CheckConstraint(
                condition=Q(period_until__gte=models.F("period_from")), name="charge_period_ends_after_it_begins"
            ),
        )
        indexes = (models.Index(fields=("agency", "period_until", "id"), name="charge_by_period"),)

    def __str__(self) -> str:
        return f"{self.item}（{self.period_from:%Y-%m-%d}至{self.period_until:%Y-%m-%d}）"
