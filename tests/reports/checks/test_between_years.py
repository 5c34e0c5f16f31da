"""Two reports of one organ, a year apart."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from gongkai.reports.checks.between_years import YearEnd, compare, year_end
from gongkai.reports.findings import Severity
from gongkai.statute.report_form import Value
from reports.checks.invented_reports import applications, report


def _end(year: int, figures: Mapping[str, Value], edition: str = "2021") -> YearEnd:
    end = year_end(report(year=year, figures=figures, edition=edition))
    assert end is not None
    return end


def _documents(made: Value, repealed: Value, in_force: Value) -> dict[str, Value]:
    row = "proactive.normative_documents"
    return {f"{row}.made": made, f"{row}.repealed": repealed, f"{row}.in_force": in_force}


def test_applications_carried_out_must_be_carried_in() -> None:
    earlier = _end(2021, applications("carried_out", 3, 1, 0, 0, 0, 0, 4))
    later = _end(2022, applications("carried_in", 2, 1, 0, 0, 0, 0, 3))
    [finding] = compare(earlier, later)
    assert (finding.rule, finding.severity) == ("applications.carry_over", Severity.ERROR)
    assert finding.cells == ("applications.carried_in.natural_person", "applications.carried_in.total")
    assert (finding.expected, finding.found) == ("3、4", "2、3")


def test_equal_carry_over_is_in_order() -> None:
    earlier = _end(2021, applications("carried_out", 3, 1, 0, 0, 0, 0, 4))
    later = _end(2022, applications("carried_in", 3, 1, 0, 0, 0, 0, 4))
    assert compare(earlier, later) == ()


def test_blank_column_is_not_compared() -> None:
    earlier = _end(2021, applications("carried_out", 3, None, 0, 0, 0, 0, 3))
    later = _end(2022, applications("carried_in", 3, 1, 0, 0, 0, 0, 3))
    assert compare(earlier, later) == ()


def test_carry_over_is_compared_across_editions() -> None:
    earlier = _end(2020, applications("carried_out", 1, 0, 0, 0, 0, 0, 1), edition="2019")
    later = _end(2021, applications("carried_in", 0, 0, 0, 0, 0, 0, 0))
    assert [finding.rule for finding in compare(earlier, later)] == ["applications.carry_over"]


def test_documents_in_force_must_follow_from_last_years() -> None:
    [finding] = compare(_end(2021, _documents(0, 0, 40)), _end(2022, _documents(6, 2, 43)))
    assert (finding.rule, finding.severity) == ("proactive.continuity", Severity.WARNING)
    assert (finding.expected, finding.found) == ("44", "43")
    assert finding.cells == (
        "proactive.normative_documents.in_force",
        "proactive.normative_documents.made",
        "proactive.normative_documents.repealed",
    )


def test_documents_that_follow_are_in_order() -> None:
    assert compare(_end(2021, _documents(0, 0, 40)), _end(2022, _documents(6, 3, 43))) == ()


def test_continuity_is_not_asked_of_the_2019_form() -> None:
    earlier = _end(2020, {"proactive.normative_documents.total": 18}, edition="2019")
    assert compare(earlier, _end(2021, _documents(6, 2, 43))) == ()


def test_blank_documents_decide_nothing() -> None:
    assert compare(_end(2021, _documents(0, 0, None)), _end(2022, _documents(6, 2, 43))) == ()


@pytest.mark.parametrize("years", [(2020, 2022), (2022, 2022), (2022, 2021)])
def test_reports_not_a_year_apart_say_nothing_of_each_other(years: tuple[int, int]) -> None:
    earlier = _end(years[0], applications("carried_out", 3, 1, 0, 0, 0, 0, 4))
    assert compare(earlier, _end(years[1], {})) == ()


def test_report_of_unknown_year_has_no_year_end() -> None:
    assert year_end(report(year=None)) is None


def test_unread_report_has_no_year_end() -> None:
    assert year_end(report(tables=())) is None


def test_year_end_without_table_three_is_not_compared() -> None:
    later = year_end(report(year=2022, tables=("proactive",)))
    assert later is not None
    assert compare(_end(2021, applications("carried_out", 3, 1, 0, 0, 0, 0, 4)), later) == ()
