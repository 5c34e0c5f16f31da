"""Write running text as a Word document in the official form, a rule or a normative document (输出公文正文)."""

from __future__ import annotations

from collections.abc import Sequence
from xml.sax.saxutils import escape

from gongkai.documents.packing import pack
from gongkai.reports.writers import word_parts
from gongkai.reports.writers.outline import printable

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def write(*, title: str, creator: str, head: Sequence[str], paragraphs: Sequence[str]) -> bytes:
    """Return the text as a .docx: the title, lines under it that are not indented, the paragraphs (输出公文正文).

    The same text gives the same bytes. Control characters are left out.
    """
    parts = {
        "[Content_Types].xml": word_parts.CONTENT_TYPES,
        "_rels/.rels": word_parts.PACKAGE_LINKS,
        "docProps/core.xml": _core(title, creator),
        "word/document.xml": _document(title, head, paragraphs),
        "word/_rels/document.xml.rels": word_parts.DOCUMENT_LINKS,
        "word/styles.xml": word_parts.STYLES,
        "word/fontTable.xml": word_parts.FONT_TABLE,
        "word/settings.xml": word_parts.SETTINGS,
        "word/footer1.xml": word_parts.ODD_FOOTER,
        "word/footer2.xml": word_parts.EVEN_FOOTER,
    }
    return pack({name: text.encode() for name, text in parts.items()})


def _document(title: str, head: Sequence[str], paragraphs: Sequence[str]) -> str:
    centred = '<w:pPr><w:ind w:firstLineChars="0" w:firstLine="0"/><w:jc w:val="center"/></w:pPr>'
    body = [
        _paragraph(title, '<w:pPr><w:pStyle w:val="Title"/></w:pPr>'),
        *(_paragraph(line, centred) for line in head),
        *(_paragraph(text, "") for text in paragraphs),
    ]
    names = f'xmlns:w="{word_parts.MAIN}" xmlns:r="{word_parts.RELATIONS}"'
    return f"{_HEAD}<w:document {names}><w:body>{''.join(body)}{word_parts.PAGE}</w:body></w:document>"


def _paragraph(text: str, properties: str) -> str:
    pieces = (f'<w:t xml:space="preserve">{escape(piece)}</w:t>' for piece in printable(text).split("\t"))
    return f"<w:p>{properties}<w:r>{'<w:tab/>'.join(pieces)}</w:r></w:p>"


def _core(title: str, creator: str) -> str:
    return (
        f"{_HEAD}<cp:coreProperties "
        'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{escape(printable(title))}</dc:title><dc:creator>{escape(printable(creator))}</dc:creator>"
        "<dc:language>zh-CN</dc:language></cp:coreProperties>"
    )
