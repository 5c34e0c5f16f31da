"""Write a letter as a Word document in the official letter form (输出Word函件).

Needs no font on this machine: the document names those of the standard and their usual substitutes.
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.sax.saxutils import escape

from gongkai.documents import official_page as geometry
from gongkai.documents import word_package as word
from gongkai.documents.packing import pack
from gongkai.letters import docx_parts as parts
from gongkai.letters.letter import Letter, is_heading, listed
from gongkai.letters.letter_form import LETTER_FORM, NUMBER_GAP, organ_size

_FLUSH = 'w:firstLineChars="0" w:firstLine="0"'


def write(letter: Letter) -> bytes:
    """Return the letter as a .docx (输出Word文档). The same letter gives the same bytes."""
    written = {
        "[Content_Types].xml": parts.CONTENT_TYPES,
        "_rels/.rels": word.PACKAGE_LINKS,
        "docProps/core.xml": word.core_properties(title=letter.title, creator=letter.organ),
        "word/document.xml": _document(letter),
        "word/_rels/document.xml.rels": parts.DOCUMENT_LINKS,
        "word/styles.xml": parts.STYLES,
        "word/fontTable.xml": parts.FONT_TABLE,
        "word/settings.xml": word.SETTINGS,
        "word/header1.xml": _letterhead(letter.organ),
        "word/footer1.xml": parts.FIRST_FOOTER,
        "word/footer2.xml": parts.ODD_FOOTER,
        "word/footer3.xml": parts.EVEN_FOOTER,
    }
    return pack({name: text.encode() for name, text in written.items()})


def _document(letter: Letter) -> str:
    return (
        f'{word.HEAD}<w:document xmlns:w="{word.MAIN}" xmlns:r="{word.RELATIONS}"><w:body>'
        f"{''.join(_body(letter))}{parts.SECTION}</w:body></w:document>"
    )


def _letterhead(organ: str) -> str:
    """Return the header of the first page: the organ's name in red over the double rule (发文机关标志)."""
    half_points = round(organ_size(organ) * 2)
    line = round(organ_size(organ) * geometry.TWIPS_PER_POINT)
    gap = round(LETTER_FORM.rule_gap * geometry.POINTS_PER_MM)
    # A line of text stands in the middle of its pitch, so half of what the pitch has over is gap already.
    spare = (geometry.LINE_PITCH - geometry.TEXT_SIZE) / 2
    gap_below = round((NUMBER_GAP - spare) * geometry.TWIPS_PER_POINT)
    rule = f'w:val="thickThinSmallGap" w:sz="{parts.RULE_WEIGHT}" w:space="{gap}" w:color="{geometry.RED}"'
    return (
        f'{word.HEAD}<w:hdr xmlns:w="{word.MAIN}"><w:p><w:pPr><w:pBdr><w:bottom {rule}/></w:pBdr>'
        f'<w:spacing w:line="{line}" w:lineRule="exact"/>{parts.rule_indents()}<w:jc w:val="center"/></w:pPr>'
        f'<w:r><w:rPr><w:rFonts w:ascii="{word.TITLE_FONT}" w:hAnsi="{word.TITLE_FONT}" '
        f'w:eastAsia="{word.TITLE_FONT}"/><w:color w:val="{geometry.RED}"/><w:spacing w:val="0"/>'
        f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/></w:rPr>{_text(organ)}</w:r></w:p>'
        f'<w:p><w:pPr><w:spacing w:line="{gap_below}" w:lineRule="exact"/></w:pPr></w:p></w:hdr>'
    )


def _body(letter: Letter) -> Iterator[str]:
    yield _styled(letter.number_text, "LetterNumber")
    yield _styled(letter.title, "LetterTitle")
    yield _styled(f"{letter.addressee}：", "Addressee")
    for paragraph in letter.paragraphs[:-1]:
        yield _styled(paragraph, "LevelOne") if is_heading(paragraph) else _paragraph(paragraph)
    # The signature may not stand on a page without text: it takes the last paragraph along, and the attachments.
    yield _paragraph(letter.paragraphs[-1], "<w:keepNext/>")
    yield from _attachments(letter)
    yield from _signature(letter)
    if letter.note:
        yield _paragraph(f"（{letter.note}）")


def _attachments(letter: Letter) -> Iterator[str]:
    """Yield the attachments: two characters in, the names under one another, a line above (附件说明)."""
    left = 5 * word.CHARACTER
    for place, name in enumerate(listed(letter)):
        spacing = "" if place else f'<w:spacing w:before="{word.PITCH}" w:line="{word.PITCH}" w:lineRule="exact"/>'
        hanging = _FLUSH if place else f'w:hangingChars="0" w:hanging="{3 * word.CHARACTER}"'
        layout = f'<w:keepNext/>{spacing}<w:ind w:left="{left}" {hanging}/>'
        yield _paragraph(name if place else f"附件：{name}", layout)


def _signature(letter: Letter) -> Iterator[str]:
    """Yield the signature over the date, two lines below the text, where the seal has room (署名和成文日期)."""
    signature, day = geometry.signature_indents(letter.organ, letter.date_text)
    space = f'<w:spacing w:before="{2 * word.PITCH}" w:line="{word.PITCH}" w:lineRule="exact"/>'
    yield _paragraph(letter.organ, f"<w:keepNext/>{space}{word.from_right(signature)}")
    yield _paragraph(letter.date_text, f"{'<w:keepNext/>' if letter.note else ''}{word.from_right(day)}")


def _styled(text: str, style: str) -> str:
    return _paragraph(text, f'<w:pStyle w:val="{style}"/>')


def _paragraph(text: str, layout: str = "") -> str:
    properties = f"<w:pPr>{layout}</w:pPr>" if layout else ""
    return f"<w:p>{properties}<w:r>{_text(text)}</w:r></w:p>"


def _text(text: str) -> str:
    return f'<w:t xml:space="preserve">{escape(text)}</w:t>'
