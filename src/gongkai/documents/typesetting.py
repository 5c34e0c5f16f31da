"""Set pages as PDF with the typesetter that comes in a wheel, and the Chinese fonts of the machine (排版).

Works offline: no packages are fetched. The same source, inputs and fonts give the same bytes.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Final

import typst

BODY_FONTS = (
    *("FangSong_GB2312", "仿宋_GB2312", "FangSong", "仿宋", "STFangsong", "FandolFang R"),
    *("Source Han Serif SC", "思源宋体", "Noto Serif CJK SC", "Noto Serif SC", "SimSun", "宋体", "Songti SC"),
    *("Noto Sans CJK SC", "Source Han Sans SC", "思源黑体", "Noto Sans SC", "Microsoft YaHei", "WenQuanYi Zen Hei"),
)
TITLE_FONTS = (
    *("FZXiaoBiaoSong-B05S", "FZXiaoBiaoSong-B05", "方正小标宋简体", "方正小标宋_GBK"),
    *("Source Han Serif SC", "思源宋体", "Noto Serif CJK SC", "Noto Serif SC", "SimSun", "宋体", "Songti SC"),
    *("Noto Sans CJK SC", "Source Han Sans SC", "思源黑体", "Noto Sans SC", "Microsoft YaHei", "WenQuanYi Zen Hei"),
)
HEADING_FONTS = (
    *("SimHei", "黑体", "STHeiti", "Noto Sans CJK SC", "Source Han Sans SC", "思源黑体", "Noto Sans SC"),
    *("Microsoft YaHei", "WenQuanYi Zen Hei", *BODY_FONTS),
)
LEVEL_TWO_FONTS = (
    *("KaiTi_GB2312", "楷体_GB2312", "KaiTi", "楷体", "STKaiti", "FandolKai", "LXGW WenKai", "霞鹜文楷"),
    *BODY_FONTS,
)
TABLE_FONTS = (
    *("SimSun", "宋体", "STSong", "Songti SC", "Source Han Serif SC", "思源宋体", "Noto Serif CJK SC"),
    *("Noto Serif SC", *BODY_FONTS),
)
_TITLE_FACES = 4
"""How many of TITLE_FONTS are cut for titles; the others are set bold."""
MISSING_TYPE = "〓"
_UNSHOWN = re.compile(r'the text `"(.*?)"` could not be displayed(?: with font `"(.*?)"`)?')
_ESCAPED = re.compile(r"\\u\{([0-9a-f]{1,6})\}")
_ARCHIVAL: Final = "a-2u"
_PLAIN: Final = b"#set text(font: sys.inputs.font)\n#sys.inputs.text"


class NoChineseFont(Exception):  # noqa: N818  The name says what the machine lacks.
    """No Chinese font is installed, so no PDF can be set (缺少中文字体). Word documents need none."""

    def __init__(self) -> None:
        super().__init__(
            "本机没有中文字体，不能生成PDF；Word文档（DOCX）不受影响，可以先使用。"
            "请安装中文字体后重新启动服务：Debian、Ubuntu执行 apt-get install fonts-noto-cjk（思源宋体）；"
            "有授权的，建议安装仿宋_GB2312和方正小标宋简体。"
        )


@cache
def installed_families() -> frozenset[str]:
    """Return the names of the font families on this machine (已安装的字体). Looked up once in a process."""
    return frozenset(_fonts().families())


def fonts_among(wanted: Iterable[str], *, installed: frozenset[str]) -> tuple[str, ...]:
    """Return the wanted families that are there, the best first (可用字体). Raises NoChineseFont for none."""
    found = tuple(name for name in wanted if name in installed)
    if not found:
        raise NoChineseFont
    return found


def title_weight(fonts: tuple[str, ...]) -> str:
    """Return how heavy a title is set: faces cut for titles as they are, others bold (标题字重)."""
    return "regular" if fonts[0] in TITLE_FONTS[:_TITLE_FACES] else "bold"


def typeset(source: bytes, *, inputs: Mapping[str, str], seconds: int) -> bytes:
    """Return the PDF/A of a source with its inputs (排版为PDF). ``seconds`` since 1970 is the time it bears.

    A sign that no font of this machine has is printed as 〓, the printers' mark of a missing type.
    """
    shown = dict(inputs)
    while True:
        try:
            return typst.compile(
                source,
                font_paths=_fonts(),
                sys_inputs=shown,
                format="pdf",
                pdf_standards=_ARCHIVAL,
                timestamp=seconds,
            )
        except typst.TypstError as refusal:
            missing = _missing_signs(str(refusal), shown)
            if not missing:
                raise
            marks = dict.fromkeys(map(ord, missing), MISSING_TYPE)
            shown = {name: text.translate(marks) for name, text in shown.items()}


def _missing_signs(refusal: str, inputs: Mapping[str, str]) -> set[str]:
    """Return the signs that the typesetter says it cannot show, as far as the inputs have them."""
    there = set("".join(inputs.values())) - {MISSING_TYPE}
    found = _UNSHOWN.search(refusal)
    told = _ESCAPED.sub(lambda code: chr(int(code[1], 16)), found[1]) if found else ""
    named = {sign for sign in told if not sign.isascii()} & there
    if named or not found:
        return named
    # Of a digit or a blank that is set as one with what follows it, the typesetter names the beginning.
    runs = re.findall(re.escape(told) + r"([^\x00-\x7f]+)", "\n".join(inputs.values()))
    return _unshown_after(told, sorted(set("".join(runs)) & there), font=found[2] or BODY_FONTS[0])


def _unshown_after(before: str, signs: Sequence[str], *, font: str) -> set[str]:
    """Return those of the signs that cannot be shown after other text in a font, found by halves."""
    if not signs or _is_shown([before + sign for sign in signs], font=font):
        return set()
    if len(signs) == 1:
        return set(signs)
    first, second = signs[: len(signs) // 2], signs[len(signs) // 2 :]
    return _unshown_after(before, first, font=font) | _unshown_after(before, second, font=font)


def _is_shown(lines: Iterable[str], *, font: str) -> bool:
    inputs = {"text": "\n".join(lines), "font": font}
    try:
        typst.compile(_PLAIN, font_paths=_fonts(), sys_inputs=inputs, format="pdf", pdf_standards=_ARCHIVAL)
    except typst.TypstError:
        return False
    return True


def marked_pages(source: bytes, *, inputs: Mapping[str, str]) -> tuple[int, ...]:
    """Return the pages on which the source's marks ``<page>`` come to stand, in order (标记所在页)."""
    found = typst.query(source, "<page>", field="value", font_paths=_fonts(), sys_inputs=dict(inputs))
    return tuple(json.loads(found))


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=True, include_embedded_fonts=False)
