"""The outbox of the index, and what was offered before an application was sent (待更新索引)."""

from __future__ import annotations

from django.db import models


class PendingChange(models.Model):
    """Something that may be public changed, and the index has not heard of it yet (待更新条目).

    Written in the transaction of the change itself. ``kind`` and ``number`` say what changed, not how: whether it is
    public now, its source tells when the index is brought up to date.
    """

    kind = models.CharField("类别", max_length=20)
    number = models.BigIntegerField("编号")
    at = models.DateTimeField("时间", auto_now_add=True)

    class Meta:
        verbose_name = "待更新条目"

    def __str__(self) -> str:
        return f"{self.kind}:{self.number}"


class OfferTally(models.Model):
    """How often what was offered before an application was sent did suffice, a row a day (申请前推荐统计)."""

    day = models.DateField("日期", unique=True)
    offered = models.PositiveIntegerField("推荐次数", default=0)
    sufficed = models.PositiveIntegerField("已满足次数", default=0)
    passed_over = models.PositiveIntegerField("仍需申请次数", default=0)

    class Meta:
        verbose_name = "申请前推荐统计"
        constraints = (
            models.CheckConstraint(
                condition=models.Q(sufficed__lte=models.F("offered")), name="offer_suffices_only_where_made"
            ),
        )

    def __str__(self) -> str:
        return f"{self.day:%Y-%m-%d}"
