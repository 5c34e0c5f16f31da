"""To whom a reader may turn against an answer: which organ reconsiders it, which court hears the suit (救济机关).

Since 1 January 2024 a department's answer is reconsidered by its own government and no longer by the department above.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from gongkai.statute.citations import Citation
from gongkai.statute.instruments import LITIGATION_LAW, RECONSIDERATION_LAW


class Standing(Enum):
    """What kind of organ answered; this decides who reconsiders and which court hears (答复主体的类别)."""

    DEPARTMENT = ("department", "县级以上地方人民政府工作部门", "第二十四条第一款第一项")
    GOVERNMENT = ("government", "县级以上、省级以下地方人民政府", "第二十四条第一款第二项")
    PROVINCE = ("province", "省、自治区、直辖市人民政府", "第二十四条第二款")
    TOWNSHIP = ("township", "乡镇人民政府", "第二十四条第一款第二项")
    SUBDISTRICT = ("subdistrict", "人民政府依法设立的派出机关", "第二十四条第一款第三项")
    AUTHORISED = ("authorised", "法律、法规、规章授权的组织", "第二十四条第一款第四项")
    DISPATCHED = ("dispatched", "工作部门依法设立的派出机构", "第二十四条第四款")
    MINISTRY = ("ministry", "国务院部门", "第二十五条第一项")
    VERTICAL = ("vertical", "金融、外汇管理等垂直领导的机关，税务和国家安全机关", "第二十七条")
    CUSTOMS = ("customs", "海关", "第二十七条")
    JUSTICE = ("justice", "履行行政复议机构职责的司法行政部门", "第二十八条")

    def __init__(self, code: str, label: str, provision: str) -> None:
        self.code = code
        self.label = label
        self.provision = provision

    @property
    def citation(self) -> Citation:
        """The provision that says who reconsiders (复议管辖依据)."""
        return RECONSIDERATION_LAW.at(self.provision)


_OWN = frozenset({Standing.PROVINCE, Standing.MINISTRY})
_SUPERIOR = frozenset({Standing.GOVERNMENT, Standing.TOWNSHIP, Standing.VERTICAL, Standing.CUSTOMS})
_INTERMEDIATE = frozenset({Standing.GOVERNMENT, Standing.PROVINCE, Standing.MINISTRY, Standing.CUSTOMS})


@dataclass(frozen=True, slots=True)
class AnsweringBody:
    """The organ in whose name an answer goes out, and those it stands beside and under (答复主体).

    ``government`` is the government it belongs to; ``superior`` the government or department above it.
    """

    name: str
    standing: Standing
    government: str = ""
    superior: str = ""


@dataclass(frozen=True, slots=True)
class Courts:
    """The courts of the organ's place (管辖法院). ``designated`` hears all suits where such a court was named."""

    basic: str = ""
    intermediate: str = ""
    designated: str = ""


@dataclass(frozen=True, slots=True)
class RemedyRoute:
    """Where the remedies of one answer lead (救济机关).

    ``organs``: who reconsiders, two where the reader may choose. ``court`` hears a direct suit. ``online``: where
    a request for reconsideration can be filed over the internet.
    """

    organs: tuple[str, ...] = ()
    court: str = ""
    online: str = ""


def reconsideration_organs(body: AnsweringBody) -> tuple[str, ...]:
    """Return who reconsiders an answer of this organ, two where the law lets choose (行政复议机关).

    行政复议法 Articles 24 to 28. Empty where the organ that it would be is not filled in.
    """
    if body.standing in _OWN:
        return (body.name,)
    if body.standing in _SUPERIOR:
        return _named(body.superior)
    if body.standing is Standing.JUSTICE:
        return _named(body.government, body.superior)
    return _named(body.government)


def competent_court(body: AnsweringBody, *, courts: Courts) -> str:
    """Return the court that hears a direct suit against this organ (管辖法院).

    The intermediate court where the defendant is a department of the State Council, customs, or a government of
    a county or above (行政诉讼法第十五条); else the basic court (第十四条); a designated court before both (第十八条).
    """
    if courts.designated:
        return courts.designated
    return courts.intermediate if body.standing in _INTERMEDIATE else courts.basic


def court_citation(body: AnsweringBody, *, courts: Courts) -> Citation:
    """Return the provision by which that court is competent (管辖依据)."""
    if courts.designated:
        return LITIGATION_LAW.at("第十八条第二款")
    return LITIGATION_LAW.at("第十五条" if body.standing in _INTERMEDIATE else "第十四条")


def remedy_route(body: AnsweringBody, *, courts: Courts, online: str = "") -> RemedyRoute:
    """Return where the remedies against an answer of this organ lead (救济机关)."""
    return RemedyRoute(reconsideration_organs(body), competent_court(body, courts=courts), online)


def _named(*names: str) -> tuple[str, ...]:
    return tuple(name for name in names if name)
