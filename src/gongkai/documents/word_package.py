"""The parts of a Word document in the official page that are the same whatever it says (公文Word固定部分).

Word measures type in half points and lengths in twips, twenty to the point. Needs no font on this machine: the document
names those of the standard and their usual substitutes.
"""

from __future__ import annotations

from xml.sax.saxutils import escape

from gongkai.documents import official_page as page

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

TITLE_FONT, TEXT_FONT, NUMBER_FONT = "FZXiaoBiaoSong-B05S", "FangSong_GB2312", "SimSun"
LEVEL_ONE_FONT, LEVEL_TWO_FONT = "SimHei", "KaiTi"
_ALSO = {
    TITLE_FONT: "方正小标宋简体,方正小标宋_GBK,SimSun,Noto Serif CJK SC",
    TEXT_FONT: "仿宋_GB2312,仿宋,FangSong,STFangsong,Noto Serif CJK SC",
    LEVEL_ONE_FONT: "黑体,STHeiti",
    LEVEL_TWO_FONT: "楷体,楷体_GB2312,STKaiti",
    NUMBER_FONT: "宋体,STSong",
}
"""What a machine may have in place of each."""

PITCH = page.LINE_PITCH * page.TWIPS_PER_POINT
TITLE_PITCH = page.TITLE_PITCH * page.TWIPS_PER_POINT
CHARACTER = page.TEXT_SIZE * page.TWIPS_PER_POINT
FLUSH = '<w:ind w:firstLineChars="0" w:firstLine="0"/>'
_TRACKING = round(page.TRACKING * page.TWIPS_PER_POINT)

SETTINGS = (
    f'{HEAD}<w:settings xmlns:w="{MAIN}"><w:zoom w:percent="100"/><w:defaultTabStop w:val="420"/>'
    '<w:evenAndOddHeaders/><w:characterSpacingControl w:val="compressPunctuation"/>'
    '<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" '
    'w:val="15"/></w:compat><w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/></w:settings>'
)


def content_types(*parts: str) -> str:
    """Return the list of the parts in ``word/`` and what each is: ``styles``, ``footer2`` (部件类型)."""
    return (
        f'{HEAD}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        + _kind("document", "document.main")
        + "".join(_kind(part, part.rstrip("0123456789")) for part in parts)
        + '<Override PartName="/docProps/core.xml" '
        'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>'
    )


def document_links(*parts: str) -> str:
    """Return the links of the document to its parts, ``rId1`` to the first (部件关系)."""
    return _links(*((f"{RELATIONS}/{part.rstrip('0123456789')}", f"{part}.xml") for part in parts))


def core_properties(*, title: str, creator: str) -> str:
    """Return whose document it is and what it is called (文档属性)."""
    return (
        f'{HEAD}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        f'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{escape(title)}</dc:title>'
        f"<dc:creator>{escape(creator)}</dc:creator><dc:language>zh-CN</dc:language></cp:coreProperties>"
    )


def font_table(*fonts: str) -> str:
    """Return the fonts a document names, each with its substitutes (字体表)."""
    told = (
        f'<w:font w:name="{font}"><w:altName w:val="{_ALSO[font]}"/><w:charset w:val="86"/>'
        '<w:family w:val="auto"/></w:font>'
        for font in fonts
    )
    return f'{HEAD}<w:fonts xmlns:w="{MAIN}">{"".join(told)}</w:fonts>'


def styles(*more: str) -> str:
    """Return the styles: the text of the official page, 28 characters to the line, and ``more`` (样式表)."""
    size = _half_points(page.TEXT_SIZE)
    return (
        f'{HEAD}<w:styles xmlns:w="{MAIN}"><w:docDefaults><w:rPrDefault><w:rPr>'
        f'<w:rFonts w:ascii="{TEXT_FONT}" w:hAnsi="{TEXT_FONT}" w:eastAsia="{TEXT_FONT}" w:cs="Times New Roman"/>'
        f'<w:spacing w:val="{_TRACKING}"/><w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'
        '<w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>'
        '<w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/></w:pPr></w:pPrDefault></w:docDefaults>'
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/><w:pPr>'
        '<w:widowControl w:val="0"/>'
        f'<w:spacing w:line="{PITCH}" w:lineRule="exact"/><w:ind w:firstLineChars="200" w:firstLine="640"/>'
        f'<w:jc w:val="both"/></w:pPr></w:style>{"".join(more)}'
        + custom_style("PageNumber", "Page Number", FLUSH, type_of(NUMBER_FONT, page.PAGE_NUMBER_SIZE))
        + "</w:styles>"
    )


def custom_style(name: str, shown: str, paragraph: str, characters: str = "") -> str:
    """Return a paragraph style of our own over the text of the page (自定义样式)."""
    return _style(name, shown, paragraph, characters, custom=' w:customStyle="1"')


def known_style(name: str, shown: str, paragraph: str, characters: str = "") -> str:
    """Return one of Word's own paragraph styles, so that it shows in the outline: ``heading 1`` (内置样式)."""
    return _style(name, shown, paragraph, characters, custom="")


def type_of(font: str, points: float) -> str:
    """Return a font at a size, set without tracking (字体字号)."""
    size = _half_points(points)
    return (
        f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}" w:eastAsia="{font}" w:cs="Times New Roman"/>'
        f'<w:spacing w:val="0"/><w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'
    )


def numbered_footer(side: str, *, space_after: int = 0) -> str:
    """Return a footer with the page number between dashes, one character from the edge (页码).

    ``side`` is ``right`` for odd pages and ``left`` for even ones; ``space_after``, in twips, keeps it off what stands
    below.
    """
    field = "".join(
        f"<w:r>{piece}</w:r>"
        for piece in (
            '<w:t xml:space="preserve">— </w:t>',
            '<w:fldChar w:fldCharType="begin"/>',
            '<w:instrText xml:space="preserve"> PAGE </w:instrText>',
            '<w:fldChar w:fldCharType="separate"/>',
            "<w:t>2</w:t>",
            '<w:fldChar w:fldCharType="end"/>',
            '<w:t xml:space="preserve"> —</w:t>',
        )
    )
    margin = page.PAGE_NUMBER_SIZE * page.TWIPS_PER_POINT
    return (
        f'{HEAD}<w:ftr xmlns:w="{MAIN}"><w:p><w:pPr><w:pStyle w:val="PageNumber"/>'
        f'<w:spacing w:after="{space_after}"/>'
        f'<w:ind w:left="{margin}" w:right="{margin}" w:firstLineChars="0" w:firstLine="0"/><w:jc w:val="{side}"/>'
        f"</w:pPr>{field}</w:p></w:ftr>"
    )


def page_layout(*, header: float, footer: float) -> str:
    """Return size and margins of the page; how far header and footer are from its edges, in mm (页面设置)."""
    size, twips = page.PAGE, page.twips
    return (
        f'<w:pgSz w:w="{twips(size.width)}" w:h="{twips(size.height)}"/>'
        f'<w:pgMar w:top="{twips(size.top)}" w:right="{twips(size.right)}" w:bottom="{twips(size.bottom)}" '
        f'w:left="{twips(size.left)}" w:header="{twips(header)}" w:footer="{twips(footer)}" w:gutter="0"/>'
    )


def from_right(characters: float) -> str:
    """Return the layout of a line that ends so many characters from the right edge (右空字数)."""
    indent = f'<w:ind w:right="{round(characters * CHARACTER)}" w:firstLineChars="0" w:firstLine="0"/>'
    return f'{indent}<w:jc w:val="right"/>'


def _style(name: str, shown: str, paragraph: str, characters: str, *, custom: str) -> str:
    return (
        f'<w:style w:type="paragraph"{custom} w:styleId="{name}"><w:name w:val="{shown}"/>'
        f'<w:basedOn w:val="Normal"/><w:qFormat/><w:pPr>{paragraph}</w:pPr><w:rPr>{characters}</w:rPr></w:style>'
    )


def _half_points(points: float) -> int:
    return round(points * 2)


def _kind(part: str, name: str) -> str:
    return f'<Override PartName="/word/{part}.xml" ContentType="{_TYPE}.{name}+xml"/>'


def _links(*targets: tuple[str, str]) -> str:
    links = "".join(
        f'<Relationship Id="rId{number}" Type="{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, 1)
    )
    return f'{HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{links}</Relationships>'


PACKAGE_LINKS = _links(
    (f"{RELATIONS}/officeDocument", "word/document.xml"),
    (f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
)
