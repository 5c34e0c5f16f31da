"""The states of a correction request and what may follow what (更正要求流程)."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum

from django.db import models


class RequestState(models.TextChoices):
    """Where a request stands (状态)."""

    DRAFT = "draft", "草稿"
    SENT = "sent", "已发出"
    ANSWERED = "answered", "已回复"
    CLOSED = "closed", "已办结"


class RequestStep(Enum):
    """What is done with a request (操作)."""

    DRAFT = ("draft", "起草", RequestState.DRAFT)
    REVISE = ("revise", "修改", RequestState.DRAFT)
    SEND = ("send", "发出", RequestState.SENT)
    REMIND = ("remind", "催办", RequestState.SENT)
    CORRECTED = ("corrected", "收到更正后的报告", RequestState.ANSWERED)
    ANSWER = ("answer", "登记回复", RequestState.ANSWERED)
    CLOSE = ("close", "办结", RequestState.CLOSED)
    DROP = ("drop", "撤销", RequestState.CLOSED)

    def __init__(self, code: str, label: str, leads_to: RequestState) -> None:
        self.code = code
        self.label = label
        self.leads_to = leads_to


STEPS = {step.code: step for step in RequestStep}
FOLLOWING: Mapping[str, frozenset[RequestStep]] = {
    RequestState.DRAFT: frozenset({RequestStep.REVISE, RequestStep.SEND, RequestStep.DROP}),
    RequestState.SENT: frozenset(
        {RequestStep.REMIND, RequestStep.CORRECTED, RequestStep.ANSWER, RequestStep.CLOSE, RequestStep.DROP}
    ),
    RequestState.ANSWERED: frozenset({RequestStep.CORRECTED, RequestStep.ANSWER, RequestStep.CLOSE}),
    RequestState.CLOSED: frozenset(),
}
"""What may be done in each state; what is not named is refused."""
