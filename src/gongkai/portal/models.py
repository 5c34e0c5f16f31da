"""How often the same place asked for what must not be asked without end (频次登记)."""

from __future__ import annotations

from django.db import models


class Attempt(models.Model):
    """One try, from one place, at one thing (尝试).

    ``source`` is a keyed digest of a network address: enough to count by, and no record of who came.
    """

    purpose = models.CharField("事项", max_length=20)
    source = models.CharField("来源标记", max_length=64)
    at = models.DateTimeField("时间")

    class Meta:
        verbose_name = "尝试"
        indexes = (
            models.Index(fields=("source", "purpose", "at"), name="portal_attempt_by_source"),
            models.Index(fields=("at",), name="portal_attempt_by_age"),
        )

    def __str__(self) -> str:
        return f"{self.purpose}（{self.at:%Y-%m-%d %H:%M}）"
