"""Collections of other organs' reports, their findings, and what is kept instead of counted (报告集记录)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import models
from django.db.models import Q

from gongkai.apps.agencies.models import Agency
from gongkai.apps.people.models import Officer
from gongkai.apps.reporting.finding_ranks import RULE_LABELS, SEVERITIES
from gongkai.apps.reporting.models.published import PublishedReport
from gongkai.apps.reporting.verdicts import BY_CODE, Outcome
from gongkai.reports.findings import Finding, Severity

_SEVERITY_CHOICES = [(severity.code, severity.label) for severity in Severity]


class ReportCollection(models.Model):
    """Reports that a supervising organ gathers to look through, those of a province's organs for instance (报告集).

    ``whole`` names the government whose organs' reports these are all, its own among them: then its cells must be the
    sums of the others'; empty where that cannot be said. The counts are those of reports that nothing replaced, kept in
    the transaction of every change.
    """

    agency = models.ForeignKey(Agency, models.PROTECT, verbose_name="所属机关", related_name="report_collections")
    name = models.CharField("名称", max_length=100)
    whole = models.CharField("汇总政府", max_length=100, blank=True)
    reports = models.PositiveIntegerField("报告数", default=0)
    errors = models.PositiveIntegerField("错误数", default=0)
    warnings = models.PositiveIntegerField("警示数", default=0)
    notices = models.PositiveIntegerField("提示数", default=0)
    opened_by = models.ForeignKey(Officer, models.PROTECT, verbose_name="建立人", related_name="+")
    opened_at = models.DateTimeField("建立时间")

    class Meta:
        verbose_name = "报告集"
        constraints = (
            models.UniqueConstraint(fields=("agency", "name"), name="collection_name_is_told_once"),
            models.CheckConstraint(condition=~Q(name=""), name="collection_has_a_name"),
        )

    def __str__(self) -> str:
        return self.name


class CollectionVerdict(models.Model):
    """How many reports of a collection and a year have a verdict (结论汇总). ``year`` is 0 where a report has none."""

    collection = models.ForeignKey(ReportCollection, models.CASCADE, related_name="verdicts")
    year = models.PositiveIntegerField("年度")
    outcome_code = models.CharField("核查结论", max_length=12, choices=[(o.code, o.label) for o in Outcome])
    reports = models.IntegerField("报告数", default=0)

    class Meta:
        verbose_name = "结论汇总"
        constraints = (
            models.UniqueConstraint(fields=("collection", "year", "outcome_code"), name="verdict_is_tallied_once"),
        )


class CollectionTally(models.Model):
    """How often a rule is broken in a collection and a year, and in how many reports (发现汇总)."""

    collection = models.ForeignKey(ReportCollection, models.CASCADE, related_name="tallies")
    year = models.PositiveIntegerField("年度")
    rule = models.CharField("规则", max_length=40)
    severity = models.CharField("严重程度", max_length=8, choices=_SEVERITY_CHOICES)
    findings = models.IntegerField("发现数", default=0)
    reports = models.IntegerField("报告数", default=0)

    class Meta:
        verbose_name = "发现汇总"
        constraints = (models.UniqueConstraint(fields=("collection", "year", "rule"), name="rule_is_tallied_once"),)


class CollectedReport(models.Model):
    """A report in a collection (集内报告). Its verdict is that of the collection: with what its neighbours there say.

    ``compared_with`` is the report of the year before that it was judged by; ``replaced_by`` the corrected one that was
    brought in later, after which it counts no more. ``source`` is the name the file had when it came here.
    """

    collection = models.ForeignKey(ReportCollection, models.PROTECT, related_name="members", verbose_name="报告集")
    report = models.ForeignKey(PublishedReport, models.PROTECT, related_name="memberships", verbose_name="报告")
    organ = models.CharField("机关名称", max_length=200)
    year = models.PositiveIntegerField("年度")
    outcome_code = models.CharField("核查结论", max_length=12, choices=[(o.code, o.label) for o in Outcome])
    errors = models.PositiveIntegerField("错误数", default=0)
    warnings = models.PositiveIntegerField("警示数", default=0)
    notices = models.PositiveIntegerField("提示数", default=0)
    source = models.CharField("原文件名", max_length=200)
    added_by = models.ForeignKey(Officer, models.PROTECT, verbose_name="收录人", related_name="+")
    added_at = models.DateTimeField("收录时间")
    compared_with = models.ForeignKey(
        PublishedReport, models.PROTECT, verbose_name="上年报告", related_name="+", null=True
    )
    replaced_by = models.ForeignKey("self", models.PROTECT, verbose_name="更正后的报告", related_name="+", null=True)

    class Meta:
        verbose_name = "集内报告"
        constraints = (models.UniqueConstraint(fields=("collection", "report"), name="report_is_in_a_collection_once"),)
        indexes = (
            models.Index(fields=("collection", "organ", "year", "id"), name="member_by_organ"),
            models.Index(fields=("collection", "outcome_code", "organ", "id"), name="member_by_verdict"),
            models.Index(fields=("collection", "-errors", "-id"), name="member_by_errors"),
        )

    def __str__(self) -> str:
        return f"{self.organ or '未写明机关'}{self.year or '年度不明'}{'年度报告' if self.year else '报告'}"

    @property
    def outcome(self) -> Outcome:
        """The verdict (核查结论)."""
        return BY_CODE[self.outcome_code]

    @property
    def is_incomplete(self) -> bool:
        """Whether all there is to say is that a table was not read (是否未读全)."""
        return self.outcome is Outcome.INCOMPLETE


class CollectedFinding(models.Model):
    """One finding on one report of a collection, a row of its own so that findings can be searched (集内发现).

    ``rank`` sorts by severity and rule. ``is_current`` ends when a corrected report replaces the one it is about.
    """

    collection = models.ForeignKey(ReportCollection, models.CASCADE, related_name="findings")
    member = models.ForeignKey(CollectedReport, models.CASCADE, related_name="findings")
    rule = models.CharField("规则", max_length=40)
    severity = models.CharField("严重程度", max_length=8, choices=_SEVERITY_CHOICES)
    rank = models.PositiveSmallIntegerField("次序")
    organ = models.CharField("机关名称", max_length=200)
    year = models.PositiveIntegerField("年度")
    told = models.JSONField("发现")
    is_current = models.BooleanField("现行", default=True)

    class Meta:
        verbose_name = "集内发现"
        indexes = tuple(
            models.Index(fields=("collection", *fields, "id"), name=f"finding_by_{name}", condition=Q(is_current=True))
            for name, fields in (
                ("rank", ("rank",)),
                ("organ", ("organ",)),
                ("year", ("year", "rank")),
                ("rank_organ", ("rank", "organ")),
                ("rank_year", ("rank", "year")),
                ("grade_organ", ("severity", "organ")),
                ("grade_year", ("severity", "year")),
                ("year_organ", ("year", "organ")),
            )
        )

    def __str__(self) -> str:
        return str(self.told["message"])

    @property
    def grade(self) -> Severity:
        """How grave it is (严重程度)."""
        return SEVERITIES[self.severity]

    @property
    def rule_label(self) -> str:
        """The rule in words (规则)."""
        return RULE_LABELS[self.rule]

    @property
    def finding(self) -> Finding:
        """The finding itself (核查发现)."""
        told: Mapping[str, Any] = self.told
        return Finding(**{**told, "severity": self.grade, "cells": tuple(told["cells"])})


class OrganNamePart(models.Model):
    """The end of an organ's name, from each character on, so that a name is found by any stretch of it (机关名称索引).

    What contains the words asked for has a part that begins with them, and that is one range of the index.
    """

    collection = models.ForeignKey(ReportCollection, models.CASCADE, related_name="name_parts")
    part = models.CharField("名称片段", max_length=200)
    organ = models.CharField("机关名称", max_length=200)

    class Meta:
        verbose_name = "机关名称索引"
        constraints = (models.UniqueConstraint(fields=("collection", "organ", "part"), name="name_part_is_kept_once"),)
        indexes = (models.Index(fields=("collection", "part", "organ"), name="name_part_by_start"),)
