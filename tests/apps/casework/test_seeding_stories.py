"""Invented stories are lawful: the procedure admits every act of every one of them."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from random import Random

from gongkai.apps.casework.seeding.stories import Story
from gongkai.statute.case_acts import Act, ActKind
from gongkai.statute.case_stages import Stage
from gongkai.statute.outcomes_catalogue import OUTCOMES
from gongkai.statute.procedure import clock_of, fold
from gongkai.statute.working_days import published

KNOWN = max(notice.issued_on for notice in published().notices)


def stories(count: int, *, seed: int) -> list[tuple[Act, ...]]:
    chance = Random(seed)
    return [
        Story(
            chance,
            calendar=published(),
            arrived_on=date(2023, 1, 3) + timedelta(days=chance.randrange(900)),
            handler=(1, "陈立新"),
        ).tell(applicant_kind="natural_person", request_digest="0" * 64, calendar_known=KNOWN)
        for _ in range(count)
    ]


def test_every_story_is_admitted_and_ends() -> None:
    ends = Counter(fold(acts, calendars=lambda _known: published()).stage for acts in stories(400, seed=2))
    assert set(ends) == {Stage.ARCHIVED, Stage.LAPSED, Stage.WITHDRAWN}
    assert ends[Stage.ARCHIVED] > 300


def test_a_story_told_up_to_any_day_is_a_lawful_open_case() -> None:
    for acts in stories(40, seed=3):
        for end in range(1, len(acts)):
            assert fold(acts[:end], calendars=lambda _known: published()).acts == end


def test_stories_reach_most_outcomes_and_some_are_late() -> None:
    told = stories(1500, seed=4)
    decided = {act.text("outcome") for acts in told for act in acts if act.kind is ActKind.DECIDED}
    assert decided <= OUTCOMES.keys()
    assert len(decided) > 17
    clocks = [clock_of(fold(acts, calendars=lambda _known: published())) for acts in told]
    late = sum(1 for clock in clocks if clock is not None and clock.days_late > 0)
    assert 5 < late < 150


def test_the_same_seed_tells_the_same_stories() -> None:
    assert stories(20, seed=5) == stories(20, seed=5)
    assert stories(20, seed=5) != stories(20, seed=6)
