"""An organ's register in XLSX: rows that make applications, and rows that are refused with the reason."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from io import BytesIO

import pytest
import xlsxwriter

from gongkai.apps.casework.services import PastOutcome
from gongkai.desk.cases.register_sheet import COLUMNS, Entry, Refused, RegisterRefusedError, blank_register, rows_of
from gongkai.documents import xlsx
from gongkai.documents.blocks import Grid
from gongkai.statute.receipt import Channel

HEADER = ("到达日期", "申请渠道", "申请人类别", "姓名或者名称", "信息名称")
GOOD = ("2026-03-02", "当面提交", "自然人", "张三丰", "校舍维修清单")


def workbook(*rows: Sequence[str | date]) -> bytes:
    written = BytesIO()
    with xlsxwriter.Workbook(written) as book:
        sheet = book.add_worksheet()
        shown = book.add_format({"num_format": "yyyy-mm-dd"})
        for line, row in enumerate(rows):
            for column, cell in enumerate(row):
                if isinstance(cell, date):
                    sheet.write_datetime(line, column, cell, shown)
                else:
                    sheet.write_string(line, column, cell)
    return written.getvalue()


def read(*rows: Sequence[str | date]) -> list[Entry | Refused]:
    return list(rows_of(workbook(*rows), scope="A1", name="2023年台账.xlsx"))


def test_a_good_row_makes_an_application() -> None:
    (entry,) = read(HEADER, GOOD)
    assert isinstance(entry, Entry)
    assert entry.line == 2
    assert entry.arguments["arrived_on"] == date(2026, 3, 2)
    assert entry.arguments["channel"] is Channel.IN_PERSON
    assert entry.arguments["applicant"].kind == "natural_person"
    assert entry.arguments["request"].title == "校舍维修清单"


@pytest.mark.parametrize("written", ["2026年3月2日", "2026/3/2", "2026.3.2", date(2026, 3, 2)])
def test_days_are_read_however_people_write_them(written: str | date) -> None:
    (entry,) = read(HEADER, (written, *GOOD[1:]))
    assert isinstance(entry, Entry)
    assert entry.arguments["arrived_on"] == date(2026, 3, 2)


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (("", *GOOD[1:]), "缺少到达日期"),
        (("二月三十", *GOOD[1:]), "到达日期“二月三十”不是日期"),
        (("2026-02-30", *GOOD[1:]), "到达日期“2026-02-30”不是日期"),
        ((GOOD[0], "飞鸽", *GOOD[2:]), "申请渠道“飞鸽”不在范围内"),
        ((*GOOD[:2], "外星人", *GOOD[3:]), "申请人类别“外星人”不在范围内"),
        ((*GOOD[:3], "", ""), "缺少姓名或者名称、信息名称"),
    ],
)
def test_a_bad_row_is_refused_with_its_line_and_reason(row: Sequence[str], reason: str) -> None:
    good, refused = read(HEADER, GOOD, row)
    assert isinstance(good, Entry)
    assert isinstance(refused, Refused)
    assert refused.line == 3
    assert refused.reason.startswith(reason)


def test_the_same_row_keeps_its_key_and_another_organ_has_another() -> None:
    (first,) = read(HEADER, GOOD)
    _, again = read(HEADER, ("2026-03-01", *GOOD[1:]), GOOD)
    (elsewhere,) = rows_of(workbook(HEADER, GOOD), scope="B2", name="台账.xlsx")
    assert isinstance(first, Entry)
    assert isinstance(again, Entry)
    assert isinstance(elsewhere, Entry)
    assert first.key == again.key
    assert first.key != elsewhere.key


@pytest.mark.parametrize("content", [b"", b"not a workbook", workbook(("只有一行",))])
def test_a_file_that_is_no_register_is_refused_as_a_whole(content: bytes) -> None:
    with pytest.raises(RegisterRefusedError):
        list(rows_of(content, scope="A1", name="2023年台账.xlsx"))


def test_a_missing_column_is_named() -> None:
    with pytest.raises(RegisterRefusedError, match="还缺：信息名称"):
        read(HEADER[:4], GOOD[:4])


def test_the_blank_register_has_every_column() -> None:
    document = xlsx.read(blank_register())
    found = [cell for block in document.blocks if isinstance(block, Grid) for cell in block.rows[0]]
    shown = found or [paragraph for block in document.blocks for paragraph in block.text.split("\t")]
    assert shown == [column.label for column in COLUMNS]


PAST = (*HEADER, "办理结果", "答复日期", "答复文号")


def test_a_row_with_its_outcome_makes_a_past_application() -> None:
    (entry,) = read(PAST, (*GOOD, "3.属于行政执法案卷", "2026-03-20", "青公开〔2026〕3号"))
    assert isinstance(entry, Entry)
    assert entry.outcome == PastOutcome(
        "refused.enforcement_file", date(2026, 3, 20), "2023年台账.xlsx第2行", "青公开〔2026〕3号"
    )


def test_a_row_without_an_outcome_is_still_open() -> None:
    (entry,) = read(PAST, (*GOOD, "", "", ""))
    assert isinstance(entry, Entry)
    assert entry.outcome is None


@pytest.mark.parametrize(
    ("outcome", "answered_on", "reason"),
    [
        ("不予公开", "2026-03-20", "不能确定对应年度报告的哪一行"),
        ("予以公开", "", "应当一并填写"),
        ("", "2026-03-20", "应当一并填写"),
        ("予以公开", "三月", "答复日期“三月”不是日期"),
    ],
)
def test_an_outcome_that_cannot_be_counted_is_refused(outcome: str, answered_on: str, reason: str) -> None:
    (refused,) = read(PAST, (*GOOD, outcome, answered_on, ""))
    assert isinstance(refused, Refused)
    assert reason in refused.reason


def test_learning_the_outcome_later_does_not_make_a_second_application() -> None:
    (open_row,) = read(PAST, (*GOOD, "", "", ""))
    (ended,) = read(PAST, (*GOOD, "予以公开", "2026-03-20", ""))
    assert isinstance(open_row, Entry)
    assert isinstance(ended, Entry)
    assert open_row.key == ended.key
