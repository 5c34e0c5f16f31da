"""Table four: reconsideration and litigation (政府信息公开行政复议、行政诉讼情况)."""

from __future__ import annotations

from collections.abc import Sequence

from gongkai.documents.problems import Problem
from gongkai.reports.bound_table import BoundTable, TableUnderWay, columns_moved, unrecoverable
from gongkai.reports.placement import Candidate, candidates
from gongkai.reports.single_table import only_one
from gongkai.reports.value_rows import Token, ValueRow
from gongkai.statute.editions import BY_EDITION
from gongkai.statute.report_form import Form

_BLOCKS = (5, 5, 5)
_SIZE = 15
_ENOUGH_HEADS = 2
_HEADS = ("复议后起诉", "未经复议", "尚未审结", "结果维持")


def bind(rows: Sequence[ValueRow], *, edition: str, is_ruled: bool, is_in_order: bool) -> BoundTable | Problem | None:
    """Return table four from rows of values; its one row has fifteen (表四定位).

    None where the table is not there; a problem where its figures admit more than one reading. Both editions print the
    same table, so ``edition`` is that of the report's other tables. ``is_in_order`` tells that the text kept the order
    of those tables; else this one has to add up to be believed.
    """
    form = BY_EDITION[edition]
    starts = [at for at, row in enumerate(rows) if _is_under_heads(row)]
    outcomes = (
        _bind_one(rows[at : at + 6], form, is_believed=is_ruled or is_in_order, is_ruled=is_ruled) for at in starts
    )
    return only_one("remedies", outcomes)


def _is_under_heads(row: ValueRow) -> bool:
    has_values = bool(row.filled) or len(row.tokens) >= _SIZE
    return has_values and sum(head in row.letters for head in _HEADS) >= _ENOUGH_HEADS


def _bind_one(rows: Sequence[ValueRow], form: Form, *, is_believed: bool, is_ruled: bool) -> BoundTable | Problem:
    by_block = _in_three_rows(rows)
    if by_block is not None:
        return _bound(form, by_block)
    if _is_moved(rows[0].letters):
        return columns_moved("remedies")
    choices = _readings(rows[0], is_ruled=is_ruled)
    if len(choices) == 1 and (is_believed or choices[0].sums_up(_BLOCKS)):
        return _bound(form, choices[0].tokens)
    return unrecoverable("remedies")


def _is_moved(letters: str) -> bool:
    """Tell whether the heads show another order of columns than the form's."""
    direct, after = letters.rfind("未经复议"), letters.rfind("复议后起诉")
    upheld, total = letters.find("维持"), letters.find("总计")
    return 0 <= after < direct or 0 <= total < upheld


def _readings(row: ValueRow, *, is_ruled: bool) -> list[Candidate]:
    if len(row.filled) == _SIZE:
        return [Candidate(row.filled)]
    if len(row.tokens) == _SIZE:
        return [Candidate(row.tokens)]
    if is_ruled and len(row.tokens) > _SIZE and not row.filled:
        return [Candidate((None,) * _SIZE)]
    return candidates(row.filled, _BLOCKS)


def _in_three_rows(rows: Sequence[ValueRow]) -> tuple[Token | None, ...] | None:
    """Return the fifteen cells of a table that was turned: one row of five for each of the three blocks."""
    found: list[Token | None] = []
    for name in ("行政复议", "未经复议直接起诉", "复议后起诉"):
        row = next((row for row in rows if row.letters.endswith(name) and len(row.tokens) == 5), None)
        if row is None:
            return None
        found += row.tokens
    return tuple(found)


def _bound(form: Form, tokens: Sequence[Token | None]) -> BoundTable:
    table = TableUnderWay(form, "remedies")
    section = form.remedies.sections[0]
    for number, row in enumerate(section.rows):
        table.bind(row, section.columns, tokens[5 * number : 5 * number + 5])
    return table.finish()
