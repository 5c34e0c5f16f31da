"""What kinds of organ there are, on which levels, and the ways in and out (机关类别与渠道).

Each member is (code, Chinese name). The codes are stored and never change.
"""

from __future__ import annotations

from enum import Enum

from gongkai.statute.receipt import Channel


class _Coded(Enum):
    def __init__(self, code: str, label: str) -> None:
        self.code = code
        self.label = label

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        """Return the pairs that a model field or a form wants (可选项)."""
        return [(member.code, member.label) for member in cls]

    @classmethod
    def codes(cls) -> list[str]:
        """Return the codes (代码)."""
        return [member.code for member in cls]


class AgencyKind(_Coded):
    """Kinds of organ that the regulation binds, Articles 2, 10, 54 and 55 (机关类别)."""

    GOVERNMENT = ("government", "人民政府")
    OFFICE = ("office", "派出机关")
    DEPARTMENT = ("department", "政府工作部门")
    DISPATCHED = ("dispatched", "派出机构、内设机构")
    INSTITUTION = ("institution", "法律、法规授权的组织")
    UTILITY = ("utility", "公共企事业单位")


class Level(_Coded):
    """Levels of administration (行政层级)."""

    NATIONAL = ("national", "国家级")
    PROVINCE = ("province", "省级")
    CITY = ("city", "市级")
    COUNTY = ("county", "县级")
    TOWNSHIP = ("township", "乡级")

    @property
    def rank(self) -> int:
        """How far from the top, 0 for the top (层级次序)."""
        return list(Level).index(self)


class Direction(_Coded):
    """What a channel is open for (渠道方向)."""

    RECEIVE = ("receive", "接收申请")
    ANSWER = ("answer", "送达答复")
    BOTH = ("both", "接收申请和送达答复")


class Way(_Coded):
    """The ways by which applications come and answers go (申请渠道).

    In person and by post may never be refused, whatever the reason; the others bind once they are announced in the
    guide (国办公开办函〔2017〕19号).
    """

    IN_PERSON = ("in_person", "当面提交")
    POST = ("post", "邮政寄送")
    WEB = ("web", "网上申请")
    EMAIL = ("email", "电子邮件")
    FAX = ("fax", "传真")

    @property
    def is_basic(self) -> bool:
        """Whether this way may never be refused (基本渠道)."""
        return self in BASIC_WAYS

    @property
    def receipt_channels(self) -> tuple[Channel, ...]:
        """The rules of Article 31 by which something that came this way counts as received (收到之日规则)."""
        return _RECEIPT[self]


BASIC_WAYS = (Way.IN_PERSON, Way.POST)
_RECEIPT = {
    Way.IN_PERSON: (Channel.IN_PERSON,),
    Way.POST: (Channel.REGISTERED_MAIL, Channel.ORDINARY_MAIL),
    Way.WEB: (Channel.ONLINE,),
    Way.EMAIL: (Channel.ONLINE,),
    Way.FAX: (Channel.FAX,),
}
