"""Whatever the moment, an act is done whole or not at all; whoever comes second is told."""

from __future__ import annotations

from typing import Any

import pytest

from hazards.scratch import ENGINES, NoServerError, run_rig, surroundings

TRIALS = (
    "prepare:",
    "kill:7",
    "kill_by_the_clock:7",
    "kill_an_import:7",
    "race_for_an_act:5",
    "race_with_one_key:5",
    "race_with_one_line:5",
    "race_for_numbers:4",
)


@pytest.fixture(scope="module", params=ENGINES)
def found(request, tmp_path_factory) -> dict[str, Any]:
    """What the trials found, one after another in one database with the demonstration's city in it."""
    try:
        with surroundings(request.param, tmp_path_factory.mktemp(request.param)) as environment:
            return run_rig(*TRIALS, environment=environment)
    except NoServerError:
        pytest.skip("no PostgreSQL answers: set GONGKAI_TEST_POSTGRESQL")


def test_a_process_killed_at_any_point_leaves_the_whole_act_or_nothing(found) -> None:
    trial = found["kill"]
    assert trial["torn"] == []
    assert trial["sound"]
    assert trial["gaps"] == []
    assert trial["stage"] == "archived"
    # The acts that matter most were killed at each of their statements, of which they have several.
    assert min(trial["points"][name] for name in ("take_in", "register", "decide", "deliver")) > 5


def test_a_process_killed_by_the_clock_leaves_sound_ledgers(found) -> None:
    trial = found["kill_by_the_clock"]
    assert trial["begun"]
    assert trial["letters without an event"] == 0
    assert trial["sound"]
    assert trial["gaps"] == []


def test_an_import_killed_again_and_again_takes_each_line_once(found) -> None:
    trial = found["kill_an_import"]
    assert trial["stops"] > 1
    assert {name: trial[name] for name in ("there", "taken", "known", "refused")} == {
        "there": 9000,
        "taken": 9000,
        "known": 1,
        "refused": 2,
    }
    assert trial["reasons"] == {
        "9003": "决定日期“2026-02-30”不是日期，应当写成 2026-03-13",
        "9004": "含有无法识别的字符，请检查这一行的编码",
    }


def test_of_two_officers_at_once_one_wins_and_the_other_is_told(found) -> None:
    trial = found["race_for_an_act"]
    for first, second in trial["ends"]:
        assert first == "done"
        assert second.startswith("told: 您打开页面之后，该申请件已有变动：叶小舟登记")
    assert len(trial["ends"]) == 5
    assert trial["sound"]


def test_a_form_sent_twice_at_once_makes_one_application(found) -> None:
    trial = found["race_with_one_key"]
    assert trial["ends"] == [["done", "done"]] * 5
    assert trial["made"] == 5
    assert trial["sound"]
    assert trial["gaps"] == []


def test_a_line_of_an_old_register_imported_twice_at_once_makes_one_application(found) -> None:
    trial = found["race_with_one_line"]
    assert trial["ends"] == [["done", "done"]] * 5
    assert trial["made"] == 5
    assert trial["sound"]
    assert trial["gaps"] == []


def test_applications_that_come_at_once_get_numbers_without_gaps(found) -> None:
    trial = found["race_for_numbers"]
    assert trial["ends"] == ["done"] * 4
    first = trial["had"] + 1
    assert trial["serials"] == list(range(first, first + 20))
    assert trial["sound"]
    assert trial["gaps"] == []
