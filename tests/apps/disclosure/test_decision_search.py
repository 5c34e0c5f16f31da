"""A decision is looked up by the start of its number or counterparty, in an index and not through the register."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from apps.people.invented import make_agency
from gongkai.apps.disclosure.models import Decision
from gongkai.apps.disclosure.selectors import decisions

pytestmark = pytest.mark.django_db
TOLD = {
    "浮许〔2026〕1号": "归雁商行",
    "浮许〔2026〕12号": "听涛商行",
    "浮罚〔2026〕1号": "归雁茶厂",
    "听许〔2026〕1号": "浮玉茶厂",
}


@pytest.fixture
def register(db) -> None:
    agency = make_agency("浮玉市水利局")
    fixed = {"agency": agency, "kind_code": "licensing", "counterparty_code": "organisation"}
    Decision.objects.bulk_create(
        Decision(
            key=number,
            number=number,
            shown_name=name,
            decided_on=date(2026, 3, 2) + timedelta(days=day),
            recorded_at=timezone.now(),
            **fixed,
        )
        for day, (number, name) in enumerate(TOLD.items())
    )


def found(words: str) -> set[str]:
    return set(decisions.beginning_with(Decision.objects.all(), words).values_list("number", flat=True))


@pytest.mark.parametrize("few", [1000, 0], ids=["as few", "as a great many"])
@pytest.mark.parametrize(
    ("words", "numbers"),
    [
        ("浮许〔2026〕1", {"浮许〔2026〕1号", "浮许〔2026〕12号"}),
        ("归雁", {"浮许〔2026〕1号", "浮罚〔2026〕1号"}),
        ("浮", {"浮许〔2026〕1号", "浮许〔2026〕12号", "浮罚〔2026〕1号", "听许〔2026〕1号"}),
        ("雁", set()),
        ("浮%", set()),
    ],
)
def test_the_start_of_a_number_or_of_a_name_finds(register, monkeypatch, words: str, numbers: set[str], few) -> None:
    monkeypatch.setattr(decisions, "_FEW", few)
    assert found(words) == numbers


def test_a_search_asks_the_indexes_of_numbers_and_names(register) -> None:
    with CaptureQueriesContext(connection) as asked:
        assert found("浮许〔2026〕12") == {"浮许〔2026〕12号"}
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            # A table this small is read through in any case.
            cursor.execute("SET LOCAL enable_seqscan = off")
        plans = [_plan_of(cursor, query["sql"]) for query in asked]
    ways = [plan for plan in plans if "decision_by_number" in plan or "decision_by_counterparty" in plan]
    assert len(ways) == 2
    assert not any("SCAN disclosure" in plan for plan in plans)


def test_the_database_compares_numbers_and_names_by_code_point(db) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite compares by code point as it is")
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT column_name FROM information_schema.columns"
            " WHERE table_name = 'disclosure_decision' AND collation_name = 'C' ORDER BY 1"
        )
        assert [name for (name,) in cursor.fetchall()] == ["number", "shown_name"]


def _plan_of(cursor, sql: str) -> str:
    cursor.execute(f"{'EXPLAIN' if connection.vendor == 'postgresql' else 'EXPLAIN QUERY PLAN'} {sql}")
    return "\n".join(str(row) for row in cursor.fetchall())
