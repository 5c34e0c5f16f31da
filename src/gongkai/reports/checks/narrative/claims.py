"""What the prose claims of a cell, and whether the cell bears it out (正文提法与表格核对)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
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
    return Verdict.AGREES if _stands(claim, sums) else Verdict.DISAGREES


def together(claims: Sequence[Claim]) -> Claim | None:
    """Return the one claim that parts of a cell, told in one sentence, make up; None where they are no parts (合计).

    已主动公开2件，同意公开1件 together are 予以公开3件.
    """
    if len(claims) < 2 or all(claim.extent is Extent.EQUAL for claim in claims):
        return None
    plain = next((claim for claim in claims if claim.extent is Extent.EQUAL), claims[0])
    whole = claims[0].value
    for claim in claims[1:]:
        whole += claim.value
    return replace(plain, value=whole)


def names_the_cell(claims: Sequence[Claim], figures: Mapping[str, Value]) -> bool:
    """Return whether one of several figures said of one cell in one sentence is the cell's (有一相符).

    The others then are its parts: 收到申请20件 may be followed by a smaller figure of the same.
    """
    stands = total(claims[0].cells, figures)
    equal = (claim for claim in claims if claim.extent is Extent.EQUAL)
    return stands is not None and len(claims) > 1 and any(claim.value.covers(stands) for claim in equal)


def _stands(claim: Claim, sums: Sequence[int | Decimal]) -> bool:
    if claim.extent is Extent.AT_MOST:
        return claim.value.value <= max(sums)
    return any(claim.value.covers(amount) for amount in sums)
