"""Whose report it is, of which year, made when."""

from __future__ import annotations

from datetime import date

import pytest

from gongkai.documents.blocks import Paragraph
from gongkai.reports.title import heading, reported_on


def lines(*texts: str) -> tuple[Paragraph, ...]:
    return tuple(Paragraph(text) for text in texts)


@pytest.mark.parametrize(
    ("texts", "agency", "year"),
    [
        (("青岚市人民政府办公室2022年政府信息公开工作年度报告",), "青岚市人民政府办公室", 2022),
        (("青岚市 2021 年政府信息公开工作 年度报告",), "青岚市", 2021),
        (("青岚市财政局2023年度政府信息公开工作年度报告",), "青岚市财政局", 2023),
        (("青岚市水利局", "2020年政府信息公开工作年度报告"), "青岚市水利局", 2020),
        (("青岚市人民政府办公室2022年政府信息", "公开工作年度报告"), "青岚市人民政府办公室", 2022),
        (("2022年青岚市教育局政府信息公开工作年度报告",), "青岚市教育局", 2022),
        (("青岚市林业局政府信息公开工作年度报告（2024年）",), "青岚市林业局", 2024),
        (("青岚市民政局二〇二二年政府信息公开工作年度报告",), "青岚市民政局", 2022),
        (("首页", "青岚市人民政府", "青岚市体育局2025年政府信息公开年报"), "青岚市体育局", 2025),
        (("[bookmark: _GoBack]青岚市档案局2022年政府信息公开工作年度报告",), "青岚市档案局", 2022),
        (("标题：青岚市审计局2022年政府信息公开工作年度报告",), "青岚市审计局", 2022),
        (("关于青岚市统计局2022年政府信息公开工作年度报告",), "青岚市统计局", 2022),
    ],
)
def test_a_title_names_the_organ_and_the_year(texts: tuple[str, ...], agency: str, year: int) -> None:
    found = heading(lines(*texts))
    assert found is not None
    assert (found.agency, found.year) == (agency, year)


def test_a_place_left_out_is_completed_from_the_text() -> None:
    text = "2022年对河汀区政府门户网站进行重建，推进河汀区政府信息的规范管理，提升我区政府公信力。"
    found = heading(lines("政府办公室2022年政府信息公开工作年度报告", text))
    assert found is not None
    assert found.agency == "河汀区政府办公室"


def test_a_leading_level_is_replaced_by_the_place_that_has_it() -> None:
    found = heading(lines("市教育局2022年政府信息公开工作年度报告", "青岚市政府各部门，青岚市人民政府门户网站。"))
    assert found is not None
    assert found.agency == "青岚市教育局"


@pytest.mark.parametrize("text", ["政府信息公开指南", "2022年工作总结", "关于印发年度报告格式的通知"])
def test_what_is_not_a_title_is_none(text: str) -> None:
    assert heading(lines(text)) is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2023年1月29日", date(2023, 1, 29)),
        ("2022年 3月 9日", date(2022, 3, 9)),
        ("二〇二三年一月二十九日", date(2023, 1, 29)),
        ("二〇二三年十月十日", date(2023, 10, 10)),
        ("2023-01-29", date(2023, 1, 29)),
    ],
)
def test_the_date_under_the_report_is_read(text: str, day: date) -> None:
    assert reported_on(lines("青岚市2022年政府信息公开工作年度报告", "青岚市人民政府", text)) == day


def test_the_day_of_publication_at_the_head_stands_in_for_a_missing_date() -> None:
    assert reported_on(lines("发布时间: 2021-01-29 来源：市政府办", "一、总体情况")) == date(2021, 1, 29)


def test_a_day_that_does_not_exist_is_no_date() -> None:
    assert reported_on(lines("2023年2月30日")) is None


def test_a_title_is_found_where_the_report_follows_on_its_line() -> None:
    found = heading(lines("青岚市气象局2022年政府信息公开工作年度报告一、总体情况2022年，本局认真执行条例。"))
    assert found is not None
    assert (found.title, found.agency) == ("青岚市气象局2022年政府信息公开工作年度报告", "青岚市气象局")
