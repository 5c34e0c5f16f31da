"""The rows of table three by what they have in common, taken from the form (办理结果分组)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from gongkai.reports.checks.narrative.claims import Reading
from gongkai.statute.editions import BY_EDITION
from gongkai.statute.editions.shared_rows import DECLINED, OTHER, REFUSED, RESULTS, UNAVAILABLE
from gongkai.statute.report_form import Row

_NUMBER = re.compile(r"^\d+\.|^（[一二三四五六七]）")
_NOTE = re.compile(r"（.*）$")
_PLAIN = str.maketrans("", "", "“”、")


@dataclass(frozen=True, slots=True)
class OutcomeRows:
    """The keys of one edition's outcome rows, by group; ``labels`` finds a row by its printed label (办理结果分组)."""

    edition: str
    granted: tuple[str, ...]
    partly_granted: tuple[str, ...]
    refused: tuple[str, ...]
    unavailable: tuple[str, ...]
    declined: tuple[str, ...]
    other: tuple[str, ...]
    labels: Mapping[str, str]

    @property
    def on_merits(self) -> tuple[str, ...]:
        """The rows of applications that were answered on their merits (实体答复)."""
        return self.granted + self.partly_granted + self.refused + self.unavailable


@cache
def outcome_rows(edition: str) -> OutcomeRows:
    """Return the outcome rows of an edition by group (办理结果分组)."""
    rows = [row for row in BY_EDITION[edition].applications.rows if row.groups[:1] == (RESULTS,) and row.key != "total"]
    grouped = {group: _of_group(rows, group) for group in (REFUSED, UNAVAILABLE, DECLINED, OTHER)}
    undivided = tuple(row.key for row in rows if row.label == OTHER)
    return OutcomeRows(
        edition=edition,
        granted=("granted",),
        partly_granted=("partly_granted",),
        refused=grouped[REFUSED],
        unavailable=grouped[UNAVAILABLE],
        declined=grouped[DECLINED],
        other=grouped[OTHER] or undivided,
        labels={plain_label(label): row.key for row in rows if len(row.groups) > 1 for label in row.labels},
    )


def reading(rows: tuple[str, ...], column: str = "total") -> Reading:
    """Return the cells of these rows in one column (单元格路径)."""
    return tuple(f"applications.{row}.{column}" for row in rows)


def plain_label(label: str) -> str:
    """Return a row's label without its number, its note and its quotation marks (行名称)."""
    return _NOTE.sub("", _NUMBER.sub("", label)).translate(_PLAIN)


def _of_group(rows: list[Row], group: str) -> tuple[str, ...]:
    return tuple(row.key for row in rows if row.groups[-1] == group)
