"""Our own annual reports: whose, of which year, and how far each version is (年度报告编制记录)."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q

from gongkai.apps.agencies.models import Agency
from gongkai.apps.people.models import Officer
from gongkai.apps.reporting.models.published import PublishedReport
from gongkai.statute.editions import form_for
from gongkai.statute.report_deadlines import SCOPES, Scope
from gongkai.statute.report_form import Form

SCOPE_CHOICES = [(scope.code, scope.label) for scope in Scope]


class ReportState(models.TextChoices):
    """How far a version is (编制状态)."""

    DRAFT = "draft", "起草"
    RETURNED = "returned", "已退回"
    CHECKED = "checked", "已核对"
    APPROVED = "approved", "已批准"
    SUBMITTED = "submitted", "已报送"
    ACCEPTED = "accepted", "已接收"
    PUBLISHED = "published", "已公布"


OPEN_STATES = (ReportState.DRAFT, ReportState.RETURNED)
"""States in which text and figures may be worked on."""


class AnnualReportQuerySet(models.QuerySet["AnnualReport"]):
    """Reports (年度报告集合)."""

    def for_lists(self) -> Self:
        """Return them with their organ and without figures (列表字段)."""
        return self.select_related("agency")


class AnnualReport(models.Model):
    """The report of one organ for one year in one scope, whatever its versions (年度报告).

    ``state_code`` is that of the newest version. ``standing`` is the snapshot that counts in the roll-up above: of the
    newest version that was accepted. The days are those of the first version; lateness goes by them.
    """

    agency = models.ForeignKey(Agency, models.PROTECT, verbose_name="机关", related_name="annual_reports")
    year = models.PositiveIntegerField("年度")
    scope_code = models.CharField("统计口径", max_length=12, choices=SCOPE_CHOICES)
    state_code = models.CharField("状态", max_length=12, choices=ReportState.choices, default=ReportState.DRAFT)
    standing = models.ForeignKey(
        "reporting.ReportSnapshot", models.PROTECT, verbose_name="现行数据", related_name="+", null=True
    )
    submitted_on = models.DateField("报送日期", null=True)
    accepted_on = models.DateField("接收日期", null=True)
    published_on = models.DateField("公布日期", null=True)

    objects = AnnualReportQuerySet.as_manager()

    class Meta:
        verbose_name = "本系统编制的年度报告"
        constraints = (
            models.UniqueConstraint(fields=("agency", "year", "scope_code"), name="annual_report_is_one"),
            models.CheckConstraint(condition=Q(scope_code__in=tuple(SCOPES)), name="annual_report_scope_is_known"),
        )
        indexes = (
            models.Index(fields=("year", "state_code"), name="annual_report_by_state"),
            models.Index(fields=("-year", "agency", "scope_code"), name="annual_report_newest"),
        )

    def __str__(self) -> str:
        return f"{self.agency}{self.year}年政府信息公开工作年度报告（{self.scope.label}）"

    @property
    def scope(self) -> Scope:
        """What it counts (统计口径)."""
        return SCOPES[self.scope_code]

    @property
    def state(self) -> ReportState:
        """How far its newest version is (状态)."""
        return ReportState(self.state_code)

    @property
    def form(self) -> Form:
        """The form prescribed for its year (适用格式)."""
        return form_for(self.year)

    @property
    def supervising(self) -> Agency:
        """The organ above that receives it; the organ itself where none stands above it here (接收机关)."""
        return self.agency.parent or self.agency


class ReportVersion(models.Model):
    """One version of a report: the first, or a correction with its explanation (报告版本).

    ``snapshot`` is what was last frozen of it, null until it was first checked. ``imported`` is the published file that
    it was taken from, where the organ does not compile here.
    """

    report = models.ForeignKey(AnnualReport, models.PROTECT, verbose_name="年度报告", related_name="versions")
    number = models.PositiveIntegerField("版本号")
    state_code = models.CharField("状态", max_length=12, choices=ReportState.choices, default=ReportState.DRAFT)
    explanation = models.TextField("更正说明", blank=True)
    snapshot = models.ForeignKey(
        "reporting.ReportSnapshot", models.PROTECT, verbose_name="定格数据", related_name="+", null=True
    )
    imported = models.ForeignKey(
        PublishedReport, models.PROTECT, verbose_name="采用的已公布报告", related_name="adoptions", null=True
    )
    created_at = models.DateTimeField("建立时间")
    created_by = models.ForeignKey(Officer, models.PROTECT, verbose_name="建立人", related_name="+", null=True)

    class Meta:
        verbose_name = "报告版本"
        constraints = (
            models.UniqueConstraint(fields=("report", "number"), name="report_version_has_one_number"),
            models.CheckConstraint(
                condition=Q(number=1) | ~Q(explanation=""), name="report_correction_has_an_explanation"
            ),
        )

    def __str__(self) -> str:
        return f"{self.report}第{self.number}版"

    @property
    def state(self) -> ReportState:
        """How far it is (状态)."""
        return ReportState(self.state_code)

    @property
    def is_open(self) -> bool:
        """Whether its text and figures may be worked on (是否可修改)."""
        return self.state in OPEN_STATES and self.imported_id is None


class SectionText(models.Model):
    """The text of one part of a version, with live fields as typed (正文).

    ``number`` is 0 for the preface, 1 to 6 as in the form. ``stamp`` goes up with every change, so that of two who
    write at once the later is told.
    """

    version = models.ForeignKey(ReportVersion, models.CASCADE, verbose_name="报告版本", related_name="sections")
    number = models.PositiveSmallIntegerField("部分")
    text = models.TextField("正文", blank=True)
    stamp = models.PositiveIntegerField("修改次数", default=0)
    changed_at = models.DateTimeField("修改时间")
    changed_by = models.ForeignKey(Officer, models.PROTECT, verbose_name="修改人", related_name="+", null=True)

    class Meta:
        verbose_name = "报告正文"
        constraints = (
            models.UniqueConstraint(fields=("version", "number"), name="section_is_told_once"),
            models.CheckConstraint(condition=Q(number__lte=6), name="section_is_of_the_form"),
        )

    def __str__(self) -> str:
        return f"{self.version}第{self.number}部分"


class FindingExplanation(models.Model):
    """Why a finding stands, printed with the report (核查发现说明). ``key`` is that of the finding as it was found."""

    version = models.ForeignKey(ReportVersion, models.CASCADE, verbose_name="报告版本", related_name="explanations")
    key = models.CharField("发现标识", max_length=40)
    rule = models.CharField("规则", max_length=60)
    message = models.TextField("发现")
    text = models.TextField("说明")
    at = models.DateTimeField("说明时间")
    by = models.ForeignKey(Officer, models.PROTECT, verbose_name="说明人", related_name="+", null=True)

    class Meta:
        verbose_name = "核查发现说明"
        constraints = (
            models.UniqueConstraint(fields=("version", "key"), name="finding_is_explained_once"),
            models.CheckConstraint(condition=~Q(text=""), name="explanation_is_not_empty"),
        )

    def __str__(self) -> str:
        return self.text


class EarlierDate(models.Model):
    """A day earlier than the law's by which an organ and all below it must report (提前报送日期)."""

    agency = models.ForeignKey(Agency, models.PROTECT, verbose_name="机关", related_name="earlier_report_dates")
    year = models.PositiveIntegerField("报告年度")
    scope_code = models.CharField("统计口径", max_length=12, choices=SCOPE_CHOICES)
    on = models.DateField("报送截止日")
    basis = models.CharField("依据", max_length=300)

    class Meta:
        verbose_name = "提前报送日期"
        constraints = (
            models.UniqueConstraint(fields=("agency", "year", "scope_code"), name="earlier_date_is_told_once"),
        )

    def __str__(self) -> str:
        return f"{self.agency}{self.year}年度：{self.on:%Y-%m-%d}"
