"""An organ's register of past years, taken over: its own counts come out of table three."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied

from apps.people.invented import make_agency, make_officer
from gongkai.apps.agencies.roles import AgencyRole
from gongkai.apps.casework.intake_forms import ApplicantForm, RequestForm
from gongkai.apps.casework.models import Case
from gongkai.apps.casework.selectors import table_three
from gongkai.apps.casework.services import PastOutcome, Taken, take_in_past
from gongkai.apps.casework.verification import verify
from gongkai.statute.receipt import Channel

TODAY = date(2026, 3, 2)
REGISTER = (
    # received, kind, outcome, answered: written by hand, as an organ's book of 2023 would have it
    (date(2022, 12, 20), "natural_person", "granted.provided", date(2023, 1, 12)),
    (date(2023, 2, 1), "natural_person", "granted.published", date(2023, 2, 10)),
    (date(2023, 3, 1), "business", "partly_granted", date(2023, 3, 20)),
    (date(2023, 5, 8), "natural_person", "unavailable.not_existing", date(2023, 6, 2)),
    (date(2023, 9, 4), "legal_services", "other.uncorrected", date(2023, 10, 20)),
    (date(2023, 12, 18), "natural_person", "refused.third_party", date(2024, 1, 15)),
)


@pytest.fixture
def organ(db):
    return make_agency("浮玉市水利局")


def enter(organ, number: int, *, role: AgencyRole = AgencyRole.DISCLOSURE_HEAD, form=ApplicantForm) -> Taken:
    received, kind, outcome, answered = REGISTER[number]
    who = form(kind=kind, name="苏怀瑾", phone="13900000000", email="su@example.com", address="浮玉市河西路1号")
    return take_in_past(
        agency=organ,
        channel=Channel.IN_PERSON,
        applicant=who,
        request=RequestForm(title=f"第{number}号水库的检修记录", description="请提供检修记录"),
        arrived_on=received,
        confirmed_on=None,
        outcome=PastOutcome(outcome, answered, f"2023年台账.xlsx第{number + 2}行"),
        key=f"register-{number}",
        by=make_officer(role=role, agency=organ),
        today=TODAY,
    )


def test_the_counts_of_the_register_are_those_of_table_three(organ, django_capture_on_commit_callbacks) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        for number in range(len(REGISTER)):
            enter(organ, number)
    table = table_three([organ.pk], year=2023)
    assert {row: cells["total"] for row, cells in table.items() if cells["total"]} == {
        "new": 5,
        "carried_in": 1,
        "granted": 2,
        "partly_granted": 1,
        "unavailable.not_held": 1,
        "other.uncorrected": 1,
        "total": 5,
        "carried_out": 1,
    }
    assert table_three([organ.pk], year=2024)["refused.third_party"]["natural_person"] == 1
    assert mail.outbox == []


def test_a_past_application_is_numbered_in_its_own_year_and_stands_the_proof_of_the_ledger(organ) -> None:
    case = enter(organ, 1).case
    assert (case.year, case.serial) == (2023, 1)
    assert list(verify(Case.objects.all())) == [None]


def test_the_same_line_makes_one_application(organ) -> None:
    assert not enter(organ, 1).was_known
    assert enter(organ, 1).was_known
    assert Case.objects.count() == 1


def test_the_same_line_sent_twice_at_once_makes_one_application(organ) -> None:
    @dataclass(frozen=True)
    class Overtaken(ApplicantForm):
        """A form whose twin is quicker: it comes in between looking and writing."""

        def cleaned(self) -> ApplicantForm:
            assert not enter(organ, 1).was_known
            return super().cleaned()

    assert enter(organ, 1, form=Overtaken).was_known
    assert Case.objects.count() == 1


def test_intake_may_not_record_past_outcomes(organ) -> None:
    with pytest.raises(PermissionDenied):
        enter(organ, 1, role=AgencyRole.INTAKE)
