"""Ways in which plain text mangles the tables. A style turns printed tables into the text of a report."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable
from dataclasses import replace

from reports.messy.tables import Line, Printed, report_lines

Style = Callable[[Printed, int, random.Random], str]


def _report(printed: Printed, year: int, turn: Callable[[Line], Iterable[str]], between: str = "\n") -> str:
    tables = ([text for line in table for text in turn(line)] for table in _tables(printed))
    return between.join(report_lines(year, tables))


def _tables(printed: Printed) -> tuple[list[Line], ...]:
    return printed.proactive, printed.applications, printed.remedies


def _cells(line: Line) -> list[str]:
    return [cell for cell in line.cells if cell]


def one_cell_a_line(printed: Printed, year: int, rng: random.Random) -> str:
    return _report(printed, year, _cells)


def blank_lines_between(printed: Printed, year: int, rng: random.Random) -> str:
    return _report(printed, year, _cells, "\n\n")


def bars_on_their_own_lines(printed: Printed, year: int, rng: random.Random) -> str:
    return _report(printed, year, lambda line: [piece for cell in _cells(line) for piece in (cell, "|")])


def indented_cells(printed: Printed, year: int, rng: random.Random) -> str:
    """As a word processor's “save as text” has it: a tab before each cell, a blank line after each row."""
    return _report(printed, year, lambda line: [*("\t" + cell for cell in _cells(line)), ""])


def tabs(printed: Printed, year: int, rng: random.Random) -> str:
    return _report(printed, year, lambda line: ["\t".join(line.cells)])


def tabs_without_merged_labels(printed: Printed, year: int, rng: random.Random) -> str:
    return _report(printed, year, lambda line: ["\t" * (2 - len(line.groups)) + "\t".join(line.cells)])


def tabs_with_a_phantom_column(printed: Printed, year: int, rng: random.Random) -> str:
    def turn(line: Line) -> list[str]:
        return ["\t".join((*line.groups, line.label, "", *line.values)) + "\t"]

    return _report(printed, year, turn)


def spaces(printed: Printed, year: int, rng: random.Random) -> str:
    return _report(printed, year, lambda line: [" ".join(_cells(line))])


def wide_gaps(printed: Printed, year: int, rng: random.Random) -> str:
    return _report(printed, year, lambda line: ["    ".join(_cells(line))])


def bars(printed: Printed, year: int, rng: random.Random) -> str:
    return _report(printed, year, lambda line: ["| " + "  |  ".join(line.cells) + " |"])


def bars_with_labels_repeated(printed: Printed, year: int, rng: random.Random) -> str:
    held: list[str] = []

    def turn(line: Line) -> list[str]:
        nonlocal held
        if line.depth:
            held = [*held[: line.depth - len(line.groups)], *line.groups]
            labels = [*held, line.label]
        else:
            labels = [line.label] * 3
        return ["| " + " | ".join([*labels[:3], *([line.label] * (3 - len(labels))), *line.values]) + " |"]

    tables = (
        [f"| {' | '.join([*line.cells, *line.values[-1:] * (4 - len(line.cells))])} |" for line in printed.proactive],
        [text for line in printed.applications for text in turn(line)],
        [f"| {' | '.join(line.cells)} |" for line in printed.remedies],
    )
    return "\n".join(report_lines(year, tables))


def markdown(printed: Printed, year: int, rng: random.Random) -> str:
    def table(lines: list[Line]) -> list[str]:
        width = max(len(line.cells) for line in lines) + 2
        rows = []
        for line in lines:
            cells = [*([""] * (line.depth - len(line.groups))), *line.groups, line.label]
            cells += [""] * (3 - len(cells)) if line.values and len(line.values) == 7 else []
            rows.append(
                "| " + " | ".join([*cells, *line.values, *[""] * (width - len(cells) - len(line.values))]) + " |"
            )
        return ["", rows[0], "|" + " --- |" * width, *rows[1:], ""]

    return "\n".join(report_lines(year, [table(lines) for lines in _tables(printed)]))


def page_numbers_between(printed: Printed, year: int, rng: random.Random) -> str:
    def turn(line: Line) -> list[str]:
        cells = _cells(line)
        if line.values and not line.is_head and rng.random() < 0.25:
            at = rng.randrange(1, len(cells))
            cells.insert(at, rng.choice(["- 4 -", "— 5 —", "第 6 页", "第7页 共9页"]))
        return cells

    return _report(printed, year, turn)


def bare_page_number_between(printed: Printed, year: int, rng: random.Random) -> str:
    chosen = rng.randrange(4, len(printed.applications) - 1)

    def turn(line: Line) -> list[str]:
        cells = _cells(line)
        if line is printed.applications[chosen]:
            cells.insert(len(cells) - 3, "12")
        return cells

    return _report(printed, year, turn)


def stacked_letters(printed: Printed, year: int, rng: random.Random) -> str:
    def turn(line: Line) -> list[str]:
        if line.is_head:
            return [letter for cell in _cells(line) for letter in cell]
        return _cells(line)

    return _report(printed, year, turn)


def labels_cut_over_lines(printed: Printed, year: int, rng: random.Random) -> str:
    def cut(cell: str) -> list[str]:
        if len(cell) < 5 or cell.isdecimal():
            return [cell]
        at = rng.randrange(2, len(cell) - 1)
        return [cell[:at], cell[at:]]

    def turn(line: Line) -> list[str]:
        words = [piece for cell in (*line.groups, line.label) if cell for piece in cut(cell)]
        return words + [value for value in line.values if value]

    return _report(printed, year, turn)


def labels_cut_over_cells(printed: Printed, year: int, rng: random.Random) -> str:
    """The number of a label stands in a cell of its own, and the label is cut over the next two."""

    def cut(cell: str) -> list[str]:
        if cell[:1].isdecimal() and len(cell) > 4:
            return [cell[:2], cell[2:5], cell[5:]]
        return [cell]

    def turn(line: Line) -> list[str]:
        labels = [piece for cell in (*line.groups, line.label) for piece in cut(cell)]
        return ["\t".join((*labels, *line.values))]

    return _report(printed, year, turn)


def label_around_its_values(printed: Printed, year: int, rng: random.Random) -> str:
    """Long labels in a page without rules: the values stand beside the middle line of the label."""

    def turn(line: Line) -> list[str]:
        if line.is_head or len(line.label) < 18 or len(line.values) != 7:
            return ["\t".join(_cells(line))]
        third = len(line.label) // 3
        first, second, last = line.label[:third], line.label[third : 2 * third], line.label[2 * third :]
        return [*line.groups, first, "\t".join((second, *line.values)), last]

    return _report(printed, year, turn)


def sub_labels_lost(printed: Printed, year: int, rng: random.Random) -> str:
    """The second column of labels fell out: only the merged labels and the plain rows keep theirs."""

    def turn(line: Line) -> list[str]:
        if line.depth == 2:
            return [*line.groups[-1:], *line.values]
        return _cells(line)

    return _report(printed, year, turn)


def nothing_between(printed: Printed, year: int, rng: random.Random) -> str:
    return _report(printed, year, lambda line: ["".join(_cells(line))], "")


def nothing_between_within_tables(printed: Printed, year: int, rng: random.Random) -> str:
    tables = (["".join("".join(_cells(line)) for line in table)] for table in _tables(printed))
    return "\n".join(report_lines(year, tables))


def number_cut_over_lines(printed: Printed, year: int, rng: random.Random) -> str:
    """One number of some rows is wrapped in its cell: 737 comes as 73 and 7."""

    def turn(line: Line) -> list[str]:
        cells = _cells(line)
        long = [at for at, cell in enumerate(cells) if len(cell) >= 3 and cell.isdecimal()]
        if len(line.values) == 7 and long:
            at = rng.choice(long)
            cells[at : at + 1] = [cells[at][:-1], cells[at][-1]]
        return cells

    return _report(printed, year, turn)


def drop_repeated_lines(text: str) -> str:
    """What a crawl leaves that keeps each line once."""
    return "\n".join(dict.fromkeys(line for line in text.split("\n") if line.strip()))


def drop_lines_repeated_in_a_row(text: str) -> str:
    """What ``uniq`` leaves."""
    lines = [line for line in text.split("\n") if line.strip()]
    return "\n".join(line for at, line in enumerate(lines) if not at or line != lines[at - 1])


def with_slips(printed: Printed) -> Printed:
    """The slips and half-width forms met in print."""
    slips = {
        "二、上年结转政府信息公开申请数量": "二、上年转结政府信息公开申请数量",
        "本年废止件数": "本年度止件数",
        "2.其他法律行政法规禁止公开": "2.其他法律法规禁止公开",
        "三、本年度办理结果": "三、本年度受理结果",
        "社会公益组织": "社会公益",
    }

    def change(line: Line) -> Line:
        def slip(text: str) -> str:
            return slips.get(text, text).replace("（", "(").replace("）", ")").replace("，", ",").replace("、", ",")

        return replace(
            line, groups=tuple(map(slip, line.groups)), label=slip(line.label), values=tuple(map(slip, line.values))
        )

    return printed.mapped(change)


_TRADITIONAL = str.maketrans(
    "关开请处结转总计机构业团组织会务办复议诉讼决许罚强费单万项规与对时数据认获类执发补内过题监举报护权证",
    "關開請處結轉總計機構業團組織會務辦復議訴訟決許罰強費單萬項規與對時數據認獲類執發補內過題監舉報護權證",
)


def in_traditional_characters(printed: Printed) -> Printed:
    """The labels in traditional characters."""

    def change(line: Line) -> Line:
        return replace(
            line,
            groups=tuple(group.translate(_TRADITIONAL) for group in line.groups),
            label=line.label.translate(_TRADITIONAL),
            values=tuple(value.translate(_TRADITIONAL) for value in line.values),
        )

    return printed.mapped(change)


WHOLE: tuple[Style, ...] = (
    one_cell_a_line,
    blank_lines_between,
    bars_on_their_own_lines,
    indented_cells,
    tabs,
    tabs_without_merged_labels,
    tabs_with_a_phantom_column,
    spaces,
    wide_gaps,
    bars,
    bars_with_labels_repeated,
    markdown,
    page_numbers_between,
    stacked_letters,
    labels_cut_over_lines,
    labels_cut_over_cells,
    label_around_its_values,
    sub_labels_lost,
)
"""Styles from which every cell can be recovered."""
