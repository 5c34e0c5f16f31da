"""Time the reading of DOCX and HTML tables against the floor and against general libraries, in the same run.

    python benchmarks/markup_reading.py

One invented report is written the way Word writes it: as a DOCX whose runs all carry their format, once more as a lean
DOCX without formats, and as a page saved from Word. The floor is the least any reader has to do: unzip and parse the
document part, or parse the page. Every reader's tree is freed within its time. Times are CPU milliseconds, the median
of interleaved rounds, so that a busy machine shifts all rows alike.
"""

from __future__ import annotations

import random
import sys
import time
import zipfile
from collections.abc import Callable, Iterable
from importlib.util import find_spec
from io import BytesIO, StringIO
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "src"))

from lxml import etree
from selectolax.lexbor import LexborHTMLParser

from gongkai.documents import docx, html
from gongkai.documents.blocks import Document, Grid

ROUNDS = 60
SLOW_ROUNDS = 6
PROSE = "根据《中华人民共和国政府信息公开条例》有关要求编制本报告，全文包括总体情况等六个部分。"
ORGANISATIONS = ("商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他")
OUTCOMES = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")

Cell = tuple[str, int, int]
"""Text, columns, rows."""
Table = list[list[Cell]]
Reader = Callable[[bytes], object]


def cells(texts: Iterable[object]) -> list[Cell]:
    return [(str(text), 1, 1) for text in texts]


def proactive() -> Table:
    rows: Table = []
    for number in "一五六八":
        rows += [[(f"第二十条第（{number}）项", 4, 1)]]
        rows += [cells(("信息内容", "本年制发件数", "本年废止件数", "现行有效件数"))]
        rows += [cells(("规章", 0, 0, 0)), cells(("行政规范性文件", 3, 1, 15))]
    return rows


def applications(chance: random.Random) -> Table:
    rows: Table = [
        [("（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）", 3, 3), ("申请人情况", 7, 1)],
        [("自然人", 1, 2), ("法人或其他组织", 5, 1), ("总计", 1, 2)],
        cells(ORGANISATIONS),
    ]
    for index in range(25):
        figures = cells(chance.randrange(40) for _ in range(7))
        if index in (0, 1, 24):
            rows.append([("一、本年新收政府信息公开申请数量", 3, 1), *figures])
            continue
        labels: list[Cell] = [("三、本年度办理结果", 1, 22)] if index == 2 else []
        labels += [("（三）不予公开", 1, min(8, 24 - index))] if index % 8 == 2 else []
        rows.append([*labels, ("2．其他法律行政法规禁止公开", 1, 1), *figures])
    return rows


def remedies() -> Table:
    return [
        [("行政复议", 5, 1), ("行政诉讼", 10, 1)],
        [*((outcome, 1, 2) for outcome in OUTCOMES), ("未经复议直接起诉", 5, 1), ("复议后起诉", 5, 1)],
        cells(OUTCOMES * 2),
        cells([0] * 15),
    ]


def split(text: str, chance: random.Random) -> list[str]:
    """Cut a longer text in two, as editors leave it."""
    cut = chance.randrange(1, len(text)) if len(text) > 8 else len(text)
    return [part for part in (text[:cut], text[cut:]) if part]


def report(paragraph: Callable[[str], str], table: Callable[[Table], str]) -> str:
    chance = random.Random(2022)
    return "".join(
        [
            *(paragraph(PROSE * chance.randint(1, 3)) for _ in range(45)),
            table(proactive()),
            paragraph("三、收到和处理政府信息公开申请情况"),
            table(applications(chance)),
            paragraph("四、因政府信息公开工作被申请行政复议、提起行政诉讼情况"),
            table(remedies()),
            *(paragraph(PROSE * 2) for _ in range(20)),
        ]
    )


def saved_by_word() -> bytes:
    """Return the report as a page saved from Word, about 135 KB."""
    chance = random.Random(1)

    def runs(text: str) -> str:
        style = "font-size:10.5pt;font-family:宋体;color:black"
        return "".join(f"<span lang=EN-US style='{style}'>{part}<o:p></o:p></span>" for part in split(text, chance))

    def cell(text: str, columns: int, rows: int) -> str:
        spans = f" colspan={columns}" * (columns > 1) + f" rowspan={rows}" * (rows > 1)
        style = "width:48.0pt;border:solid windowtext 1.0pt;padding:0cm 5.4pt 0cm 5.4pt"
        text = f"<p class=MsoNormal align=center style='text-align:center'>{runs(text)}</p>"
        return f"  <td width=64{spans} style='{style}'>\n  {text}\n  </td>\n"

    def table(rows: Table) -> str:
        lines = (f" <tr style='height:24.0pt'>\n{''.join(cell(*one) for one in row)} </tr>\n" for row in rows)
        return f"<table class=MsoNormalTable border=0 style='border-collapse:collapse'>\n{''.join(lines)}</table>\n"

    def paragraph(text: str) -> str:
        return f"<p class=MsoNormal style='text-indent:32.0pt;line-height:28.0pt'>{runs(text)}</p>\n"

    menu = "".join(f"<li><a href='/zwgk/{number}.html'>信息公开栏目{number}</a></li>\n" for number in range(60))
    head = "<meta charset=utf-8><title>年报</title><style>p.MsoNormal{margin:0cm;font-size:10.5pt}</style>"
    content = report(paragraph, table)
    return f"<html><head>{head}</head><body><ul>{menu}</ul><div>{content}</div></body></html>".encode()


RUN_FORMAT = (
    '<w:rPr><w:rFonts w:ascii="仿宋_GB2312" w:eastAsia="仿宋_GB2312" w:hAnsi="宋体" w:cs="宋体" w:hint="eastAsia"/>'
    '<w:color w:val="000000"/><w:kern w:val="0"/><w:sz w:val="20"/><w:szCs w:val="20"/></w:rPr>'
)
PARAGRAPH_FORMAT = (
    '<w:pPr><w:widowControl/><w:spacing w:line="300" w:lineRule="exact"/><w:jc w:val="center"/>'
    + RUN_FORMAT
    + "</w:pPr>"
)
CELL_FORMAT = (
    '<w:tcBorders><w:top w:val="nil"/><w:left w:val="nil"/><w:bottom w:val="single" w:sz="8" w:space="0"/>'
    '<w:right w:val="single" w:sz="8" w:space="0"/></w:tcBorders><w:shd w:val="clear" w:fill="auto"/>'
    '<w:vAlign w:val="center"/>'
)


def written_by_word(paragraph_format: str, run_format: str, cell_format: str) -> bytes:
    """Return the report as a DOCX with these formats at each paragraph, run and cell."""
    chance = random.Random(1)

    def paragraph(text: str) -> str:
        parts = split(text, chance) if run_format else [text]
        runs = "".join(f"<w:r>{run_format}<w:t>{part}</w:t></w:r>" for part in parts)
        return f'<w:p w:rsidR="00A77B3E" w:rsidRDefault="00A77B3E">{paragraph_format}{runs}</w:p>'

    def cell(text: str, columns: int, merge: str) -> str:
        span = f'<w:gridSpan w:val="{columns}"/>' * (columns > 1)
        properties = f'<w:tcPr><w:tcW w:w="900" w:type="dxa"/>{span}{merge}{cell_format}</w:tcPr>'
        return f"<w:tc>{properties}{paragraph(text)}</w:tc>"

    def table(rows: Table) -> str:
        lines = ("".join(cell(*one) for one in line) for line in with_continued_cells(rows))
        rows_written = (f'<w:tr><w:trPr><w:trHeight w:val="480"/></w:trPr>{line}</w:tr>' for line in lines)
        return f"<w:tbl><w:tblPr/>{''.join(rows_written)}</w:tbl>"

    namespace = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    body = report(paragraph, table)
    return packed(f'<w:document xmlns:w="{namespace}"><w:body>{body}<w:sectPr/></w:body></w:document>')


def with_continued_cells(rows: Table) -> list[list[tuple[str, int, str]]]:
    """Add the empty cells by which Word continues a merged cell: (text, columns, merge property)."""
    continued: dict[tuple[int, int], int] = {}
    lines: list[list[tuple[str, int, str]]] = []
    for index, row in enumerate(rows):
        line: list[tuple[str, int, str]] = []
        at, waiting = 0, list(row)
        while waiting or (index, at) in continued:
            if (index, at) in continued:
                text, columns, merge = "", continued[index, at], "<w:vMerge/>"
            else:
                text, columns, height = waiting.pop(0)
                merge = '<w:vMerge w:val="restart"/>' * (height > 1)
                continued |= {(below, at): columns for below in range(index + 1, index + height)}
            line.append((text, columns, merge))
            at += columns
        lines.append(line)
    return lines


def packed(document: str) -> bytes:
    """Return a DOCX that python-docx opens too, with style parts of the usual size beside the document."""
    import docx as writer

    buffer, template = BytesIO(), BytesIO()
    writer.Document().save(template)
    with zipfile.ZipFile(template) as parts, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as container:
        for name in parts.namelist():
            content = document.encode() if name == "word/document.xml" else parts.read(name)
            container.writestr(name, content)
    return buffer.getvalue()


def docx_floor(content: bytes) -> None:
    with zipfile.ZipFile(BytesIO(content)) as container:
        etree.fromstring(container.read("word/document.xml"))


def html_floor(content: bytes) -> None:
    LexborHTMLParser(content)


def python_docx(content: bytes) -> list[list[str]]:
    import docx as peer

    tables = peer.Document(BytesIO(content)).tables
    return [[cell.text for cell in row.cells] for table in tables for row in table.rows]


def pandas(content: bytes) -> object:
    from pandas import read_html

    return read_html(StringIO(content.decode()), flavor="lxml")


def markitdown(content: bytes) -> object:
    from markitdown import MarkItDown

    return MarkItDown().convert_stream(BytesIO(content), file_extension=".html" if content[:1] == b"<" else ".docx")


def timed(readers: dict[str, Reader], content: bytes) -> dict[str, float]:
    """Return the median CPU milliseconds of each reader over interleaved rounds, the first left out."""
    spent: dict[str, list[float]] = {name: [] for name in readers}
    for turn in range(ROUNDS + 1):
        for name, reader in readers.items():
            if turn > SLOW_ROUNDS and name not in ("floor", "gongkai"):
                continue
            start = time.process_time()
            reader(content)
            if turn:
                spent[name].append((time.process_time() - start) * 1000)
    return {name: median(times) for name, times in spent.items()}


def rows_right(read: Document) -> str:
    """Say how many rows of the three tables came back with the texts that were written."""
    wanted = [[text for text, _, _ in row] for table in tables_written() for row in table]
    found = [
        [text for text in row if text is not None]
        for grid in read.blocks
        if isinstance(grid, Grid)
        for row in grid.rows
    ]
    return f"{sum(map(list.__eq__, wanted, found))} of {len(wanted)} rows"


def tables_written() -> list[Table]:
    written: list[Table] = []

    def remember(table: Table) -> str:
        written.append(table)
        return ""

    report(lambda _: "", remember)
    return written


def compare(
    title: str, content: bytes, floor: Reader, ours: Callable[[bytes], Document], peers: dict[str, Reader]
) -> None:
    """Print the times of one document, each beside its multiple of the floor."""
    installed = {name: peer for name, peer in peers.items() if find_spec(name.replace("python-docx", "docx"))}
    times = timed({"floor": floor, "gongkai": ours, **installed}, content)
    print(f"{title}: {len(content) / 1000:.0f} KB, {rows_right(ours(content))} right")
    for name, spent in times.items():
        print(f"  {name:<12}{spent:>9.2f} ms{spent / times['floor']:>9.2f} x floor")


def main() -> None:
    """Print one table for each kind of document."""
    word = {"python-docx": python_docx, "markitdown": markitdown}
    formatted = written_by_word(PARAGRAPH_FORMAT, RUN_FORMAT, CELL_FORMAT)
    compare("DOCX, every run formatted", formatted, docx_floor, docx.read, word)
    compare("DOCX, lean", written_by_word("", "", ""), docx_floor, docx.read, word)
    compare(
        "HTML saved from Word", saved_by_word(), html_floor, html.read, {"pandas": pandas, "markitdown": markitdown}
    )


if __name__ == "__main__":
    main()
