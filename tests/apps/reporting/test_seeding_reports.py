"""Invented reports have the errors that were planted, and no others."""

from __future__ import annotations

from collections import Counter

import pytest

from gongkai.apps.reporting.seeding.inventing import InventedFile, Plan, invent
from gongkai.apps.reporting.seeding.organs import WHOLE, organ_name
from gongkai.apps.reporting.seeding.planting import PLANTED, PLANTED_BETWEEN_YEARS, ROLLUP
from gongkai.reports.checks import RULES, between_years, rollup
from gongkai.reports.model import Report
from gongkai.reports.reader import read_report

PLAN = Plan(reports=64, years=(2023, 2024), spoiled=60, seed=7)


@pytest.fixture(scope="module")
def files() -> list[InventedFile]:
    return list(invent(PLAN))


@pytest.fixture(scope="module")
def reports(files: list[InventedFile]) -> dict[str, Report]:
    return {file.name: read_report(file.content, source=file.name) for file in files}


def test_every_rule_of_the_contract_can_be_planted() -> None:
    assert {*PLANTED, *PLANTED_BETWEEN_YEARS, ROLLUP} == set(RULES)


def test_every_rule_is_planted_in_turn(files: list[InventedFile]) -> None:
    planted = Counter(file.planted for file in files)
    assert set(planted) == {"", *RULES}
    # 31 organs, 60 of a hundred spoiled in the last of two years, and the whole government's report.
    assert planted.total() - planted[""] == 18 + 1
    assert len(files) == 64


def test_each_report_breaks_by_itself_the_planted_rule_alone(
    files: list[InventedFile], reports: dict[str, Report]
) -> None:
    found = {name: {finding.rule for finding in report.findings} for name, report in reports.items()}
    expected = {file.name: {file.planted} & PLANTED.keys() for file in files}
    assert found == expected
    assert sum(map(len, expected.values())) >= len(PLANTED)


def test_each_report_is_read_whole_and_under_its_name(files: list[InventedFile], reports: dict[str, Report]) -> None:
    told = {name: (report.agency, report.year, len(report.editions)) for name, report in reports.items()}
    assert told == {file.name: (file.name.rsplit("-", 1)[0], int(file.name.rsplit("-", 1)[1][:4]), 3) for file in files}


def test_years_contradict_each_other_where_that_was_planted_and_nowhere_else(
    files: list[InventedFile], reports: dict[str, Report]
) -> None:
    planted = {file.name.rsplit("-", 1)[0]: file.planted for file in files if file.planted in PLANTED_BETWEEN_YEARS}
    found = {}
    ends = {(end.agency, end.year): end for report in reports.values() if (end := between_years.year_end(report))}
    for (agency, year), end in ends.items():
        if year == 2024 and (findings := between_years.compare(ends[agency, 2023], end)):
            found[agency] = {finding.rule for finding in findings}
    assert found == {agency: {rule} for agency, rule in planted.items()}
    assert set(planted.values()) == set(PLANTED_BETWEEN_YEARS)


def test_without_errors_the_whole_is_the_sum_but_for_the_one_cell_that_was_planted() -> None:
    clean = [read_report(file.content, source=file.name) for file in invent(Plan(12, (2024,), 0, 3))]
    *parts, whole = clean
    assert whole.agency == WHOLE
    assert [finding.cells for finding in rollup.compare(whole, parts)] == [("proactive.penalties.decisions",)]


def test_the_same_seed_gives_the_same_bytes_and_another_seed_others(files: list[InventedFile]) -> None:
    assert list(invent(PLAN)) == files
    other = list(invent(Plan(64, (2023, 2024), 60, 8)))
    assert [file.name for file in other][:20] == [file.name for file in files][:20]
    assert all(left.content != right.content for left, right in zip(other, files, strict=True))


def test_no_two_organs_have_one_name() -> None:
    assert len({organ_name(number) for number in range(5000)}) == 5000
