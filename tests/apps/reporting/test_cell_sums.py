"""The sums of every cell: right whatever becomes of a report, and of nothing that is not public."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from django.core.management import call_command
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from apps.made_reports import fault, made_officer, made_report, published, taken_in
from gongkai.apps.audit.permissions import Role
from gongkai.apps.people.models import Officer
from gongkai.apps.people.visitors import Visitor
from gongkai.apps.reporting.models import CellTally, CollectionExtent, CountedReport, PublishedReport, Publisher
from gongkai.apps.reporting.selectors import collected
from gongkai.apps.reporting.selectors.cell_sums import CellSum, SumSearch, cell_sums, data_changed_at
from gongkai.apps.reporting.services.collecting import restore, withdraw
from gongkai.apps.reporting.verdicts import Outcome
from gongkai.reports.findings import Severity

pytestmark = pytest.mark.django_db
NEW, AMOUNT = "applications.new.total", "proactive.charges.amount"


def summed(path: str, **asked) -> list[CellSum]:
    return [each for each in cell_sums(SumSearch(**asked)) if each.cell.path == path]


def told(path: str, **asked) -> list[tuple[int | None, str, int | Decimal, int, int]]:
    return [(each.year, each.edition, each.total, each.told, each.blank) for each in summed(path, **asked)]


def test_a_cell_is_summed_by_year_and_edition_and_a_blank_is_no_zero() -> None:
    published(made_report("甲局", 2022, figures={NEW: 5, AMOUNT: Decimal("1.25")}))
    published(made_report("乙局", 2022, figures={NEW: 7, AMOUNT: 2}))
    published(made_report("丙局", 2022, figures={NEW: None, AMOUNT: None}))
    published(made_report("甲局", 2020, edition="2019", figures={NEW: 3}))
    assert told(NEW) == [(2022, "2021", 12, 2, 1), (2020, "2019", 3, 1, 0)]
    assert told(AMOUNT) == [(2022, "2021", Decimal("3.25"), 2, 1)]
    assert told(NEW, year=2020) == [(2020, "2019", 3, 1, 0)]
    assert told(NEW, edition="2021") == [(2022, "2021", 12, 2, 1)]
    assert len(cell_sums(SumSearch(year=2022))) == 10 + 175 + 15


def test_sums_can_be_had_of_the_reports_of_one_verdict() -> None:
    published(made_report("甲局", 2022, figures={NEW: 5}, findings=(fault(Severity.ERROR, NEW),)))
    clean = published(made_report("乙局", 2022, figures={NEW: 7}))
    assert told(NEW, outcome=Outcome.ERRORS) == [(2022, "2021", 5, 1, 0)]
    assert told(NEW, outcome=clean.outcome) == [(2022, "2021", 7, 1, 0)]


def test_a_report_in_private_or_withdrawn_is_in_no_sum() -> None:
    taken_in(made_report("甲局", 2022, figures={NEW: 5}), by=Visitor(), holder="browser:1")
    assert cell_sums(SumSearch()) == []
    assert data_changed_at() is None
    report = published(made_report("乙局", 2022, figures={NEW: 7}))
    withdraw(report=report, by=report.uploader, reason="重复")
    assert cell_sums(SumSearch()) == []
    assert collected.extent() == collected.Extent(0, 0, 0, 0)
    assert data_changed_at() is not None
    restore(report=report, by=report.uploader)
    assert told(NEW) == [(2022, "2021", 7, 1, 0)]


def test_of_several_reports_of_an_organ_and_year_the_last_is_counted_and_after_it_the_one_before() -> None:
    published(made_report("甲局", 2022, figures={NEW: 5}))
    corrected = published(made_report("甲局", 2022, figures={NEW: 6}))
    assert told(NEW) == [(2022, "2021", 6, 1, 0)]
    withdraw(report=corrected, by=corrected.uploader, reason="误传")
    assert told(NEW) == [(2022, "2021", 5, 1, 0)]


def test_reports_that_name_no_organ_or_no_year_replace_nothing() -> None:
    for new in (1, 2):
        published(made_report("", 2022, figures={NEW: new}))
        published(made_report("甲局", None, figures={NEW: new}))
    assert told(NEW) == [(2022, "2021", 3, 2, 0), (None, "2021", 3, 2, 0)]


def test_a_report_judged_anew_moves_to_its_new_verdict() -> None:
    carried_in, carried_out = "applications.carried_in.total", "applications.carried_out.total"
    later = published(made_report("甲局", 2022, figures={carried_in: 4}))
    verdict = later.outcome
    assert told(carried_in, outcome=verdict) == [(2022, "2021", 4, 1, 0)]
    published(made_report("甲局", 2021, figures={carried_out: 9}))
    later.refresh_from_db()
    assert later.outcome is Outcome.ERRORS is not verdict
    assert told(carried_in, outcome=verdict, year=2022) == []
    assert told(carried_in, outcome=Outcome.ERRORS, year=2022) == [(2022, "2021", 4, 1, 0)]


def test_a_table_that_was_not_read_counts_as_neither_told_nor_blank() -> None:
    new, old = made_report("甲局", 2022), made_report("甲局", 2022, edition="2019")
    figures = {path: value for path, value in new.figures.items() if path.startswith("proactive.")}
    figures |= {path: value for path, value in old.figures.items() if path.startswith("applications.")}
    published(replace(new, editions={"proactive": "2021", "applications": "2019"}, figures=figures))
    assert told("remedies.reconsideration.total") == []
    assert told(NEW) == [(2022, "2019", 0, 1, 0)]
    assert told("proactive.licensing.decisions") == [(2022, "2021", 0, 1, 0)]


def test_the_extent_of_the_collection_is_kept() -> None:
    report = published(made_report("甲局", 2022, findings=(fault(Severity.ERROR, NEW), fault(Severity.WARNING, NEW))))
    published(made_report("甲局", 2021))
    published(made_report("乙局", 2022))
    assert collected.extent() == collected.Extent(2, 3, 1, 1)
    assert collected.years_present() == [2022, 2021]
    withdraw(report=report, by=report.uploader, reason="重复")
    assert collected.extent() == collected.Extent(2, 2, 0, 0)


def snapshot() -> tuple[object, ...]:
    sums = [
        (each.year, each.edition, each.cell.path, each.total, each.told, each.blank) for each in cell_sums(SumSearch())
    ]
    return sums, sorted(CountedReport.objects.values_list("pk", "year", "outcome_code")), collected.extent()


STEPS = st.lists(
    st.tuples(
        st.sampled_from(("publish", "withdraw", "restore")),
        st.sampled_from(("甲局", "乙局", "")),
        st.sampled_from((2020, 2021, 2022, None)),
        st.integers(0, 9) | st.none(),
    ),
    min_size=1,
    max_size=12,
)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_whatever_happens_the_kept_sums_are_those_summed_anew(steps) -> None:
    for model in (CountedReport, CellTally, CollectionExtent):
        model.objects.all().delete()
    for report in PublishedReport.objects.all():
        report.deposits.all().delete()
        report.delete()
    Publisher.objects.all().delete()
    clerk = Officer.objects.filter(username="keeper").first() or made_officer(Role.REPORT_CLERK, username="keeper")
    for act, name, year, new in steps:
        figures = {NEW: new, AMOUNT: None if new is None else Decimal(new) / 4}
        if act == "publish":
            published(
                made_report(name, year, edition="2019" if year == 2020 else "2021", figures=_known(year, figures))
            )
            continue
        for report in PublishedReport.objects.filter(publisher__name=name, year=year):
            withdraw(report=report, by=clerk, reason="重复") if act == "withdraw" else restore(report=report, by=clerk)
    kept = snapshot()
    call_command("rebuild_sums")
    assert snapshot() == kept


def _known(year: int | None, figures: dict[str, object]) -> dict[str, object]:
    """Without the cell that edition 2019 does not have."""
    return {path: value for path, value in figures.items() if not (year == 2020 and path == AMOUNT)}


def test_all_sums_are_read_in_one_query(django_assert_num_queries) -> None:
    for year in (2021, 2022):
        published(made_report("甲局", year))
    with django_assert_num_queries(1):
        assert len(cell_sums(SumSearch())) == 400
