"""Requests to other organs to correct a report, and every step of them (更正要求记录)."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import Q

from gongkai.apps.audit.frozen import FrozenRecord
from gongkai.apps.people.models import Officer
from gongkai.apps.reporting.correction_flow import STEPS, RequestState, RequestStep
from gongkai.apps.reporting.models.report_collections import CollectedReport, ReportCollection


class CorrectionRequest(models.Model):
    """That an organ is asked to correct its report (更正要求).

    ``findings`` are the findings as they stood when the request was drafted. ``body`` is the letter's text, one
    paragraph a line. ``corrected_by`` is the report that came afterwards. ``due_on`` is the last day to answer.
    """

    collection = models.ForeignKey(
        ReportCollection, models.PROTECT, related_name="correction_requests", verbose_name="报告集"
    )
    member = models.ForeignKey(
        CollectedReport, models.PROTECT, related_name="correction_requests", verbose_name="所要求更正的报告"
    )
    state = models.CharField("状态", max_length=10, choices=RequestState.choices, default=RequestState.DRAFT)
    addressee = models.CharField("收函机关", max_length=200)
    email = models.EmailField("电子邮箱", blank=True)
    number = models.CharField("发文字号", max_length=60, blank=True)
    title = models.CharField("标题", max_length=200)
    body = models.TextField("正文")
    findings = models.JSONField("所列问题")
    sent_on = models.DateField("发出日期", null=True, blank=True)
    due_on = models.DateField("回复期限", null=True, blank=True)
    reminded_on = models.DateField("最近催办", null=True, blank=True)
    corrected_by = models.ForeignKey(
        CollectedReport, models.PROTECT, verbose_name="更正后的报告", related_name="answers", null=True, blank=True
    )

    class Meta:
        verbose_name = "更正要求"
        constraints = (
            models.CheckConstraint(
                condition=~Q(state__in=("sent", "answered")) | Q(sent_on__isnull=False, due_on__isnull=False),
                name="sent_request_has_its_days",
            ),
            models.UniqueConstraint(fields=("member",), condition=~Q(state="closed"), name="one_open_request_a_report"),
        )
        indexes = (
            models.Index(fields=("collection", "state", "-id"), name="request_by_state"),
            models.Index(fields=("state", "due_on"), name="request_by_due_day"),
        )

    def __str__(self) -> str:
        return f"{self.addressee}：{self.title}"

    def is_overdue(self, today: date) -> bool:
        """Whether it was sent and the last day to answer has passed (是否逾期未复)."""
        return self.state == RequestState.SENT and self.due_on is not None and self.due_on < today


class CorrectionStep(FrozenRecord):
    """One step of a request: what, who, when, and with which words (更正要求经过). ``by`` is null for the system."""

    request = models.ForeignKey(CorrectionRequest, models.PROTECT, related_name="steps", verbose_name="更正要求")
    step_code = models.CharField("操作", max_length=12, choices=[(step.code, step.label) for step in RequestStep])
    on = models.DateField("日期")
    at = models.DateTimeField("登记时间")
    by = models.ForeignKey(Officer, models.PROTECT, verbose_name="经办人", related_name="+", null=True)
    remarks = models.CharField("说明", max_length=1000, blank=True)

    class Meta:
        verbose_name = "更正要求经过"
        indexes = (models.Index(fields=("request", "id"), name="correction_step_in_order"),)

    def __str__(self) -> str:
        return f"{self.step.label}（{self.on:%Y-%m-%d}）"

    @property
    def step(self) -> RequestStep:
        """What was done (操作)."""
        return STEPS[self.step_code]
