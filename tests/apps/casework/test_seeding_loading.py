"""Cases written in bulk are what the ledger itself would have written."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.management import CommandError, call_command

from gongkai.apps.casework.hashing import hash_of
from gongkai.apps.casework.ledger import PROJECTED, Ledger, projection_of
from gongkai.apps.casework.models import Case, CaseEvent, NumberSeries
from gongkai.apps.casework.seeding.loading import CaseLoader
from gongkai.apps.casework.seeding.organs import grow_tree
from gongkai.apps.casework.seeding.staff import staff_of
from gongkai.apps.casework.working_calendar import almanac

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 2)


def seeded(count: int, *, seed: int = 1) -> list[Case]:
    organs = grow_tree(5, seed=seed)
    for _ in CaseLoader(organs, staff_of(organs, seed=seed), seed=seed, today=TODAY).load(count):
        pass
    return list(Case.objects.order_by("id"))


def test_every_chain_holds_and_every_row_is_what_its_ledger_amounts_to() -> None:
    known = almanac()
    for case in seeded(60):
        events = list(case.events.order_by("seq"))
        previous = ""
        for event in events:
            assert (event.previous_hash, event.hash) == (previous, hash_of(event, reference=case.reference))
            previous = event.hash
        facts = Ledger(case, events, find_calendar=known.calendars(case.agency)).facts
        expected = {**projection_of(facts), "last_seq": len(events), "last_hash": previous}
        assert {name: getattr(case, name) for name in PROJECTED} == expected


def test_nothing_happens_after_today() -> None:
    seeded(60)
    assert not CaseEvent.objects.filter(on__gt=TODAY).exists()
    assert Case.objects.filter(is_open=True).exists()
    assert Case.objects.filter(is_open=False).exists()


def test_numbers_of_every_register_have_no_gaps() -> None:
    seeded(60)
    for series in NumberSeries.objects.all():
        serials = Case.objects.filter(agency=series.agency, year=series.year).values_list("serial", flat=True)
        assert sorted(serials) == list(range(1, series.last + 1))


def test_the_ledger_of_an_open_case_can_be_locked_and_read() -> None:
    case = next(case for case in seeded(60) if case.is_open)
    assert Ledger.locked(case.pk).facts.acts == case.last_seq


def test_the_same_seed_is_not_loaded_twice() -> None:
    call_command("seed_casework", agencies=2, cases=3, seed=9, verbosity=0)
    assert Case.objects.count() == 3
    with pytest.raises(CommandError, match="种子 9"):
        call_command("seed_casework", agencies=2, cases=3, seed=9, verbosity=0)
