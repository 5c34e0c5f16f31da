"""Table three: applications received and how they ended (收到和处理政府信息公开申请情况)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from gongkai.documents.problems import Problem
from gongkai.reports.alignment import align, left_over
from gongkai.reports.bound_table import BoundTable, TableUnderWay, columns_moved, unrecoverable
from gongkai.reports.cell_values import Printed
from gongkai.reports.heads import Heads
from gongkai.reports.labels import EXACT, PIECE, LabelIndex, index_of
from gongkai.reports.layouts import at_positions, columns_by_shape, placed, shape_of, trusted_fields
from gongkai.reports.placement import Candidate, candidates
from gongkai.reports.reconciliation import Equation, Options, reconcile
from gongkai.reports.single_table import only_one, parts_from
from gongkai.reports.value_rows import Token, ValueRow, value_row
from gongkai.statute.editions import BY_EDITION
from gongkai.statute.report_form import Form, Row, Verdict

_SIZE = 7
_DIVIDED_MARKS = ("逾期不补正", "逾期未按收费", "缴纳费用")
_TABLE_FOUR_MARKS = ("复议后起诉", "结果维持", "未经复议")
_FEWEST_ROWS = 8
NATURAL_PERSON, TOTAL = 0, _SIZE - 1


@dataclass(frozen=True, slots=True)
class ColumnEvidence:
    """What the carrier tells of the columns (列证据).

    Whether it is ruled; the columns under the printed heads, by grid; whether lines were lost on the way, so that
    arithmetic must not make up for them.
    """

    is_ruled: bool
    under_heads: Callable[[], Mapping[int, tuple[int, ...]]] = dict
    has_lost_lines: Callable[[], bool] = lambda: False


def bind(rows: Sequence[ValueRow], evidence: ColumnEvidence) -> BoundTable | Problem | None:
    """Return table three from rows of values (表三定位).

    None where the table is not there; a problem where it is and its figures admit more than one reading, or where it
    comes twice with different figures.
    """
    parts = parts_from(rows, lambda row: _index("2021").likeness(row.letters)[0] >= EXACT)
    return only_one("applications", (_bind_one(part, evidence) for part in parts))


def _bind_one(rows: Sequence[ValueRow], evidence: ColumnEvidence) -> BoundTable | Problem | None:
    kept = [part for row in _within_table(rows) for part in _split_run(row)]
    form = _form_of(kept)
    table_rows = form.applications.rows
    aligned = align(kept, _index(form.edition))
    found = {row.key: kept[at] for row, at in zip(table_rows, aligned, strict=True) if at is not None}
    letters = " ".join(row.letters for row in kept)
    if sum(row.key in found or _is_named(row, letters) for row in table_rows) < _FEWEST_ROWS:
        return None
    heads = Heads.of(kept[0].letters)
    if (heads.are_moved or _total_stands_first(found.values())) and not (evidence.is_ruled and evidence.under_heads()):
        return columns_moved("applications")
    is_whole = len(found) == len(table_rows) and all(len(row.filled) == _SIZE for row in found.values())
    if (
        is_whole
        and not (evidence.is_ruled and _has_moved_heads(evidence))
        and (evidence.is_ruled or not left_over(kept, aligned))
    ):
        return _bound_whole(form, found)
    table = _settle(form, found, _options(found, evidence, heads), letters)
    if evidence.is_ruled or isinstance(table, Problem):
        return table
    scores = (_index(form.edition).likeness(kept[at].letters)[row] for row, at in enumerate(aligned) if at is not None)
    is_in_order = not left_over(kept, aligned) and (not table.problems or min(scores) >= EXACT)
    return table if _is_credible(form, table, found, is_in_order=is_in_order) else unrecoverable("applications")


def _total_stands_first(rows: Iterable[ValueRow]) -> bool:
    """Tell whether every row begins with the sum of what follows, and not every row ends in it."""
    vectors = [Candidate(row.filled).vector for row in rows if len(row.filled) == _SIZE]
    ends_in_sum = all(sum(vector[:-1]) == vector[-1] for vector in vectors)
    return not ends_in_sum and all(sum(vector[1:]) == vector[0] for vector in vectors)


def _has_moved_heads(evidence: ColumnEvidence) -> bool:
    return any(list(columns) != sorted(columns) for columns in evidence.under_heads().values())


def _bound_whole(form: Form, found: Mapping[str, ValueRow]) -> BoundTable:
    """Bind a table every row of which came with all its values, in order: there is nothing to choose."""
    table = TableUnderWay(form, "applications")
    columns = form.applications.sections[0].columns
    for row in form.applications.rows:
        table.bind(row, columns, found[row.key].filled)
    return table.finish()


def _is_credible(form: Form, table: BoundTable, found: Mapping[str, ValueRow], *, is_in_order: bool) -> bool:
    """Tell whether a reading of text may be told as fact (可信性).

    Rows that all came whole and in order stand as printed, even where they do not add up: then the report is at fault.
    A row that had to be pieced together puts the reading in doubt: no sum may contradict it. A text that lost the order
    of the table has to satisfy every sum.
    """
    if is_in_order and all(len(row.filled) == _SIZE for row in found.values()):
        return True
    relations = (relation for relation in form.relations if relation.rule.startswith("applications."))
    verdicts = {relation.judge(table.figures) for relation in relations}
    return verdicts <= ({Verdict.AGREES, Verdict.UNDECIDED} if is_in_order else {Verdict.AGREES})


def _within_table(rows: Sequence[ValueRow]) -> list[ValueRow]:
    """Leave out what stands before the first row of the table and from table four on."""
    index = _index("2021")
    start = next((at for at, row in enumerate(rows) if index.likeness(row.letters)[0] >= PIECE), None)
    if start is None:
        return []
    kept: list[ValueRow] = []
    for row in rows[start:]:
        if kept and any(mark in row.letters for mark in _TABLE_FOUR_MARKS):
            break
        kept.append(row)
    return kept


def _split_run(row: ValueRow) -> list[ValueRow]:
    """Cut a run of values that holds several rows: the labels of all but the first were lost."""
    if len(row.filled) <= _SIZE or len(row.filled) % _SIZE or len(row.filled) != len(row.tokens):
        return [row]
    if row.width or row.tokens[0].place.line == row.tokens[_SIZE].place.line:
        return [row]  # Two tables side by side, and not two rows one below the other.
    starts = range(0, len(row.tokens), _SIZE)
    return [value_row("" if start else row.letters, row.tokens[start : start + _SIZE]) for start in starts]


def _form_of(rows: Sequence[ValueRow]) -> Form:
    """Return the edition whose rows the table has: only the later one divides （六）其他处理."""
    if any(mark in row.letters for row in rows for mark in _DIVIDED_MARKS):
        return BY_EDITION["2021"]
    undivided = len(BY_EDITION["2019"].applications.rows)
    return BY_EDITION["2019" if sum(bool(row.filled) for row in rows) <= undivided else "2021"]


@lru_cache(maxsize=4)
def _index(edition: str) -> LabelIndex:
    return index_of(BY_EDITION[edition].applications.rows)


def _options(found: Mapping[str, ValueRow], evidence: ColumnEvidence, heads: Heads) -> Options:
    """Return the readings of every row: one where the carrier or the count decides, else all that add up."""
    rows = list(found.values())
    if evidence.is_ruled:
        columns = columns_by_shape(rows, _SIZE, evidence.under_heads())
        options = {key: _ruled(row, columns.get(shape_of(row))) for key, row in found.items()}
        return _with_lost_zeros(options, heads)
    whole = {key: [Candidate(row.filled)] if len(row.filled) == _SIZE else [] for key, row in found.items()}
    if all(whole.values()) or evidence.has_lost_lines():
        return whole
    fields = trusted_fields(rows, _SIZE)
    return _with_lost_zeros({key: _guessed(row, fields) for key, row in found.items()}, heads)


def _ruled(row: ValueRow, columns: tuple[int, ...] | None) -> list[Candidate]:
    at_columns = placed(row, columns) if columns else None
    return [at_columns] if at_columns else _guessed(row, None)


def _guessed(row: ValueRow, fields: tuple[int, ...] | None) -> list[Candidate]:
    if len(row.filled) == _SIZE:
        return [Candidate(row.filled)]
    if fields is not None:
        return [at_positions(row, fields)]
    if not row.filled:
        return [Candidate((None,) * _SIZE)]
    return candidates(row.filled, (_SIZE,))


def _with_lost_zeros(options: Options, heads: Heads) -> Options:
    """Fill single lost cells, unless a whole column is missing: then nothing was lost (补回丢失的零)."""
    if heads.lack_a_column:
        return options
    return {
        key: [_with_lost_zero(choice) if choice.was_laid_out else choice for choice in choices]
        for key, choices in options.items()
    }


def _with_lost_zero(choice: Candidate) -> Candidate:
    """Fill the one cell that a row of printed zeros lost: the row's own sum says that it is a zero."""
    lost = [at for at, token in enumerate(choice.tokens) if token is None]
    present = [token for token in choice.tokens if token is not None]
    if len(lost) != 1 or all(token.printed.number != 0 for token in present):
        return choice
    zero = Token("0", Printed(0), present[-1].place)
    return Candidate(tuple(zero if token is None else token for token in choice.tokens))


def _settle(form: Form, found: Mapping[str, ValueRow], options: Options, letters: str) -> BoundTable | Problem:
    """Let the sums of the columns choose, and bind what is settled."""
    readable = {key: choices for key, choices in options.items() if choices}
    equations = [
        equation for equation in _equations(form) if all(key in readable or key not in found for key, _ in equation)
    ]
    result = reconcile(readable, equations, _SIZE)
    left = dict(result.options)
    told_apart = any(len(row.tokens) > len(row.filled) for row in found.values())
    presumed = () if result.is_unique or told_apart else _presume_natural_persons(left)
    unsettled = sum(len(left.get(key, ())) != 1 for key in found)
    if unsettled and (any(map(_is_run, found.values())) or 2 * unsettled > len(found)):
        return unrecoverable("applications")
    return _bound(form, found, left, presumed, letters)


def _is_run(row: ValueRow) -> bool:
    """Tell whether the row came as digits without anything between them."""
    return len(row.filled) == 1 and len(row.filled[0].text) >= _SIZE


def _equations(form: Form) -> list[Equation]:
    outcomes = [row.key for row in form.applications.rows[2:-2]]
    return [
        (("new", 1), ("carried_in", 1), ("total", -1), ("carried_out", -1)),
        (("total", -1), *((key, 1) for key in outcomes)),
    ]


def _presume_natural_persons(left: Options) -> tuple[Problem, ...]:
    """Choose natural persons where every open row is one number and its own total, and no other kind is in sight.

    Blank cells that fell out leave “3 3”: the second is the total, the first belongs to one kind of applicant. Nearly
    always that is 自然人; the choice is told as a problem, so that nobody takes it for what was printed.
    """
    open_rows = {key: choices for key, choices in left.items() if len(choices) > 1}
    certain = [choices[0] for choices in left.values() if len(choices) == 1]
    others_seen = any(any(choice.vector[NATURAL_PERSON + 1 : TOTAL]) for choice in certain)
    picked = {key: _natural_person_only(choices) for key, choices in open_rows.items()}
    if not picked or others_seen or None in picked.values():
        return ()
    left.update({key: [choice] for key, choice in picked.items() if choice is not None})
    return (
        Problem(
            "cells.presumed",
            "表三中空白单元格在转换时丢失，部分行只剩一个数和它的总计；已按自然人申请读取，请对照原件核对。",
            "applications",
        ),
    )


def _natural_person_only(choices: Sequence[Candidate]) -> Candidate | None:
    for choice in choices:
        filled = [at for at, token in enumerate(choice.tokens) if token is not None]
        if filled == [NATURAL_PERSON, TOTAL]:
            return choice
    return None


def _bound(
    form: Form, found: Mapping[str, ValueRow], left: Options, presumed: tuple[Problem, ...], letters: str
) -> BoundTable:
    table = TableUnderWay(form, "applications")
    columns = form.applications.sections[0].columns
    for row in form.applications.rows:
        choices = left.get(row.key, [])
        if len(choices) == 1:
            table.bind(row, columns, choices[0].tokens)
        elif choices:
            table.bind_in_part(row, columns, _agreed(choices))
        elif row.key not in found and _is_named(row, letters):
            table.leave_blank(row, columns)
        else:
            table.give_up(row, columns)
    return table.finish(*presumed)


def _agreed(choices: Sequence[Candidate]) -> tuple[Token | None, ...]:
    """Return the tokens on which all readings of a row agree, None elsewhere."""
    return tuple(
        column[0] if all(token is not None and token == column[0] for token in column) else None
        for column in zip(*(choice.tokens for choice in choices), strict=True)
    )


def _is_named(row: Row, letters: str) -> bool:
    index = index_of((row,))
    return any(label in letters for label in index.rows[0].bare)
