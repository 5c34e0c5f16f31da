"""Where an organ counts the outcomes whose row nobody has fixed (统计栏目设置)."""

from __future__ import annotations

from django.db import models

from gongkai.apps.agencies.models import Agency
from gongkai.apps.audit.frozen import FrozenRecord
from gongkai.apps.people.models import Officer
from gongkai.statute.outcomes_catalogue import OUTCOMES


class OutcomeRow(FrozenRecord):
    """That an outcome counts in a row from a year on, at an organ and those below it (统计栏目).

    The one of the nearest organ holds, and of its own the latest whose year has begun; earlier years stay as they were.
    """

    agency = models.ForeignKey(Agency, models.PROTECT, verbose_name="机关", related_name="+")
    outcome_code = models.CharField("办理结果", max_length=40)
    row = models.CharField("表三栏目", max_length=40)
    from_year = models.PositiveIntegerField("自年度")
    reason = models.CharField("依据", max_length=500)
    recorded_at = models.DateTimeField("登记时间")
    by = models.ForeignKey(Officer, models.PROTECT, verbose_name="登记人", related_name="+")

    class Meta:
        verbose_name = "统计栏目"
        indexes = (models.Index(fields=("agency", "outcome_code", "from_year"), name="outcome_row_by_agency"),)

    def __str__(self) -> str:
        return f"{OUTCOMES[self.outcome_code].label}：{self.row}（{self.from_year}年起）"
