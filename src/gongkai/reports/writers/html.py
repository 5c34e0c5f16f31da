"""Write a report as one self-contained, accessible web page (输出网页)."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from gongkai.reports.model import Report
from gongkai.reports.writers.outline import Outline, Part, heading_split, outline
from gongkai.reports.writers.printed import PrintedCell, PrintedTable

_STYLE = """
:root{color-scheme:light dark}
body{margin:0 auto;max-width:60rem;padding:1.5rem;font:1rem/1.8 "Source Han Sans SC","Noto Sans CJK SC",sans-serif}
h1{text-align:center;font-size:1.6rem}
h2{font-size:1.2rem;margin-top:2rem}
p{text-indent:2em;margin:.4em 0}
.signature{text-align:right}
.scroll{overflow-x:auto}
table{border-collapse:collapse;width:100%;font-size:.875rem;line-height:1.4}
caption{text-align:left;font-weight:bold;padding:.4em 0}
th,td{border:1px solid currentColor;padding:.3em .4em;text-align:center;font-weight:normal}
th[scope=row]{text-align:left}
td{font-variant-numeric:tabular-nums}
@media print{
body{max-width:none;padding:0}
thead{display:table-header-group}
tr{break-inside:avoid}
.scroll{overflow:visible}
}
"""


def write(report: Report) -> bytes:
    """Return the report as an HTML page that needs nothing else: no script, no other file (输出网页).

    Every figure names the cells that head it. A blank figure is an empty cell. The same report gives the same bytes.
    """
    return "\n".join(_page(outline(report))).encode()


def _page(plan: Outline) -> Iterator[str]:
    yield '<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>{escape(plan.title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<main>"
    yield f"<h1>{escape(plan.title)}</h1>"
    yield from map(_paragraph, plan.preface)
    for part in plan.parts:
        yield from _section(part)
    yield from (f'<p class="signature">{escape(line)}</p>' for line in plan.signature)
    yield "</main>\n</body>\n</html>\n"


def _section(part: Part) -> Iterator[str]:
    yield f'<section aria-labelledby="part-{part.number}">'
    yield f'<h2 id="part-{part.number}">{escape(part.heading)}</h2>'
    yield from map(_paragraph, part.paragraphs)
    if part.table is not None:
        yield from _table(part.table)
    yield "</section>"


def _paragraph(text: str) -> str:
    heading, rest = heading_split(text)
    strong = f"<strong>{escape(heading)}</strong>" if heading else ""
    return f"<p>{strong}{escape(rest)}</p>"


def _table(table: PrintedTable) -> Iterator[str]:
    # A wide table scrolls by itself, and with the keyboard as well as by touch.
    yield f'<div class="scroll" role="region" tabindex="0" aria-labelledby="{table.key}-caption">'
    yield f'<table>\n<caption id="{table.key}-caption">{escape(table.caption)}</caption>'
    head, body = table.rows[: table.header_rows], table.rows[table.header_rows :]
    if head:
        yield "<thead>"
        yield from map(_row, head)
        yield "</thead>"
    yield "<tbody>"
    yield from map(_row, body)
    yield "</tbody>\n</table>\n</div>"


def _row(cells: tuple[PrintedCell, ...]) -> str:
    return f"<tr>{''.join(map(_cell, cells))}</tr>"


def _cell(cell: PrintedCell) -> str:
    spans = (f' {name}="{span}"' for name, span in (("rowspan", cell.rowspan), ("colspan", cell.colspan)) if span > 1)
    written = "".join(spans)
    if cell.scope is not None:
        return f'<th id="{cell.id}" scope="{cell.scope}"{written}>{escape(cell.text)}</th>'
    headers = f' headers="{" ".join(cell.headers)}"' if cell.headers else ""
    path = f' data-cell="{cell.path}"' if cell.path else ""
    return f"<td{written}{headers}{path}>{escape(cell.text)}</td>"
