"""The parts of a Word letter that are the same for every letter: types, links, fonts, styles, footers (固定部分).

Word measures type in half points and lengths in twips, twenty to the point.
"""

from __future__ import annotations

from gongkai.letters import page_geometry as geometry
from gongkai.letters.page_geometry import LETTER_FORM, PAGE, twips

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

TITLE_FONT, TEXT_FONT, HEADING_FONT, NUMBER_FONT = "FZXiaoBiaoSong-B05S", "FangSong_GB2312", "SimHei", "SimSun"
_ALSO = {
    TITLE_FONT: "方正小标宋简体,方正小标宋_GBK,SimSun,Noto Serif CJK SC",
    TEXT_FONT: "仿宋_GB2312,仿宋,FangSong,STFangsong,Noto Serif CJK SC",
    HEADING_FONT: "黑体,STHeiti",
    NUMBER_FONT: "宋体,STSong",
}
RULE_WEIGHT = 12
"""The thick line of a double rule, eighths of a point."""
_SIDE = twips((LETTER_FORM.rule_length - (PAGE.width - PAGE.left - PAGE.right)) / 2)
_SHIFT = twips((PAGE.left - PAGE.right) / 2)
_PITCH = geometry.LINE_PITCH * geometry.TWIPS_PER_POINT


def _half_points(points: float) -> int:
    return round(points * 2)


def rule_indents() -> str:
    """Return the indents of a paragraph as long as the double rules and in the middle of the page (双线缩进)."""
    return f'<w:ind w:left="{-_SIDE - _SHIFT}" w:right="{_SHIFT - _SIDE}" w:firstLineChars="0" w:firstLine="0"/>'


def _kind(part: str, name: str) -> str:
    return f'<Override PartName="/word/{part}.xml" ContentType="{_TYPE}.{name}+xml"/>'


CONTENT_TYPES = (
    f'{HEAD}<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    + _kind("document", "document.main")
    + "".join(_kind(part, part) for part in ("styles", "fontTable", "settings"))
    + _kind("header1", "header")
    + "".join(_kind(f"footer{number}", "footer") for number in (1, 2, 3))
    + '<Override PartName="/docProps/core.xml" '
    'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>'
)


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
DOCUMENT_LINKS = _links(
    *((f"{RELATIONS}/{part}", f"{part}.xml") for part in ("styles", "fontTable", "settings")),
    (f"{RELATIONS}/header", "header1.xml"),
    *((f"{RELATIONS}/footer", f"footer{number}.xml") for number in (1, 2, 3)),
)
SETTINGS = (
    f'{HEAD}<w:settings xmlns:w="{MAIN}"><w:zoom w:percent="100"/><w:defaultTabStop w:val="420"/>'
    '<w:evenAndOddHeaders/><w:characterSpacingControl w:val="compressPunctuation"/>'
    '<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" '
    'w:val="15"/></w:compat><w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/></w:settings>'
)
FONT_TABLE = (
    f'{HEAD}<w:fonts xmlns:w="{MAIN}">'
    + "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{others}"/><w:charset w:val="86"/><w:family w:val="auto"/></w:font>'
        for name, others in _ALSO.items()
    )
    + "</w:fonts>"
)


def _type(font: str, points: float, *, color: str = "") -> str:
    shade = f'<w:color w:val="{color}"/>' if color else ""
    size = _half_points(points)
    return (
        f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}" w:eastAsia="{font}" w:cs="Times New Roman"/>{shade}'
        f'<w:spacing w:val="0"/><w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'
    )


def _style(name: str, shown: str, paragraph: str, characters: str = "") -> str:
    return (
        f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{name}"><w:name w:val="{shown}"/>'
        f'<w:basedOn w:val="Normal"/><w:qFormat/><w:pPr>{paragraph}</w:pPr><w:rPr>{characters}</w:rPr></w:style>'
    )


_FLUSH = '<w:ind w:firstLineChars="0" w:firstLine="0"/>'
_TITLE_PITCH = geometry.TITLE_PITCH * geometry.TWIPS_PER_POINT
_TRACKING = round(geometry.TRACKING * geometry.TWIPS_PER_POINT)
STYLES = (
    f'{HEAD}<w:styles xmlns:w="{MAIN}"><w:docDefaults><w:rPrDefault><w:rPr>'
    f'<w:rFonts w:ascii="{TEXT_FONT}" w:hAnsi="{TEXT_FONT}" w:eastAsia="{TEXT_FONT}" w:cs="Times New Roman"/>'
    f'<w:spacing w:val="{_TRACKING}"/><w:sz w:val="{_half_points(geometry.TEXT_SIZE)}"/>'
    f'<w:szCs w:val="{_half_points(geometry.TEXT_SIZE)}"/><w:lang w:val="en-US" w:eastAsia="zh-CN"/>'
    "</w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>"
    '<w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/></w:pPr></w:pPrDefault></w:docDefaults>'
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/><w:pPr>'
    '<w:widowControl w:val="0"/>'
    f'<w:spacing w:line="{_PITCH}" w:lineRule="exact"/><w:ind w:firstLineChars="200" w:firstLine="640"/>'
    '<w:jc w:val="both"/></w:pPr></w:style>'
    + _style("LetterNumber", "Letter Number", f'{_FLUSH}<w:jc w:val="right"/>')
    + _style(
        "LetterTitle",
        "Letter Title",
        f'<w:spacing w:before="{2 * _PITCH}" w:after="{_PITCH}" w:line="{_TITLE_PITCH}" w:lineRule="exact"/>'
        f'{_FLUSH}<w:jc w:val="center"/><w:outlineLvl w:val="0"/>',
        _type(TITLE_FONT, geometry.TITLE_SIZE),
    )
    + _style("Addressee", "Addressee", _FLUSH)
    + _style("LevelOne", "Level One", "<w:keepNext/>", _type(HEADING_FONT, geometry.TEXT_SIZE))
    + _style("PageNumber", "Page Number", _FLUSH, _type(NUMBER_FONT, geometry.PAGE_NUMBER_SIZE))
    + "</w:styles>"
)

# The page number stands between the text and the edge at the height that the standard asks; the lower rule, which
# stands nearer to the edge, fixes the distance of all footers.
_RAISED = twips(PAGE.bottom - PAGE.page_number_gap - LETTER_FORM.lower_rule) - _PITCH


def _numbered_footer(side: str) -> str:
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
    margin = geometry.PAGE_NUMBER_SIZE * geometry.TWIPS_PER_POINT
    return (
        f'{HEAD}<w:ftr xmlns:w="{MAIN}"><w:p><w:pPr><w:pStyle w:val="PageNumber"/>'
        f'<w:spacing w:after="{max(_RAISED, 0)}"/>'
        f'<w:ind w:left="{margin}" w:right="{margin}" w:firstLineChars="0" w:firstLine="0"/><w:jc w:val="{side}"/>'
        f"</w:pPr>{field}</w:p></w:ftr>"
    )


ODD_FOOTER, EVEN_FOOTER = _numbered_footer("right"), _numbered_footer("left")
FIRST_FOOTER = (
    f'{HEAD}<w:ftr xmlns:w="{MAIN}"><w:p><w:pPr><w:pBdr>'
    # Above a paragraph, thick within thin is thin over thick.
    f'<w:top w:val="thickThinSmallGap" w:sz="{RULE_WEIGHT}" w:space="0" w:color="{geometry.RED}"/></w:pBdr>'
    f'<w:spacing w:line="20" w:lineRule="exact"/>{rule_indents()}</w:pPr></w:p></w:ftr>'
)
SECTION = (
    '<w:sectPr><w:headerReference w:type="first" r:id="rId4"/><w:footerReference w:type="first" r:id="rId5"/>'
    '<w:footerReference w:type="default" r:id="rId6"/><w:footerReference w:type="even" r:id="rId7"/>'
    f'<w:pgSz w:w="{twips(PAGE.width)}" w:h="{twips(PAGE.height)}"/>'
    f'<w:pgMar w:top="{twips(PAGE.top)}" w:right="{twips(PAGE.right)}" w:bottom="{twips(PAGE.bottom)}" '
    f'w:left="{twips(PAGE.left)}" w:header="{twips(LETTER_FORM.organ_top)}" '
    f'w:footer="{twips(LETTER_FORM.lower_rule)}" w:gutter="0"/><w:titlePg/></w:sectPr>'
)
