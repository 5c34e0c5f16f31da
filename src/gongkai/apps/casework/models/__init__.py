"""The records of applications on request (依申请公开记录)."""

from __future__ import annotations

from gongkai.apps.casework.models.applicants import Applicant
from gongkai.apps.casework.models.calendar_notices import HolidayNoticeRecord
from gongkai.apps.casework.models.cases import Case, CaseQuerySet
from gongkai.apps.casework.models.ledger_events import CaseEvent
from gongkai.apps.casework.models.outcome_rows import OutcomeRow
from gongkai.apps.casework.models.papers import Document, Draft, EvidenceKind, JointAnswer, Letter, Note
from gongkai.apps.casework.models.series import NumberSeries

__all__ = (
    "Applicant",
    "Case",
    "CaseEvent",
    "CaseQuerySet",
    "Document",
    "Draft",
    "EvidenceKind",
    "HolidayNoticeRecord",
    "JointAnswer",
    "Letter",
    "Note",
    "NumberSeries",
    "OutcomeRow",
)
