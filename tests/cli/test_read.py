"""``gongkai read`` as other programs and people meet it."""

from __future__ import annotations

import io
import json
import os
import re
import sys
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len

from cli.invented_files import BALANCED, ONE_CARRIED_IN, UNBALANCED, write_report
from gongkai.cli import main

Captured = pytest.CaptureFixture[str]


def _json_of(capsys: Captured) -> list[dict[str, Any]]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def _rules(report: dict[str, Any]) -> list[str]:
    return [finding["rule"] for finding in report["findings"] if finding["severity"] == "error"]


def test_sound_report_is_one_line_of_json_and_status_0(tmp_path: Path, capsys: Captured) -> None:
    path = write_report(tmp_path / "sound.docx", BALANCED)
    assert main(["read", "--json", str(path)]) == 0
    (report,) = _json_of(capsys)
    assert report["source"] == str(path)
    assert (report["agency"], report["year"], report["edition"]) == ("清江县水利局", 2022, "2021")
    assert report["applications"]["new"] == [3, 0, 0, 0, 0, 0, 3]
    assert report["applications"]["carried_out"] == [1, 0, 0, 0, 0, 0, 1]
    assert report["problems"] == []


def test_report_that_does_not_add_up_is_status_1(tmp_path: Path, capsys: Captured) -> None:
    assert main(["read", "--json", str(write_report(tmp_path / "wrong.docx", UNBALANCED))]) == 1
    assert _rules(_json_of(capsys)[0]) == ["applications.balance", "applications.balance"]


def test_unreadable_file_is_status_2_and_the_others_are_still_read(tmp_path: Path, capsys: Captured) -> None:
    wrong = write_report(tmp_path / "wrong.docx", UNBALANCED)
    assert main(["read", "--json", str(tmp_path / "absent.pdf"), str(wrong)]) == 2
    absent, read = _json_of(capsys)
    assert [problem["code"] for problem in absent["problems"]] == ["file.missing"]
    assert absent["applications"] is None
    assert read["applications"]["new"][0] == 5


def test_folder_is_walked_in_order_and_what_is_no_report_is_passed_over(tmp_path: Path, capsys: Captured) -> None:
    for name in ("b.docx", "a/z.docx", "a/noending", ".hidden/x.docx", "c/.hidden.docx"):
        write_report(tmp_path / name, BALANCED)
    for name in ("b.gold.json", "make.py", "a/photo.PNG", "README.md", "~$b.docx"):
        (tmp_path / name).write_text("not a report")
    (tmp_path / "a" / "loop").symlink_to(tmp_path)
    assert main(["read", "--json", str(tmp_path)]) == 0
    assert [report["source"] for report in _json_of(capsys)] == [
        str(tmp_path / name) for name in ("a/noending", "a/z.docx", "b.docx")
    ]


def test_file_of_any_name_is_tried_when_it_is_named(tmp_path: Path, capsys: Captured) -> None:
    assert main(["read", "--json", str(write_report(tmp_path / "README.py", BALANCED))]) == 0
    assert _json_of(capsys)[0]["year"] == 2022


def test_folder_without_any_file_is_said_to_be_empty(tmp_path: Path, capsys: Captured) -> None:
    assert main(["read", str(tmp_path)]) == 2
    assert "没有找到可读的文件" in capsys.readouterr().err


def test_report_comes_from_standard_input(tmp_path: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch) -> None:
    content = write_report(tmp_path / "sound.docx", BALANCED).read_bytes()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))
    assert main(["read", "--json", "-"]) == 0
    (report,) = _json_of(capsys)
    assert (report["source"], report["agency"]) == ("-", "清江县水利局")


@pytest.mark.parametrize("order", [("2021.docx", "2022.docx"), ("2022.docx", "2021.docx")])
def test_later_year_bears_what_it_contradicts_whichever_comes_first(
    tmp_path: Path, capsys: Captured, order: tuple[str, str]
) -> None:
    write_report(tmp_path / "2021.docx", BALANCED, year=2021)
    write_report(tmp_path / "2022.docx", BALANCED, year=2022)
    assert main(["read", "--json", *(str(tmp_path / name) for name in order)]) == 1
    errors = {Path(report["source"]).name: _rules(report) for report in _json_of(capsys)}
    assert list(errors) == list(order)
    assert errors == {"2021.docx": [], "2022.docx": ["applications.carry_over"]}


def test_consecutive_years_that_agree_are_sound(tmp_path: Path) -> None:
    write_report(tmp_path / "2021.docx", BALANCED, year=2021)
    write_report(tmp_path / "2022.docx", ONE_CARRIED_IN, year=2022)
    assert main(["read", "--json", str(tmp_path)]) == 0


def test_government_is_compared_with_the_sum_of_its_organs(tmp_path: Path, capsys: Captured) -> None:
    write_report(tmp_path / "whole.docx", BALANCED, agency="清江县人民政府")
    write_report(tmp_path / "water.docx", BALANCED, agency="清江县水利局")
    write_report(tmp_path / "school.docx", ONE_CARRIED_IN, agency="清江县教育局")
    assert main(["read", "--json", "--whole", "清江县", str(tmp_path)]) == 1
    errors = {report["agency"]: _rules(report) for report in _json_of(capsys)}
    # Carried in, granted and total, each for natural persons and for all.
    assert {name.removesuffix("人民政府"): rules for name, rules in errors.items()} == {
        "清江县教育局": [],
        "清江县水利局": [],
        "清江县": ["rollup.sum"] * 6,
    }


def test_government_that_is_not_among_the_files_is_asked_for(tmp_path: Path, capsys: Captured) -> None:
    write_report(tmp_path / "water.docx", BALANCED)
    assert main(["read", "--json", "--whole", "清江县人民政府", str(tmp_path)]) == 2
    captured = capsys.readouterr()
    assert "清江县人民政府" in captured.err
    assert len(captured.out.splitlines()) == 1


def test_folder_for_results_gets_one_file_a_report(tmp_path: Path, capsys: Captured) -> None:
    sound = write_report(tmp_path / "in" / "a" / "report.docx", BALANCED)
    wrong = write_report(tmp_path / "in" / "b" / "report.docx", UNBALANCED)
    out = tmp_path / "out"
    assert main(["read", "--out", str(out), str(tmp_path / "in")]) == 1
    assert sorted(path.name for path in out.iterdir()) == ["report.docx-2.json", "report.docx.json"]
    assert json.loads((out / "report.docx.json").read_text())["source"] == str(sound)
    assert json.loads((out / "report.docx-2.json").read_text())["source"] == str(wrong)
    lines = capsys.readouterr().out.splitlines()
    assert [("未发现" in line or "提示" in line, "错误 2 处" in line) for line in lines[:2]] == [
        (True, False),
        (False, True),
    ]
    assert lines[2] == "共 2 份，1 份有错误"


def test_folder_for_results_that_cannot_be_made_is_told_before_reading(tmp_path: Path, capsys: Captured) -> None:
    (tmp_path / "taken").write_text("a file")
    assert main(["read", "--out", str(tmp_path / "taken"), str(tmp_path)]) == 2
    assert "无法写出结果" in capsys.readouterr().err


def test_people_see_every_figure_the_conflict_and_the_finding_in_eighty_columns(
    tmp_path: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    big = {path: 123456 if value == 3 else value for path, value in BALANCED.items()}
    assert main(["read", str(write_report(tmp_path / "wrong.docx", big))]) == 1
    shown = capsys.readouterr().out
    assert "\x1b" not in shown
    assert shown.startswith("清江县水利局2022年（2021年版格式）")
    assert "123456*" in shown
    assert "【错误】*" in shown
    table_three = shown[shown.index("表三") : shown.index("表四")].splitlines()
    assert max(cell_len(line) for line in table_three) <= 80
    rows = [row for line in table_three if len(row := re.findall(r"(?<= )[0-9]+(?=[* ])", line)) == 7]
    assert len(rows) == 25
    assert rows[0] == ["123456", "0", "0", "0", "0", "0", "123456"]


def test_colour_is_never_sent_to_a_file_even_for_names_that_contain_it(tmp_path: Path, capsys: Captured) -> None:
    assert main(["read", str(tmp_path / "red\x1b[31m.pdf")]) == 2
    assert "\x1b" not in capsys.readouterr().out


def test_name_that_is_no_unicode_makes_valid_json(tmp_path: Path, capsys: Captured) -> None:
    path = os.fsencode(tmp_path) + b"/\xff.docx"
    Path(os.fsdecode(path)).write_bytes(write_report(tmp_path / "sound.docx", BALANCED).read_bytes())
    assert main(["read", "--json", os.fsdecode(path)]) == 0
    assert _json_of(capsys)[0]["source"].endswith("\udcff.docx")


@pytest.mark.parametrize("jobs", ["0", "-1", "many"])
def test_senseless_number_of_processes_is_refused_in_chinese(jobs: str, capsys: Captured) -> None:
    with pytest.raises(SystemExit) as refused:
        main(["read", "--jobs", jobs, "x"])
    assert refused.value.code == 2
    assert "不合要求" in capsys.readouterr().err
