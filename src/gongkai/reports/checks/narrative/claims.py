"""What the prose claims of a cell, and whether the cell bears it out (正文提法与表格核对)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from typing import TypeAlias

from gongkai.reports.checks.numerals import Numeral
from gongkai.statute.report_form import Value, Verdict, total

Reading: TypeAlias = "tuple[str, ...]"
"""Paths of cells whose sum a figure may mean."""


class Kind(Enum):
    """What sort of thing is counted, for what may follow it (提法类别)."""

    INTAKE = "收到"
    OUTCOME = "办理"
    REMEDY = "复议诉讼"
    DOCUMENT = "文件"
    DECISION = "决定"


class Extent(Enum):
    """How a figure must stand to its cells (比较方式)."""

    EQUAL = "等于"
    AT_MOST = "不多于"


@dataclass(frozen=True, slots=True)
class Claim:
    """A figure of the prose and the cells it speaks of (正文数字提法).

    ``readings`` are the sums it may mean, the plainest first: that one names the cells and the expected figure.
    ``label_at`` is where, in the sentence, the words begin that name what is counted: what stands before them says
    whose figure it is and of what time. ``is_stock`` is true of a figure that stands at a day and not over a year.
    """

    value: Numeral
    readings: tuple[Reading, ...]
    kind: Kind
    start: int
    end: int
    label_at: int
    extent: Extent = Extent.EQUAL
    is_stock: bool = False

    @property
    def cells(self) -> Reading:
        """The cells it speaks of in the first place."""
        return self.readings[0]


def judge(claim: Claim, figures: Mapping[str, Value]) -> Verdict:
    """Compare a claim with the table; undecided where the cell it speaks of is blank or unknown (核对提法)."""
    if total(claim.cells, figures) is None:
        return Verdict.UNDECIDED
    sums = [amount for reading in claim.readings if (amount := total(reading, figures)) is not None]
    return Verdict.AGREES if _stands(claim, claim.value, sums) else Verdict.DISAGREES


def bear_each_other_out(claims: Sequence[Claim], figures: Mapping[str, Value]) -> bool:
    """Return whether figures said of one cell in one sentence are its parts, or it and its parts (合计相符).

    已主动公开2件，同意公开1件 together are 予以公开3件; 收到申请20件 may be followed by a smaller figure of the same.
    """
    stands = total(claims[0].cells, figures)
    if stands is None or len(claims) < 2:
        return False
    whole = claims[0].value
    for claim in claims[1:]:
        whole += claim.value
    return whole.covers(stands) or claims[0].value.covers(stands)


def _stands(claim: Claim, value: Numeral, sums: Sequence[int | Decimal]) -> bool:
    if claim.extent is Extent.AT_MOST:
        return value.value <= max(sums)
    return any(value.covers(amount) for amount in sums)
