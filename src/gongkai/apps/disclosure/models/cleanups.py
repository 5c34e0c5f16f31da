"""Clean-up rounds: documents gone through together, and what was decided of each (文件清理)."""

from __future__ import annotations

from django.db import models

from gongkai.apps.agencies.models import Agency
from gongkai.apps.disclosure.models.documents import RuleDocument
from gongkai.apps.people.models import Officer
from gongkai.statute.validity import DocumentAct

VERDICTS = (DocumentAct.KEPT, DocumentAct.AMENDED, DocumentAct.REPEALED, DocumentAct.DECLARED_LAPSED)


class CleanUp(models.Model):
    """One round of an organ; once concluded it stands (清理).

    ``concluded_on`` is the day from which its results hold, null while it goes on.
    """

    agency = models.ForeignKey(Agency, models.PROTECT, verbose_name="清理机关", related_name="clean_ups")
    title = models.CharField("名称", max_length=200)
    basis = models.CharField("依据", max_length=500)
    begun_at = models.DateTimeField("开始时间")
    begun_by = models.ForeignKey(Officer, models.PROTECT, verbose_name="经办人", related_name="+")
    concluded_on = models.DateField("清理结果生效日期", null=True, blank=True)
    concluded_by = models.ForeignKey(Officer, models.PROTECT, verbose_name="审定人", related_name="+", null=True)

    class Meta:
        verbose_name = "文件清理"
        indexes = (models.Index(fields=("agency", "-id"), name="clean_up_by_agency"),)

    def __str__(self) -> str:
        return self.title


class CleanUpItem(models.Model):
    """What a round is to do with one document (清理意见)."""

    clean_up = models.ForeignKey(CleanUp, models.CASCADE, verbose_name="清理", related_name="items")
    document = models.ForeignKey(RuleDocument, models.PROTECT, verbose_name="文件", related_name="+")
    verdict_code = models.CharField(
        "清理意见", max_length=30, choices=[(verdict.code, verdict.label) for verdict in VERDICTS]
    )
    reason = models.CharField("理由", max_length=500, blank=True)

    class Meta:
        verbose_name = "清理意见"
        constraints = (
            models.UniqueConstraint(fields=("clean_up", "document"), name="clean_up_judges_a_document_once"),
        )
