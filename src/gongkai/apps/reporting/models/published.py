"""Agencies that publish reports, the reports, and who may see an unpublished one (年度报告记录)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from gongkai.apps.people.models import Officer
from gongkai.apps.reporting.stored_reading import NotOfTheFormError, report_from, validate, values_from
from gongkai.apps.reporting.verdicts import BY_CODE, Outcome
from gongkai.reports.checks import in_order
from gongkai.reports.model import TABLES, Report
from gongkai.statute.report_form import Value


class Standing(models.TextChoices):
    """Who may see a report (状态)."""

    PRIVATE = "private", "仅提交人可见"
    PUBLIC = "public", "已公开"
    WITHDRAWN = "withdrawn", "已撤下"


class Publisher(models.Model):
    """An agency as its reports name it, with the sums of its public reports that stand (发布机关).

    The sums are kept in the transaction of every change, so that lists never count. ``name`` is empty for reports
    that do not say whose they are.
    """

    name = models.CharField("名称", max_length=200, unique=True)
    reports = models.PositiveIntegerField("公开报告数", default=0)
    errors = models.PositiveIntegerField("错误数", default=0)
    warnings = models.PositiveIntegerField("警示数", default=0)
    latest_year = models.PositiveIntegerField("最近年度", default=0)

    class Meta:
        verbose_name = "发布机关"
        indexes = (
            models.Index(fields=("name", "id"), name="publisher_by_name", condition=Q(reports__gt=0)),
            models.Index(fields=("-errors", "-id"), name="publisher_by_errors", condition=Q(reports__gt=0)),
            models.Index(fields=("-latest_year", "-id"), name="publisher_by_year", condition=Q(reports__gt=0)),
        )

    def __str__(self) -> str:
        return self.name or "未写明机关"


class PublishedReportQuerySet(models.QuerySet["PublishedReport"]):
    """Reports, by who may see them (年度报告集合)."""

    def public(self) -> PublishedReportQuerySet:
        """Those that everybody may see (已公开)."""
        return self.filter(standing=Standing.PUBLIC)

    def current(self) -> PublishedReportQuerySet:
        """Of the public ones those that stand: of several of one organ and year the last (现行)."""
        return self.public().filter(counted__isnull=False)

    def held_by(self, holder: str) -> PublishedReportQuerySet:
        """Those that ``holder`` handed in, whatever became of them (本人提交)."""
        return self.filter(deposits__holder=holder)

    def for_lists(self) -> PublishedReportQuerySet:
        """Without what only the page of one report needs (列表字段)."""
        return self.defer("figures", "places", "chapters", "findings", "findings_between_years", "problems")


class PublishedReport(models.Model):
    """An annual report as published, what was read in it and how it stands (已发布的年度报告).

    ``digest`` is the SHA-256 of the file, in hexadecimal: the same file is one report however often it is handed in.
    ``edition`` is that of table three or of whichever table was recovered; ``editions`` that of each. ``figures`` are
    all cells of the recovered tables by path, an amount as a string. ``findings`` are those of the report by itself,
    ``findings_between_years`` those against the public report of the year before.
    """

    digest = models.CharField("文件摘要", max_length=64, unique=True)
    standing = models.CharField("状态", max_length=12, choices=Standing.choices, default=Standing.PRIVATE)
    publisher = models.ForeignKey(Publisher, models.PROTECT, related_name="published", verbose_name="发布机关")
    source = models.CharField("原文件名", max_length=200)
    size = models.PositiveIntegerField("文件大小（字节）")
    title = models.TextField("标题", blank=True)
    year = models.PositiveIntegerField("年度", null=True)
    edition = models.CharField("格式版本", max_length=8)
    editions = models.JSONField("各表版本")
    reported_on = models.DateField("报告日期", null=True)
    carrier = models.CharField("载体", max_length=12)
    figures = models.JSONField("数据")
    places = models.JSONField("出处", default=dict)
    chapters = models.JSONField("正文", default=list)
    findings = models.JSONField("核查发现", default=list)
    findings_between_years = models.JSONField("跨年核查发现", default=list)
    problems = models.JSONField("读取问题", default=list)
    outcome_code = models.CharField("核查结论", max_length=12, choices=[(o.code, o.label) for o in Outcome])
    errors = models.PositiveIntegerField("错误数", default=0)
    warnings = models.PositiveIntegerField("警示数", default=0)
    notices = models.PositiveIntegerField("提示数", default=0)
    uploader = models.ForeignKey(
        Officer, models.PROTECT, null=True, related_name="reports_taken_in", verbose_name="提交人"
    )
    received_at = models.DateTimeField("收录时间")

    objects = PublishedReportQuerySet.as_manager()

    class Meta:
        verbose_name = "年度报告"
        indexes = (
            models.Index(fields=("publisher", "standing", "year", "id"), name="report_by_publisher"),
            models.Index(fields=("standing", "-id"), name="report_by_standing"),
            models.Index(fields=("standing", "year", "outcome_code", "publisher"), name="report_by_verdict"),
            models.Index(fields=("standing", "received_at"), name="report_by_age"),
        )
        constraints = (
            models.CheckConstraint(condition=Q(digest__regex=r"^[0-9a-f]{64}$"), name="report_digest_is_sha256"),
            models.CheckConstraint(
                condition=Q(standing=Standing.PRIVATE) | Q(uploader__isnull=False), name="public_report_has_an_uploader"
            ),
        )

    def __str__(self) -> str:
        return f"{self.publisher}{self.year or '年度不明'}{'年度报告' if self.year else '报告'}"

    def clean(self) -> None:
        """Refuse figures that are not those of the form (按格式校验)."""
        try:
            validate(figures=self.figures, editions=self.editions)
        except NotOfTheFormError as error:
            raise ValidationError({"figures": str(error)}) from error

    @property
    def outcome(self) -> Outcome:
        """The verdict (核查结论)."""
        return BY_CODE[self.outcome_code]

    @property
    def is_incomplete(self) -> bool:
        """Whether a table was not read, whatever else is said of the report (是否未读全)."""
        return len(self.editions) < len(TABLES)

    @property
    def is_public(self) -> bool:
        """Whether everybody may see the report (是否公开)."""
        return self.standing == Standing.PUBLIC

    @property
    def values(self) -> Mapping[str, Value]:
        """Every recovered cell by its path (各单元格数值)."""
        return values_from(self.figures)

    def reading(self) -> Report:
        """Return the report as it was read, with every finding (读取结果)."""
        columns: dict[str, Any] = {name: getattr(self, name) for name in _READING_COLUMNS}
        columns["findings"] = [*self.findings, *self.findings_between_years]
        report = report_from(columns, source=self.source, agency=self.publisher.name or None)
        return replace(report, findings=in_order(report.findings))


_READING_COLUMNS = (
    "title",
    "year",
    "editions",
    "reported_on",
    "carrier",
    "figures",
    "places",
    "chapters",
    "problems",
)


class Deposit(models.Model):
    """That somebody handed in a report, and so may see it while it is not public (提交记录).

    ``holder`` names a browser session or an officer; ``source`` is the name their file had.
    """

    report = models.ForeignKey(PublishedReport, models.CASCADE, related_name="deposits")
    holder = models.CharField("提交人标识", max_length=64)
    source = models.CharField("原文件名", max_length=200)
    received_at = models.DateTimeField("提交时间")

    class Meta:
        verbose_name = "提交记录"
        constraints = (models.UniqueConstraint(fields=("holder", "report"), name="one_deposit_a_holder_and_report"),)
        indexes = (models.Index(fields=("holder", "-id"), name="deposit_by_holder"),)

    def __str__(self) -> str:
        return self.source
