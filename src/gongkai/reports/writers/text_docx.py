"""Write running text as a Word document in the official form, a rule or a normative document (输出公文正文)."""

from __future__ import annotations

from collections.abc import Sequence
from xml.sax.saxutils import escape

from gongkai.reports.writers import word_parts
from gongkai.reports.writers.outline import printable

_CENTRED = '<w:pPr><w:ind w:firstLineChars="0" w:firstLine="0"/><w:jc w:val="center"/></w:pPr>'


def write(*, title: str, creator: str, head: Sequence[str], paragraphs: Sequence[str]) -> bytes:
    """Return the text as a .docx: the title, lines under it that are not indented, the paragraphs (输出公文正文).

    The same text gives the same bytes. Control characters are left out.
    """
    body = [
        _paragraph(title, '<w:pPr><w:pStyle w:val="Title"/></w:pPr>'),
        *(_paragraph(line, _CENTRED) for line in head),
        *(_paragraph(text, "") for text in paragraphs),
    ]
    return word_parts.packed("".join(body), title=printable(title), creator=printable(creator))


def _paragraph(text: str, properties: str) -> str:
    pieces = (f'<w:t xml:space="preserve">{escape(piece)}</w:t>' for piece in printable(text).split("\t"))
    return f"<w:p>{properties}<w:r>{'<w:tab/>'.join(pieces)}</w:r></w:p>"
