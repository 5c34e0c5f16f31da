"""Applications on request: what was asked, and where the ledger says they stand (申请件)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

from gongkai.apps.agencies.models import Agency
from gongkai.apps.casework.models.applicants import Applicant
from gongkai.apps.people.models import ApplicantAccount, Officer
from gongkai.apps.people.sealing import SealedTextField
from gongkai.statute.case_stages import STAGES, Stage
from gongkai.statute.outcomes import Outcome
from gongkai.statute.outcomes_catalogue import OUTCOMES
from gongkai.statute.procedure_fields import APPLICANT_KINDS
from gongkai.statute.receipt import Channel

if TYPE_CHECKING:
    from gongkai.apps.casework.ledger import Ledger

_CHANNELS = {channel.code: channel for channel in Channel}
_KIND_LABELS = dict(APPLICANT_KINDS)
WANTED_FORMS = (("paper", "纸质"), ("electronic", "电子文件"), ("disc", "光盘、磁盘"), ("copy", "查阅、抄录"))
WANTED_WAYS = (
    ("post", "邮寄"),
    ("pick_up", "当面领取"),
    ("email", "电子邮件"),
    ("online", "网上获取"),
    ("fax", "传真"),
    ("on_site", "现场查阅"),
)


class CaseQuerySet(models.QuerySet["Case"]):
    """Applications (申请件集合)."""

    def open(self) -> Self:
        """Return those still to be answered (未办结)."""
        return self.filter(is_open=True)

    def of_one_application(self, case: Case) -> Self:
        """Return an application with all that was split off from it, whichever of them is given (同一申请的各件)."""
        origin = case.split_from_id or case.pk
        return self.filter(Q(pk=origin) | Q(split_from=origin))

    def for_lists(self) -> Self:
        """Return them with what a row of a list shows, and no more (列表字段)."""
        return self.select_related("agency", "applicant", "assignee").defer("request_text", "help_needed")


class Case(models.Model):
    """One application; all below ``stage_code`` is what its ledger amounts to, kept in the same transaction (申请件).

    ``serial`` is without gaps per organ and year. ``reference`` is what an applicant types. The marks are keyed
    digests: of who applied, of what was asked (spacing and punctuation aside) and of the secret code. ``account`` is
    the applicant's own, null for those who follow by code. ``due_on`` is null while the clock waits.
    """

    agency = models.ForeignKey(Agency, models.PROTECT, verbose_name="机关", related_name="cases")
    year = models.PositiveIntegerField("年度")
    serial = models.PositiveIntegerField("序号")
    reference = models.CharField("查询编号", max_length=60, unique=True)
    intake_key = models.CharField("提交标识", max_length=64, unique=True)
    channel_code = models.CharField("申请渠道", max_length=20, choices=[(each.code, each.label) for each in Channel])
    arrived_on = models.DateField("到达日期")
    applicant = models.OneToOneField(Applicant, models.PROTECT, verbose_name="申请人", related_name="case")
    applicant_kind = models.CharField("申请人类别", max_length=20, choices=APPLICANT_KINDS)
    title = models.CharField("所需信息名称", max_length=500)
    document_number = models.CharField("文号", max_length=200, blank=True)
    request_text = SealedTextField("所需信息的描述", purpose="request", blank=True)
    wanted_form = models.CharField("载体形式", max_length=20, choices=WANTED_FORMS, blank=True)
    wanted_way = models.CharField("获取方式", max_length=20, choices=WANTED_WAYS, blank=True)
    help_needed = models.CharField("需要的帮助", max_length=500, blank=True)
    applicant_mark = models.CharField("申请人标记", max_length=64, blank=True)
    request_mark = models.CharField("内容标记", max_length=64, blank=True)
    secret_mark = models.CharField("查询码标记", max_length=64)
    account = models.ForeignKey(
        ApplicantAccount,
        models.SET_NULL,
        verbose_name="申请人账号",
        related_name="cases",
        null=True,
        blank=True,
        db_index=False,
    )
    split_from = models.ForeignKey(
        "self", models.PROTECT, verbose_name="原申请", related_name="parts", null=True, blank=True
    )
    created_at = models.DateTimeField("建立时间", auto_now_add=True)
    changed_at = models.DateTimeField("变动时间", auto_now=True)

    stage_code = models.CharField("阶段", max_length=30, choices=[(stage.code, stage.label) for stage in Stage])
    is_open = models.BooleanField("未办结", default=True)
    received_on = models.DateField("收到之日", null=True)
    due_on = models.DateField("答复期限", null=True)
    awaited_until = models.DateField("等待至", null=True)
    is_provisional = models.BooleanField("期限暂定", default=False)
    outcome_code = models.CharField("办理结果", max_length=40, blank=True)
    row = models.CharField("表三栏目", max_length=40, blank=True)
    answered_on = models.DateField("答复之日", null=True)
    first_answered_on = models.DateField("首次答复之日", null=True)
    calendar_on = models.DateField("工作日历版本")
    assignee = models.ForeignKey(
        Officer, models.PROTECT, verbose_name="承办人", related_name="cases", null=True, blank=True
    )
    department = models.CharField("承办部门", max_length=100, blank=True)
    internal_due_on = models.DateField("内部期限", null=True)
    item = models.CharField("本件办理的事项", max_length=500, blank=True)
    last_seq = models.PositiveIntegerField("台账序号", default=0)
    last_hash = models.CharField("台账摘要", max_length=64, blank=True)

    objects = CaseQuerySet.as_manager()

    class Meta:
        verbose_name = "申请件"
        constraints = (
            models.UniqueConstraint(fields=("agency", "year", "serial"), name="case_number_is_given_once"),
            models.CheckConstraint(
                condition=Q(stage_code__in=[stage.code for stage in Stage]), name="case_stage_is_known"
            ),
        )
        indexes = (
            models.Index(fields=("agency", "due_on", "id"), name="case_open_by_due", condition=Q(is_open=True)),
            models.Index(fields=("assignee", "due_on", "id"), name="case_mine_by_due", condition=Q(is_open=True)),
            models.Index(fields=("due_on", "id"), name="case_all_open_by_due", condition=Q(is_open=True)),
            models.Index(fields=("due_on", "id"), name="case_order_due"),
            models.Index(fields=("received_on", "id"), name="case_order_received"),
            models.Index(fields=("agency", "stage_code", "-id"), name="case_by_stage"),
            models.Index(fields=("agency", "-id"), name="case_newest"),
            models.Index(fields=("agency", "outcome_code", "-id"), name="case_by_outcome"),
            models.Index(
                fields=("agency", "row", "applicant_kind", "first_answered_on", "received_on", "outcome_code", "id"),
                name="case_by_standing",
            ),
            models.Index(fields=("agency", "applicant_mark"), name="case_by_applicant"),
            models.Index(fields=("agency", "request_mark"), name="case_by_request"),
            # For words in titles: wide enough to be read instead of the rows, short enough for PostgreSQL's pages.
            models.Index(fields=("id", "agency", "title", "reference"), name="case_words"),
            models.Index(fields=("item", "id"), name="case_item_words", condition=~Q(item="")),
            models.Index(fields=("account", "-id"), name="case_by_account", condition=Q(account__isnull=False)),
        )

    def __str__(self) -> str:
        return f"{self.number}（{self.title[:30]}）"

    @property
    def number(self) -> str:
        """The number in the organ's register (登记编号)."""
        return f"〔{self.year}〕{self.serial}号"

    @property
    def matter(self) -> str:
        """What is handled here: the whole request, or its one item where it was split (所办事项)."""
        return self.item or self.title

    @property
    def channel(self) -> Channel:
        """How it came in (申请渠道)."""
        return _CHANNELS[self.channel_code]

    @property
    def stage(self) -> Stage:
        """Where it stands (阶段)."""
        return STAGES[self.stage_code]

    @property
    def outcome(self) -> Outcome | None:
        """How it ended, None while it is open (办理结果)."""
        return OUTCOMES.get(self.outcome_code)

    @property
    def applicant_kind_label(self) -> str:
        """The applicant's kind in Chinese (申请人类别)."""
        return _KIND_LABELS[self.applicant_kind]

    def ledger_for_update(self) -> Ledger:
        """Lock the case and return its ledger; inside a transaction only (锁定台账)."""
        from gongkai.apps.casework.ledger import Ledger

        return Ledger.locked(self.pk)
