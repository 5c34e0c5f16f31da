"""Draws pages for the tests: the same table on PDF and on OFD paper, in the ways that word processors rule tables."""

from __future__ import annotations

import os
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cache
from io import BytesIO
from typing import Protocol
from xml.sax.saxutils import escape

import pypdfium2
import pytest
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

WIDTH, HEIGHT = 595.0, 842.0
FONT = "STSong-Light"
pdfmetrics.registerFont(UnicodeCIDFont(FONT))

LEFT = 40.0
SIZE = 9.0

Row = tuple[str | None, ...]


class Paper(Protocol):
    """What a table can be drawn on; y grows downward from the top of the page, in points."""

    def line(self, x0: float, y0: float, x1: float, y1: float) -> None: ...

    def box(self, left: float, top: float, right: float, bottom: float) -> None: ...

    def text(self, x: float, baseline: float, text: str, size: float = SIZE) -> None: ...

    def turn_page(self) -> None: ...

    def content(self) -> bytes: ...


@cache
def shows_single_characters() -> bool:
    """Tell whether PDFium finds a font for Chinese: without one it drops a character that stands alone."""
    buffer = BytesIO()
    canvas = Canvas(buffer)
    canvas.setFont(FONT, SIZE)
    canvas.drawString(LEFT, LEFT, "甲")
    canvas.save()
    return "甲" in str(pypdfium2.PdfDocument(buffer.getvalue())[0].get_textpage().get_text_range())


def need_chinese_font() -> None:
    """Skip what cannot be read without a Chinese font, except in CI."""
    if not os.environ.get("CI") and not shows_single_characters():
        pytest.skip("no Chinese font on this machine: install the package fonts-noto-cjk")


class PdfPaper:
    """Pages of a PDF file; single Chinese characters on it need a Chinese font on the machine."""

    def __init__(self, *, size: tuple[float, float] = (WIDTH, HEIGHT), **options: object) -> None:
        self._buffer = BytesIO()
        self.height = size[1]
        self.canvas = Canvas(self._buffer, pagesize=size, invariant=1, **options)

    def line(self, x0: float, y0: float, x1: float, y1: float) -> None:
        self.canvas.line(x0, self.height - y0, x1, self.height - y1)

    def box(self, left: float, top: float, right: float, bottom: float) -> None:
        self.canvas.rect(left, self.height - bottom, right - left, bottom - top, stroke=0, fill=1)

    def text(self, x: float, baseline: float, text: str, size: float = SIZE) -> None:
        if len(text) == 1 and not text.isascii():
            need_chinese_font()
        self.canvas.setFont(FONT, size)
        self.canvas.drawString(x, self.height - baseline, text)

    def picture(self) -> None:
        """Cover the page with a small image."""
        from PIL import Image

        self.canvas.drawImage(ImageReader(Image.new("RGB", (8, 8), "gray")), 0, 0, WIDTH, HEIGHT)

    def turn_page(self) -> None:
        self.canvas.showPage()

    def content(self) -> bytes:
        self.canvas.save()
        return self._buffer.getvalue()


_NAMESPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"'
_MILLIMETRES = 25.4 / 72


class OfdPaper:
    """Pages of an OFD package."""

    def __init__(self) -> None:
        self._pages: list[list[str]] = [[]]

    def line(self, x0: float, y0: float, x1: float, y1: float) -> None:
        told = "M {} {} L {} {}".format(*(round(value * _MILLIMETRES, 3) for value in (x0, y0, x1, y1)))
        self._path(told, 'Boundary="0 0 210 297" LineWidth="0.2"')

    def box(self, left: float, top: float, right: float, bottom: float) -> None:
        x, y, u, v = (round(value * _MILLIMETRES, 3) for value in (left, top, right, bottom))
        self._path(f"M 0 0 L {u - x} 0 L {u - x} {v - y} L 0 {v - y} C", f'Boundary="{x} {y} 80 80" Stroke="false"')

    def _path(self, told: str, attributes: str) -> None:
        self._pages[-1].append(
            f"<ofd:PathObject {attributes}><ofd:AbbreviatedData>{told}</ofd:AbbreviatedData></ofd:PathObject>"
        )

    def text(self, x: float, baseline: float, text: str, size: float = SIZE) -> None:
        em = size * _MILLIMETRES
        steps = " ".join(f"{em / 2 if character.isascii() else em:.3f}" for character in text[:-1])
        if len(text) > 2 and text.isascii():
            steps = f"g {len(text) - 1} {em / 2:.3f}"
        self._pages[-1].append(
            f'<ofd:TextObject Boundary="{x * _MILLIMETRES:.3f} {(baseline - size) * _MILLIMETRES:.3f} 80 10"'
            f' Font="1" Size="{em:.3f}"><ofd:TextCode X="0" Y="{em:.3f}" DeltaX="{steps}">{escape(text)}</ofd:TextCode>'
            "</ofd:TextObject>"
        )

    def turn_page(self) -> None:
        self._pages.append([])

    def content(self) -> bytes:
        return ofd_package(["".join(page) for page in self._pages if page])


def ofd_package(pages: Sequence[str], **replaced: str) -> bytes:
    """Return an OFD package with the given page contents; a keyword replaces a whole part (``ofd``, ``document``)."""
    listed = "".join(f'<ofd:Page ID="{n}" BaseLoc="Pages/Page_{n}.xml"/>' for n in range(len(pages)))
    area = "<ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea>"
    parts = {
        "OFD.xml": replaced.get(
            "ofd",
            f"<ofd:OFD {_NAMESPACE}><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
        ),
        "Doc_0/Document.xml": replaced.get(
            "document",
            f"<ofd:Document {_NAMESPACE}><ofd:CommonData>{area}"
            f'<ofd:TemplatePage ID="9" BaseLoc="Tpls/Tpl.xml"/></ofd:CommonData>'
            f"<ofd:Pages>{listed}</ofd:Pages></ofd:Document>",
        ),
    }
    if "template" in replaced:
        parts["Doc_0/Tpls/Tpl.xml"] = _ofd_page(replaced["template"])
    for number, page in enumerate(pages):
        use = '<ofd:Template TemplateID="9"/>' if "template" in replaced else ""
        parts[f"Doc_0/Pages/Page_{number}.xml"] = _ofd_page(page, use)
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in parts.items():
            package.writestr(name, text)
    return buffer.getvalue()


def _ofd_page(content: str, use: str = "") -> str:
    return f"<ofd:Page {_NAMESPACE}>{use}<ofd:Content><ofd:Layer>{content}</ofd:Layer></ofd:Content></ofd:Page>"


class Style(Enum):
    """How lines are drawn."""

    STROKED = "stroked"
    FILLED = "filled"
    DOUBLED = "doubled"
    BROKEN = "broken"
    CROOKED = "crooked"


@dataclass(frozen=True)
class Form:
    """A table to draw: ``<`` goes on the cell at its left and ``^`` the cell above."""

    sketch: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...]
    height: float = 26.0

    @property
    def rows(self) -> tuple[Row, ...]:
        """What has to be read: covered positions are None."""
        return tuple(tuple(None if text in ("<", "^") else text for text in row) for row in self.sketch)

    @property
    def edges(self) -> tuple[float, ...]:
        edges = [LEFT]
        for width in self.widths:
            edges.append(edges[-1] + width)
        return tuple(edges)

    def spans(self) -> Iterator[tuple[int, int, int, int]]:
        """Yield row, column, rows and columns of each cell."""
        for top, row in enumerate(self.sketch):
            for left, text in enumerate(row):
                if text in ("<", "^"):
                    continue
                right = left + 1
                while right < len(row) and row[right] == "<":
                    right += 1
                bottom = top + 1
                while bottom < len(self.sketch) and self.sketch[bottom][left] == "^":
                    bottom += 1
                yield top, left, bottom - top, right - left


def form(sketch: str, widths: Sequence[float], *, height: float = 26.0) -> Form:
    """Make a form from lines of cells parted by bars; ``/`` inside a cell breaks its line."""
    rows = tuple(
        tuple(cell.strip().replace("/", "\n") for cell in line.split("|")) for line in sketch.strip().splitlines()
    )
    return Form(rows, tuple(widths), height)


def draw(
    paper: Paper,
    table: Form,
    *,
    top: float,
    first: int = 0,
    last: int | None = None,
    style: Style = Style.STROKED,
    omit_columns: int = 0,
    open_edges: frozenset[str] = frozenset(),
) -> float:
    """Draw rows ``first`` up to ``last`` and return the y below them.

    A merged cell that began on an earlier page is drawn empty; ``omit_columns`` leaves out that many columns at the
    left; ``open_edges`` names the outer lines left out: ``top``, ``bottom``.
    """
    last = len(table.sketch) if last is None else last
    edges = table.edges
    pen = _pen(paper, style)
    for row, column, rows, columns in table.spans():
        upper, lower = max(row, first), min(row + rows, last)
        if upper >= lower or column < omit_columns:
            continue
        left, right = edges[column], edges[column + columns]
        y0, y1 = top + (upper - first) * table.height, top + (lower - first) * table.height
        if not (upper == first and "top" in open_edges):
            pen(left, y0, right, y0)
        if not (lower == last and "bottom" in open_edges):
            pen(left, y1, right, y1)
        pen(left, y0, left, y1)
        pen(right, y0, right, y1)
        text = table.sketch[row][column]
        if row >= first and text:
            _write(paper, text, left, y0, y1)
    return top + (last - first) * table.height


def _write(paper: Paper, text: str, left: float, y0: float, y1: float) -> None:
    lines = text.split("\n")
    baseline = (y0 + y1) / 2 - (len(lines) - 1) * (SIZE + 1) / 2 + SIZE * 0.35
    for line in lines:
        paper.text(left + 3, baseline, line)
        baseline += SIZE + 1


def _pen(paper: Paper, style: Style) -> Callable[[float, float, float, float], None]:
    def filled(x0: float, y0: float, x1: float, y1: float) -> None:
        paper.box(x0 - 0.25, y0 - 0.25, x1 + 0.25, y1 + 0.25)

    def doubled(x0: float, y0: float, x1: float, y1: float) -> None:
        for shift in (-0.7, 0.7):
            across = y0 == y1
            paper.line(x0 + shift * (not across), y0 + shift * across, x1 + shift * (not across), y1 + shift * across)

    def broken(x0: float, y0: float, x1: float, y1: float) -> None:
        xm, ym = (x0 + x1) / 2, (y0 + y1) / 2
        paper.line(x0, y0, xm - 0.8 * (x0 != x1), ym - 0.8 * (y0 != y1))
        paper.line(xm + 0.8 * (x0 != x1), ym + 0.8 * (y0 != y1), x1, y1)

    def crooked(x0: float, y0: float, x1: float, y1: float) -> None:
        slip = ((x0 * 7 + y0 * 3) % 5 - 2) / 2
        across = y0 == y1
        paper.line(x0 + slip * (not across), y0 + slip * across, x1 + slip * (not across), y1 + slip * across)

    pens = {Style.FILLED: filled, Style.DOUBLED: doubled, Style.BROKEN: broken, Style.CROOKED: crooked}
    return pens.get(style, paper.line)


PROACTIVE = form(
    """
    第二十条第（一）项 | < | < | <
    信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数
    规章 | 0 | 0 | 5
    行政规范性文件 | 6 | | 43
    第二十条第（五）项 | < | < | <
    信息内容 | 本年处理决定数量 | < | <
    行政许可 | 1200 | < | <
    第二十条第（八）项 | < | < | <
    信息内容 | 本年收费金额（单位：万元） | < | <
    行政事业性收费 | 151022.81 | < | <
    """,
    (130, 120, 120, 120),
)

APPLICATIONS = form(
    """
    （本列数据的勾稽关系为：第一项加第二项之和，/等于第三项加第四项之和） | < | < | 申请人情况 | < | < | < | < | < | <
    ^ | ^ | ^ | 自然人 | 法人或其他组织 | < | < | < | < | 总计
    ^ | ^ | ^ | ^ | 商业/企业 | 科研/机构 | 社会公/益组织 | 法律服/务机构 | 其他 | ^
    一、本年新收政府信息公开申请数量 | < | < | 731 | 11 | 0 | 0 | 2 | 0 | 744
    二、上年结转政府信息公开申请数量 | < | < | 4 | 0 | 0 | 0 | 0 | 0 | 4
    三、本年/度办理/结果 | （一）予以公开 | < | 300 | 3 | 0 | 0 | 0 | 0 | 303
    ^ | （二）部分公开（区分处理的，只计这一情形） | < | 12 | 0 | 0 | 0 | 0 | 0 | 12
    ^ | （三）不/予公开 | 1.属于国家秘密 | 1 | 0 | 0 | 0 | 0 | 0 | 1
    ^ | ^ | 2.其他法律行政法规/禁止公开 | 0 | | 0 | 0 | 0 | 0 | 0
    ^ | ^ | 3.危及“三安全一稳定” | 8 | 2 | 0 | 0 | 0 | 0 | 10
    ^ | ^ | 4.保护第三方合法权益 | - | 0 | 0 | 0 | 0 | 0 | 0
    ^ | （四）无/法提供 | 1.本机关不掌握相关/政府信息 | 222 | 3 | 0 | 0 | 0 | 0 | 225
    ^ | ^ | 2.没有现成信息需要/另行制作 | 9 | 0 | 0 | 0 | 1 | 0 | 10
    ^ | ^ | 3.补正后申请内容仍不/明确 | 20 | 0 | 0 | 0 | 0 | 0 | 20
    ^ | （五）不/予处理 | 1.信访举报投诉类申请 | 100 | 1 | 0 | 0 | 0 | 0 | 101
    ^ | ^ | 2.重复申请 | 7 | 2 | 0 | 0 | 1 | 0 | 10
    ^ | （六）总计 | < | 679 | 11 | 0 | 0 | 2 | 0 | 692
    四、结转下年度继续办理 | < | < | 56 | 0 | 0 | 0 | 0 | 0 | 56
    """,
    (40, 45, 125, 43, 43, 43, 43, 43, 43, 47),
)

REMEDIES = form(
    """
    行政复议 | < | < | < | < | 行政诉讼 | < | < | < | < | < | < | < | < | <
    维持 | 结果/纠正 | 其他/结果 | 尚/未/审/结 | 总计 | 未经复议直接起诉 | < | < | < | < | 复议后起诉 | < | < | < | <
    ^ | ^ | ^ | ^ | ^ | 维持 | 结果/纠正 | 其他 | 尚未/审结 | 总计 | 维持 | 纠正 | 其他/结果 | 未审/结 | 总计
    12 | 3 | 0 | | 15 | 16 | 0 | 0 | 0 | 16 | 20 | 0 | 1 | － | 21
    """,
    (34,) * 15,
    height=48,
)
