"""The shapes in which reports are found: clean files, and what is left of them on the way (样例载体)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from html import escape
from io import BytesIO
from zipfile import ZipFile

import pages
from paper import lay_out
from sources import Source

from gongkai.documents.packing import pack
from gongkai.reports.model import Report
from gongkai.reports.writers import docx, xlsx
from gongkai.reports.writers.outline import NUMERALS, Outline, outline
from gongkai.reports.writers.printed import PrintedCell, PrintedTable


def word(source: Source) -> bytes:
    """The official form as a Word document, its labels with the slips (规范 Word 文档)."""
    with ZipFile(BytesIO(docx.write(source.report))) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    body = parts["word/document.xml"].decode()
    for form, printed in source.slips.items():
        body = body.replace(f">{form}<", f">{printed}<")
    return pack({**parts, "word/document.xml": body.encode()})


def workbook(source: Source) -> bytes:
    """The tables as an Excel workbook (Excel 工作簿)."""
    return xlsx.write(source.report)


def one_cell_a_line(source: Source) -> bytes:
    """Plain text as it is left when tables are pasted from Word: a line for each cell (一格一行的文本)."""
    lines = [source.told["title"], ""]
    for heading, paragraphs, table in _contents(source.report):
        lines += [*([heading] if heading else []), *paragraphs]
        if table is not None:
            lines += [*_cell_lines(source, table), ""]
    return "\n".join((*lines, "")).encode()


def _cell_lines(source: Source, table: PrintedTable) -> Iterator[str]:
    for row in _listed(table):
        for text in row:
            yield f"\t{source.printed(text)}"
        yield ""


def markdown(source: Source) -> bytes:
    """Markdown with bars; a label of two lines runs over into a row of its own (Markdown)."""
    lines = [f"# {source.told['title']}", ""]
    for heading, paragraphs, table in _contents(source.report):
        lines += [f"## {heading}", ""] if heading else []
        lines += [line for paragraph in paragraphs for line in (paragraph, "")]
        lines += [*_bars(source, table), ""] if table is not None else []
    return "\n".join(lines).encode()


def _bars(source: Source, table: PrintedTable) -> Iterator[str]:
    for number, row in enumerate(_spread(table)):
        cells = [source.printed(text).split("\n") for text in row]
        for line in range(max(map(len, cells))):
            yield f"| {' | '.join(cell[line] if line < len(cell) else '' for cell in cells)} |"
        if number == 0:
            yield f"|{' --- |' * table.width}"


def web_page(source: Source) -> bytes:
    """A page saved from Word, set into the layout tables and navigation of a site (Word 另存网页)."""
    report = source.report
    lines = [
        _PAGE_HEAD.format(title=escape(" ".join(source.told["title"].split())), agency=escape(report.agency or ""))
    ]
    lines += [_word_paragraph(line, centred=True) for line in source.told["title"].split("\n")]
    for heading, paragraphs, table in _contents(report):
        lines += [_word_paragraph(text, centred=False) for text in (*([heading] if heading else []), *paragraphs)]
        lines += [_word_table(source, table)] if table is not None else []
    return "\n".join((*lines, _PAGE_FOOT)).encode()


_PAGE_HEAD = """<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns="http://www.w3.org/TR/REC-html40">
<head><meta http-equiv=Content-Type content="text/html; charset=utf-8"><meta name=Generator content="Microsoft Word 15">
<title>{title}</title><style><!-- p.MsoNormal{{margin:0;text-align:justify}} --></style></head>
<body lang=ZH-CN><table width="100%"><tr><td colspan=2><a href="/">首页</a> | <a href="/xxgk/">政府信息公开</a> |
<a href="/hdjl/">互动交流</a> | <a href="/zwfw/">政务服务</a></td></tr>
<tr><td width=180 valign=top><ul><li><a href="/zn/">公开指南</a></li><li><a href="/zd/">公开制度</a></li>
<li><a href="/zdgk/">法定主动公开内容</a></li><li><a href="/nb/">公开年报</a></li></ul></td><td>
<div>您所在的位置: 首页 &gt; 政府信息公开 &gt; {agency} &gt; 公开年报</div>
<div class=WordSection1 style='layout-grid:15.6pt'>"""
_PAGE_FOOT = """</div><div><a href="javascript:window.print()">打印本页</a>
<a href="javascript:window.close()">关闭窗口</a></div></td></tr>
<tr><td colspan=2>主办: 本市人民政府办公室 &nbsp; 网站地图 | 联系我们</td></tr></table>
</body></html>
"""
_HALF_WIDTH = str.maketrans("（），：；", "(),:;")
_FACE = "font-size:16.0pt;font-family:仿宋_GB2312"


def _word_paragraph(text: str, *, centred: bool) -> str:
    align = " align=center style='text-align:center'" if centred else " style='text-indent:32.0pt'"
    middle = len(text) // 2
    halves = (escape(text[:middle].translate(_HALF_WIDTH)), escape(text[middle:].translate(_HALF_WIDTH)))
    spans = "".join(f"<span lang=ZH-CN style='{_FACE}'>{half}</span>" for half in halves)
    return f"<p class=MsoNormal{align}>{spans}<span lang=EN-US><o:p></o:p></span></p>"


def _word_table(source: Source, table: PrintedTable) -> str:
    rows = ("".join(_word_cell(source, cell) for cell in row) for row in table.rows)
    body = "\n".join(f" <tr style='height:20.0pt'>{row}</tr>" for row in rows)
    return f"<table class=MsoNormalTable border=1 cellspacing=0 cellpadding=0>\n{body}\n</table>"


def _word_cell(source: Source, cell: PrintedCell) -> str:
    text = escape(source.printed(cell.text).translate(_HALF_WIDTH)).replace(")", ")</span><span>", 1)
    spans = f" colspan={cell.colspan}" if cell.colspan > 1 else ""
    spans += f" rowspan={cell.rowspan}" if cell.rowspan > 1 else ""
    return (
        f"<td{spans} style='border:solid windowtext 1.0pt'><p class=MsoNormal><span>{text or '&nbsp;'}</span></p></td>"
    )


def _contents(report: Report) -> Iterator[tuple[str, tuple[str, ...], PrintedTable | None]]:
    plan = outline(report)
    yield "", plan.preface, None
    for part in plan.parts:
        closing = plan.signature if part.number == len(NUMERALS) else ()
        yield part.heading, (*part.paragraphs, *closing), part.table


def _listed(table: PrintedTable) -> Iterator[list[str]]:
    """Yield each row's cells as Word lists them: one reaching down from above is there and empty."""
    for number, covering in enumerate(table.matrix()):
        yield [cell.text if cell.row == number else "" for cell in dict.fromkeys(covering)]


def _spread(table: PrintedTable) -> Iterator[list[str]]:
    """Yield each row at full width, a merged cell's text once and blanks for the rest of it."""
    for number, covering in enumerate(table.matrix()):
        yield [cell.text if (cell.row, cell.column) == (number, at) else "" for at, cell in enumerate(covering)]


def portable(source: Source) -> bytes:
    """Ruled pages as PDF (PDF)."""
    plan = outline(source.report)
    return pages.pdf(lay_out(_slipped(plan, source)), title=plan.title)


def fixed(source: Source) -> bytes:
    """Ruled pages as OFD (OFD)."""
    plan = outline(source.report)
    return pages.ofd(lay_out(_slipped(plan, source)), title=plan.title)


def _slipped(plan: Outline, source: Source) -> Outline:
    return replace(plan, parts=tuple(replace(part, table=_slipped_table(part.table, source)) for part in plan.parts))


def _slipped_table(table: PrintedTable | None, source: Source) -> PrintedTable | None:
    if table is None:
        return None
    rows = (tuple(replace(cell, text=source.printed(cell.text)) for cell in row) for row in table.rows)
    return replace(table, rows=tuple(rows))
