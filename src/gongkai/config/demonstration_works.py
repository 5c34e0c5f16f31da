"""The work of two years that the demonstration's reports are compiled from (演示工作量)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from gongkai.apps.disclosure.models.decisions import DecisionKind
from gongkai.config.demonstration_city import (
    BAISHI,
    CITY,
    COUNTY,
    COUNTY_FINANCE,
    HOUSING,
    LAND,
    OFFICE,
    SCHOOLS,
    SONGXI,
)
from gongkai.statute.remedy_cases import RemedyBlock
from gongkai.statute.validity import DocumentKind

YEAR = 2025
_LICENSING, _PENALTIES, _COERCION = DecisionKind.LICENSING, DecisionKind.PENALTIES, DecisionKind.COERCION
_RULE, _NORMATIVE = DocumentKind.REGULATION, DocumentKind.NORMATIVE


@dataclass(frozen=True, slots=True)
class Paper:
    """A document: made when, in force until, repealed when (演示文件)."""

    title: str
    number: str
    made_on: date
    kind: DocumentKind = _NORMATIVE
    term_until: date | None = None
    repealed_on: date | None = None


@dataclass(frozen=True, slots=True)
class Attack:
    """A reconsideration or a suit, and how it ended; without ``outcome`` it is pending (演示复议诉讼)."""

    block: RemedyBlock
    attacked: str
    number: str
    received_on: date
    outcome: str = ""
    ended_on: date | None = None


@dataclass(frozen=True, slots=True)
class Work:
    """What one organ did (演示工作量).

    ``decisions`` are counts by kind and year; ``charges`` are item, basis and yuan by year; ``outcomes`` those of the
    applications by year of arrival. The last ``carried`` of a year were answered in January of the next.
    """

    papers: Sequence[Paper] = ()
    decisions: Mapping[tuple[DecisionKind, int], int] = field(default_factory=dict)
    charges: Mapping[int, tuple[str, str, Decimal]] = field(default_factory=dict)
    outcomes: Mapping[int, Sequence[str]] = field(default_factory=dict)
    carried: int = 1
    attacks: Sequence[Attack] = ()


_REVIEWED, _SUED, _SUED_AFTER = RemedyBlock.RECONSIDERATION, RemedyBlock.DIRECT_SUIT, RemedyBlock.SUIT_AFTER
_GIVEN, _TOLD, _PARTLY = "granted.provided", "granted.published", "partly_granted"
_NONE, _OTHERS, _MAKE = "unavailable.not_existing", "unavailable.other_organ", "unavailable.needs_creation"
_THIRD, _FILE, _LOOK_UP = "refused.third_party", "refused.enforcement_file", "refused.administrative_query"
_COMPLAINT, _AGAIN, _DROPPED = "declined.petition", "declined.repeat", "other.withdrawn"
_ANNUAL_CHARGE = "国家发展改革委、财政部关于不动产登记收费标准等有关问题的通知"

WORKS: Mapping[str, Work] = {
    CITY: Work(
        papers=(
            Paper("青岚市城市绿化管理办法", "青岚市人民政府令第41号", date(2021, 5, 18), _RULE),
            Paper(
                "青岚市户外广告设施管理办法", "青岚市人民政府令第38号", date(2018, 9, 3), _RULE, None, date(2025, 6, 30)
            ),
            Paper("青岚市既有住宅加装电梯管理办法", "青岚市人民政府令第52号", date(2025, 4, 22), _RULE),
            Paper("青岚市人民政府关于推进养老服务高质量发展的实施意见", "青政规〔2025〕1号", date(2025, 3, 6)),
            Paper("青岚市市级储备粮管理办法", "青政规〔2023〕4号", date(2023, 8, 15), _NORMATIVE, date(2028, 9, 14)),
        ),
        outcomes={2025: (_GIVEN, _TOLD, _OTHERS, _COMPLAINT)},
        carried=0,
    ),
    OFFICE: Work(
        papers=(Paper("青岚市政务公开工作考核办法", "青政办规〔2024〕2号", date(2024, 6, 11)),),
        outcomes={2024: (_TOLD, _GIVEN), 2025: (_GIVEN, _TOLD, _NONE, _OTHERS, _GIVEN)},
    ),
    LAND: Work(
        papers=(
            Paper(
                "青岚市征收土地补偿实施细则", "青自然资规〔2022〕3号", date(2022, 4, 8), _NORMATIVE, date(2027, 5, 7)
            ),
            Paper(
                "青岚市工业用地弹性出让办法", "青自然资规〔2024〕1号", date(2024, 3, 19), _NORMATIVE, date(2029, 4, 18)
            ),
            Paper(
                "青岚市设施农业用地管理暂行办法",
                "青自然资规〔2023〕2号",
                date(2023, 11, 30),
                _NORMATIVE,
                date(2025, 12, 29),
            ),
            Paper(
                "青岚市规划许可办理规程", "青自然资规〔2019〕5号", date(2019, 7, 2), _NORMATIVE, None, date(2025, 9, 30)
            ),
            Paper(
                "青岚市规划许可办理规程（修订）",
                "青自然资规〔2025〕4号",
                date(2025, 9, 12),
                _NORMATIVE,
                date(2030, 9, 30),
            ),
        ),
        decisions={
            (_LICENSING, 2024): 31,
            (_PENALTIES, 2024): 4,
            (_LICENSING, 2025): 36,
            (_PENALTIES, 2025): 7,
            (_COERCION, 2025): 1,
        },
        charges={
            2024: ("不动产登记费", _ANNUAL_CHARGE, Decimal("1862300.00")),
            2025: ("不动产登记费", _ANNUAL_CHARGE, Decimal("1925840.50")),
        },
        outcomes={
            2024: (_GIVEN, _GIVEN, _TOLD, _PARTLY, _NONE, _LOOK_UP, _GIVEN),
            2025: (
                _GIVEN,
                _GIVEN,
                _GIVEN,
                _TOLD,
                _PARTLY,
                _PARTLY,
                _THIRD,
                _NONE,
                _LOOK_UP,
                _COMPLAINT,
                _AGAIN,
                _GIVEN,
            ),
        },
        attacks=(
            Attack(
                _REVIEWED, "不予公开告知书", "青政复〔2024〕17号", date(2024, 8, 6), "decided.upheld", date(2024, 9, 27)
            ),
            Attack(
                _REVIEWED,
                "部分公开告知书",
                "青政复〔2025〕21号",
                date(2025, 5, 12),
                "decided.upheld",
                date(2025, 6, 30),
            ),
            Attack(
                _REVIEWED, "逾期不答复", "青政复〔2025〕33号", date(2025, 8, 4), "decided.perform", date(2025, 9, 26)
            ),
            Attack(_SUED_AFTER, "部分公开告知书", "（2025）云0102行初58号", date(2025, 7, 28)),
        ),
    ),
    HOUSING: Work(
        papers=(
            Paper(
                "青岚市物业服务企业信用评价办法", "青建规〔2025〕1号", date(2025, 2, 27), _NORMATIVE, date(2030, 3, 31)
            ),
            Paper(
                "青岚市住宅专项维修资金使用细则",
                "青建规〔2022〕6号",
                date(2022, 12, 20),
                _NORMATIVE,
                date(2026, 12, 31),
            ),
        ),
        decisions={(_LICENSING, 2025): 24, (_PENALTIES, 2025): 9},
        outcomes={2024: (_GIVEN, _TOLD), 2025: (_GIVEN, _PARTLY, _FILE, _NONE, _MAKE, _COMPLAINT, _GIVEN)},
        attacks=(
            Attack(
                _SUED,
                "信息不存在告知书",
                "（2025）云0102行初19号",
                date(2025, 3, 17),
                "judged.claims_rejected",
                date(2025, 8, 8),
            ),
        ),
    ),
    SCHOOLS: Work(
        papers=(
            Paper(
                "青岚市义务教育招生入学工作办法", "青教规〔2025〕2号", date(2025, 5, 9), _NORMATIVE, date(2027, 5, 31)
            ),
        ),
        decisions={(_LICENSING, 2025): 6},
        outcomes={2024: (_TOLD,), 2025: (_TOLD, _GIVEN, _DROPPED, _GIVEN)},
    ),
    SONGXI: Work(outcomes={2025: (_GIVEN, _NONE)}, carried=0),
    BAISHI: Work(outcomes={2025: (_NONE,)}, carried=0),
    COUNTY: Work(
        papers=(
            Paper("碧川县农村供水管理办法", "碧政规〔2025〕1号", date(2025, 7, 16), _NORMATIVE, date(2030, 8, 15)),
        ),
        outcomes={2025: (_GIVEN, _TOLD, _OTHERS)},
        carried=0,
        attacks=(Attack(_REVIEWED, "非本机关信息告知书", "青政复〔2025〕40号", date(2025, 12, 10)),),
    ),
    COUNTY_FINANCE: Work(
        charges={
            2025: ("考试考务费", "省财政厅、省发展改革委关于会计专业技术资格考试收费标准的通知", Decimal("86400.00"))
        },
        outcomes={2025: (_TOLD, _GIVEN)},
        carried=0,
    ),
}
"""The year's work of each organ, small enough to count by hand."""
