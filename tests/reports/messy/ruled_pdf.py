"""The tables drawn on pages with ruling lines, cells merged, broken over page ends."""

from __future__ import annotations

from io import BytesIO

from reportlab.lib.enums import TA_CENTER
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate, Spacer, Table

from reports.messy.html_styles import grids, laid_out
from reports.messy.tables import HEADINGS, OTHERS, OVERVIEW, PROBLEMS, TITLE, Printed

FONT = "STSong-Light"
ROW_HEIGHT = 32
WIDTHS = [50, 60, 150, 27, 27, 27, 27, 27, 27, 28]


Place = tuple[str, int, int, int, int]


def ruled_pdf(printed: Printed, *, year: int = 2022, prose: int = 4, cut: int = 14, font_size: float = 7) -> bytes:
    """A report as a PDF: prose, then the three tables with all their rules; table three breaks before row ``cut``."""
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    body = ParagraphStyle("body", fontName=FONT, fontSize=12, leading=20, wordWrap="CJK")
    cell = ParagraphStyle("cell", fontName=FONT, fontSize=font_size, leading=8, wordWrap="CJK", alignment=TA_CENTER)
    two, three, four = (laid_out(rows) for rows in grids(printed))
    first, rest = _cut(three, cut)
    story: list[object] = [Paragraph(TITLE.format(year=year), body), Paragraph(HEADINGS[0], body)]
    story += [Paragraph(OVERVIEW.format(year=year), body)] * prose
    story += [Paragraph(HEADINGS[1], body), _table(two, cell), PageBreak(), Paragraph(HEADINGS[2], body)]
    story += [_table(first, cell), PageBreak(), _table(rest, cell)]
    story += [Paragraph(HEADINGS[3], body), Spacer(1, 8), _table(four, cell)]
    story += [Paragraph(text, body) for text in (HEADINGS[4], PROBLEMS, HEADINGS[5], OTHERS)]
    buffer = BytesIO()
    document = SimpleDocTemplate(buffer, pagesize=A4, invariant=True)
    document.build(story, onFirstPage=_page_number, onLaterPages=_page_number)
    return buffer.getvalue()


def _cut(places: list[Place], at: int) -> tuple[list[Place], list[Place]]:
    """Cut a table before a row; a merged cell goes on behind the cut without its text."""
    first = [(text, top, left, min(bottom, at - 1), right) for text, top, left, bottom, right in places if top < at]
    rest = [
        (text if top >= at else "", max(top, at) - at, left, bottom - at, right)
        for text, top, left, bottom, right in places
        if bottom >= at
    ]
    return first, rest


def _page_number(canvas, document) -> None:
    canvas.setFont("Helvetica", 9)
    canvas.drawCentredString(A4[0] / 2, 30, f"- {document.page} -")


def _table(places: list[Place], style: ParagraphStyle) -> Table:
    width = 1 + max(right for *_, right in places)
    matrix: list[list[object]] = [[""] * width for _ in range(1 + max(bottom for _, _, _, bottom, _ in places))]
    spans = []
    for text, top, left, bottom, right in places:
        matrix[top][left] = Paragraph(text, style)
        spans.append(("SPAN", (left, top), (right, bottom)))
    widths = WIDTHS if width == len(WIDTHS) else [450 / width] * width
    rules = [("GRID", (0, 0), (-1, -1), 0.5, "black"), ("FONTSIZE", (0, 0), (-1, -1), 7), *spans]
    return Table(matrix, colWidths=widths, rowHeights=[ROW_HEIGHT] * len(matrix), style=rules)
