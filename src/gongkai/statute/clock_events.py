"""What happens to the clock of an application, in the words of the command and the ledger (期限事件)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum


class Kind(Enum):
    """The events that move, stop, restart or end the answer period (期限事件种类)."""

    CORRECTION_NOTIFIED = ("correction_notified", "告知补正")
    CORRECTED = ("corrected", "收到补正")
    THIRD_PARTY_ASKED = ("third_party_asked", "征求第三方意见")
    THIRD_PARTY_ANSWERED = ("third_party_answered", "第三方提出意见")
    ORGAN_ASKED = ("organ_asked", "征求其他机关意见")
    ORGAN_ANSWERED = ("organ_answered", "其他机关提出意见")
    EXTENDED = ("extended", "延长答复期限")
    DELAYED = ("delayed", "确定延迟答复的合理期限")
    FEE_NOTIFIED = ("fee_notified", "收费通知")
    FEE_PAID = ("fee_paid", "缴纳信息处理费")
    ANSWERED = ("answered", "作出答复")
    WITHDRAWN = ("withdrawn", "申请人撤回")

    def __init__(self, code: str, label: str) -> None:
        self.code = code
        self.label = label


@dataclass(frozen=True, slots=True)
class Event:
    """One event on its legal day (期限事件).

    ``on`` is the day the organ acted, or the day the other side's paper was received.
    ``days``: for EXTENDED and DELAYED the working days added; for CORRECTION_NOTIFIED the working days the applicant is
    given, where the notice gives them. ``delivered_on``: for a letter that asks for an opinion or a fee, the day it was
    received, ``on`` where that is not known. ``party`` tells several third parties or organs apart.
    """

    kind: Kind
    on: date
    days: int | None = None
    delivered_on: date | None = None
    party: str = ""

    @property
    def reached_on(self) -> date:
        """The day the letter was received, or sent where no receipt is known (收到信函之日)."""
        return self.delivered_on or self.on
