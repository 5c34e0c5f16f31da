"""``gongkai deadline`` as a program and as a person sees it (答复期限命令)."""

import json
from pathlib import Path

import pytest

from gongkai.cli import main

NOTICE = """
year = 2027
title = "国务院办公厅关于2027年部分节假日安排的通知"
number = "国办发明电〔2026〕9号"
issued_on = 2026-11-10
[[holiday]]
name = "元旦"
first = 2027-01-01
last = 2027-01-03
"""


def test_the_answer_has_the_shape_of_the_contract(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["deadline", "--received", "2026-02-09", "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["due"] == "2026-03-13"
    assert answer["provisional"] is False
    assert answer["suspended"] == 0
    assert {"on": "2026-02-10", "citation": "政府信息公开条例第三十三条第二款"}.items() <= answer["trace"][1].items()


def test_events_may_follow_one_option_or_several(capsys: pytest.CaptureFixture[str]) -> None:
    asked, answered = "third_party_asked=2026-02-24", "third_party_answered=2026-03-10"
    assert main(["deadline", "--received", "2026-02-09", "--event", asked, "--event", answered, "--json"]) == 0
    apart = capsys.readouterr().out
    assert main(["deadline", "--received", "2026-02-09", "--event", asked, answered, "--json"]) == 0
    assert capsys.readouterr().out == apart
    assert json.loads(apart)["due"] == "2026-03-30"
    assert json.loads(apart)["suspended"] == 11


def test_an_extension_takes_its_days(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["deadline", "--received", "2026-02-09", "--event", "extended=2026-03-13:20", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["due"] == "2026-04-13"


def test_a_letter_may_carry_the_day_it_was_received(capsys: pytest.CaptureFixture[str]) -> None:
    event = "fee_notified=2025-10-30/2025-11-03"
    assert main(["deadline", "--received", "2025-10-22", "--event", event, "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert (answer["due"], answer["awaited_until"]) == (None, "2025-12-01")


@pytest.mark.parametrize("channel", ["in_person", "registered_mail", "ordinary_mail", "online", "fax"])
def test_every_channel_of_the_contract_is_known(channel: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["deadline", "--received", "2026-02-09", "--channel", channel]) == 0
    assert "2026年3月13日（周五）" in capsys.readouterr().out


def test_a_person_reads_the_day_first_and_every_article(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["deadline", "--received", "2026-02-09"]) == 0
    shown = capsys.readouterr().out
    assert shown.startswith("答复期限：2026年3月13日（周五）\n")
    assert "国办发明电〔2025〕7号" in shown
    assert shown.count("依据：") == 4


def test_a_person_reads_that_the_clock_has_not_started(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["deadline", "--received", "2025-10-22", "--event", "fee_notified=2025-11-03"]) == 0
    shown = capsys.readouterr().out
    assert "尚未起算" in shown
    assert "等待至：2025年12月1日" in shown


def test_a_person_reads_that_the_day_is_provisional(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["deadline", "--received", "2026-12-14"]) == 0
    assert "暂定" in capsys.readouterr().out.splitlines()[0]


def test_next_years_notice_can_be_given_as_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "2027.toml"
    file.write_text(NOTICE, encoding="utf-8")
    assert main(["deadline", "--received", "2026-12-14", "--notice", str(file), "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert (answer["due"], answer["provisional"]) == ("2027-01-12", False)


def test_a_refusal_ends_with_2_and_its_article(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["deadline", "--received", "2026-02-09", "--event", "extended=2026-03-02:21"]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert "政府信息公开条例第三十三条第二款" in said.err


def test_a_refusal_is_told_to_programs_too(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["deadline", "--received", "2026-02-09", "--event", "answered=2026-02-08", "--json"]) == 2
    error = json.loads(capsys.readouterr().out)["error"]
    assert error["citation"] == "政府信息公开条例第三十一条第（一）项"


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["--received", "2026-2-9"], "--received：“2026-2-9”不是日期，应写成“年-月-日”"),
        (["--received", "2026-02-30"], "--received"),
        (["--received", "20260209"], "年-月-日"),
        (["--received", "２０２６-０２-０９"], "年-月-日"),
        ([], "--received"),
        (["--received", "2026-02-09", "--channel", "pigeon"], "没有“pigeon”这种渠道"),
        (["--received", "2026-02-09", "--event", "lost=2026-02-10"], "没有“lost”这种事项"),
        (["--received", "2026-02-09", "--event", "extended"], "写法不对"),
        (["--received", "2026-02-09", "--event", "extended=2026-02-10"], "须写明工作日数"),
        (["--received", "2026-02-09", "--event", "extended=2026-02-10:-3"], "写法不对"),
        (["--received", "2026-02-09", "--event", "extended=2026-02-10:99999"], "写法不对"),
        (["--received", "2026-02-09", "--event", "answered=2026-02-10:3"], "不带天数"),
        (["--received", "2026-02-09", "--event", "answered=2026-02-10/2026-02-11"], "不带收到日期"),
        (["--received", "2026-02-09", "--event", "answered=yesterday"], "--event：“yesterday”不是日期"),
        (["--received", "2026-02-09", "--notice", "missing.toml"], "无法读取放假通知文件"),
    ],
)
def test_a_malformed_question_is_told_what_is_wrong(
    words: list[str], says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["deadline", *words])
    assert ended.value.code == 2
    assert says in capsys.readouterr().err


def test_a_notice_file_that_is_no_notice_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for content in (b"\xff\xfe", b"year = 2027", b"x" * 200_000):
        file = tmp_path / "notice.toml"
        file.write_bytes(content)
        with pytest.raises(SystemExit) as ended:
            main(["deadline", "--received", "2026-02-09", "--notice", str(file)])
        assert ended.value.code == 2
        assert "notice.toml" in capsys.readouterr().err


def test_a_notice_that_contradicts_a_published_one_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "2026.toml"
    file.write_text(
        NOTICE.replace("2027", "2026").replace("[[holiday]]", "[[holiday]]\nworkdays = [2026-02-21]"), encoding="utf-8"
    )
    assert main(["deadline", "--received", "2026-02-09", "--notice", str(file)]) == 2
    assert "相互矛盾" in capsys.readouterr().err
