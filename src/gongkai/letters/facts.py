"""What is put into a letter (函件事实)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from types import MappingProxyType

from gongkai.letters.elements import Value
from gongkai.letters.remedy_routes import RemedyRoute
from gongkai.statute.delivery import DeliveryWay


class Seal(Enum):
    """How the letter is sealed (印章)."""

    STAMPED = ("stamped", "加盖印章")
    ELECTRONIC = ("electronic", "加盖电子印章")

    def __init__(self, code: str, label: str) -> None:
        self.code = code
        self.label = label


class Address(Enum):
    """How the letter speaks to its reader (称谓)."""

    PERSON = ("person", "你")
    PERSONS = ("persons", "你们")
    ORGANISATION = ("organisation", "你单位")
    ORGAN = ("organ", "贵单位")

    def __init__(self, code: str, label: str) -> None:
        self.code = code
        self.label = label


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything that one letter says, before it is checked (函件事实).

    What is blank or None is not there yet. ``answering_body`` is the organ in whose name the letter goes out.
    ``addressee`` is for letters to a third party or another organ; a letter to the applicant is addressed to
    ``applicant``. ``elements`` holds the letter's own elements by their codes. ``contact`` is printed under the date.
    """

    answering_body: str = ""
    number: str = ""
    dated_on: date | None = None
    seal: Seal | None = None
    applicant: str = ""
    request: str = ""
    received_on: date | None = None
    register_number: str = ""
    addressee: str = ""
    address: Address = Address.PERSON
    served_by: DeliveryWay | None = None
    remedy: RemedyRoute | None = None
    contact: str = ""
    elements: Mapping[str, Value] = field(default_factory=lambda: MappingProxyType({}))

    def value(self, code: str) -> Value | None:
        """Return an element's value, whether it is the application's or the letter's own (要素的内容)."""
        of_application: Mapping[str, Value | None] = {
            "applicant": self.applicant,
            "request": self.request,
            "received_on": self.received_on,
            "register_number": self.register_number,
        }
        return of_application[code] if code in of_application else self.elements.get(code)


def letter_number(prefix: str, *, year: int, serial: int) -> str:
    """Write a letter's number as GB/T 9704 asks, without leading zeros: 青政公开〔2026〕12号 (发文字号).

    Raises ValueError for an empty prefix or a serial below one.
    """
    if not prefix.strip() or serial < 1:
        raise ValueError("a number needs a prefix and a serial of at least one")
    return f"{prefix.strip()}〔{year}〕{serial}号"
