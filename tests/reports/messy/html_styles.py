"""Ways in which web pages mangle the tables. A style turns printed tables into the HTML of a published page."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable
from html import escape

from reports.messy.tables import HEADINGS, OTHERS, OVERVIEW, PROBLEMS, TITLE, Line, Printed

Style = Callable[[Printed, int, random.Random], str]
Cell = tuple[str, int, int]
"""Text, rows spanned, columns spanned."""


def _grid_two(lines: list[Line]) -> list[list[Cell]]:
    width = max(len(line.values) for line in lines)
    rows: list[list[Cell]] = []
    for line in lines:
        if line.is_head and not line.values:
            rows.append([(line.label, 1, width + 1)])
            continue
        last = width - len(line.values) + 1
        rows.append([(line.label, 1, 1), *((v, 1, 1) for v in line.values[:-1]), (line.values[-1], 1, last)])
    return rows


def _grid_three(lines: list[Line]) -> list[list[Cell]]:
    rows: list[list[Cell]] = [
        [("（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）", 3, 3), ("申请人情况", 1, 7)],
        [("自然人", 2, 1), ("法人或其他组织", 1, 5), ("总计", 2, 1)],
        [(name, 1, 1) for name in ("商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他")],
    ]
    body = [line for line in lines if not line.is_head]
    results = sum(line.depth > 0 for line in body)
    for at, line in enumerate(body):
        cells: list[Cell] = []
        for level, group in enumerate(line.groups, start=line.depth - len(line.groups)):
            members = results if level == 0 else _members(body, at)
            cells.append((group, members, 1))
        cells.append((line.label, 1, 3 - line.depth))
        rows.append([*cells, *((value, 1, 1) for value in line.values)])
    return rows


def _members(body: list[Line], at: int) -> int:
    """How many rows the inner group that begins at a row has."""
    size = 1
    while at + size < len(body) and body[at + size].depth == 2 and not body[at + size].groups:
        size += 1
    return size


def _grid_four(lines: list[Line]) -> list[list[Cell]]:
    five = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")
    return [
        [("行政复议", 1, 5), ("行政诉讼", 1, 10)],
        [*((name, 2, 1) for name in five), ("未经复议直接起诉", 1, 5), ("复议后起诉", 1, 5)],
        [(name, 1, 1) for name in five * 2],
        [(value, 1, 1) for value in lines[-1].values],
    ]


def grids(printed: Printed) -> list[list[list[Cell]]]:
    """The three tables as cells with spans, as the official form has them."""
    return [_grid_two(printed.proactive), _grid_three(printed.applications), _grid_four(printed.remedies)]


def laid_out(rows: list[list[Cell]]) -> list[tuple[str, int, int, int, int]]:
    """The cells of a table with the rows and columns they cover: text, top, left, bottom, right, counted from 0."""
    taken: set[tuple[int, int]] = set()
    found = []
    for top, row in enumerate(rows):
        left = 0
        for text, down, across in row:
            while (top, left) in taken:
                left += 1
            taken |= {(top + i, left + j) for i in range(down) for j in range(across)}
            found.append((text, top, left, top + down - 1, left + across - 1))
            left += across
    return found


def _table(rows: Iterable[Iterable[Cell]], cell: Callable[[str], str]) -> str:
    def one(text: str, down: int, across: int) -> str:
        spans = (f" rowspan={down}" if down > 1 else "") + (f' colspan="{across}"' if across > 1 else "")
        return f"<td{spans}>{cell(text)}</td>"

    return "<table border=1>" + "".join("<tr>" + "".join(one(*c) for c in row) + "</tr>" for row in rows) + "</table>"


def _page(printed: Printed, year: int, cell: Callable[[str], str], wrap: str = "{}") -> str:
    two, three, four = (_table(rows, cell) for rows in grids(printed))
    return wrap.format(_body(year, two, three, four))


def _body(year: int, two: str, three: str, four: str) -> str:
    return (
        f"<h1>{TITLE.format(year=year)}</h1><p>{HEADINGS[0]}</p><p>{OVERVIEW.format(year=year)}</p>"
        f"<p>{HEADINGS[1]}</p>{two}<p>{HEADINGS[2]}</p>{three}<p>{HEADINGS[3]}</p>{four}"
        f"<p>{HEADINGS[4]}</p><p>{PROBLEMS}</p><p>{HEADINGS[5]}</p><p>{OTHERS}</p>"
        f"<p>青岚市人民政府办公室<br>{year + 1}年1月20日</p>"
    )


def plain_page(printed: Printed, year: int, rng: random.Random) -> str:
    return "<html><body>" + _page(printed, year, escape) + "</body></html>"


def saved_by_a_word_processor(printed: Printed, year: int, rng: random.Random) -> str:
    """Each cell a paragraph of spans, labels cut over spans, padding of fixed spaces."""

    def cell(text: str) -> str:
        at = rng.randrange(len(text) + 1)
        halves = "".join(
            f"<span lang=EN-US style='font-size:10.5pt;font-family:\"仿宋\"'>{escape(half)}</span>"
            for half in (text[:at], text[at:])
        )
        return f"<p class=MsoNormal align=center style='text-align:center'>{halves or '&nbsp;'}<o:p></o:p></p>"

    head = "<html xmlns:o='urn:schemas-microsoft-com:office:office'><head><style>td{padding:0}</style></head><body>"
    return head + _page(printed, year, cell) + "</body></html>"


def letters_stacked(printed: Printed, year: int, rng: random.Random) -> str:
    def cell(text: str) -> str:
        return "<br>".join(text) if 2 <= len(text) <= 4 and not text.lstrip("-").isdecimal() else escape(text)

    return "<html><body>" + _page(printed, year, cell) + "</body></html>"


def in_a_layout_table(printed: Printed, year: int, rng: random.Random) -> str:
    """Navigation and a metadata table around, the whole article in the cell of another table."""
    menu = "".join(f"<li><a href='#'>{name}</a></li>" for name in ("首页", "政务公开", "办事服务", "互动交流"))
    facts = (
        "<table><tr><td>索引号</td><td>000014349/2023-00012</td><td>发布机构</td><td>青岚市人民政府办公室</td></tr>"
        f"<tr><td>成文日期</td><td>{year + 1}-01-20</td><td>有效性</td><td>有效</td></tr></table>"
    )
    wrap = f"<html><body><ul>{menu}</ul><table width=1000><tr><td>{facts}</td></tr><tr><td>{{}}</td></tr></table>"
    return _page(printed, year, escape, wrap) + "<div>版权所有 备案号12345678</div></body></html>"


def padded_instead_of_spanned(printed: Printed, year: int, rng: random.Random) -> str:
    """Spans turned into empty cells."""

    def flat(rows: list[list[Cell]]) -> list[list[Cell]]:
        width = sum(across for _, _, across in rows[0])
        out: list[list[Cell]] = [[("", 1, 1)] * width for _ in rows]
        for text, top, left, _, _ in laid_out(rows):
            out[top][left] = (text, 1, 1)
        return out

    two, three, four = (_table(flat(rows), escape) for rows in grids(printed))
    return "<html><body>" + _body(year, two, three, four) + "</body></html>"


def one_table_for_all(printed: Printed, year: int, rng: random.Random) -> str:
    rows = [row for grid in grids(printed) for row in grid]
    body = _body(year, "", _table(rows, escape), "")
    return f"<html><body>{body}</body></html>"


def table_cut_in_two(printed: Printed, year: int, rng: random.Random) -> str:
    """Table three goes on in a second table, as page-wise conversions have it."""
    two, three, four = grids(printed)
    body = _body(year, _table(two, escape), "", _table(four, escape))
    cut = next(at for at in range(12, len(three)) if len(three[at]) >= 9)
    halves = _table(three[:cut], escape) + "<p>- 6 -</p>" + _table(three[cut:], escape)
    return f"<html><body>{body.replace(f'<p>{HEADINGS[3]}', halves + f'<p>{HEADINGS[3]}')}</body></html>"


ALL: tuple[Style, ...] = (
    plain_page,
    saved_by_a_word_processor,
    letters_stacked,
    in_a_layout_table,
    padded_instead_of_spanned,
    one_table_for_all,
    table_cut_in_two,
)
