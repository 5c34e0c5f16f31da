"""The PDF of a report: the page of the standard, its tables over page ends, the mark of a draft."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pypdfium2
import pytest

from documents.chinese_fonts import has_font
from gongkai.documents.typesetting import NoChineseFont
from gongkai.reports.model import Report
from gongkai.reports.reader import read_report
from gongkai.reports.writers import docx, pdf
from gongkai.statute.editions.edition_2021 import EDITION_2021
from gongkai.statute.report_form import Value
from reports.strategies import report_of

ORGAN, DAY = "青岚市人民政府办公室", date(2022, 1, 25)


def report(text: str = "本年度各项工作平稳有序。", *, last: str = "没有收取信息处理费。", value: Value = 0) -> Report:
    made = report_of(EDITION_2021, dict.fromkeys(EDITION_2021.by_path, value))
    told = {1: text, 6: last}
    chapters = tuple(replace(each, text=told.get(each.number, each.text)) for each in made.chapters)
    return replace(made, chapters=chapters, reported_on=DAY)


def pages(content: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(content)
    try:
        return [page.get_textpage().get_text_range().replace("\r\n", "\n") for page in document]
    finally:
        document.close()


@has_font
def test_a_full_page_has_twenty_two_lines_of_twenty_eight_characters() -> None:
    full = pages(pdf.write(report("字" * 2000)))[1].split("\n")
    lines = [line for line in full if set(line) == {"字"}]
    assert (len(lines), {len(line) for line in lines}) == (22, {28})


@has_font
def test_page_numbers_stand_outside_odd_right_and_even_left() -> None:
    content = pdf.write(report("字" * 2000))
    document = pypdfium2.PdfDocument(content)
    where = []
    for page in document:
        text = page.get_textpage()
        boxes = [text.get_charbox(index) for index in range(text.count_chars())]
        where.append(next(left for left, _, right, top in boxes if top < 80 and right > left) > 297)
    document.close()
    assert where[:4] == [True, False, True, False]


@has_font
def test_head_of_table_three_is_printed_again_on_its_second_page() -> None:
    texts = pages(pdf.write(report("字" * 28 * 36)))
    heads = [number for number, text in enumerate(texts) if "社会公" in text]
    assert len(heads) == 2, texts
    assert heads[1] == heads[0] + 1


@has_font
@pytest.mark.parametrize("lines", range(8, 20))
def test_signature_never_stands_alone_on_a_page(lines: int) -> None:
    last = pages(pdf.write(report(last="\n".join(["没有其他需要报告的事项。"] * lines))))[-1]
    assert "没有其他需要报告的事项。" in last
    assert "2022年1月25日" in last


@has_font
def test_large_figures_stay_on_one_line_of_their_cells() -> None:
    figures: dict[str, Value] = dict.fromkeys(EDITION_2021.by_path, 1234567)
    figures["proactive.charges.amount"] = Decimal("12345678.901234")
    text = "\n".join(pages(pdf.write(replace(report(), figures=figures))))
    assert text.count("1234567") == len(figures) - 1 + 1  # the amount begins with the same digits
    assert "12345678.901234" in text


@has_font
def test_draft_is_marked_on_every_page_and_reads_like_the_report() -> None:
    draft = pdf.write_draft(report("字" * 2000), mark="送签稿（第1版）")
    assert all("送签稿（第1版）" in text for text in pages(draft))
    assert "送签稿" not in "".join(pages(pdf.write(report())))
    assert read_report(draft, source="送签稿.pdf").figures == report().figures


def test_word_draft_is_marked_on_odd_and_even_pages_and_reads_like_the_report() -> None:
    draft = docx.write_draft(report(), mark="送签稿（第1版）")
    again = read_report(draft, source="送签稿.docx")
    assert again.figures == report().figures
    assert again.title == report().title


@has_font
@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("王\ue152同志", "王〓同志"),
        # What is set as one with a digit before it: a Burmese letter, and a key of a telephone.
        ("第0\u1067条", "第0〓条"),
        ("共1\ufe0f\u20e3项", "共1〓项"),
    ],
)
def test_sign_that_no_font_has_is_printed_as_a_missing_type(written: str, printed: str) -> None:
    text = "".join(pages(pdf.write(report(written))))
    assert printed in text.replace(" ", "").replace("\ufe0f", "")


@has_font
def test_words_are_never_read_as_markup() -> None:
    assert "#panic(1) $x$ @a \\ *b*" in pages(pdf.write(report("#panic(1) $x$ @a \\ *b*")))[0]


@has_font
def test_chapters_come_back_whole_though_their_lines_were_cut() -> None:
    text = (
        "全年公开信息1234567条，网址为https://www.example.gov.cn/zfxxgk。" + "答复规范，渠道畅通，" * 20 + "没有超期。"
    )
    again = read_report(pdf.write(report(text)), source="报告.pdf")
    told = {each.number: each.text for each in again.chapters if each.number}
    assert told.pop(6) == f"没有收取信息处理费。\n{ORGAN}\n2022年1月25日", "the signature stands under part six"
    assert told == {each.number: each.text for each in report(text).chapters if each.number != 6}


@has_font
def test_long_name_that_takes_two_lines_of_the_title_comes_back_whole() -> None:
    organ = "青溪高新技术产业开发区管理委员会综合行政执法与应急管理局"
    titled = replace(report(), title=f"{organ}2021年政府信息公开工作年度报告", agency=organ)
    again = read_report(pdf.write(titled), source="报告.pdf")
    assert (again.title, again.agency, again.year) == (titled.title, organ, 2021)


def test_machine_without_a_chinese_font_is_told_which_to_install() -> None:
    with pytest.raises(NoChineseFont, match="fonts-noto-cjk"):
        pdf.write(report(), installed=frozenset({"DejaVu Sans"}))
