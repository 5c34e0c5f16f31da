"""Reminders that went out, so that none goes out twice (已发提醒)."""

from __future__ import annotations

from django.db import models

from gongkai.apps.agencies.models import Agency


class SentReminder(models.Model):
    """That an organ was reminded of something (已发提醒). ``key`` says of what, and how long before."""

    agency = models.ForeignKey(Agency, models.PROTECT, verbose_name="机关", related_name="+")
    key = models.CharField("事项", max_length=120)
    sent_at = models.DateTimeField("发送时间")

    class Meta:
        verbose_name = "已发提醒"
        constraints = (models.UniqueConstraint(fields=("agency", "key"), name="reminder_goes_out_once"),)

    def __str__(self) -> str:
        return f"{self.agency}：{self.key}"
