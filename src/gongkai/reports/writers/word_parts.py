"""The parts of a Word document that are the same for every report: styles, fonts, footers (文档固定部分).

Typesetting follows GB/T 9704: title in 2号 小标宋; text in 3号 仿宋 on lines of 29 points; 黑体 and 楷体 for the first
two levels of heading; page numbers in 4号 宋体 between dashes at the outer edge.
"""

from __future__ import annotations

from xml.sax.saxutils import escape

from gongkai.documents import official_page as page
from gongkai.documents import word_package as word
from gongkai.documents.packing import pack
from gongkai.reports.writers.table_measures import LABEL_INDENT, TABLE_POINTS

_TIGHT = f'<w:spacing w:line="240" w:lineRule="auto"/>{word.FLUSH}'
_LABEL = (
    f'<w:spacing w:line="240" w:lineRule="auto"/><w:ind w:left="{LABEL_INDENT}" w:firstLineChars="0" w:firstLine="0"/>'
)
_IN_TABLE = word.type_of(word.NUMBER_FONT, TABLE_POINTS)

FONT_TABLE = word.font_table(
    word.TITLE_FONT, word.TEXT_FONT, word.LEVEL_ONE_FONT, word.LEVEL_TWO_FONT, word.NUMBER_FONT
)
STYLES = word.styles(
    word.known_style(
        "Title",
        "Title",
        f'<w:spacing w:after="{word.PITCH}" w:line="{word.TITLE_PITCH}" w:lineRule="exact"/>{word.FLUSH}'
        '<w:jc w:val="center"/>',
        word.type_of(word.TITLE_FONT, page.TITLE_SIZE),
    ),
    word.known_style(
        "Heading1",
        "heading 1",
        '<w:keepNext/><w:outlineLvl w:val="0"/>',
        word.type_of(word.LEVEL_ONE_FONT, page.TEXT_SIZE),
    ),
    word.known_style(
        "Heading2",
        "heading 2",
        '<w:keepNext/><w:outlineLvl w:val="1"/>',
        word.type_of(word.LEVEL_TWO_FONT, page.TEXT_SIZE),
    ),
    word.custom_style(
        "DraftMark", "Draft Mark", f'{word.FLUSH}<w:jc w:val="right"/>', word.type_of(word.LEVEL_ONE_FONT, 14)
    ),
    word.custom_style("TableEnd", "Table End", f'<w:spacing w:line="{word.PITCH // 2}" w:lineRule="exact"/>'),
    word.custom_style("TableLabel", "Table Label", f'<w:keepNext/>{_TIGHT}<w:jc w:val="center"/>', _IN_TABLE),
    word.custom_style("TableRowLabel", "Table Row Label", f'{_LABEL}<w:jc w:val="left"/>', _IN_TABLE),
    word.custom_style("TableFigure", "Table Figure", f'{_TIGHT}<w:jc w:val="center"/>', _IN_TABLE),
    f'<w:style w:type="character" w:styleId="LevelTwo"><w:name w:val="Level Two"/><w:rPr>'
    f'<w:rFonts w:ascii="{word.LEVEL_TWO_FONT}" w:hAnsi="{word.LEVEL_TWO_FONT}" w:eastAsia="{word.LEVEL_TWO_FONT}"/>'
    "</w:rPr></w:style>",
)
_PARTS = ("styles", "fontTable", "settings", "footer1", "footer2")
_ODD_FOOTER, _EVEN_FOOTER = word.numbered_footer("right"), word.numbered_footer("left")
_HEADER_TOP = 15.0
# The number stands in the middle of its line, and its upper edge 7 mm below the text.
_FOOTER_BOTTOM = (
    page.PAGE.bottom - page.PAGE.page_number_gap - (page.LINE_PITCH + page.PAGE_NUMBER_SIZE) / 2 / page.POINTS_PER_MM
)


def packed(body: str, *, title: str, creator: str, headers: tuple[str, ...] = ()) -> bytes:
    """Return a .docx of the official page with this body; ``headers`` are those of odd and of even pages (成文).

    The same body gives the same bytes.
    """
    names = (*_PARTS, *(f"header{number}" for number, _ in enumerate(headers, 1)))
    parts = {
        "[Content_Types].xml": word.content_types(*names),
        "_rels/.rels": word.PACKAGE_LINKS,
        "docProps/core.xml": word.core_properties(title=title, creator=creator),
        "word/document.xml": (
            f'{word.HEAD}<w:document xmlns:w="{word.MAIN}" xmlns:r="{word.RELATIONS}"><w:body>{body}'
            f"{_section(headers=len(headers))}</w:body></w:document>"
        ),
        "word/_rels/document.xml.rels": word.document_links(*names),
        "word/styles.xml": STYLES,
        "word/fontTable.xml": FONT_TABLE,
        "word/settings.xml": word.SETTINGS,
        "word/footer1.xml": _ODD_FOOTER,
        "word/footer2.xml": _EVEN_FOOTER,
        **{f"word/header{number}.xml": header for number, header in enumerate(headers, 1)},
    }
    return pack({name: text.encode() for name, text in parts.items()})


def marked_header(mark: str) -> str:
    """Return a header that says on every page what the document is not yet (送签标记)."""
    return (
        f'{word.HEAD}<w:hdr xmlns:w="{word.MAIN}"><w:p><w:pPr><w:pStyle w:val="DraftMark"/></w:pPr>'
        f"<w:r><w:t>{escape(mark)}</w:t></w:r></w:p></w:hdr>"
    )


def _section(*, headers: int) -> str:
    """Return the page with its footers, and with the headers that come after them in the links."""
    numbered = ("footer", "default"), ("footer", "even"), *(("header", kind) for kind in ("default", "even")[:headers])
    links = "".join(
        f'<w:{part}Reference w:type="{kind}" r:id="rId{number}"/>' for number, (part, kind) in enumerate(numbered, 4)
    )
    return f"<w:sectPr>{links}{word.page_layout(header=_HEADER_TOP, footer=_FOOTER_BOTTOM)}</w:sectPr>"
