"""Folders of reports on their way into a collection, chunk by chunk (批量收录记录)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from gongkai.apps.people.models import Officer
from gongkai.apps.reporting.models.report_collections import ReportCollection


class CollectionIntake(models.Model):
    """A folder that is being taken into a collection (批量收录). ``finished_at`` is null until the last chunk is in."""

    collection = models.ForeignKey(ReportCollection, models.PROTECT, related_name="intakes", verbose_name="报告集")
    folder = models.CharField("目录", max_length=1000)
    files = models.PositiveIntegerField("文件数", default=0)
    taken = models.PositiveIntegerField("新收录", default=0)
    known = models.PositiveIntegerField("此前已收录", default=0)
    refused = models.PositiveIntegerField("未收录", default=0)
    begun_by = models.ForeignKey(Officer, models.PROTECT, verbose_name="收录人", related_name="+")
    begun_at = models.DateTimeField("开始时间")
    finished_at = models.DateTimeField("完成时间", null=True)

    class Meta:
        verbose_name = "批量收录"
        constraints = (
            models.UniqueConstraint(
                fields=("collection", "folder"), condition=Q(finished_at=None), name="folder_is_taken_in_once_at_a_time"
            ),
        )

    def __str__(self) -> str:
        return f"{self.collection}（{self.folder}）"

    @property
    def files_done(self) -> int:
        """How many files have been dealt with (已处理文件数)."""
        return self.taken + self.known + self.refused


class IntakeChunk(models.Model):
    """Some files of a folder, read together and kept together (批次). ``done_at`` is null while it waits."""

    intake = models.ForeignKey(CollectionIntake, models.CASCADE, related_name="chunks")
    number = models.PositiveIntegerField("批号")
    paths = models.JSONField("文件")
    done_at = models.DateTimeField("完成时间", null=True)

    class Meta:
        verbose_name = "批次"
        constraints = (models.UniqueConstraint(fields=("intake", "number"), name="chunk_is_numbered_once"),)
        indexes = (models.Index(fields=("intake", "number"), name="chunk_waiting", condition=Q(done_at=None)),)


class RefusedFile(models.Model):
    """A file that was not taken in, and why (未收录的文件)."""

    intake = models.ForeignKey(CollectionIntake, models.CASCADE, related_name="refused_files")
    path = models.CharField("文件", max_length=1000)
    reason = models.CharField("原因", max_length=500)

    class Meta:
        verbose_name = "未收录的文件"
