"""Tables whose numbers ran into their labels and into each other: 本年新收…20000002二、上年结转… (无分隔文本)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import lru_cache

from gongkai.documents.blocks import NOWHERE
from gongkai.reports.cell_values import Printed
from gongkai.reports.characters import core, fold
from gongkai.reports.labels import without_ordinal
from gongkai.reports.value_rows import Token, ValueRow, value_row
from gongkai.statute.editions import BY_EDITION
from gongkai.statute.report_form import Row

_SPACE = re.compile(r"\s+")
_RUN = re.compile(r"\d+(?:\.\d+)?")
_LONGEST_RUN = 90
_HEAD_OF_FOUR = re.compile(r"复议后起诉.{0,80}?总计(?=\d)", re.DOTALL)


def rows_of_glued_text(texts: Iterable[str]) -> list[ValueRow]:
    """Return the runs of digits that follow the labels of the form directly, each as one value (无分隔值行).

    Text in which values are parted yields nothing. The number that opens the next label (``2.其他法律…``) is taken off
    the end of the run before it.
    """
    text = _SPACE.sub("", fold("\n".join(texts)))
    found: list[ValueRow] = []
    position = 0
    for pattern, ordinal_after in _labels():
        match = pattern.search(text, position)
        if match is None:
            continue
        run = _RUN.match(text, match.end())
        position = match.end()
        if run is None:
            continue
        digits = _without_next_ordinal(run[0], text[run.end() : run.end() + 1], ordinal_after)
        if 0 < len(digits) <= _LONGEST_RUN:
            found.append(_row(match[0], digits))
            position = run.end()
    head = _HEAD_OF_FOUR.search(text, position)
    run = _RUN.match(text, head.end()) if head else None
    has_four = run is not None and len(run[0]) <= _LONGEST_RUN
    return [*found, _row("结果维持尚未审结复议后起诉总计", run[0])] if run and has_four else found


def _row(label: str, digits: str) -> ValueRow:
    number = int(digits) if digits.isdecimal() else Decimal(digits)
    return value_row(core(label), (Token(digits, Printed(number), NOWHERE),))


def _without_next_ordinal(run: str, after: str, ordinal: str | None) -> str:
    if after in (".", "、") and ordinal is not None and run.endswith(ordinal):
        return run[: -len(ordinal)]
    return run


@lru_cache(maxsize=1)
def _labels() -> tuple[tuple[re.Pattern[str], str | None], ...]:
    """Return, for every row of tables two and three in order, its pattern and the number that opens the next label."""
    rows: list[Row] = []
    for table in ("proactive", "applications"):
        for form in (BY_EDITION["2019"], BY_EDITION["2021"]):
            known = {row.key for row in rows}
            rows += [row for row in getattr(form, table).rows if row.key not in known]
    ordered = _in_print_order(rows)
    following = [*ordered[1:], None]
    return tuple((_pattern(row), _ordinal(after)) for row, after in zip(ordered, following, strict=True))


def _in_print_order(rows: Sequence[Row]) -> list[Row]:
    """Put the undivided （六）其他处理 and table two's older rows where both editions have their place."""
    late = ("total", "carried_out")
    return [row for row in rows if row.key not in late] + [row for row in rows if row.key in late]


def _pattern(row: Row) -> re.Pattern[str]:
    names = sorted({without_ordinal(core(label)) for label in row.labels}, key=len, reverse=True)
    gap = r"[^\w]{0,3}"
    return re.compile("(?:" + "|".join(gap.join(name) for name in names) + rf"){gap}(?=\d)")


def _ordinal(row: Row | None) -> str | None:
    digit = row.label[0] if row else ""
    return digit if digit.isdecimal() else None
