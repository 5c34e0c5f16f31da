"""Pages of marks written as PDF and as OFD, the same bytes every time (PDF 与 OFD 样例)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from io import BytesIO
from xml.sax.saxutils import escape

from paper import PAGE_HEIGHT, PAGE_WIDTH, Page, Text
from reportlab.lib.units import mm
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.pdfmetrics import registerFont
from reportlab.pdfgen.canvas import Canvas

from gongkai.documents.packing import pack

_FONT = "STSong-Light"
_OFD = 'xmlns:ofd="http://www.ofdspec.org/2016"'
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_LINE = 0.18
_FONT_ID = 2


def pdf(pages: Sequence[Page], *, title: str) -> bytes:
    """Return the pages as a PDF; its font is one that every reader has, so none is embedded (PDF)."""
    registerFont(UnicodeCIDFont(_FONT))
    written = BytesIO()
    canvas = Canvas(written, pagesize=(PAGE_WIDTH * mm, PAGE_HEIGHT * mm), invariant=1, lang="zh-CN")
    canvas.setTitle(title)
    for page in pages:
        canvas.setLineWidth(_LINE * mm)
        for rule in sorted(page.rules, key=repr):
            canvas.line(rule.x1 * mm, _up(rule.y1), rule.x2 * mm, _up(rule.y2))
        for text in page.texts:
            _draw(canvas, text)
        canvas.showPage()
    canvas.save()
    return written.getvalue()


def _draw(canvas: Canvas, text: Text) -> None:
    canvas.setFont(_FONT, text.size * mm)
    canvas.drawString(text.x * mm, _up(text.y), text.text)


def _up(y: float) -> float:
    return (PAGE_HEIGHT - y) * mm


def ofd(pages: Sequence[Page], *, title: str) -> bytes:
    """Return the pages as an OFD file, GB/T 33190 (OFD)."""
    parts = {
        "OFD.xml": f"<ofd:OFD {_OFD} Version='1.0' DocType='OFD'><ofd:DocBody>"
        f"<ofd:DocInfo><ofd:DocID>{'0' * 32}</ofd:DocID><ofd:Title>{escape(title)}</ofd:Title></ofd:DocInfo>"
        "<ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot>"
        "</ofd:DocBody></ofd:OFD>",
        "Doc_0/Document.xml": _document(len(pages)),
        "Doc_0/PublicRes.xml": f"<ofd:Res {_OFD} BaseLoc='Res'><ofd:Fonts>"
        f"<ofd:Font ID='{_FONT_ID}' FontName='宋体' FamilyName='宋体'/></ofd:Fonts></ofd:Res>",
    }
    for number, page in enumerate(pages):
        parts[f"Doc_0/Pages/Page_{number}/Content.xml"] = _content(page, first_id=1000 * (number + 1))
    return pack({name: (_HEAD + part).encode() for name, part in parts.items()})


def _document(pages: int) -> str:
    listed = "".join(f"<ofd:Page ID='{10 + n}' BaseLoc='Pages/Page_{n}/Content.xml'/>" for n in range(pages))
    return (
        f"<ofd:Document {_OFD}><ofd:CommonData><ofd:MaxUnitID>{1000 * (pages + 1)}</ofd:MaxUnitID>"
        f"<ofd:PageArea><ofd:PhysicalBox>0 0 {PAGE_WIDTH:g} {PAGE_HEIGHT:g}</ofd:PhysicalBox></ofd:PageArea>"
        f"<ofd:PublicRes>PublicRes.xml</ofd:PublicRes></ofd:CommonData><ofd:Pages>{listed}</ofd:Pages></ofd:Document>"
    )


def _content(page: Page, *, first_id: int) -> str:
    objects = "".join(_objects(page, first_id + 1))
    return (
        f"<ofd:Page {_OFD}><ofd:Area><ofd:PhysicalBox>0 0 {PAGE_WIDTH:g} {PAGE_HEIGHT:g}</ofd:PhysicalBox></ofd:Area>"
        f"<ofd:Content><ofd:Layer ID='{first_id}' Type='Body'>{objects}</ofd:Layer></ofd:Content></ofd:Page>"
    )


def _objects(page: Page, first_id: int) -> Iterator[str]:
    rules = sorted(page.rules, key=repr)
    for number, rule in enumerate(rules, first_id):
        width, height = rule.x2 - rule.x1, rule.y2 - rule.y1
        yield (
            f"<ofd:PathObject ID='{number}' LineWidth='{_LINE}' "
            f"Boundary='{rule.x1:.3f} {rule.y1:.3f} {max(width, _LINE):.3f} {max(height, _LINE):.3f}'>"
            f"<ofd:AbbreviatedData>M 0 0 L {width:.3f} {height:.3f}</ofd:AbbreviatedData></ofd:PathObject>"
        )
    for number, text in enumerate(page.texts, first_id + len(rules)):
        advances = text.advances()
        deltas = " ".join(f"{advance:.3f}" for advance in advances[:-1])
        yield (
            f"<ofd:TextObject ID='{number}' Font='{_FONT_ID}' Size='{text.size:.3f}' "
            f"Boundary='{text.x:.3f} {text.y - text.size:.3f} {sum(advances):.3f} {1.2 * text.size:.3f}'>"
            f"<ofd:TextCode X='0' Y='{text.size:.3f}' DeltaX='{deltas}'>{escape(text.text)}</ofd:TextCode>"
            "</ofd:TextObject>"
        )
