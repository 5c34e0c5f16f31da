"""When one letter may answer several applications (合并答复).

Several of one applicant, or the same request of several applicants (法释〔2025〕8号第十四条第三项). Each still is an
application with its own ledger and counts by itself in table three.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from gongkai.statute.case_fields import Plain
from gongkai.statute.citations import Citation
from gongkai.statute.errors import ActRefused
from gongkai.statute.instruments import DISCLOSURE_SUITS

JOINT: Citation = DISCLOSURE_SUITS.at("第十四条第三项")
"""Where a joint answer rests: a court does not fault it (合并答复的依据)."""
_FEWEST = 2


@dataclass(frozen=True, slots=True)
class Answerable:
    """One application among those to be answered together (拟合并答复的申请).

    ``requests`` are the names by which the same request is known again; ``outcome`` and ``facts`` are what was
    approved for it, empty where nothing was.
    """

    number: str
    applicant: str
    requests: frozenset[str]
    outcome: str = ""
    facts: Mapping[str, Plain] | None = None


def require_joint(parts: Sequence[Answerable]) -> None:
    """Let one letter answer several applications, or refuse it (核对能否合并答复). Raises ActRefused."""
    if len(parts) < _FEWEST:
        raise ActRefused("合并答复至少需要两件申请", JOINT)
    if not (_of_one_applicant(parts) or _of_one_request(parts)):
        raise ActRefused("只有同一申请人的多件申请，或者多个申请人就同一内容提出的申请，可以合并答复", JOINT)
    first, *others = parts
    for other in others:
        if (other.outcome, other.facts) != (first.outcome, first.facts):
            raise ActRefused(f"{other.number}批准的拟办意见与{first.number}不一致，不能合并答复", JOINT)


def _of_one_applicant(parts: Sequence[Answerable]) -> bool:
    return bool(parts[0].applicant) and len({part.applicant for part in parts}) == 1


def _of_one_request(parts: Sequence[Answerable]) -> bool:
    return bool(frozenset.intersection(*(part.requests for part in parts)))
