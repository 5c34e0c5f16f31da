"""Holiday notices that were loaded after this product was shipped (新收录的放假通知)."""

from __future__ import annotations

from django.db import models

from gongkai.apps.people.models import Officer


class HolidayNoticeRecord(models.Model):
    """One State Council notice, as the data it was loaded from (放假通知)."""

    year = models.PositiveIntegerField("年度")
    title = models.CharField("标题", max_length=200)
    number = models.CharField("文号", max_length=60, unique=True)
    issued_on = models.DateField("发布日期", unique=True)
    text = models.TextField("数据")
    loaded_by = models.ForeignKey(Officer, models.PROTECT, verbose_name="收录人", related_name="+")
    loaded_at = models.DateTimeField("收录时间", auto_now_add=True)

    class Meta:
        verbose_name = "放假通知"

    def __str__(self) -> str:
        return f"{self.title}（{self.number}）"
