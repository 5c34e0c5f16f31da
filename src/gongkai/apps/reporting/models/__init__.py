"""The records of annual reports (年度报告记录)."""

from __future__ import annotations

from gongkai.apps.reporting.models.published import (
    Deposit,
    PublishedReport,
    PublishedReportQuerySet,
    Publisher,
    Standing,
)

__all__ = ("Deposit", "PublishedReport", "PublishedReportQuerySet", "Publisher", "Standing")
