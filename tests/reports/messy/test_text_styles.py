"""What plain text does to tables, and that no cell comes out wrong for it."""

from __future__ import annotations

import random
from collections.abc import Mapping

import pytest

from gongkai.reports.model import Report
from gongkai.reports.reader import read_report
from gongkai.statute.editions import BY_EDITION, EDITIONS
from gongkai.statute.report_form import Form, Value
from reports.messy import text_styles
from reports.messy.invented import KINDS, invented
from reports.messy.tables import plainly, printed

SEEDS = range(3)


def read(text: str) -> Report:
    return read_report(text.encode(), source="杂乱.txt")


def wrong(report: Report, figures: Mapping[str, Value]) -> dict[str, tuple[Value, Value]]:
    """The cells that were read as something else than what was printed; a cell left open is not wrong."""
    return {
        path: (value, figures.get(path))
        for path, value in report.figures.items()
        if value is not None and value != figures.get(path)
    }


def assert_read_whole(report: Report, figures: Mapping[str, Value]) -> None:
    assert not wrong(report, figures)
    assert dict(report.figures) == dict(figures)
    assert not report.problems


@pytest.mark.parametrize("form", EDITIONS, ids=lambda form: form.edition)
@pytest.mark.parametrize("style", text_styles.WHOLE, ids=lambda style: style.__name__)
@pytest.mark.parametrize("seed", SEEDS)
def test_every_cell_is_recovered_from(style: text_styles.Style, form: Form, seed: int) -> None:
    figures = invented(form, seed, applicants=1 + seed % 6)
    text = style(printed(form, figures), form.first_year, random.Random(seed))
    assert_read_whole(read(text), figures)


@pytest.mark.parametrize("style", text_styles.WHOLE, ids=lambda style: style.__name__)
def test_a_report_of_zeros_is_recovered_from(style: text_styles.Style) -> None:
    form = BY_EDITION["2021"]
    figures: dict[str, Value] = dict.fromkeys(form.by_path, 0)
    text = style(printed(form, figures), 2022, random.Random(1))
    report = read(text)
    assert {path: int(value) for path, value in report.figures.items() if value is not None} == figures


@pytest.mark.parametrize("change", [text_styles.with_slips, text_styles.in_traditional_characters])
@pytest.mark.parametrize("style", text_styles.WHOLE, ids=lambda style: style.__name__)
def test_slips_and_other_characters_are_read_in(style: text_styles.Style, change) -> None:
    form = BY_EDITION["2021"]
    figures = invented(form, 11)
    text = style(change(printed(form, figures)), 2022, random.Random(3))
    assert_read_whole(read(text), figures)


@pytest.mark.parametrize("style", text_styles.WHOLE, ids=lambda style: style.__name__)
def test_a_later_report_with_the_older_table_three_is_read_in(style: text_styles.Style) -> None:
    new, old = BY_EDITION["2021"], BY_EDITION["2019"]
    figures = {
        path: value
        for path, value in (*invented(new, 5).items(), *invented(old, 6).items())
        if path.startswith("applications.") == (path in old.by_path and path.startswith("applications."))
    }
    kept = {path for path in figures if not path.startswith("applications.") or path in old.by_path}
    kept -= {path for path in old.by_path if path.startswith("proactive.") and path not in new.by_path}
    wanted = {path: (invented(old, 6) if path.startswith("applications.") else invented(new, 5))[path] for path in kept}
    text = style(printed(new, wanted, table_three=old), 2022, random.Random(3))
    report = read(text)
    assert report.editions == {"proactive": "2021", "applications": "2019", "remedies": "2019"} or report.editions == {
        "proactive": "2021",
        "applications": "2019",
        "remedies": "2021",
    }
    assert_read_whole(report, wanted)


def test_full_width_digits_separators_units_notes_and_signs_are_read() -> None:
    form = BY_EDITION["2019"]
    figures = invented(form, 4, busiest=5_000)
    rng = random.Random(9)

    def show(value: Value) -> str:
        text = plainly(value)
        if isinstance(value, int) and value < 0:
            return rng.choice([text, f"减{-value}", f"－{-value}"])
        if not text.isdecimal():
            return text
        full_width = "".join(chr(ord(digit) + 0xFEE0) for digit in text)
        return rng.choice([text, full_width, f"{value:,}", f"{text}件", f"{text}（含上年结转）", f"+{text}"])

    for style in (text_styles.one_cell_a_line, text_styles.tabs, text_styles.bars, text_styles.markdown):
        assert_read_whole(read(style(printed(form, figures, show), 2020, rng)), figures)


@pytest.mark.parametrize("dash", ["/", "-", "—", "——", "－"])
@pytest.mark.parametrize(
    "style", [text_styles.one_cell_a_line, text_styles.tabs, text_styles.bars, text_styles.markdown]
)
def test_a_dash_is_a_blank_and_not_a_zero(style: text_styles.Style, dash: str) -> None:
    form = BY_EDITION["2021"]
    figures = {path: (value or None) for path, value in invented(form, 8).items()}
    text = style(printed(form, figures, lambda value: dash if value is None else str(value)), 2022, random.Random(1))
    report = read(text)
    assert not wrong(report, figures)
    assert dict(report.figures) == figures


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("style", [text_styles.tabs, text_styles.bars, text_styles.markdown])
def test_blank_cells_keep_their_place_between_tabs_and_bars(style: text_styles.Style, seed: int) -> None:
    form = BY_EDITION["2021"]
    figures = {
        path: None if value == 0 and path.startswith("applications.") else value
        for path, value in invented(form, seed, everywhere=False).items()
    }
    report = read(style(printed(form, figures), 2022, random.Random(seed)))
    assert not wrong(report, figures)
    assert {path for path, value in report.figures.items() if value == 0} <= {
        path for path, value in figures.items() if value == 0
    }


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("applicants", [1, 2, 4])
def test_blank_cells_that_fell_out_never_shift_a_number(seed: int, applicants: int) -> None:
    form = BY_EDITION["2021"]
    figures = {path: value or None for path, value in invented(form, seed, applicants=applicants).items()}
    for style in (text_styles.one_cell_a_line, text_styles.spaces):
        report = read(style(printed(form, figures), 2022, random.Random(seed)))
        found = wrong(report, figures)
        if any(problem.code == "cells.presumed" for problem in report.problems):
            assert all(path.rsplit(".", 1)[1] in KINDS for path in found)
        else:
            assert not found


def test_a_number_and_its_total_are_placed_by_the_row_s_own_sum() -> None:
    form = BY_EDITION["2021"]
    figures: dict[str, Value] = dict.fromkeys(form.by_path, None)
    for row, value in (("new", 3), ("granted", 2), ("unavailable.not_held", 1), ("total", 3)):
        figures[f"applications.{row}.natural_person"] = figures[f"applications.{row}.total"] = value
    report = read(text_styles.spaces(printed(form, figures), 2022, random.Random(1)))
    cells = {path: value for path, value in report.figures.items() if path.startswith("applications.")}
    assert cells == {path: value for path, value in figures.items() if path.startswith("applications.")}
    assert any(problem.code == "cells.presumed" for problem in report.problems)


@pytest.mark.parametrize("seed", range(12))
def test_numbers_without_anything_between_are_cut_by_arithmetic_or_not_at_all(seed: int) -> None:
    form = BY_EDITION["2021"]
    figures = invented(form, seed, applicants=1 + seed % 3, busiest=40)
    for style in (text_styles.nothing_between, text_styles.nothing_between_within_tables):
        report = read(style(printed(form, figures), 2022, random.Random(seed)))
        assert not wrong(report, figures)
        for key in ("proactive", "applications", "remedies"):
            told = any(problem.table == key for problem in report.problems)
            assert (key in report.editions) != told


def test_a_table_that_only_one_cut_satisfies_is_recovered() -> None:
    form = BY_EDITION["2021"]
    figures: dict[str, Value] = dict.fromkeys(form.by_path, 0)
    for row in ("new", "total"):
        figures[f"applications.{row}.natural_person"] = figures[f"applications.{row}.total"] = 16
    for row, value in (("granted", 5), ("unavailable.not_held", 11)):
        figures[f"applications.{row}.natural_person"] = figures[f"applications.{row}.total"] = value
    report = read(text_styles.nothing_between(printed(form, figures), 2022, random.Random(1)))
    assert_read_whole(report, figures)


@pytest.mark.parametrize("seed", range(12))
def test_a_number_wrapped_over_a_line_end_is_joined(seed: int) -> None:
    form = BY_EDITION["2021"]
    figures = invented(form, seed, everywhere=seed % 2 == 0)
    report = read(text_styles.number_cut_over_lines(printed(form, figures), 2022, random.Random(seed)))
    assert not wrong(report, figures)
    applications = {path for path in figures if path.startswith("applications.")}
    assert sum(report.figures.get(path) is not None for path in applications) >= 0.9 * len(applications)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_page_number_in_the_middle_of_a_row_is_left_out(seed: int) -> None:
    form = BY_EDITION["2021"]
    figures = invented(form, seed)
    report = read(text_styles.bare_page_number_between(printed(form, figures), 2022, random.Random(seed)))
    assert not wrong(report, figures)


@pytest.mark.parametrize("drop", [text_styles.drop_repeated_lines, text_styles.drop_lines_repeated_in_a_row])
@pytest.mark.parametrize("seed", SEEDS)
def test_a_crawl_that_dropped_repeated_lines_is_said_to_be_lost(drop, seed: int) -> None:
    form = BY_EDITION["2021"]
    figures = invented(form, seed)
    text = drop(text_styles.one_cell_a_line(printed(form, figures), 2022, random.Random(seed)))
    report = read(text)
    assert not wrong(report, figures)
    assert "applications" not in report.editions
    assert ("table.lines_dropped", "applications") in {(problem.code, problem.table) for problem in report.problems}
