"""How an application may end: each outcome with its row, articles, letter, remedy and required facts (办理结果)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from gongkai.statute.case_fields import Field, Plain, Shape, read_fields
from gongkai.statute.citations import Citation
from gongkai.statute.errors import ActRefused
from gongkai.statute.instruments import REGULATION_2019


class Gate(Enum):
    """The five questions of the handling standard, asked in this order (办理关口)."""

    CLEAR = ("clear", "补不补", "申请人、内容和形式要求是否清楚")
    OURS = ("ours", "该不该", "是不是政府信息公开申请，是不是由本机关答复")
    EXISTS = ("exists", "有没有", "经检索，本机关有没有")
    GIVE = ("give", "给不给", "能不能公开，能不能区分处理")
    RIGHT = ("right", "当不当", "条款、要素、形式和送达是否妥当")

    def __init__(self, code: str, label: str, question: str) -> None:
        self.code = code
        self.label = label
        self.question = question


class RemedyKind(Enum):
    """Where who does not accept an outcome may go (救济途径)."""

    REVIEW_FIRST = ("review_first", "应当先申请行政复议")
    DIRECT = ("direct", "可以申请行政复议，也可以提起行政诉讼")
    REVIEW_ONLY = ("review_only", "可以申请行政复议")
    PARTLY = ("partly", "按不予公开部分的依据确定")

    def __init__(self, code: str, label: str) -> None:
        self.code = code
        self.label = label


class Need(Enum):
    """What must have happened in the case before an outcome may be proposed (前置事项)."""

    CORRECTED = ("corrected", "补正后仍不明确，应当先一次性告知补正并收到补正材料")
    THIRD_PARTY_HEARD = ("third_party_heard", "以第三方合法权益为由不予公开，应当先书面征求第三方意见")
    REASONS_ASKED = ("reasons_asked", "以大量、反复申请为由不予处理，应当先要求申请人说明理由")
    SEARCHED = ("searched", "告知政府信息不存在，应当先登记检索情况")

    def __init__(self, code: str, message: str) -> None:
        self.code = code
        self.message = message


@dataclass(frozen=True, slots=True)
class Outcome:
    """One way for an application to end (办理结果).

    ``row`` is the row of table three (edition 2021), ``letter`` the code of the letter that tells the applicant.
    ``citations`` is what that letter must cite; empty where the handling standard names no article. ``facts`` is what
    a court would ask. ``other_rows`` is where it may be counted instead: neither form nor standard tells its row.
    ``is_decided``: an officer proposes it and a leader approves; otherwise it comes about by itself.
    """

    code: str
    label: str
    gate: Gate
    row: str
    citations: tuple[Citation, ...]
    remedy: RemedyKind
    facts: tuple[Field, ...] = ()
    needs: tuple[Need, ...] = ()
    is_decided: bool = True
    other_rows: tuple[str, ...] = ()

    @property
    def letter(self) -> str:
        """The code of its letter (函件)."""
        return self.code

    @property
    def is_reviewed(self) -> bool:
        """Whether its legality is reviewed before approval: whatever gives less than was asked (须合法性审核)."""
        return self.is_decided and self.row != "granted"

    @property
    def basis(self) -> Citation:
        """Where a refusal of facts points to: its last, most exact article (主要依据)."""
        return self.citations[-1] if self.citations else REGULATION_2019.at("第三十六条")


def read_facts(outcome: Outcome, given: Mapping[str, object]) -> dict[str, Plain]:
    """Return the facts of an outcome as plain values (核对办理结果要素).

    Raises ActRefused that names what a court would ask and was not told.
    """
    facts = read_fields(outcome.facts, given, citation=outcome.basis)
    for field in outcome.facts:
        if field.shape is Shape.WITHHELD:
            _check_grounds(facts.get(field.code), outcome)
    return facts


def _check_grounds(withheld: Plain | None, outcome: Outcome) -> None:
    for part in withheld if isinstance(withheld, list) else ():
        if isinstance(part, dict) and str(part["ground"]) not in WITHHOLDING_GROUNDS:
            raise ActRefused(f"“{part['part']}”的依据不是不予公开的法定情形", outcome.basis)


WITHHOLDING_GROUNDS = frozenset(
    {
        "refused.state_secret",
        "refused.other_law",
        "refused.security_stability",
        "refused.third_party",
        "refused.internal_affairs",
        "refused.deliberative",
        "refused.enforcement_file",
        "refused.administrative_query",
        "unavailable.not_existing",
        "unavailable.other_organ",
        "unavailable.needs_creation",
    }
)
"""What a part may be withheld on where the rest is given (区分处理的依据)."""
