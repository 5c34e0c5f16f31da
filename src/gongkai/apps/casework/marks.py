"""Keyed marks by which a sealed thing is found again (检索标记)."""

from __future__ import annotations

import re
import secrets
import unicodedata

from gongkai.apps.people.sealing import lookup_mark

# Without 0, 1, I, L, O and U: read aloud and typed from paper without mistakes.
_LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
_CODE_LENGTH = 12
_NOT_A_WORD = re.compile(r"[\W_]+")


def plain(text: str) -> str:
    """Return text without spacing, punctuation, case and width (归一化)."""
    return _NOT_A_WORD.sub("", unicodedata.normalize("NFKC", text)).casefold()


def applicant_mark(*, name: str, identity_number: str, phone: str) -> str:
    """Return the mark of who applies: by the identity number, else by name and telephone (申请人标记)."""
    told = f"id:{plain(identity_number)}" if plain(identity_number) else f"name:{plain(name)}:{plain(phone)}"
    return lookup_mark(told, purpose="case-applicant")


def request_mark(*, title: str, description: str, document_number: str) -> str:
    """Return the mark of what is sought (申请内容标记)."""
    return lookup_mark("|".join(map(plain, (title, description, document_number))), purpose="case-request")


def secret_code(intake_key: str) -> str:
    """Return the code that goes with a reference: the same again for the same form sent twice (查询码)."""
    number = int(lookup_mark(intake_key, purpose="case-secret"), 16)
    letters = []
    for _ in range(_CODE_LENGTH):
        number, place = divmod(number, len(_LETTERS))
        letters.append(_LETTERS[place])
    return "-".join("".join(letters[start : start + 4]) for start in range(0, _CODE_LENGTH, 4))


def secret_mark(code: str) -> str:
    """Return what is kept of a secret code (查询码标记)."""
    return lookup_mark(plain(code).upper(), purpose="case-follow")


def new_intake_key() -> str:
    """Return a key that makes one form, however often it is sent, one application (提交标识)."""
    return secrets.token_urlsafe(32)
