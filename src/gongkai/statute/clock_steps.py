"""Where the clock of an application stands, and the lines that explain it (阶段与推算步骤)."""

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
