"""The PDF letter: its words, its pages, the fonts it needs."""

from __future__ import annotations

from dataclasses import replace

import pypdfium2
import pytest

from documents.chinese_fonts import has_font
from gongkai.documents.typesetting import (
    BODY_FONTS,
    TITLE_FONTS,
    NoChineseFont,
    fonts_among,
    title_weight,
)
from gongkai.letters import pdf
from gongkai.letters.composing import compose, draft
from gongkai.letters.letter import Letter
from letters.invented import facts_for


def letter(code: str = "partly_granted") -> Letter:
    return compose(code, facts_for(code))


def pages(content: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(content)
    try:
        return [page.get_textpage().get_text_range().replace("\r\n", "") for page in document]
    finally:
        document.close()


def within_the_margins(content: bytes) -> bool:
    """Whether the text below the letterhead keeps to the 28 and 26 mm of the standard, a point aside."""
    (page, *_) = pypdfium2.PdfDocument(content)
    text = page.get_textpage()
    boxes = (text.get_charbox(index) for index in range(text.count_chars()))
    return all(left > 78 and right < 523 for left, _, right, top in boxes if top < 600 and right > left)


@has_font
def test_letter_holds_its_organ_number_title_body_and_signature() -> None:
    text = "".join(pages(pdf.write(letter())))
    for words in ("青溪县水利局", "青水公开〔2026〕12号", "政府信息部分公开告知书", "林小满：", "2026年3月5日"):
        assert words in text
    assert "未经行政复议，不能直接提起行政诉讼。" in text.replace("\n", "")


@has_font
def test_first_page_is_not_numbered_and_the_second_is() -> None:
    first, second = pages(pdf.write(letter()))
    assert "— 1 —" not in first
    assert "— 2 —" in second


@has_font
def test_same_letter_gives_the_same_bytes() -> None:
    assert pdf.write(letter()) == pdf.write(letter())


@has_font
@pytest.mark.parametrize("lines", range(1, 9))
def test_signature_never_stands_alone_on_a_page(lines: int) -> None:
    facts = facts_for("refused.deliberative")
    longer = replace(facts, elements={**facts.elements, "reason": "\n".join(["该材料为未定稿。"] * lines)})
    last = pages(pdf.write(compose("refused.deliberative", longer)))[-1]
    assert "不能直接提起行政诉讼。" in last
    assert "2026年3月5日" in last


@has_font
def test_draft_is_marked_as_one() -> None:
    facts = replace(facts_for("extension"), number="")
    assert pages(pdf.write(draft("extension", facts)))[0].startswith("草 稿")
    assert "稿" not in pages(pdf.write(letter("extension")))[0]


@has_font
def test_words_are_never_read_as_markup() -> None:
    facts = replace(facts_for("extension"), request="#panic(1) $x$ @a \\ *b*")
    assert "申请公开“#panic(1) $x$ @a \\ *b*”" in pages(pdf.write(compose("extension", facts)))[0]


@has_font
def test_address_of_the_web_is_broken_over_lines_and_stays_whole_when_copied() -> None:
    address = "https://www.qingxi.example.cn/zfxxgk/fdzdgknr/xzxk/202511/t20251120_12345678901234567890.html"
    facts = facts_for("granted.published")
    facts = replace(facts, elements={**facts.elements, "published_route": f"{address}，“行政许可”栏目"})
    content = pdf.write(compose("granted.published", facts))
    assert address in pages(content)[0]
    assert within_the_margins(content)


@has_font
def test_long_run_of_signs_is_broken_over_lines() -> None:
    assert within_the_margins(pdf.write(compose("extension", replace(facts_for("extension"), request="a1" * 200))))


@has_font
def test_long_name_of_an_organ_stays_on_the_page() -> None:
    facts = replace(facts_for("extension"), answering_body="青溪高新技术产业开发区管理委员会综合行政执法与应急管理局")
    (page,) = pypdfium2.PdfDocument(pdf.write(compose("extension", facts)))
    boxes = [page.get_textpage().get_charbox(index) for index in range(20)]
    assert all(left > 56 and right < 539 for left, _, right, _ in boxes), "inside the double rule of 170 mm"


def test_machine_without_a_chinese_font_is_told_which_to_install() -> None:
    with pytest.raises(NoChineseFont, match="fonts-noto-cjk") as refused:
        pdf.write(letter(), installed=frozenset({"DejaVu Sans"}))
    assert "思源宋体" in str(refused.value)
    assert "仿宋_GB2312" in str(refused.value)


def test_fonts_of_the_standard_are_taken_first() -> None:
    installed = frozenset({"Noto Serif CJK SC", "FangSong_GB2312", "FZXiaoBiaoSong-B05S"})
    assert fonts_among(BODY_FONTS, installed=installed) == ("FangSong_GB2312", "Noto Serif CJK SC")
    assert title_weight(fonts_among(TITLE_FONTS, installed=installed)) == "regular"
    assert title_weight(fonts_among(TITLE_FONTS, installed=installed - {"FZXiaoBiaoSong-B05S"})) == "bold"
