"""Time the reading of ruled PDF tables against the floor and against pdfplumber, in the same run.

    python benchmarks/pdf_reading.py [FILE.pdf …]

Without files it draws the three statutory tables over three pages. The floor is the least any reader has to do: open
the file, load each page's text and fetch the text and the box of every piece, through the same library. Times are CPU
milliseconds, the median of interleaved rounds, so that a busy machine shifts all columns alike.
"""

from __future__ import annotations

import ctypes
import sys
import time
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tests")]

import pypdfium2.raw as pdfium  # noqa: E402

from gongkai.documents import pdf  # noqa: E402
from gongkai.documents.blocks import Grid  # noqa: E402

ROUNDS = 25
Rows = list[list[str]]


def floor(content: bytes) -> None:
    """Do what no reader of positioned text can leave out."""
    document = pdfium.FPDF_LoadMemDocument64(content, len(content), None)
    edges = [ctypes.c_double() for _ in range(4)]
    for index in range(pdfium.FPDF_GetPageCount(document)):
        page = pdfium.FPDF_LoadPage(document, index)
        text_page = pdfium.FPDFText_LoadPage(page)
        for rect in range(pdfium.FPDFText_CountRects(text_page, 0, -1)):
            pdfium.FPDFText_GetRect(text_page, rect, *edges)
            size = pdfium.FPDFText_GetBoundedText(text_page, *edges, None, 0)
            buffer = (ctypes.c_ushort * (size + 1))()
            pdfium.FPDFText_GetBoundedText(text_page, *edges, buffer, size)
            bytes(buffer).decode("utf-16-le", "replace")
        pdfium.FPDFText_ClosePage(text_page)
        pdfium.FPDF_ClosePage(page)
    pdfium.FPDF_CloseDocument(document)


def ours(content: bytes) -> Rows:
    """Return the rows of every table as gongkai reads them."""
    grids = (block for block in pdf.read(content).blocks if isinstance(block, Grid))
    return [[cell or "" for cell in row] for grid in grids for row in grid.rows]


def plumber(content: bytes) -> Rows:
    """Return the rows of every table as pdfplumber reads them, one table after the other."""
    import pdfplumber

    with pdfplumber.open(BytesIO(content)) as document:
        tables = [table for page in document.pages for table in page.extract_tables()]
    return [[cell or "" for cell in row] for table in tables for row in table]


def drawn() -> tuple[bytes, Rows]:
    """Draw the statutory tables, two of them over page ends, and return the file with the rows it shows."""
    from documents.page_samples import APPLICATIONS, PROACTIVE, REMEDIES, PdfPaper, Style, draw, form

    paper = PdfPaper()
    below = 60.0
    for _ in range(18):
        paper.text(40, below, "本年度报告依据《中华人民共和国政府信息公开条例》编制，全文包括总体情况等六部分。")
        below += 14
    draw(paper, PROACTIVE, top=below, style=Style.FILLED)
    paper.text(290, 820, "- 1 -")
    paper.turn_page()
    draw(paper, APPLICATIONS, top=420, last=10)
    paper.text(290, 820, "- 2 -")
    paper.turn_page()
    below = draw(paper, APPLICATIONS, top=60, first=10) + 40
    paper.text(40, below, "四、行政复议、行政诉讼情况")
    draw(paper, REMEDIES, top=below + 20)
    paper.turn_page()
    widths = (100, 18, 18, 18)
    paper.text(40, 680, "附表")
    draw(paper, form("二、上年结转 | 1 | 2 | 3\n一、本年新收 | 73 | 0 | 73", widths), top=700)
    paper.turn_page()
    draw(paper, form("| 7 | | 9\n四、结转下年 | 5 | 0 | 5", widths), top=60)
    wrapped = [["二、上年结转", "1", "2", "3"], ["一、本年新收", "737", "0", "739"], ["四、结转下年", "5", "0", "5"]]
    rows = [[cell or "" for cell in row] for table in (PROACTIVE, APPLICATIONS, REMEDIES) for row in table.rows]
    return paper.content(), rows + wrapped


def share_right(found: Rows, wanted: Rows) -> float:
    """Return the share of wanted figures that are found in a row with the same label."""
    rows = {tuple(cell.split("\n")[0] for cell in row if not cell.strip().isdecimal()): row for row in found}
    right = total = 0
    for row in wanted:
        figures = [cell for cell in row if cell.strip().isdecimal()]
        total += len(figures)
        match = rows.get(tuple(cell.split("\n")[0] for cell in row if not cell.strip().isdecimal()), [])
        cells = [cell for cell in match if cell.strip().isdecimal()]
        right += sum(a == b for a, b in zip(figures, cells, strict=False))
    return right / total if total else 1.0


def timed(readers: Sequence[Callable[[bytes], object]], content: bytes) -> list[float]:
    """Return the median CPU milliseconds of each reader over interleaved rounds."""
    spent: list[list[float]] = [[] for _ in readers]
    for turn in range(ROUNDS + 1):
        for reader, times in zip(readers, spent, strict=True):
            if turn > 5 and reader is plumber:
                continue
            start = time.process_time()
            reader(content)
            if turn:
                times.append((time.process_time() - start) * 1000)
    return [median(times) for times in spent]


def main(paths: Sequence[str]) -> None:
    """Print one table for each file."""
    samples: list[tuple[str, bytes, Rows | None]] = [(path, Path(path).read_bytes(), None) for path in paths]
    if not samples:
        samples.append(("three statutory tables, drawn", *drawn()))
    readers: list[Callable[[bytes], object]] = [floor, ours]
    if find_spec("pdfplumber"):
        readers.append(plumber)
    else:
        print("pdfplumber is not installed: left out (uv sync --group bench)")
    for name, content, wanted in samples:
        times = timed(readers, content)
        print(f"{name}\n{'reader':<12}{'CPU ms':>9}{'x floor':>9}{'figures right':>15}")
        for reader, spent in zip(readers, times, strict=True):
            found = reader(content)
            right = f"{share_right(found, wanted):.1%}" if isinstance(found, list) and wanted is not None else ""
            print(f"{reader.__name__:<12}{spent:>9.2f}{spent / times[0]:>9.2f}{right:>15}")


if __name__ == "__main__":
    main(sys.argv[1:])
