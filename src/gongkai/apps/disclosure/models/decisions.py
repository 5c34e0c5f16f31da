"""Administrative decisions as the 双公示 registers have them, and the files they came in (行政决定)."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import Enum
from typing import Self

from django.db import models
from django.db.models import Q

from gongkai.apps.agencies.models import Agency
from gongkai.apps.people.models import Officer
from gongkai.apps.people.sealing import SealedTextField


class DecisionKind(Enum):
    """The kinds of decision that table two counts (决定种类). The codes are the rows of the form.

    ``is_shown_twice``: licences and penalties are those that 双公示 has shown, so a register that does not say whether
    a line is to be shown means yes. Of the other kinds nothing is shown that the register does not say.
    """

    LICENSING = ("licensing", "行政许可", True)
    PENALTIES = ("penalties", "行政处罚", True)
    # 存疑：条例第二十条第五项要求公开其他对外管理服务事项的“办理结果”，是否指逐件公示不明。
    COERCION = ("coercion", "行政强制", False)
    OTHER_SERVICES = ("other_services", "其他对外管理服务事项", False)

    def __init__(self, code: str, label: str, is_shown_twice: bool) -> None:
        self.code = code
        self.label = label
        self.is_shown_twice = is_shown_twice


class Counterparty(models.TextChoices):
    """Whom a decision is addressed to (行政相对人类别)."""

    NATURAL_PERSON = "natural_person", "自然人"
    ORGANISATION = "organisation", "法人及非法人组织"
    SELF_EMPLOYED = "self_employed", "个体工商户"


DECISION_KINDS = {kind.code: kind for kind in DecisionKind}


class DecisionQuerySet(models.QuerySet["Decision"]):
    """Decisions (决定集合)."""

    def standing(self) -> Self:
        """Return them without entries that were struck (有效登记)."""
        return self.filter(voided_at=None)

    def public(self) -> Self:
        """Return those that everybody may see (已公示)."""
        return self.standing().filter(is_published=True, withdrawn_on=None)


class Decision(models.Model):
    """One decision (行政决定). ``key`` is a digest of organ, kind, number and counterparty: told twice it is one,
    and once more where the entry was voided.

    ``counterparty`` is sealed for natural persons, who show by ``shown_name`` alone. A decision that is lawfully not
    published counts too and has its ``reason_unpublished``. An entry made by mistake is voided, with its reason, and
    never deleted; a published decision that was changed or annulled is withdrawn.
    """

    # Two of the indexes below begin with the organ: one of its own would only slow the import.
    agency = models.ForeignKey(
        Agency, models.PROTECT, verbose_name="决定机关", related_name="decisions", db_index=False
    )
    kind_code = models.CharField("决定种类", max_length=20, choices=[(kind.code, kind.label) for kind in DecisionKind])
    key = models.CharField("登记标识", max_length=40)
    number = models.CharField("决定文书号", max_length=120)
    title = models.CharField("决定文书名称", max_length=300, blank=True)
    counterparty_code = models.CharField("行政相对人类别", max_length=20, choices=Counterparty.choices)
    shown_name = models.CharField("行政相对人", max_length=200)
    counterparty = SealedTextField("行政相对人姓名", purpose="counterparty", blank=True)
    uscc = models.CharField("统一社会信用代码", max_length=18, blank=True)
    content = models.CharField("决定内容", max_length=2000, blank=True)
    decided_on = models.DateField("决定日期")
    valid_from = models.DateField("有效期自", null=True, blank=True)
    valid_until = models.DateField("有效期至", null=True, blank=True)
    shown_until = models.DateField("公示截止期", null=True, blank=True)
    is_published = models.BooleanField("是否公示", default=True)
    reason_unpublished = models.CharField("不予公示的理由", max_length=300, blank=True)
    withdrawn_on = models.DateField("撤下日期", null=True, blank=True)
    batch = models.ForeignKey(
        "disclosure.DecisionImport", models.PROTECT, verbose_name="导入批次", related_name="decisions", null=True
    )
    line = models.PositiveIntegerField("文件行号", null=True)
    recorded_at = models.DateTimeField("登记时间")
    voided_at = models.DateTimeField("作废时间", null=True, blank=True)
    reason_voided = models.CharField("作废或者撤下的理由", max_length=300, blank=True)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        verbose_name = "行政决定"
        constraints = (
            models.UniqueConstraint(fields=("key",), condition=Q(voided_at=None), name="decision_stands_once"),
            models.CheckConstraint(condition=Q(kind_code__in=tuple(DECISION_KINDS)), name="decision_kind_is_known"),
            models.CheckConstraint(
                condition=Q(is_published=True) | ~Q(reason_unpublished=""), name="unpublished_decision_says_why"
            ),
        )
        indexes = (
            models.Index(
                fields=("agency", "kind_code", "decided_on", "recorded_at", "voided_at"), name="decision_count"
            ),
            models.Index(fields=("agency", "-decided_on", "-id"), name="decision_by_agency"),
            models.Index(fields=("-decided_on", "-id"), name="decision_by_day"),
            models.Index(fields=("shown_name", "-decided_on", "-id"), name="decision_by_counterparty"),
            models.Index(fields=("number",), name="decision_by_number"),
            models.Index(
                fields=("kind_code", "-decided_on", "-id"),
                name="decision_shown_by_kind",
                condition=Q(is_published=True, withdrawn_on=None, voided_at=None),
            ),
            models.Index(
                fields=("-withdrawn_on", "-id"), name="decision_withdrawn", condition=Q(withdrawn_on__isnull=False)
            ),
            models.Index(
                fields=("kind_code", "voided_at"), name="decision_voided", condition=Q(voided_at__isnull=False)
            ),
        )

    def __str__(self) -> str:
        return f"{self.number} {self.title}".strip()

    @property
    def kind(self) -> DecisionKind:
        """Which kind of decision (决定种类)."""
        return DECISION_KINDS[self.kind_code]


SILENCE = timedelta(minutes=2)
"""A chunk takes less than a second: one that takes this long has nobody working on it any more."""


class ImportState(models.TextChoices):
    """How far the import of a file is (导入状态)."""

    WAITING = "waiting", "等待导入"
    RUNNING = "running", "导入中"
    DONE = "done", "已完成"
    STOPPED = "stopped", "已中断"


class DecisionImport(models.Model):
    """One register file, taken in chunk by chunk (导入批次). ``lines_done`` is where to go on after a stop.

    ``moved_at`` is when a chunk was last begun or kept: who takes a file in and is killed cannot say so any more.
    """

    agency = models.ForeignKey(Agency, models.PROTECT, verbose_name="导入机关", related_name="+")
    kind_code = models.CharField("决定种类", max_length=20, choices=[(kind.code, kind.label) for kind in DecisionKind])
    file_name = models.CharField("文件名", max_length=200)
    digest = models.CharField("文件摘要", max_length=64)
    header = models.JSONField("栏目", default=list)
    state = models.CharField("状态", max_length=10, choices=ImportState.choices, default=ImportState.WAITING)
    lines_done = models.PositiveIntegerField("已处理行数", default=0)
    taken = models.PositiveIntegerField("新登记", default=0)
    known = models.PositiveIntegerField("此前已登记", default=0)
    refused = models.PositiveIntegerField("未收录", default=0)
    begun_at = models.DateTimeField("开始时间")
    moved_at = models.DateTimeField("最近进展时间", null=True)
    by = models.ForeignKey(Officer, models.PROTECT, verbose_name="导入人", related_name="+", null=True)

    class Meta:
        verbose_name = "导入批次"
        constraints = (
            models.UniqueConstraint(
                fields=("agency", "kind_code", "digest"),
                condition=~Q(state=ImportState.DONE),
                name="file_is_taken_in_by_one_import",
            ),
        )

    def __str__(self) -> str:
        return self.file_name

    def state_at(self, moment: datetime) -> ImportState:
        """Return how far it is; one of which nothing was heard for a while was stopped (导入状态)."""
        is_silent = self.moved_at is None or moment - self.moved_at > SILENCE
        state = ImportState(self.state)
        return ImportState.STOPPED if state is ImportState.RUNNING and is_silent else state

    @property
    def path(self) -> str:
        """Where the storage keeps the file while it is imported (存放位置)."""
        return f"disclosure/imports/{self.digest}"


class RefusedRow(models.Model):
    """A line of a register that was not taken, with the reason (未收录的行)."""

    batch = models.ForeignKey(DecisionImport, models.CASCADE, verbose_name="导入批次", related_name="refused_rows")
    line = models.PositiveIntegerField("行号")
    reason = models.CharField("原因", max_length=500)
    cells = models.JSONField("原文")

    class Meta:
        verbose_name = "未收录的行"
        constraints = (models.UniqueConstraint(fields=("batch", "line"), name="line_is_refused_once"),)
