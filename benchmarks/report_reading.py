"""Time reading a whole report, bytes to figures, against the floor and against general libraries, in the same run.

    python benchmarks/report_reading.py

The floor is the least any reader of the carrier has to do: unzip and parse the document part of a Word file, parse a
web page, open a PDF and fetch every piece of text with its box, decode a text. Ours is the three statutory tables bound
to the form; "with prose" is all that `gongkai read` does to a file: tables, prose and findings. A general library gives
tables of text: these are searched for the rows of the form, and a cell counts as exact where the row that was found has
its figure in its place. Times are CPU milliseconds, medians of interleaved rounds, so that a busy machine shifts all
columns alike.
"""

from __future__ import annotations

import io
import random
import sys
import time
import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tests"), str(ROOT / "benchmarks")]

import docx  # noqa: E402
from docx.enum.table import WD_ALIGN_VERTICAL  # noqa: E402
from docx.enum.text import WD_ALIGN_PARAGRAPH  # noqa: E402
from docx.oxml.ns import qn  # noqa: E402
from docx.shared import Pt, RGBColor  # noqa: E402
from docx.text.paragraph import Paragraph as DocxParagraph  # noqa: E402
from lxml import etree  # noqa: E402
from selectolax.lexbor import LexborHTMLParser  # noqa: E402

from gongkai.documents.reading import read_document  # noqa: E402
from gongkai.reports.bind_tables import bind_tables  # noqa: E402
from gongkai.reports.characters import core  # noqa: E402
from gongkai.reports.reader import read_report  # noqa: E402
from gongkai.statute.editions import BY_EDITION  # noqa: E402
from pdf_reading import floor as pdf_floor  # noqa: E402
from reports.messy import html_styles  # noqa: E402
from reports.messy.invented import invented  # noqa: E402
from reports.messy.ruled_pdf import ruled_pdf  # noqa: E402
from reports.messy.tables import HEADINGS, OVERVIEW, TITLE, Printed, printed  # noqa: E402
from reports.messy.text_styles import one_cell_a_line, tabs  # noqa: E402

ROUNDS = 31
FEW_ROUNDS = 3
PAGE_BYTES = 135_000
FORM = BY_EDITION["2021"]
Rows = Iterable[Sequence[str]]
Task = Callable[[bytes], object]


@dataclass(frozen=True)
class Sample:
    """A report in one carrier, the least that reading it takes, and the libraries to compare with."""

    name: str
    content: bytes
    floor: Task
    peers: Mapping[str, Callable[[bytes], Rows]]


def docx_floor(content: bytes) -> object:
    """Unzip the document part and parse it."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return etree.fromstring(archive.read("word/document.xml"))


def text_floor(content: bytes) -> object:
    """Decode and cut into lines."""
    return content.decode().splitlines()


def tables_only(content: bytes) -> Mapping[str, object]:
    """The statutory tables, cell by cell."""
    tables, _ = bind_tables(read_document(content))
    return {path: value for table in tables.values() for path, value in table.figures.items()}


def whole(content: bytes) -> object:
    """Tables, prose and findings."""
    return read_report(content, source="report")


def python_docx(content: bytes) -> Rows:
    """The rows of every table, as python-docx gives them."""
    document = docx.Document(io.BytesIO(content))
    return [[cell.text for cell in row.cells] for table in document.tables for row in table.rows]


def pandas_html(content: bytes) -> Rows:
    """The rows of every table, as pandas gives them."""
    import pandas

    frames = pandas.read_html(io.BytesIO(content))
    return [[str(value) for value in row] for frame in frames for row in frame.itertuples(index=False)]


def pdfplumber(content: bytes) -> Rows:
    """The rows of every table, as pdfplumber gives them."""
    import pdfplumber

    with pdfplumber.open(io.BytesIO(content)) as document:
        tables = [table for page in document.pages for table in page.extract_tables()]
    return [[(cell or "").replace("\n", "") for cell in row] for table in tables for row in table]


def markitdown(suffix: str) -> Callable[[bytes], Rows]:
    """Read the rows of every Markdown table that markitdown writes."""

    def read(content: bytes) -> Rows:
        from markitdown import MarkItDown

        text = MarkItDown().convert_stream(io.BytesIO(content), file_extension=suffix).text_content
        lines = [line.strip() for line in text.splitlines() if line.count("|") > 2]
        return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]

    return read


def word_file(tables: Printed) -> bytes:
    """A Word document with the tables as the form has them: cells merged, every run formatted as editors leave it."""
    document = docx.Document()
    for text in (TITLE.format(year=2022), HEADINGS[0], *[OVERVIEW.format(year=2022)] * 20):
        _formatted(document.add_paragraph(text))
    for number, rows in enumerate(html_styles.grids(tables), start=1):
        document.add_paragraph(HEADINGS[number])
        places = html_styles.laid_out(rows)
        width = 1 + max(right for _, _, _, _, right in places)
        table = document.add_table(rows=len(rows), cols=width, style="Table Grid")
        for text, top, left, bottom, right in places:
            cell = table.cell(top, left).merge(table.cell(bottom, right))
            cell.text = text
            cell.vertical_alignment = WD_ALIGN_VERTICAL.CENTER
            for paragraph in cell.paragraphs:
                _formatted(paragraph)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _formatted(paragraph: DocxParagraph) -> None:
    paragraph.paragraph_format.line_spacing = Pt(15)
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for run in paragraph.runs:
        run.font.name, run.font.size, run.font.color.rgb = "宋体", Pt(10.5), RGBColor(0, 0, 0)
        run.font.bold = run.font.italic = False
        for script in ("w:eastAsia", "w:cs"):
            run.element.rPr.rFonts.set(qn(script), "仿宋_GB2312")


def web_page(tables: Printed) -> bytes:
    """A page as a word processor saves it, filled up to the size of a real one."""
    page = html_styles.saved_by_a_word_processor(tables, 2022, random.Random(1))
    page = page.replace("<head>", '<head><meta charset="utf-8">')
    style = "font-size:16.0pt;font-family:仿宋;color:black"
    runs = f"<span style='{style}'>本年度各项公开工作平稳有序，制度更加健全，渠道更加畅通，群众更加满意。</span>" * 6
    line = f"<p class=MsoNormal style='text-indent:32.0pt;line-height:28.0pt'>{runs}<o:p></o:p></p>"
    missing = max(0, PAGE_BYTES - len(page.encode()))
    return page.replace("</body>", line * (missing // len(line.encode())) + "</body>").encode()


def samples(tables: Printed) -> list[Sample]:
    """One report in each carrier."""
    rng = random.Random(1)
    peers: dict[str, Callable[[bytes], Rows]] = {"python-docx": python_docx}
    return [
        Sample("Word", word_file(tables), docx_floor, {**peers, **_where("markitdown", markitdown(".docx"))}),
        Sample(
            "web page",
            web_page(tables),
            LexborHTMLParser,
            {**_where("pandas", pandas_html), **_where("markitdown", markitdown(".html"))},
        ),
        Sample(
            "ruled PDF",
            ruled_pdf(tables),
            pdf_floor,
            {**_where("pdfplumber", pdfplumber), **_where("markitdown", markitdown(".pdf"))},
        ),
        Sample("text, one cell a line", one_cell_a_line(tables, 2022, rng).encode(), text_floor, {}),
        Sample("text, tabs", tabs(tables, 2022, rng).encode(), text_floor, {}),
    ]


def _where(module: str, reader: Callable[[bytes], Rows]) -> dict[str, Callable[[bytes], Rows]]:
    if find_spec(module) is None:
        print(f"{module} is not installed: left out (uv sync --group bench)")
        return {}
    return {module: reader}


def exactness(rows: Rows, figures: Mapping[str, object]) -> float:
    """Return the share of the cells of tables three and four that rows of text give right."""
    held = [[cell[:-2] if cell.endswith(".0") else cell for cell in row] for row in rows]
    columns = FORM.applications.sections[0].columns
    right = 0
    for row in FORM.applications.rows:
        label = core(row.label)
        expected = [str(figures[f"applications.{row.key}.{column.key}"]) for column in columns]
        found = next((cells for cells in held if any(core(cell).endswith(label) for cell in cells)), [])
        right += sum(map(str.__eq__, _last(found, 7), expected))
    expected = [str(figures[cell.path]) for cell in FORM.remedies.cells]
    found = next((cells for cells in reversed(held) if len(_last(cells, 15)) == 15), [])
    right += sum(map(str.__eq__, _last(found, 15), expected))
    return right / (len(FORM.applications.cells) + 15)


def _last(cells: Sequence[str], size: int) -> list[str]:
    return [cell for cell in cells if cell.isdecimal()][-size:]


def our_exactness(found: Mapping[str, object], figures: Mapping[str, object]) -> float:
    """Return the share of all cells of the three tables that come out right."""
    return sum(found.get(path) == value for path, value in figures.items()) / len(figures)


def timed(tasks: Mapping[str, Task], content: bytes, *, rounds: int) -> dict[str, float]:
    """Return the CPU milliseconds of each task, the median of rounds in which the tasks take turns."""
    spent: dict[str, list[float]] = {name: [] for name in tasks}
    for turn in range(rounds + 1):
        for name, task in tasks.items():
            started = time.process_time()
            task(content)
            if turn:
                spent[name].append((time.process_time() - started) * 1000)
    return {name: median(times) for name, times in spent.items()}


def main() -> None:
    """Print the table."""
    figures = invented(FORM, 7, applicants=4)
    print(f"{'carrier':<24}{'reader':<14}{'CPU ms':>9}{'x floor':>9}{'exact':>9}")
    for sample in samples(printed(FORM, figures)):
        tasks: dict[str, Task] = {"floor": sample.floor, "ours": tables_only, "with prose": whole}
        times = timed(tasks, sample.content, rounds=ROUNDS)
        # By themselves: a library that runs for half a second leaves nothing in the caches for what comes after it.
        times |= timed(sample.peers, sample.content, rounds=FEW_ROUNDS)
        for name, spent in times.items():
            exact = ""
            if name == "ours":
                exact = f"{our_exactness(tables_only(sample.content), figures):.1%}"
            elif name in sample.peers:
                exact = f"{exactness(sample.peers[name](sample.content), figures):.1%}"
            print(f"{sample.name:<24}{name:<14}{spent:>9.2f}{spent / times['floor']:>9.2f}{exact:>9}")


if __name__ == "__main__":
    main()
