"""The parts of a Word document that are the same for every report: styles, fonts, footers (文档固定部分).

Typesetting follows GB/T 9704: A4 with margins of 37, 26, 35 and 28 mm; title in 2号 小标宋; text in 3号 仿宋 on lines
of 29 points, the first line indented by two characters; 黑体 and 楷体 for the first two levels of heading; page numbers
in 4号 宋体 between dashes at the outer edge.
"""

from __future__ import annotations

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

TITLE_FONT = "FZXiaoBiaoSong-B05S"
TEXT_FONT = "FangSong"
LEVEL_ONE_FONT = "SimHei"
LEVEL_TWO_FONT = "KaiTi"
TABLE_FONT = "SimSun"

_FALLBACKS = {
    TITLE_FONT: "方正小标宋简体,方正小标宋_GBK,SimSun",
    TEXT_FONT: "仿宋,仿宋_GB2312,STFangsong",
    LEVEL_ONE_FONT: "黑体,STHeiti",
    LEVEL_TWO_FONT: "楷体,楷体_GB2312,STKaiti",
    TABLE_FONT: "宋体,STSong",
}

CONTENT_TYPES = (
    f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_TYPE}.document.main+xml"/>'
    f'<Override PartName="/word/styles.xml" ContentType="{_TYPE}.styles+xml"/>'
    f'<Override PartName="/word/fontTable.xml" ContentType="{_TYPE}.fontTable+xml"/>'
    f'<Override PartName="/word/settings.xml" ContentType="{_TYPE}.settings+xml"/>'
    f'<Override PartName="/word/footer1.xml" ContentType="{_TYPE}.footer+xml"/>'
    f'<Override PartName="/word/footer2.xml" ContentType="{_TYPE}.footer+xml"/>'
    '<Override PartName="/docProps/core.xml" '
    'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>'
    "</Types>"
)


def _relationships(*targets: tuple[str, str]) -> str:
    links = "".join(
        f'<Relationship Id="rId{number}" Type="{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, 1)
    )
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{links}</Relationships>'


PACKAGE_LINKS = _relationships(
    (f"{RELATIONS}/officeDocument", "word/document.xml"),
    (f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
)
DOCUMENT_LINKS = _relationships(
    (f"{RELATIONS}/styles", "styles.xml"),
    (f"{RELATIONS}/fontTable", "fontTable.xml"),
    (f"{RELATIONS}/settings", "settings.xml"),
    (f"{RELATIONS}/footer", "footer1.xml"),
    (f"{RELATIONS}/footer", "footer2.xml"),
)
ODD_FOOTER_ID, EVEN_FOOTER_ID = "rId4", "rId5"

SETTINGS = (
    f'{_HEAD}<w:settings xmlns:w="{MAIN}"><w:zoom w:percent="100"/><w:defaultTabStop w:val="420"/>'
    '<w:evenAndOddHeaders/><w:characterSpacingControl w:val="compressPunctuation"/>'
    '<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" '
    'w:val="15"/></w:compat><w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/></w:settings>'
)

FONT_TABLE = (
    f'{_HEAD}<w:fonts xmlns:w="{MAIN}">'
    + "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{others}"/><w:charset w:val="86"/><w:family w:val="auto"/></w:font>'
        for name, others in _FALLBACKS.items()
    )
    + "</w:fonts>"
)


def _style(name: str, shown: str, *, paragraph: str = "", font: str, half_points: int, outline: str = "") -> str:
    """Return one paragraph style; ``half_points`` is the size as Word counts it."""
    return (
        f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="{shown}"/><w:basedOn w:val="Normal"/>'
        f"<w:qFormat/><w:pPr>{paragraph}{outline}</w:pPr><w:rPr>"
        f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}" w:eastAsia="{font}"/>'
        f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/></w:rPr></w:style>'
    )


_UNINDENTED = '<w:ind w:firstLineChars="0" w:firstLine="0"/>'
_TIGHT = '<w:spacing w:line="240" w:lineRule="auto"/>' + _UNINDENTED

STYLES = (
    f'{_HEAD}<w:styles xmlns:w="{MAIN}"><w:docDefaults><w:rPrDefault><w:rPr>'
    f'<w:rFonts w:ascii="{TEXT_FONT}" w:hAnsi="{TEXT_FONT}" w:eastAsia="{TEXT_FONT}" w:cs="Times New Roman"/>'
    '<w:sz w:val="32"/><w:szCs w:val="32"/><w:lang w:val="en-US" w:eastAsia="zh-CN"/>'
    "</w:rPr></w:rPrDefault></w:docDefaults>"
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/><w:pPr>'
    '<w:widowControl w:val="0"/><w:spacing w:line="580" w:lineRule="exact"/>'
    '<w:ind w:firstLineChars="200" w:firstLine="640"/><w:jc w:val="both"/></w:pPr></w:style>'
    + _style(
        "Title",
        "Title",
        paragraph='<w:spacing w:after="580" w:line="700" w:lineRule="exact"/>' + _UNINDENTED + '<w:jc w:val="center"/>',
        font=TITLE_FONT,
        half_points=44,
    )
    + _style(
        "Heading1",
        "heading 1",
        paragraph="<w:keepNext/>",
        outline='<w:outlineLvl w:val="0"/>',
        font=LEVEL_ONE_FONT,
        half_points=32,
    )
    + _style(
        "Heading2",
        "heading 2",
        paragraph="<w:keepNext/>",
        outline='<w:outlineLvl w:val="1"/>',
        font=LEVEL_TWO_FONT,
        half_points=32,
    )
    + _style(
        "Signature",
        "Signature",
        paragraph='<w:ind w:right="640"/><w:jc w:val="right"/>',
        font=TEXT_FONT,
        half_points=32,
    )
    + _style(
        "TableLabel",
        "Table Label",
        paragraph="<w:keepNext/>" + _TIGHT + '<w:jc w:val="center"/>',
        font=TABLE_FONT,
        half_points=18,
    )
    + _style(
        "TableRowLabel", "Table Row Label", paragraph=_TIGHT + '<w:jc w:val="left"/>', font=TABLE_FONT, half_points=18
    )
    + _style(
        "TableFigure", "Table Figure", paragraph=_TIGHT + '<w:jc w:val="center"/>', font=TABLE_FONT, half_points=18
    )
    + _style("Footer", "footer", paragraph=_TIGHT, font=TABLE_FONT, half_points=28)
    + f'<w:style w:type="character" w:styleId="LevelTwo"><w:name w:val="Level Two"/><w:rPr>'
    f'<w:rFonts w:ascii="{LEVEL_TWO_FONT}" w:hAnsi="{LEVEL_TWO_FONT}" w:eastAsia="{LEVEL_TWO_FONT}"/></w:rPr></w:style>'
    "</w:styles>"
)


def _footer(side: str) -> str:
    field = "".join(
        f"<w:r>{piece}</w:r>"
        for piece in (
            '<w:t xml:space="preserve">— </w:t>',
            '<w:fldChar w:fldCharType="begin"/>',
            '<w:instrText xml:space="preserve"> PAGE </w:instrText>',
            '<w:fldChar w:fldCharType="separate"/>',
            "<w:t>1</w:t>",
            '<w:fldChar w:fldCharType="end"/>',
            '<w:t xml:space="preserve"> —</w:t>',
        )
    )
    return (
        f'{_HEAD}<w:ftr xmlns:w="{MAIN}"><w:p><w:pPr><w:pStyle w:val="Footer"/>'
        f'<w:ind w:left="280" w:right="280" w:firstLineChars="0" w:firstLine="0"/><w:jc w:val="{side}"/></w:pPr>'
        f"{field}</w:p></w:ftr>"
    )


ODD_FOOTER, EVEN_FOOTER = _footer("right"), _footer("left")

PAGE = (
    "<w:sectPr>"
    f'<w:footerReference w:type="default" r:id="{ODD_FOOTER_ID}"/>'
    f'<w:footerReference w:type="even" r:id="{EVEN_FOOTER_ID}"/>'
    '<w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1588" w:header="851" w:footer="1304" w:gutter="0"/>'
    "</w:sectPr>"
)
"""Lengths in twips, 1440 to the inch: 37, 26, 35 and 28 mm; the page number 7 mm below the text."""
