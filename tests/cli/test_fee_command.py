"""``gongkai fee`` as a program and as a person sees it (信息处理费命令)."""

import json

import pytest

from gongkai.cli import main


def test_the_answer_has_the_shape_of_the_contract(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["fee", "--pieces", "31", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {
        "yuan": 2200,
        "bands": [
            {"from": 1, "to": 10, "units": 10, "yuan_each": 0, "yuan": 0},
            {"from": 11, "to": 30, "units": 20, "yuan_each": 100, "yuan": 2000},
            {"from": 31, "to": 31, "units": 1, "yuan_each": 200, "yuan": 200},
        ],
        "citation": "政府信息公开信息处理费管理办法第四条第二款",
    }


@pytest.mark.parametrize(
    ("words", "yuan"),
    [
        (["--pieces", "1", "--already", "11"], 100),
        (["--pieces", "3", "--already", "29"], 500),
        (["--pages", "120"], 1100),
        (["--pages", "30"], 0),
    ],
)
def test_pieces_pages_and_earlier_pieces_are_charged(
    words: list[str], yuan: int, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["fee", *words, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["yuan"] == yuan


def test_a_person_reads_the_sum_first(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["fee", "--pieces", "31"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "信息处理费：2200元"
    assert lines[3].strip() == "第31件：1件×200元＝200元"
    assert lines[-1] == "依据：政府信息公开信息处理费管理办法第四条第二款"


def test_a_fee_before_2021_is_refused_with_its_article(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["fee", "--pages", "100", "--on", "2020-12-31"]) == 2
    assert "政府信息公开信息处理费管理办法第五条" in capsys.readouterr().err


def test_earlier_pieces_do_not_go_with_pages(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["fee", "--pages", "100", "--already", "3"]) == 2
    assert "只能与 --pieces 合用" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ([], "--pieces"),
        (["--pieces", "0"], "至少为 1"),
        (["--pieces", "-1"], "--pieces"),
        (["--pieces", "1.5"], "“1.5”不是不超过"),
        (["--pieces", "９"], "--pieces"),
        (["--pieces", "999999999"], "--pieces"),
        (["--pieces", "1", "--pages", "1"], "同时使用"),
        (["--pieces", "1", "--already", "x"], "--already"),
        (["--pieces", "1", "--on", "2026"], "--on：“2026”不是日期"),
    ],
)
def test_a_malformed_question_is_told_what_is_wrong(
    words: list[str], says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["fee", *words])
    assert ended.value.code == 2
    assert says in capsys.readouterr().err
