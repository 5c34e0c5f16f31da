"""The records of annual reports (年度报告记录)."""

from __future__ import annotations

from gongkai.apps.reporting.models.annual import (
    AnnualReport,
    AnnualReportQuerySet,
    EarlierDate,
    FindingExplanation,
    ReportState,
    ReportVersion,
    SectionText,
)
from gongkai.apps.reporting.models.annual_frozen import (
    CellEntry,
    FlowStep,
    Publication,
    ReportSnapshot,
    RollupPart,
)
from gongkai.apps.reporting.models.cell_tallies import CellTally, CollectionExtent, CountedReport
from gongkai.apps.reporting.models.editions import PublicEdition, PublicFile
from gongkai.apps.reporting.models.published import (
    Deposit,
    PublishedReport,
    PublishedReportQuerySet,
    Publisher,
    Standing,
)
from gongkai.apps.reporting.models.reminders import SentReminder

__all__ = (
    "AnnualReport",
    "AnnualReportQuerySet",
    "CellEntry",
    "CellTally",
    "CollectionExtent",
    "CountedReport",
    "Deposit",
    "EarlierDate",
    "FindingExplanation",
    "FlowStep",
    "PublicEdition",
    "PublicFile",
    "Publication",
    "PublishedReport",
    "PublishedReportQuerySet",
    "Publisher",
    "ReportSnapshot",
    "ReportState",
    "ReportVersion",
    "RollupPart",
    "SectionText",
    "SentReminder",
    "Standing",
)
