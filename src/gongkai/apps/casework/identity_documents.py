"""What an applicant proves who they are with, and whether its number can be right (身份证明).

A number is checked for its shape and its check digit only: whose it is, the organ sees from the document.
"""

from __future__ import annotations

import re
import unicodedata
from enum import Enum

from stdnum.cn import ric
from stdnum.exceptions import ValidationError

from gongkai.apps.agencies.codes import fault_of_uscc

_PASSPORT = re.compile(r"[A-Z0-9]{5,20}")
_PERMIT = re.compile(r"[HM]?\d{8}(?:\d{2})?|\d{8}|[A-Z]\d{9,14}|\d{10,18}[0-9X]?")
_PLAIN = re.compile(r"[0-9A-Z（）()\-—·]{4,30}|[\u4e00-\u9fff0-9A-Z（）()\-—·]{4,30}")


class IdentityKind(Enum):
    """The documents that are taken (身份证明种类). ``of_person`` tells those of people from those of organisations."""

    ID_CARD = ("id_card", "居民身份证", True)
    PASSPORT = ("passport", "护照", True)
    PERMIT = ("permit", "港澳台居民居住证、通行证，外国人永久居留身份证", True)
    OTHER_PERSON = ("other_person", "其他个人有效证件", True)
    USCC = ("uscc", "统一社会信用代码证照", False)
    OTHER_ORGANISATION = ("other_organisation", "其他单位登记证书", False)

    def __init__(self, code: str, label: str, of_person: bool) -> None:
        self.code = code
        self.label = label
        self.of_person = of_person


IDENTITY_KINDS = {kind.code: kind for kind in IdentityKind}


def tidied(number: str) -> str:
    """Return a number as it is kept: capital letters, no blanks, no full-width forms (规范号码)."""
    return "".join(unicodedata.normalize("NFKC", number).split()).upper()


def fault_of(kind: IdentityKind, number: str) -> str:
    """Say in Chinese what is wrong with a tidied number, or nothing (号码校验)."""
    if kind is IdentityKind.ID_CARD:
        return _fault_of_id_card(number)
    if kind is IdentityKind.USCC:
        fault = fault_of_uscc(number)
        return f"{fault}。" if fault else ""
    pattern = {IdentityKind.PASSPORT: _PASSPORT, IdentityKind.PERMIT: _PERMIT}.get(kind, _PLAIN)
    return "" if pattern.fullmatch(number) else f"“{number}”不像{kind.label}的号码，请对照证件核对。"


def _fault_of_id_card(number: str) -> str:
    if len(number) != 18:
        return f"居民身份证号码应为 18 位，现为 {len(number)} 位。"
    if not (number[:-1].isascii() and number[:-1].isdigit()) or number[-1] not in "0123456789X":
        return "居民身份证号码应为 17 位数字加一位数字或者字母 X。"
    try:
        ric.get_birth_date(number)
    except ValidationError:
        return "居民身份证号码中的出生日期不存在，请对照证件核对。"
    if ric.calc_check_digit(number) != number[-1]:
        return "居民身份证号码的校验位不符，请对照证件核对是否有一位写错。"
    return ""
