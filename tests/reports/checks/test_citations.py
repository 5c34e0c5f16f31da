"""Document numbers cited for titles they cannot belong to."""

from __future__ import annotations

import pytest

from gongkai.reports.checks.citations import citation_years
from gongkai.reports.findings import Severity
from reports.checks.invented_reports import report

KEY_POINTS = "《国务院办公厅关于印发2022年政务公开工作要点的通知》"


def _quotes(text: str) -> list[str | None]:
    return [finding.quote for finding in citation_years(report(prose={1: text}))]


def test_key_points_of_2022_cannot_be_of_2020() -> None:
    [finding] = citation_years(report(prose={1: f"严格落实{KEY_POINTS}（国办发〔2020〕17号）的要求。"}))
    assert (finding.rule, finding.severity) == ("narrative.citation_year", Severity.NOTICE)
    assert finding.quote == "国办发〔2020〕17号"
    assert "标题所指为2022年，文号却是2020年的" in finding.message
    assert finding.citation == "党政机关公文处理工作条例第九条第五项"


@pytest.mark.parametrize(
    "number",
    ["国办发[2020]17号", "国办发﹝2020﹞17号", "国办发【2020】17号", "国办发（2020）17号", "国办发〔2020〕 17 号"],
)
def test_brackets_of_other_shapes_are_read(number: str) -> None:
    assert _quotes(f"落实{KEY_POINTS}（{number}）") == [number.replace(" ", "")]


def test_half_width_brackets_around_the_number_are_read() -> None:
    assert _quotes(f"落实{KEY_POINTS}(国办发〔2020〕17号)") == ["国办发〔2020〕17号"]


def test_same_number_is_told_once() -> None:
    assert _quotes(f"{KEY_POINTS}（国办发〔2020〕17号）和{KEY_POINTS}（国办发〔2020〕17号）") == ["国办发〔2020〕17号"]


def test_title_with_the_notice_inside_is_read() -> None:
    assert _quotes("《关于印发《2023年政务公开工作要点》的通知》（清府办〔2021〕5号）") == ["清府办〔2021〕5号"]


def test_fee_measures_have_one_number() -> None:
    text = "《国务院办公厅关于印发〈政府信息公开信息处理费管理办法〉的通知》（国办函〔2021〕109号）"
    [finding] = citation_years(report(prose={6: text}))
    assert finding.quote == "国办函〔2021〕109号"
    assert "国办函〔2020〕109号" in finding.message


@pytest.mark.parametrize(
    "text",
    [
        f"{KEY_POINTS}（国办发〔2022〕8号）",
        "《国务院办公厅印发〈关于全面推进政务公开工作的意见〉实施细则的通知》（国办发〔2016〕80号）",
        "《国务院办公厅关于<印发政府信息公开信息信息处理费管理办法>的通知》（国办函〔2020〕109号）",
        "赣府公开办函〔2020〕1号文件要求",
        "《中华人民共和国政府信息公开条例》（国务院令第711号，以下简称《条例》）",
        "《清江市2022年政务公开工作要点任务分解方案》（清府办〔2023〕1号）",
        "《关于2021年度政务公开考核情况的通报》（清府办〔2022〕3号）",
        "《清江市2023年重点工作任务安排》（清府发〔2022〕30号）",
        "《2030年前碳达峰行动方案》（国发〔2021〕23号）",
        "《清江市“十四五”规划和2035年远景目标纲要》（清府发〔2021〕4号）",
        "《清江市水利发展工作方案（2021年—2025年）》（清府发〔2021〕4号）",
        "《关于废止2015年以前部分文件的决定》（清府发〔2021〕9号）",
        "《2022年政务公开工作要点》。另见清府办〔2020〕7号",
        "《2022年政务公开工作要点》（以下简称《要点》）",
    ],
)
def test_numbers_that_can_be_right_are_left_alone(text: str) -> None:
    assert _quotes(text) == []
