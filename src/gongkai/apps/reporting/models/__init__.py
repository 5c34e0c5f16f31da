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
from gongkai.apps.reporting.models.collection_intakes import CollectionIntake, IntakeChunk, RefusedFile
from gongkai.apps.reporting.models.correction_requests import CorrectionRequest, CorrectionStep
from gongkai.apps.reporting.models.editions import PublicEdition, PublicFile
from gongkai.apps.reporting.models.published import (
    Deposit,
    PublishedReport,
    PublishedReportQuerySet,
    Publisher,
    Standing,
)
from gongkai.apps.reporting.models.reminders import SentReminder
from gongkai.apps.reporting.models.report_collections import (
    CollectedFinding,
    CollectedReport,
    CollectionTally,
    CollectionVerdict,
    OrganNamePart,
    ReportCollection,
)

__all__ = (
    "AnnualReport",
    "AnnualReportQuerySet",
    "CellEntry",
    "CellTally",
    "CollectedFinding",
    "CollectedReport",
    "CollectionExtent",
    "CollectionIntake",
    "CollectionTally",
    "CollectionVerdict",
    "CorrectionRequest",
    "CorrectionStep",
    "CountedReport",
    "Deposit",
    "EarlierDate",
    "FindingExplanation",
    "FlowStep",
    "IntakeChunk",
    "OrganNamePart",
    "PublicEdition",
    "PublicFile",
    "Publication",
    "PublishedReport",
    "PublishedReportQuerySet",
    "Publisher",
    "RefusedFile",
    "ReportCollection",
    "ReportSnapshot",
    "ReportState",
    "ReportVersion",
    "RollupPart",
    "SectionText",
    "SentReminder",
    "Standing",
)
