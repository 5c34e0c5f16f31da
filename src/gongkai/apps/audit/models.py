"""The log of acts, to which rows are added and never changed (操作日志)."""

from __future__ import annotations

from django.db import models

from gongkai.apps.audit.frozen import FrozenRecord


class Entry(FrozenRecord):
    """One act: who, what, on what, when (一次操作).

    ``actor`` and ``target`` are text and numbers, not references: the log outlives what it speaks of. ``actor_id`` is
    null for a visitor. ``act`` is the stable code of an act, ``label`` its Chinese name when it was done.
    """

    at = models.DateTimeField("时间")
    actor_id = models.BigIntegerField("操作人编号", null=True)
    actor = models.CharField("操作人", max_length=150)
    act = models.CharField("操作代码", max_length=60)
    label = models.CharField("操作", max_length=60)
    target_kind = models.CharField("对象类别", max_length=60)
    target_id = models.CharField("对象编号", max_length=64)
    target = models.CharField("对象", max_length=300)
    details = models.JSONField("详情", default=dict)

    class Meta:
        verbose_name = "操作日志"
        indexes = (models.Index(fields=("target_kind", "target_id", "-id"), name="audit_by_target"),)

    def __str__(self) -> str:
        return f"{self.actor}：{self.label}（{self.target}）"
