"""Sums of every cell over the public reports, kept in the transaction of each change (汇总数据)."""

from __future__ import annotations

from django.db import models

from gongkai.apps.reporting.models.published import PublishedReport
from gongkai.apps.reporting.verdicts import Outcome

OUTCOMES = [(outcome.code, outcome.label) for outcome in Outcome]
YEAR_UNKNOWN = 0


class CountedReport(models.Model):
    """That a public report is in the sums, and under which year and verdict (计入汇总的报告).

    Of several public reports of one organ and year the last one stands, and only that is counted. Protects the
    report: what is in the sums is taken out of them before it goes.
    """

    report = models.OneToOneField(
        PublishedReport, models.PROTECT, verbose_name="报告", related_name="counted", primary_key=True
    )
    year = models.PositiveIntegerField("年度")
    outcome_code = models.CharField("核查结论", max_length=12, choices=OUTCOMES)

    class Meta:
        verbose_name = "计入汇总的报告"

    def __str__(self) -> str:
        return f"{self.report_id}（{self.year}）"


class CellTally(models.Model):
    """The sums of the cells of one table over the reports of one year, edition and verdict (单元格汇总).

    ``cells`` has, by path, the sum of what was told and how many reports told it; an amount is a string. The others of
    ``reports`` left the cell blank. ``year`` is 0 for reports that do not say theirs.
    """

    year = models.PositiveIntegerField("年度")
    table_key = models.CharField("表", max_length=20)
    edition = models.CharField("格式版本", max_length=8)
    outcome_code = models.CharField("核查结论", max_length=12, choices=OUTCOMES)
    reports = models.PositiveIntegerField("报告数", default=0)
    cells = models.JSONField("合计", default=dict)
    changed_at = models.DateTimeField("变动时间")

    class Meta:
        verbose_name = "单元格汇总"
        constraints = (
            models.UniqueConstraint(
                fields=("year", "table_key", "edition", "outcome_code"), name="cells_are_summed_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.year} {self.table_key} {self.edition} {self.outcome_code}"


class CollectionExtent(models.Model):
    """How large the public collection is, in one row (目录规模). Kept with the sums of each publisher."""

    publishers = models.PositiveIntegerField("机关数", default=0)
    reports = models.PositiveIntegerField("公开报告数", default=0)
    errors = models.PositiveIntegerField("错误数", default=0)
    warnings = models.PositiveIntegerField("警示数", default=0)

    class Meta:
        verbose_name = "目录规模"
        constraints = (models.CheckConstraint(condition=models.Q(pk=1), name="collection_extent_is_one_row"),)

    def __str__(self) -> str:
        return f"{self.publishers}／{self.reports}"
