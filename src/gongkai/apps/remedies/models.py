"""Reconsideration and litigation cases, what happened in them, and where outcomes count (复议诉讼记录)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from gongkai.apps.agencies.models import Agency
from gongkai.apps.audit.frozen import FrozenRecord
from gongkai.apps.casework.models import Case, Letter
from gongkai.apps.people.models import Officer
from gongkai.apps.people.sealing import SealedTextField
from gongkai.statute.remedy_cases import (
    COLUMNS,
    REMEDY_ACTS,
    REMEDY_BLOCKS,
    REMEDY_OUTCOMES,
    RemedyAct,
    RemedyBlock,
    RemedyColumn,
    RemedyEvent,
    RemedyState,
)


class RemedyCase(models.Model):
    """One reconsideration or suit over disclosure (复议诉讼案件).

    ``agency`` is the organ whose act is attacked. ``case`` and ``letter`` are what is attacked where it is kept here;
    ``attacked`` says it in words. ``earlier`` is the reconsideration before a suit. Where ``is_counted_elsewhere`` the
    organ is a co-defendant as the authority that reconsidered, and only the original organ counts the case (国办公开
    办函〔2021〕30号). The fields from ``received_on`` on are what the events amount to, kept in the same transaction.
    """

    agency = models.ForeignKey(Agency, models.PROTECT, verbose_name="被申请人（被告）", related_name="remedy_cases")
    block_code = models.CharField("类别", max_length=40, choices=[(block.code, block.label) for block in RemedyBlock])
    is_simple = models.BooleanField("简易程序", default=False)
    is_counted_elsewhere = models.BooleanField("作为复议机关的共同被告", default=False)
    case = models.ForeignKey(
        Case, models.PROTECT, verbose_name="申请件", related_name="remedies", null=True, blank=True
    )
    letter = models.ForeignKey(Letter, models.PROTECT, verbose_name="被诉答复", related_name="+", null=True, blank=True)
    earlier = models.ForeignKey("self", models.PROTECT, verbose_name="在先的复议", related_name="suits", null=True)
    attacked = models.CharField("被复议（被诉）的行为", max_length=500)
    authority = models.CharField("复议机关或者人民法院", max_length=200)
    number = models.CharField("案号", max_length=120, blank=True)
    party = SealedTextField("申请人（原告）", purpose="remedy", blank=True)
    recorded_at = models.DateTimeField("登记时间")
    recorded_by = models.ForeignKey(Officer, models.PROTECT, verbose_name="登记人", related_name="+", null=True)

    received_on = models.DateField("收到通知日期", null=True)
    is_pending = models.BooleanField("在审", default=True)
    is_struck = models.BooleanField("登记作废", default=False)
    concluded_on = models.DateField("审结日期", null=True)
    outcome_code = models.CharField("审理结果", max_length=40, blank=True)
    appeal_concluded_on = models.DateField("二审审结日期", null=True)
    appeal_outcome_code = models.CharField("二审结果", max_length=40, blank=True)
    due_on = models.DateField("答复（答辩）期限", null=True)
    expected_on = models.DateField("应当审结日期", null=True)

    class Meta:
        verbose_name = "复议诉讼案件"
        constraints = (
            models.CheckConstraint(condition=Q(block_code__in=tuple(REMEDY_BLOCKS)), name="remedy_block_is_known"),
        )
        indexes = (
            models.Index(fields=("agency", "block_code", "received_on"), name="remedy_by_agency"),
            models.Index(fields=("is_pending", "due_on", "id"), name="remedy_by_term"),
            models.Index(fields=("-id", "agency"), name="remedy_newest"),
        )

    def __str__(self) -> str:
        return f"{self.block.label}：{self.number or self.attacked}"

    @property
    def block(self) -> RemedyBlock:
        """Which of the three blocks of table four counts it (类别)."""
        return REMEDY_BLOCKS[self.block_code]

    @property
    def origin(self) -> RemedyState:
        """The case before its first event (初始状态)."""
        return RemedyState(self.block, simple=self.is_simple)


class RemedyRecord(FrozenRecord):
    """One event of a case: its legal day, when it was recorded, by whom (案件事项)."""

    remedy = models.ForeignKey(RemedyCase, models.PROTECT, verbose_name="案件", related_name="events")
    seq = models.PositiveIntegerField("序号")
    act_code = models.CharField("事项", max_length=40, choices=[(act.code, act.label) for act in RemedyAct])
    on = models.DateField("日期")
    outcome_code = models.CharField("审理结果", max_length=40, blank=True)
    note = models.CharField("说明", max_length=1000, blank=True)
    recorded_at = models.DateTimeField("登记时间")
    by = models.ForeignKey(Officer, models.PROTECT, verbose_name="登记人", related_name="+", null=True)

    class Meta:
        verbose_name = "案件事项"
        constraints = (models.UniqueConstraint(fields=("remedy", "seq"), name="remedy_event_has_one_place"),)

    def __str__(self) -> str:
        return f"{self.act.label}（{self.on:%Y-%m-%d}）"

    @property
    def act(self) -> RemedyAct:
        """What happened (事项)."""
        return REMEDY_ACTS[self.act_code]

    @property
    def outcome_label(self) -> str:
        """How the instance ended, empty where none did (审理结果)."""
        return REMEDY_OUTCOMES[self.outcome_code].label if self.outcome_code else ""

    def as_event(self) -> RemedyEvent:
        """Return the event as the law reads it (事项)."""
        return RemedyEvent(self.act, self.on, REMEDY_OUTCOMES.get(self.outcome_code))


class OutcomeColumn(FrozenRecord):
    """That an outcome counts in another column from a year on (结果归类).

    The latest one whose year has begun holds; earlier years stay as they were counted.
    """

    outcome_code = models.CharField("审理结果", max_length=40)
    column_code = models.CharField(
        "归入",
        max_length=20,
        choices=[(column.code, column.label) for column in RemedyColumn if column is not RemedyColumn.PENDING],
    )
    from_year = models.PositiveIntegerField("自年度")
    reason = models.CharField("依据", max_length=500)
    recorded_at = models.DateTimeField("登记时间")
    by = models.ForeignKey(Officer, models.PROTECT, verbose_name="登记人", related_name="+")

    class Meta:
        verbose_name = "结果归类"
        constraints = (
            models.CheckConstraint(condition=Q(column_code__in=tuple(COLUMNS)), name="outcome_column_is_known"),
        )
