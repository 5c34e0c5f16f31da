"""Applicants who never lived: names, numbers, addresses (虚构申请人).

The identity numbers pass their check digit and cannot be anybody's: their holders would be well over a hundred years
old. Telephone numbers begin with 100, which no operator gives out; mail goes to a domain that is reserved for examples.
"""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from stdnum.cn import ric, uscc

_FAMILY = "林苏顾沈陆叶温白秦江岳穆程柳云阮简封冉谷"
_GIVEN = "知远明舟若溪景行思齐望舒怀瑾清和子衿长宁亦安星河乐言书砚南乔青禾"
_STREETS = ("望江路", "松涛街", "文澜巷", "晴川大道", "听雨路", "云栖街", "桐荫里", "石桥路")
_TOWNS = ("青岚市云台区", "青岚市松溪镇", "青岚市白石乡", "江澜市城关区", "浮玉市北苑区")
_BIRTHPLACES = ("110101", "310101")
_WORDS = ("远帆", "晨曦", "青禾", "云岭", "启明", "归雁", "松石", "百川", "听涛", "望岳")
_OLDEST, _YOUNGEST = 1901, 1909
_BODIES: dict[str, tuple[str, ...]] = {
    "business": ("商贸有限公司", "建设工程有限公司", "科技有限公司", "农业开发有限公司"),
    "research": ("应用技术研究所", "城乡发展研究院"),
    "public_interest": ("环境保护协会", "志愿服务中心", "助学基金会"),
    "legal_services": ("律师事务所", "法律咨询事务所"),
    "other": ("社区业主委员会", "村民委员会"),
}
_USCC_PREFIXES = {
    "business": "91",
    "research": "12",
    "public_interest": "51",
    "legal_services": "31",
    "other": "54",
}
KINDS = ("natural_person", *_BODIES)
"""The columns of table three, in the order of the form (申请人类别)."""
_WEIGHTS = (78, 10, 1, 2, 6, 3)
_CREDIT_CODE_SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"


@dataclass(frozen=True, slots=True)
class InventedApplicant:
    """Somebody who never lived or was founded (虚构申请人). ``kind`` is a column of table three."""

    kind: str
    name: str
    identity_number: str
    contact_person: str
    phone: str
    email: str
    address: str
    postcode: str


def invented_applicant(chance: Random) -> InventedApplicant:
    """Return an applicant, mostly a person, as the reports have it (虚构申请人)."""
    kind = chance.choices(KINDS, _WEIGHTS)[0]
    return invented_person(chance) if kind == "natural_person" else invented_body(chance, kind)


def invented_person(chance: Random) -> InventedApplicant:
    """Return a natural person (虚构自然人)."""
    return _reached(chance, "natural_person", invented_name(chance), _identity_number(chance), "")


def invented_body(chance: Random, kind: str) -> InventedApplicant:
    """Return an organisation of one of the five kinds (虚构组织). Raises KeyError for another."""
    name = f"青岚市{chance.choice(_WORDS)}{chance.choice(_BODIES[kind])}"
    return _reached(chance, kind, name, _credit_code(chance, kind), invented_name(chance))


def invented_name(chance: Random) -> str:
    """Return the name of a person (虚构姓名)."""
    start = chance.randrange(len(_GIVEN) // 2) * 2
    return chance.choice(_FAMILY) + _GIVEN[start : start + chance.choice((1, 2, 2))]


def _reached(chance: Random, kind: str, name: str, number: str, contact: str) -> InventedApplicant:
    serial = chance.randrange(10**8)
    return InventedApplicant(
        kind=kind,
        name=name,
        identity_number=number,
        contact_person=contact,
        phone=f"100{serial:08d}",
        email=f"applicant{serial}@example.com",
        address=f"{chance.choice(_TOWNS)}{chance.choice(_STREETS)}{chance.randrange(1, 300)}号",
        postcode=f"9901{chance.randrange(100):02d}",
    )


def _identity_number(chance: Random) -> str:
    born = f"{chance.randint(_OLDEST, _YOUNGEST)}{chance.randint(1, 12):02d}{chance.randint(1, 28):02d}"
    plain = f"{chance.choice(_BIRTHPLACES)}{born}{chance.randrange(1000):03d}"
    return plain + str(ric.calc_check_digit(plain + "0"))


def _credit_code(chance: Random, kind: str) -> str:
    body = "".join(chance.choices(_CREDIT_CODE_SIGNS, k=9))
    plain = f"{_USCC_PREFIXES[kind]}990100{body}"
    return plain + str(uscc.calc_check_digit(plain))
