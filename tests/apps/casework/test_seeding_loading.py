"""Cases written in bulk are what the ledger itself would have written."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.management import CommandError, call_command

from gongkai.apps.casework.complete_file import index_digest
from gongkai.apps.casework.hashing import hash_of
from gongkai.apps.casework.ledger import PROJECTED, Ledger, projection_of
from gongkai.apps.casework.lettering import restored
from gongkai.apps.casework.models import Case, CaseEvent, Letter, NumberSeries
from gongkai.apps.casework.seeding.loading import CaseLoader
from gongkai.apps.casework.seeding.organs import grow_tree
from gongkai.apps.casework.seeding.staff import staff_of
from gongkai.apps.casework.services.intake import REGISTER_SERIES
from gongkai.apps.casework.services.issuing import LETTER_SERIES
from gongkai.apps.casework.verification import verify
from gongkai.apps.casework.working_calendar import almanac
from gongkai.letters.letter import as_text

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
    for series in NumberSeries.objects.filter(series=REGISTER_SERIES):
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


def test_letters_are_numbered_without_gaps_in_the_order_of_their_days() -> None:
    seeded(60)
    for series in NumberSeries.objects.filter(series=LETTER_SERIES):
        letters = Letter.objects.filter(agency=series.agency, year=series.year).order_by("serial")
        assert [letter.serial for letter in letters] == list(range(1, series.last + 1))
        days = [letter.issued_on for letter in letters]
        assert days == sorted(days)
    assert Letter.objects.count() > 60


def test_every_answer_is_the_letter_that_its_event_names() -> None:
    seeded(60)
    answers = CaseEvent.objects.filter(kind_code="decided", on__gte=date(2024, 1, 1))
    assert answers.count() > 20
    for event in answers.select_related("case__agency"):
        letter = Letter.objects.get(case=event.case, number=event.details["number"])
        assert (letter.code, letter.digest) == (event.details["letter"], event.details["digest"])
        assert event.details["answering_body"] == event.case.agency.name
        assert letter.number in as_text(restored(letter))


def test_the_ledgers_letters_and_rows_are_found_whole() -> None:
    seeded(60)
    assert list(verify(Case.objects.all())) == [None] * 60


def test_an_archived_file_keeps_the_digest_of_its_list() -> None:
    seeded(60)
    event = CaseEvent.objects.filter(kind_code="archived", case__letters__isnull=False).select_related("case")[0]
    case = event.case
    case.last_hash = event.previous_hash
    assert event.details["digest"] == index_digest(case)


def test_notices_are_told_with_their_delivery() -> None:
    seeded(120)
    asked = CaseEvent.objects.filter(kind_code="correction_asked").count()
    delivered = CaseEvent.objects.filter(kind_code="notice_delivered", details__notice="correction_asked").count()
    assert asked > 5
    assert delivered in (asked, asked - 1)


def test_letters_may_be_left_out() -> None:
    organs = grow_tree(5, seed=1)
    list(CaseLoader(organs, staff_of(organs, seed=1), seed=1, today=TODAY, lettered=0.0).load(40))
    assert not Letter.objects.exists()
    assert list(verify(Case.objects.all())) == [None] * 40
