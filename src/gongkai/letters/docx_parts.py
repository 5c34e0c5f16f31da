"""The parts of a Word letter that are the same for every letter: types, links, fonts, styles, footers (固定部分)."""

from __future__ import annotations

from gongkai.documents import official_page as geometry
from gongkai.documents import word_package as word
from gongkai.documents.official_page import PAGE, twips
from gongkai.letters.letter_form import LETTER_FORM

RULE_WEIGHT = 12
"""The thick line of a double rule, eighths of a point."""
_SIDE = twips((LETTER_FORM.rule_length - (PAGE.width - PAGE.left - PAGE.right)) / 2)
_SHIFT = twips((PAGE.left - PAGE.right) / 2)


def rule_indents() -> str:
    """Return the indents of a paragraph as long as the double rules and in the middle of the page (双线缩进)."""
    return f'<w:ind w:left="{-_SIDE - _SHIFT}" w:right="{_SHIFT - _SIDE}" w:firstLineChars="0" w:firstLine="0"/>'


_PARTS = ("styles", "fontTable", "settings", "header1", "footer1", "footer2", "footer3")
CONTENT_TYPES = word.content_types(*_PARTS)
DOCUMENT_LINKS = word.document_links(*_PARTS)
FONT_TABLE = word.font_table(word.TITLE_FONT, word.TEXT_FONT, word.LEVEL_ONE_FONT, word.NUMBER_FONT)
STYLES = word.styles(
    word.custom_style("LetterNumber", "Letter Number", f'{word.FLUSH}<w:jc w:val="right"/>'),
    word.custom_style(
        "LetterTitle",
        "Letter Title",
        f'<w:spacing w:before="{2 * word.PITCH}" w:after="{word.PITCH}" w:line="{word.TITLE_PITCH}" '
        f'w:lineRule="exact"/>{word.FLUSH}<w:jc w:val="center"/><w:outlineLvl w:val="0"/>',
        word.type_of(word.TITLE_FONT, geometry.TITLE_SIZE),
    ),
    word.custom_style("Addressee", "Addressee", word.FLUSH),
    word.custom_style("LevelOne", "Level One", "<w:keepNext/>", word.type_of(word.LEVEL_ONE_FONT, geometry.TEXT_SIZE)),
)

# The page number stands between the text and the edge at the height that the standard asks; the lower rule, which
# stands nearer to the edge, fixes the distance of all footers.
_RAISED = max(twips(PAGE.bottom - PAGE.page_number_gap - LETTER_FORM.lower_rule) - word.PITCH, 0)
ODD_FOOTER = word.numbered_footer("right", space_after=_RAISED)
EVEN_FOOTER = word.numbered_footer("left", space_after=_RAISED)
FIRST_FOOTER = (
    f'{word.HEAD}<w:ftr xmlns:w="{word.MAIN}"><w:p><w:pPr><w:pBdr>'
    # Above a paragraph, thick within thin is thin over thick.
    f'<w:top w:val="thickThinSmallGap" w:sz="{RULE_WEIGHT}" w:space="0" w:color="{geometry.RED}"/></w:pBdr>'
    f'<w:spacing w:line="20" w:lineRule="exact"/>{rule_indents()}</w:pPr></w:p></w:ftr>'
)
SECTION = (
    '<w:sectPr><w:headerReference w:type="first" r:id="rId4"/><w:footerReference w:type="first" r:id="rId5"/>'
    '<w:footerReference w:type="default" r:id="rId6"/><w:footerReference w:type="even" r:id="rId7"/>'
    f"{word.page_layout(header=LETTER_FORM.organ_top, footer=LETTER_FORM.lower_rule)}<w:titlePg/></w:sectPr>"
)
