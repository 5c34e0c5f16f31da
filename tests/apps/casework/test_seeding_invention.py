"""Invented people, matters and organs: plausible in form, nobody's in fact, the same for the same seed."""

from __future__ import annotations

from datetime import date
from random import Random

import pytest
from stdnum.cn import ric, uscc

from gongkai.apps.agencies.models import Agency
from gongkai.apps.casework.seeding.applicants import KINDS, invented_applicant, invented_body, invented_person
from gongkai.apps.casework.seeding.grounds import invented_facts
from gongkai.apps.casework.seeding.matters import invented_matter
from gongkai.apps.casework.seeding.organs import grow_tree
from gongkai.statute.outcomes import Outcome, read_facts
from gongkai.statute.outcomes_catalogue import OUTCOMES


def test_identity_numbers_hold_their_check_digit_and_belong_to_nobody_alive() -> None:
    chance = Random(7)
    people = [invented_person(chance) for _ in range(200)]
    assert all(ric.is_valid(person.identity_number) for person in people)
    assert {ric.get_birth_date(person.identity_number) < date(1910, 1, 1) for person in people} == {True}
    assert {person.phone[:3] for person in people} == {"100"}


@pytest.mark.parametrize("kind", KINDS[1:])
def test_credit_codes_of_every_kind_of_body_hold_their_check_digit(kind: str) -> None:
    chance = Random(7)
    bodies = [invented_body(chance, kind) for _ in range(100)]
    assert all(uscc.is_valid(body.identity_number) for body in bodies)
    assert {body.kind for body in bodies} == {kind}


def test_the_same_seed_invents_the_same_people_and_matters() -> None:
    def invention(seed: int) -> list[object]:
        chance = Random(seed)
        return [(invented_applicant(chance), invented_matter(chance, year=2026)) for _ in range(20)]

    assert invention(3) == invention(3)
    assert invention(3) != invention(4)


def test_nothing_is_asked_for_that_was_made_later() -> None:
    chance = Random(1)
    matters = [invented_matter(chance, year=2021) for _ in range(100)]
    assert not any(year in matter.description for matter in matters for year in ("2022", "2023", "2024"))


@pytest.mark.django_db
def test_a_tree_grows_and_keeps_what_stood() -> None:
    first = grow_tree(10, seed=1)
    grown = grow_tree(12, seed=1)
    assert [agency.pk for agency in grown[:10]] == [agency.pk for agency in first]
    assert Agency.objects.count() == 12
    assert grown[9].name == "江澜市第1区人民政府"
    assert [agency.parent_id for agency in grown[10:]] == [grown[9].pk, grown[9].pk]


@pytest.mark.django_db
def test_two_seeds_give_two_trees() -> None:
    grow_tree(3, seed=1)
    grow_tree(3, seed=2)
    assert Agency.objects.filter(parent=None).count() == 2


@pytest.mark.parametrize("outcome", OUTCOMES.values(), ids=lambda outcome: outcome.code)
def test_invented_facts_satisfy_every_outcome(outcome: Outcome) -> None:
    told = invented_facts(outcome, Random(5), on=date(2026, 3, 2), earlier_number="青政公开〔2025〕3号")
    facts = read_facts(outcome, told)
    assert set(facts) == {field.code for field in outcome.facts}
