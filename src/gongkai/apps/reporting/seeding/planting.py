"""Errors that are put into invented reports on purpose, one of every rule (预埋错误)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from gongkai.statute.report_form import Value

_MISCOUNT = 7
"""By how much the prose is wrong: more than is ever carried over, so that it cannot mean both together."""


@dataclass(slots=True)
class Draft:
    """A report before it is written (报告草稿). ``said`` is the number of new applications that the prose tells."""

    organ: str
    year: int
    figures: dict[str, Value]
    reported_on: date
    said: int = 0
    document_year: int = 0
    fee_text: str = "本年度未收取信息处理费。"
    parts: list[int] = field(default_factory=lambda: [1, 2, 3, 4, 5, 6])

    def __post_init__(self) -> None:
        """Tell what is so, until an error is planted."""
        self.said = self.said or int(self.figures["applications.new.total"] or 0)
        self.document_year = self.document_year or self.year

    def shift(self, changes: Mapping[str, int]) -> None:
        """Add to cells (改动单元格)."""
        for path, change in changes.items():
            self.figures[path] = (self.figures[path] or 0) + change


def _applications(*changes: tuple[str, int]) -> Callable[[Draft], None]:
    """Change cells of table three for natural persons and in the column of totals alike, so that rows still add up."""
    both = {f"applications.{row}.{column}": by for row, by in changes for column in ("natural_person", "total")}
    return lambda draft: draft.shift(both)


def _carry_over(draft: Draft) -> None:
    _applications(("carried_in", 1), ("new", -1))(draft)
    draft.said -= 1


def _row_sum(draft: Draft) -> None:
    draft.shift({"applications.granted.total": -1, "applications.partly_granted.total": 1})


def _block_sum(draft: Draft) -> None:
    draft.shift({"remedies.reconsideration.total": 1})


def _continuity(draft: Draft) -> None:
    draft.shift({"proactive.normative_documents.in_force": 1})


def _invalid(draft: Draft) -> None:
    draft.figures["proactive.licensing.decisions"] = Decimal("12.5")


def _blank(draft: Draft) -> None:
    draft.figures["proactive.coercion.decisions"] = None


def _prose(draft: Draft) -> None:
    draft.said += _MISCOUNT


def _citation(draft: Draft) -> None:
    draft.document_year = draft.year - 3


def _missing(draft: Draft) -> None:
    draft.parts.remove(5)


def _order(draft: Draft) -> None:
    draft.parts = [1, 2, 3, 4, 6, 5]


def _fee(draft: Draft) -> None:
    draft.fee_text = "无其他需要报告的事项。"


def _late(draft: Draft) -> None:
    draft.reported_on = date(draft.year + 1, 4, 20)


PLANTED: Mapping[str, Callable[[Draft], None]] = {
    "applications.balance": _applications(("carried_out", 1)),
    "applications.total": _applications(("total", 1), ("carried_out", -1)),
    "applications.row_sum": _row_sum,
    "remedies.block_sum": _block_sum,
    "cell.invalid": _invalid,
    "cell.blank": _blank,
    "narrative.disagrees": _prose,
    "narrative.citation_year": _citation,
    "section.missing": _missing,
    "section.order": _order,
    "section.fee_statement": _fee,
    "report.late": _late,
}
"""What spoils a report by itself, by the rule that it breaks, and no other."""
PLANTED_BETWEEN_YEARS: Mapping[str, Callable[[Draft], None]] = {
    "applications.carry_over": _carry_over,
    "proactive.continuity": _continuity,
}
"""What spoils a report next to that of the year before."""
ROLLUP = "rollup.sum"
"""What is wrong in the report of the whole: it sums up what the organs ought to have written."""
