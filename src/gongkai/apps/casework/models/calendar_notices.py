"""Holiday notices that were loaded after this product was shipped (新收录的放假通知)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from gongkai.apps.agencies.models import Agency
from gongkai.apps.people.models import Officer


class HolidayNoticeRecord(models.Model):
    """One notice, as the data it was loaded from (放假通知).

    ``agency`` is null for the State Council's; else the local government whose days off it sets for itself and all
    organs below it. ``known_on`` names the edition of the calendar that it made, each later than all before.
    """

    agency = models.ForeignKey(
        Agency, models.PROTECT, verbose_name="规定放假的地方人民政府", related_name="+", null=True, blank=True
    )
    year = models.PositiveIntegerField("年度")
    title = models.CharField("标题", max_length=200)
    number = models.CharField("文号", max_length=60)
    issued_on = models.DateField("发布日期")
    known_on = models.DateField("版本", unique=True)
    text = models.TextField("数据")
    loaded_by = models.ForeignKey(Officer, models.PROTECT, verbose_name="收录人", related_name="+")
    loaded_at = models.DateTimeField("收录时间", auto_now_add=True)

    class Meta:
        verbose_name = "放假通知"
        constraints = (
            models.UniqueConstraint(fields=("number",), condition=Q(agency=None), name="national_notice_is_kept_once"),
            models.UniqueConstraint(
                fields=("issued_on",), condition=Q(agency=None), name="national_notices_follow_each_other"
            ),
        )

    def __str__(self) -> str:
        return f"{self.title}（{self.number}）"
