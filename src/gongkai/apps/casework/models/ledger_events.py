"""The events of a case, to which one is added and none is changed (办理事项记录)."""

from __future__ import annotations

from django.db import models

from gongkai.apps.audit.frozen import FrozenRecord
from gongkai.apps.people.models import Officer
from gongkai.statute.case_acts import ACT_KINDS, Act, ActKind


class CaseEvent(FrozenRecord):
    """One act of a case: its legal day, when it was recorded, by whom, and what was told (办理事项).

    ``actor`` is the officer's name, 申请人 or 系统. ``hash`` covers this event and, through ``previous_hash``, all
    before it.
    """

    case = models.ForeignKey("casework.Case", models.PROTECT, verbose_name="申请件", related_name="events")
    seq = models.PositiveIntegerField("序号")
    kind_code = models.CharField("事项", max_length=40)
    on = models.DateField("日期")
    recorded_at = models.DateTimeField("登记时间")
    officer = models.ForeignKey(
        Officer, models.PROTECT, verbose_name="工作人员", related_name="+", null=True, blank=True
    )
    actor = models.CharField("操作人", max_length=200)
    details = models.JSONField("内容")
    previous_hash = models.CharField("上一事项摘要", max_length=64)
    hash = models.CharField("摘要", max_length=64)

    class Meta:
        verbose_name = "办理事项"
        constraints = (models.UniqueConstraint(fields=("case", "seq"), name="case_event_has_one_place"),)
        indexes = (
            models.Index(fields=("kind_code", "on"), name="case_event_by_kind"),
            models.Index(fields=("kind_code", "recorded_at", "case"), name="case_event_by_moment"),
        )

    def __str__(self) -> str:
        return f"{self.seq}. {self.kind.label}（{self.on:%Y-%m-%d}）"

    @property
    def kind(self) -> ActKind:
        """What was done (事项种类)."""
        return ACT_KINDS[self.kind_code]

    def as_act(self) -> Act:
        """Return the event as the law reads it (事项)."""
        return Act(self.kind, self.on, self.details)
