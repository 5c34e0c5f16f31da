"""An organ that takes applications online, and forms filled in for it."""

from __future__ import annotations

from typing import Any

from apps.people.invented import ALL_POWER, make_agency
from gongkai.apps.agencies import services
from gongkai.apps.agencies.kinds import Direction, Way
from gongkai.apps.agencies.models import Agency
from gongkai.apps.people.visitors import Visitor

# An invented number: 110105, born 31 December 1949, serial 002, check digit by GB 11643 (sum 167, remainder 2: X).
ID_NUMBER = "11010519491231002X"
USCC = "91230500MA1B3N1N2M"


def online_agency(name: str = "浮玉市教育局", **told: Any) -> Agency:
    """Return an organ whose guide announces applications over the web, and answers by mail."""
    agency = make_agency(name, office_name="办公室", office_address="浮玉市学府路1号", phone="0990-1234567", **told)
    for way, direction in ((Way.WEB, Direction.BOTH), (Way.EMAIL, Direction.ANSWER)):
        services.set_channel(
            agency=agency,
            way=way,
            is_open=True,
            direction=direction,
            announced_text="登录本网站填写。",
            by=Visitor(),
            rights=ALL_POWER,
        )
    return agency


def filled(**changes: str) -> dict[str, Any]:
    """Return a form filled in by a person, with changes."""
    return {
        "key": "0123456789abcdef" * 2,
        "act": "send",
        "kind": "natural_person",
        "name": "林知远",
        "identity_kind": "id_card",
        "identity_number": ID_NUMBER,
        "phone": "0990-7654321",
        "title": "2025年度城区供水管网改造工程中标结果",
        "wanted_form": "electronic",
        "wanted_way": "online",
    } | changes


def address_of(agency: Agency) -> str:
    """Return where to apply to an organ."""
    return f"/apply/to/{agency.code}/"
