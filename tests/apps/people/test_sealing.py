"""What is sealed cannot be read without the key, nor passed off for another purpose."""

from __future__ import annotations

import pytest
from django.db import connection

from apps.people.invented import make_officer
from gongkai.apps.people.models import SecondFactor
from gongkai.apps.people.sealing import SealBrokenError, lookup_mark, seal, unseal

TEXT = "身份证号 110101199003070134 𠮷"


def test_what_is_sealed_is_opened_again() -> None:
    sealed = seal(TEXT, purpose="identity")
    assert "1101" not in sealed
    assert unseal(sealed, purpose="identity") == TEXT


def test_the_same_text_gives_another_seal_each_time() -> None:
    assert seal(TEXT, purpose="identity") != seal(TEXT, purpose="identity")


@pytest.mark.parametrize("purpose", ["second-factor", "identity "])
def test_a_seal_of_one_purpose_does_not_open_for_another(purpose: str) -> None:
    with pytest.raises(SealBrokenError):
        unseal(seal(TEXT, purpose="identity"), purpose=purpose)


def test_a_changed_seal_is_refused() -> None:
    sealed = seal(TEXT, purpose="identity")
    with pytest.raises(SealBrokenError):
        unseal(sealed[:-8] + "AAAAAAA=", purpose="identity")


def test_a_new_key_opens_what_the_old_one_sealed_and_the_other_way_round_is_refused(settings) -> None:
    settings.SEALING_KEYS = ["old"]
    before = seal(TEXT, purpose="identity")
    mark = lookup_mark(TEXT, purpose="identity")
    settings.SEALING_KEYS = ["new", "old"]
    after = seal(TEXT, purpose="identity")
    assert unseal(before, purpose="identity") == TEXT
    assert lookup_mark(TEXT, purpose="identity") == mark
    settings.SEALING_KEYS = ["old"]
    with pytest.raises(SealBrokenError):
        unseal(after, purpose="identity")


def test_marks_are_equal_for_equal_texts_of_one_purpose_alone() -> None:
    assert lookup_mark("甲", purpose="identity") == lookup_mark("甲", purpose="identity")
    assert lookup_mark("甲", purpose="identity") != lookup_mark("乙", purpose="identity")
    assert lookup_mark("甲", purpose="identity") != lookup_mark("甲", purpose="telephone")


@pytest.mark.django_db
def test_the_secret_of_a_second_factor_stands_sealed_in_the_database() -> None:
    factor = SecondFactor.objects.create(officer=make_officer(), secret="JBSWY3DPEHPK3PXP")
    with connection.cursor() as cursor:
        cursor.execute("SELECT secret FROM people_secondfactor")
        (stored,) = cursor.fetchone()
    assert "JBSWY3DPEHPK3PXP" not in stored
    factor.refresh_from_db()
    assert factor.secret == "JBSWY3DPEHPK3PXP"
