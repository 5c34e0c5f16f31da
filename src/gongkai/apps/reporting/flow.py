"""The way of an annual report from draft to publication: which step may follow what (年度报告流转).

An organ hands its report to the office that supervises disclosure, and publishes it (条例第四十九条). The steps inside
an organ are the practice of its own house.
"""

from __future__ import annotations

from enum import Enum

from gongkai.statute.errors import ActRefused
from gongkai.statute.instruments import REGULATION_2019

_LABELS = {
    "draft": "起草",
    "returned": "已退回",
    "checked": "已核对",
    "approved": "已批准",
    "submitted": "已报送",
    "accepted": "已接收",
    "published": "已公布",
}


class FlowAct(Enum):
    """The steps, each with the states it may start from and the one it leads to (流转操作).

    ``needs_remarks`` steps tell why.
    """

    BEGIN = ("begin", "开始编制", (), "draft", False)
    CHECK = ("check", "核对", ("draft", "returned"), "checked", False)
    APPROVE = ("approve", "批准", ("checked",), "approved", False)
    SEND_BACK = ("send_back", "退回修改", ("checked", "approved"), "draft", True)
    SUBMIT = ("submit", "报送", ("approved",), "submitted", False)
    RETURN = ("return", "退回下级", ("submitted", "accepted"), "returned", True)
    ACCEPT = ("accept", "接收", ("submitted",), "accepted", False)
    ADOPT = ("adopt", "采用已公布的报告", (), "accepted", False)
    PUBLISH = ("publish", "公布", ("accepted",), "published", False)
    CORRECT = ("correct", "更正", (), "draft", True)

    def __init__(self, code: str, label: str, starts_from: tuple[str, ...], leads_to: str, needs_remarks: bool) -> None:
        self.code = code
        self.label = label
        self.starts_from = starts_from
        self.leads_to = leads_to
        self.needs_remarks = needs_remarks

    @classmethod
    def coded(cls, code: str) -> FlowAct:
        """Return the step with a code (按代码查找)."""
        return next(act for act in cls if act.code == code)


ON_THE_WAY = tuple(act for act in FlowAct if act.starts_from)
"""The steps that move a version that is there."""


def refusal(act: FlowAct, state: str, *, remarks: str = "") -> str:
    """Return why a step may not be taken from a state, empty where it may (不能办理的原因)."""
    if state not in act.starts_from:
        wanted = "”或者“".join(_LABELS[each] for each in act.starts_from)
        return f"报告现为“{_LABELS[state]}”，只有“{wanted}”的报告才能{act.label}"
    if act.needs_remarks and not remarks.strip():
        return f"{act.label}应当写明意见"
    return ""


def admit(act: FlowAct, state: str, *, remarks: str = "") -> str:
    """Return the state that a step leads to (准许流转). Raises ActRefused with the reason."""
    told = refusal(act, state, remarks=remarks)
    if told:
        raise ActRefused(told, REGULATION_2019.at("第四十九条"))
    return act.leads_to
