"""The quick way to count table three gives what folding every ledger gives, whenever and of whichever year one asks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from types import SimpleNamespace

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from gongkai.apps.casework import ledger as ledgers
from gongkai.apps.casework.ledger import SYSTEM, Ledger
from gongkai.apps.casework.models import Case, CaseEvent
from gongkai.apps.casework.seeding.loading import CaseLoader
from gongkai.apps.casework.seeding.organs import grow_tree
from gongkai.apps.casework.seeding.staff import staff_of
from gongkai.apps.casework.selectors import table_three
from gongkai.apps.casework.selectors.counted_cases import counted_cases
from gongkai.apps.casework.selectors.standings import SETTLING, STARTING
from gongkai.apps.casework.working_calendar import almanac
from gongkai.statute.case_acts import Act, ActKind
from gongkai.statute.procedure import fold_known

TODAY = date(2026, 3, 2)
FIRST = date(2023, 3, 1)
YEARS = (2023, 2024, 2025, 2026)
OUTCOMES = ("granted", "partly_granted", "unavailable.not_existing", "other.withdrawn", "other.uncorrected")


@pytest.fixture
def organs(db, monkeypatch) -> Sequence[int]:
    """The numbers of two organs with invented cases, of which some were begun anew, withdrawn then, or voided."""
    agencies = grow_tree(2, seed=7)
    for _ in CaseLoader(agencies, staff_of(agencies, seed=7), seed=7, today=TODAY).load(70):
        pass

    def append(case: Case, kind: ActKind, on: date, **details: object) -> None:
        clock = SimpleNamespace(now=lambda: datetime.combine(on, time(4), UTC))
        monkeypatch.setattr(ledgers, "timezone", clock)
        Ledger.locked(case.pk).append(Act(kind, on, details), by=SYSTEM, today=TODAY)

    answered = Case.objects.exclude(answered_on=None).order_by("pk")
    for place, case in enumerate(answered[::6]):
        last = case.events.order_by("seq").last().on
        on = min(last + timedelta(days=1 + 60 * (place % 3)), TODAY - timedelta(days=1))
        if on < last:
            continue
        append(case, ActKind.REOPENED, on, basis="court", number="1号", in_force_on=on.isoformat(), days=20)
        if place % 2:
            append(case, ActKind.WITHDRAWN, on + timedelta(days=1), how="书面")
    for case in Case.objects.filter(is_open=True, answered_on=None).order_by("pk")[:3]:
        append(case, ActKind.ENTRY_VOIDED, TODAY, reason="重复录入")
    assert CaseEvent.objects.filter(kind_code="reopened").count() > 10
    assert CaseEvent.objects.filter(kind_code="entry_voided").count() == 3
    return [agency.pk for agency in agencies]


def slowly(organs: Sequence[int], year: int, known_at: datetime | None) -> tuple[Counter, dict]:
    """Fold every ledger as far as it was known; what was done after a new beginning counts until the year's end."""
    opens, closes = date(year, 1, 1), date(year, 12, 31)
    counts, cases, find = Counter(), {}, almanac().calendars(None)
    for case in Case.objects.filter(agency__in=organs).prefetch_related("events"):
        events = sorted(case.events.all(), key=lambda event: event.seq)
        known = [event for event in events if known_at is None or event.recorded_at <= known_at]
        anew = [event.seq for event in known if event.kind is ActKind.REOPENED]
        kept = [event for event in known if not anew or event.seq < anew[0] or event.on <= closes]
        facts = fold_known([event.as_act() for event in kept], calendars=find)
        if not facts.row or facts.clock.receipt.on > closes:
            continue
        answered = facts.first_answered_on
        if answered and answered < opens:
            continue
        rows = ["new" if facts.clock.receipt.on >= opens else "carried_in"]
        rows += [facts.row, "total"] if answered and answered <= closes else ["carried_out"]
        for row in rows:
            for column in (case.applicant_kind, "total"):
                counts[row, column] += 1
                cases.setdefault((row, column), set()).add(case.pk)
    return counts, cases


MOMENTS = st.none() | st.integers(0, (TODAY - FIRST).days + 3).map(
    lambda days: datetime.combine(FIRST + timedelta(days=days), time(3), UTC)
)


@given(st.sampled_from(YEARS), MOMENTS)
@example(2025, None)
@example(2025, datetime(2026, 1, 20, 3, tzinfo=UTC))
@example(2024, datetime(2024, 7, 1, 3, tzinfo=UTC))
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_counts_and_the_cases_behind_them_are_those_of_folding_every_ledger(organs, year, known_at) -> None:
    counts, cases = slowly(organs, year, known_at)
    table = table_three(organs, year=year, known_at=known_at)
    assert {(row, column): count for row, columns in table.items() for column, count in columns.items() if count} == {
        cell: count for cell, count in counts.items() if count
    }
    for row in ("new", "carried_in", "carried_out", "total", *OUTCOMES):
        for column in ("natural_person", "total"):
            found = counted_cases(organs, row=row, column=column, year=year, known_at=known_at)
            assert set(found.values_list("pk", flat=True)) == cases.get((row, column), set()), (row, column)


def test_the_years_of_the_invented_cases_have_figures_to_compare(organs) -> None:
    assert all(table_three(organs, year=year)["total"]["total"] > 5 for year in (2024, 2025))
    midway = datetime(2024, 7, 1, 3, tzinfo=UTC)
    assert table_three(organs, year=2024, known_at=midway) != table_three(organs, year=2024)


def test_no_other_act_changes_what_table_three_asks(organs) -> None:
    """The quick way looks at starting and settling acts, at new beginnings and voided entries; at nothing else."""
    find, deciding = almanac().calendars(None), {*STARTING, *SETTLING, ActKind.REOPENED, ActKind.ENTRY_VOIDED}
    changed_by = Counter()
    for case in Case.objects.prefetch_related("events"):
        events = sorted(case.events.all(), key=lambda event: event.seq)
        before = (None, None, "")
        for end, event in enumerate(events, start=1):
            facts = fold_known([each.as_act() for each in events[:end]], calendars=find)
            settled = facts.row if facts.first_answered_on else "carried_out" if facts.row else ""
            after = (facts.clock and facts.clock.receipt.on, facts.first_answered_on, settled)
            redone = any(each.kind is ActKind.REOPENED for each in events[:end])
            if after != before and not redone:
                changed_by[event.kind] += 1
            before = after
    assert set(changed_by) <= deciding
    assert changed_by[ActKind.DELIVERED] > 30


def test_the_number_of_queries_does_not_grow_with_the_cases(organs, django_assert_max_num_queries) -> None:
    with django_assert_max_num_queries(8):
        table_three(organs, year=2025, known_at=datetime(2026, 1, 20, 3, tzinfo=UTC))
