"""Table two: what was published on the organ's own initiative (主动公开政府信息情况)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import combinations, groupby

from gongkai.documents.problems import Problem
from gongkai.reports.alignment import align, left_over
from gongkai.reports.bound_table import BoundTable, TableUnderWay, unrecoverable
from gongkai.reports.cell_values import Printed
from gongkai.reports.characters import core
from gongkai.reports.labels import LabelIndex, index_of
from gongkai.reports.single_table import only_one, parts_from
from gongkai.reports.value_rows import Route, Token, ValueRow
from gongkai.statute.editions import BY_EDITION
from gongkai.statute.report_form import Form, Row, Section

_MARKS = {
    "2019": (
        "新制作数量",
        "新公开数量",
        "对外公开总数",
        "项目数量",
        "本年增减",
        "其他对外管理",
        "集中采购",
        "采购总金额",
    ),
    "2021": ("制发件数", "废止件数", "废件数", "现行有效", "收费金额", "本年处理决定"),
}
_OPENING = ("第二十条第一项", "信息内容")
_CLOSING = ("本年新收", "申请人情况", "勾稽关系")
_FEWEST_ROWS = 3
_MOST_VALUES = 12


def bind(rows: Sequence[ValueRow], *, route: Route) -> BoundTable | Problem | None:
    """Return table two from rows of values (表二定位).

    None where the table is not there; a problem where its figures cannot be told apart, or where it comes twice with
    different figures.
    """
    return only_one("proactive", (_bind_one(part, route=route) for part in parts_from(rows, _opens)))


def _bind_one(rows: Sequence[ValueRow], *, route: Route) -> BoundTable | Problem | None:
    kept = _within_table(rows)
    form = _form_of(kept)
    aligned = align(kept, _index(form.edition))
    found = {row.key: kept[at] for row, at in zip(form.proactive.rows, aligned, strict=True) if at is not None}
    if len(found) < _FEWEST_ROWS:
        return None
    if route is not Route.RULED and left_over(kept, aligned):
        return unrecoverable("proactive")
    return _bound(form, found, route=route, letters=" ".join(row.letters for row in kept))


def _within_table(rows: Sequence[ValueRow]) -> list[ValueRow]:
    """Leave out what stands before the table's first head and from table three on."""
    kept: list[ValueRow] = []
    for row in rows:
        if any(mark in row.letters for mark in _CLOSING):
            break
        if kept or any(mark in row.letters for mark in _OPENING) or _opens(row):
            kept.append(row)
    return kept


def _opens(row: ValueRow) -> bool:
    return row.letters.endswith("规章")


def _form_of(rows: Sequence[ValueRow]) -> Form:
    letters = " ".join(row.letters for row in rows)
    hits = {edition: sum(mark in letters for mark in marks) for edition, marks in _MARKS.items()}
    return BY_EDITION["2019" if hits["2019"] > hits["2021"] else "2021"]


@lru_cache(maxsize=4)
def _index(edition: str) -> LabelIndex:
    return index_of(BY_EDITION[edition].proactive.rows)


def _bound(form: Form, found: Mapping[str, ValueRow], *, route: Route, letters: str) -> BoundTable | Problem:
    table = TableUnderWay(form, "proactive")
    for section in form.proactive.sections:
        usual = _usual_columns(section, found)
        for row in section.rows:
            if row.key not in found:
                _bind_absent(table, row, section, letters)
                continue
            tokens = _cells(found[row.key], len(section.columns), usual, route=route)
            if tokens is None and route is Route.GLUED:
                return unrecoverable("proactive")
            if tokens is None:
                table.give_up(row, section.columns)
            else:
                table.bind(row, section.columns, tokens)
    return table.finish()


def _bind_absent(table: TableUnderWay, row: Row, section: Section, letters: str) -> None:
    if core(row.label) in letters:
        table.leave_blank(row, section.columns)
    else:
        table.give_up(row, section.columns)


def _usual_columns(section: Section, found: Mapping[str, ValueRow]) -> tuple[int, ...] | None:
    """Return the columns in which the section's rows with all their values keep them."""
    size = len(section.columns)
    for row in section.rows:
        if row.key in found and len(found[row.key].filled) == size:
            return tuple(token.column for token in found[row.key].filled)
    return None


def _cells(
    row: ValueRow, size: int, columns: tuple[int, ...] | None, *, route: Route
) -> tuple[Token | None, ...] | None:
    """Return the row's cells, or None where it cannot be told which value is which."""
    filled = row.filled
    if len(filled) == size:
        return filled
    if route is Route.GLUED:
        return _digit_by_digit(filled, size)
    if route is Route.RULED and columns is not None and {token.column for token in filled} <= set(columns):
        at = {token.column: token for token in row.tokens}
        return tuple(at.get(column) for column in columns)
    if not filled:
        return (None,) * size
    if len(row.tokens) >= size and all(token.printed.is_blank for token in row.tokens[size:]):
        return row.tokens[:size]
    return _without_repeats(filled, size) if route is Route.RULED and len(filled) <= _MOST_VALUES else None


def _without_repeats(filled: Sequence[Token], size: int) -> tuple[Token, ...] | None:
    """Return the values of a row in which a conversion repeated a value for every column its cell spans.

    None where leaving out repeats does not give the number of columns in exactly one way.
    """
    readings = {
        tuple(token.text for token in chosen): chosen
        for chosen in combinations(filled, size)
        if _runs(chosen) == _runs(filled)
    }
    return next(iter(readings.values())) if len(readings) == 1 else None


def _runs(tokens: Sequence[Token]) -> list[str]:
    return [text for text, _ in groupby(token.text for token in tokens)]


def _digit_by_digit(filled: Sequence[Token], size: int) -> tuple[Token, ...] | None:
    """Split a run of as many digits as there are columns: there is no other way to cut it."""
    if len(filled) != 1 or len(filled[0].text) != size or not filled[0].text.isdecimal():
        return None
    return tuple(Token(digit, Printed(int(digit)), filled[0].place) for digit in filled[0].text)
