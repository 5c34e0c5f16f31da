"""Numbers of identity documents are checked as far as a number can tell."""

from __future__ import annotations

import pytest

from gongkai.apps.casework.identity_documents import IdentityKind, fault_of, tidied

RIGHT = [
    (IdentityKind.ID_CARD, "11010519491231002X"),
    (IdentityKind.USCC, "91230500MA1B3N1N2M"),
    (IdentityKind.PASSPORT, "E12345678"),
    (IdentityKind.PERMIT, "H12345678"),
    (IdentityKind.OTHER_PERSON, "军字第123456号"),
    (IdentityKind.OTHER_ORGANISATION, "浮民社证字第0012号"),
]
WRONG = [
    (IdentityKind.ID_CARD, "110105194912310021", "校验位不符"),
    (IdentityKind.ID_CARD, "110105194912310", "应为 18 位，现为 15 位"),
    (IdentityKind.ID_CARD, "11010519491331002X", "出生日期不存在"),
    (IdentityKind.ID_CARD, "1101051949123100AX", "17 位数字"),
    (IdentityKind.ID_CARD, "１１０１０５１９４９１２３１００２Ｘ", "17 位数字"),
    (IdentityKind.USCC, "91230500MA1B3N1N2A", "校验位不符"),
    (IdentityKind.PASSPORT, "E1", "不像护照的号码"),
    (IdentityKind.OTHER_PERSON, "<script>", "不像其他个人有效证件的号码"),
]


@pytest.mark.parametrize(("kind", "number"), RIGHT)
def test_a_number_that_can_be_right_has_no_fault(kind: IdentityKind, number: str) -> None:
    assert fault_of(kind, number) == ""


@pytest.mark.parametrize(("kind", "number", "told"), WRONG)
def test_a_number_that_cannot_be_right_is_told_why(kind: IdentityKind, number: str, told: str) -> None:
    assert told in fault_of(kind, number)


def test_a_number_is_kept_with_capitals_and_without_blanks() -> None:
    assert tidied(" １１０１０５ 19491231 002x ") == "11010519491231002X"
