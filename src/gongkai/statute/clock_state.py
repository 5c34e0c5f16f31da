"""What a reading of the clock says (期限状态)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum

from gongkai.statute.citations import Citation


class Phase(Enum):
    """Where an application stands as far as time goes (阶段)."""

    RUNNING = ("running", "期限计算中")
    AWAITING_CORRECTION = ("awaiting_correction", "等待申请人补正")
    AWAITING_PAYMENT = ("awaiting_payment", "等待申请人缴费")
    ANSWERED = ("answered", "已答复")
    WITHDRAWN = ("withdrawn", "已撤回")

    def __init__(self, code: str, label: str) -> None:
        self.code = code
        self.label = label


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the derivation: a day, what follows from it in Chinese, and its basis (推算步骤)."""

    on: date
    text: str
    citation: Citation


@dataclass(frozen=True, slots=True)
class ClockState:
    """The answer period after the events read (答复期限状态).

    ``due`` is the last day to answer, ``None`` while a correction or a payment is awaited; ``counted_from`` the day the
    running count starts after. ``is_provisional``: a day counted lies in a year without a holiday notice. ``suspended``
    counts working days left out for consultation. ``awaited_until`` is the last day for what the applicant owes, or the
    latest limit of an opinion still open. ``days_late`` counts calendar days, above zero for an answer after ``due``.
    """

    phase: Phase
    due: date | None
    counted_from: date
    is_provisional: bool
    suspended: int
    trace: tuple[Step, ...]
    awaited_until: date | None = None
    is_extended: bool = False
    days_late: int = 0
