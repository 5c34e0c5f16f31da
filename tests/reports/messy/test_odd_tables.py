"""Tables that are not what they seem: what cannot be told apart is said to be so, and never told as fact."""

from __future__ import annotations

import random
from collections.abc import Mapping

import pytest

from gongkai.reports.model import Report
from gongkai.reports.reader import read_report
from gongkai.statute.editions import BY_EDITION
from gongkai.statute.report_form import Value
from reports.messy import html_styles, text_styles
from reports.messy.invented import invented
from reports.messy.tables import printed
from reports.messy.test_text_styles import wrong

NEW, OLD = BY_EDITION["2021"], BY_EDITION["2019"]


def codes(report: Report) -> set[str]:
    return {problem.code for problem in report.problems}


def page(figures: Mapping[str, Value], *, form=NEW) -> str:
    return html_styles.plain_page(printed(form, dict(figures)), 2022, random.Random(1))


def read(page: str) -> Report:
    return read_report(page.encode(), source="网页.html")


@pytest.mark.parametrize("cell", ["约12", "12①", "12%", "(12)", "12 *", "#REF!", "5 8"])
def test_a_cell_that_cannot_be_read_moves_no_other(cell: str) -> None:
    figures = invented(NEW, 3, applicants=4)
    label = "1.属于国家秘密</td>"
    text = page(figures)
    start = text.index(label) + len(label)
    end = text.index("</td>", start)
    report = read(f"{text[:start]}<td>{cell}{text[end:]}")
    path = "applications.refused.state_secret.natural_person"
    assert not wrong(report, figures)
    assert report.figures[path] is None
    assert {p: v for p, v in report.figures.items() if p != path} == {p: v for p, v in figures.items() if p != path}
    assert codes(report) == {"cells.unreadable"}
    assert path in report.unread
    assert "cell.blank" not in {finding.rule for finding in report.findings}


@pytest.mark.parametrize(
    ("cells", "expected"),
    [(("54", "", ""), (54, None)), (("", "60", ""), (None, 60)), (("12", "3", ""), (12, 3))],
)
def test_a_row_padded_to_the_table_s_width_keeps_its_columns(cells, expected) -> None:
    figures = invented(OLD, 3)
    text = page(figures, form=OLD)
    start = text.index("行政事业性收费</td>") + len("行政事业性收费</td>")
    end = text.index("</tr>", start)
    padded = "".join(f"<td>{cell}</td>" for cell in cells)
    report = read(text[:start] + padded + text[end:])
    assert (report.figures["proactive.charges.last_year"], report.figures["proactive.charges.change"]) == expected


@pytest.mark.parametrize("style", [text_styles.tabs, text_styles.one_cell_a_line])
def test_two_reports_in_one_text_are_not_mixed(style) -> None:
    first, second = invented(NEW, 1), invented(NEW, 2)
    text = (
        style(printed(NEW, first), 2022, random.Random(1)) + "\n" + style(printed(NEW, second), 2021, random.Random(1))
    )
    report = read_report(text.encode(), source="两份.txt")
    assert not wrong(report, first)


def test_last_year_s_table_beside_this_year_s_is_not_taken_for_it() -> None:
    this, last = invented(NEW, 1), invented(NEW, 2)
    tables = page(last)
    earlier = tables[tables.index("<p>三、收到和处理") : tables.index("<p>四、")]
    text = page(this)
    at = text.index("<p>三、收到和处理")
    report = read(
        text[:at] + earlier.replace("<p>三、收到和处理政府信息公开申请情况</p>", "<p>上年情况</p>") + text[at:]
    )
    assert not wrong(report, this)
    assert "applications" in report.editions or "table.repeated" in codes(report)


def test_the_same_table_twice_is_one_table() -> None:
    figures = invented(NEW, 1)
    text = page(figures)
    start, end = text.index("<p>三、收到和处理"), text.index("<p>四、")
    report = read(text[:end] + text[start:end] + text[end:])
    assert dict(report.figures) == figures


def test_columns_in_another_order_are_read_by_their_heads() -> None:
    figures = invented(NEW, 5, applicants=6)
    swapped = {
        path.replace(".business", ".*").replace(".research", ".business").replace(".*", ".research"): value
        for path, value in figures.items()
    }
    text = page(swapped).replace("商业企业", "甲").replace("科研机构", "商业企业").replace("甲", "科研机构")
    assert dict(read(text).figures) == figures


def test_text_whose_heads_stand_in_another_order_is_not_read() -> None:
    figures = invented(NEW, 5, applicants=6)
    text = text_styles.tabs(printed(NEW, figures), 2022, random.Random(1))
    text = text.replace("商业企业", "甲").replace("科研机构", "商业企业").replace("甲", "科研机构")
    report = read_report(text.encode(), source="换列.txt")
    assert "applications" not in report.editions
    assert "table.columns_moved" in codes(report)


def test_blocks_of_table_four_in_another_order_are_not_read() -> None:
    figures = invented(NEW, 5)
    text = (
        page(figures)
        .replace("未经复议直接起诉", "甲")
        .replace("复议后起诉", "未经复议直接起诉")
        .replace("甲", "复议后起诉")
    )
    report = read(text)
    assert "remedies" not in report.editions
    assert "table.columns_moved" in codes(report)


def test_two_years_side_by_side_are_read_for_the_first_or_not_at_all() -> None:
    figures = invented(NEW, 5)
    text = page(figures).replace("<td>规章</td><td>", "<td>规章</td><td>", 1)
    start = text.index("<td>规章</td>")
    end = text.index("</tr>", start)
    report = read(text[:end] + "<td></td><td>规章</td><td>901</td><td>902</td><td>903</td>" + text[end:])
    assert not wrong(report, figures)


def test_thousands_parted_by_a_space_are_not_two_numbers() -> None:
    figures = invented(NEW, 5)
    text = text_styles.tabs(printed(NEW, figures), 2022, random.Random(1))
    row = next(line for line in text.split("\n") if line.startswith("规章"))
    report = read_report(text.replace(row, "规章\t0\t0\t200 396").encode(), source="千分.txt")
    assert report.figures["proactive.regulations.in_force"] is None
    assert report.figures["proactive.regulations.repealed"] in (0, None)


def test_a_run_of_digits_beyond_any_number_is_no_crash() -> None:
    text = "一、本年新收政府信息公开申请数量" + "9" * 5_000
    report = read_report(f"青岚市2022年政府信息公开工作年度报告\n{text}".encode(), source="长.txt")
    assert not report.figures


def test_what_a_bookmark_leaves_is_no_prose() -> None:
    report = read_report(
        "青岚市2022年政府信息公开工作年度报告\n六、其他需要报告的事项\n[bookmark: _GoBack]无。".encode(),
        source="书签.txt",
    )
    assert report.chapters[-1].text == "无。"


def test_text_whose_total_stands_first_is_not_read() -> None:
    figures = invented(NEW, 5, applicants=6)
    moved = dict(figures)
    for row in NEW.applications.rows:
        cells = [f"applications.{row.key}.{column.key}" for column in NEW.applications.sections[0].columns]
        moved |= dict(zip(cells, [figures[cells[-1]], *(figures[cell] for cell in cells[:-1])], strict=True))
    report = read_report(text_styles.tabs(printed(NEW, moved), 2022, random.Random(1)).encode(), source="总计在前.txt")
    assert "applications" not in report.editions
    assert "table.columns_moved" in codes(report)
