"""Where an application stands as its officers see it (办理阶段)."""

from __future__ import annotations

from enum import Enum


class Stage(Enum):
    """The stages of a case, in the order in which most cases pass them (办理阶段)."""

    UNCONFIRMED = ("unconfirmed", "待确认收到")
    RECEIVED = ("received", "待登记")
    HANDLING = ("open", "办理中")
    AWAITING_CORRECTION = ("awaiting_correction", "待申请人补正")
    CONSULTING = ("consulting", "征求意见中")
    AWAITING_REASONS = ("awaiting_reasons", "待申请人说明理由")
    AWAITING_PAYMENT = ("awaiting_payment", "待申请人缴费")
    IN_REVIEW = ("in_review", "合法性审核中")
    AWAITING_APPROVAL = ("awaiting_approval", "待批准")
    APPROVED = ("approved", "待发出")
    ISSUED = ("issued", "待送达")
    STAYED = ("stayed", "公开暂停")
    ANSWERED = ("answered", "已答复")
    LAPSED = ("lapsed", "不再处理")
    WITHDRAWN = ("withdrawn", "已撤回")
    CLOSED = ("closed", "已办结")
    ARCHIVED = ("archived", "已归档")
    VOIDED = ("voided", "登记作废")

    def __init__(self, code: str, label: str) -> None:
        self.code = code
        self.label = label

    @property
    def is_open(self) -> bool:
        """Whether the application is still to be answered (尚未办结)."""
        return self not in _ENDED

    @property
    def awaits_others(self) -> bool:
        """Whether the next step is somebody else's than the organ's (等待他人)."""
        return self in _WITH_OTHERS


_ENDED = frozenset({Stage.ANSWERED, Stage.LAPSED, Stage.WITHDRAWN, Stage.CLOSED, Stage.ARCHIVED, Stage.VOIDED})
_WITH_OTHERS = frozenset(
    {
        Stage.AWAITING_CORRECTION,
        Stage.CONSULTING,
        Stage.AWAITING_REASONS,
        Stage.AWAITING_PAYMENT,
        Stage.STAYED,
    }
)
STAGES = {stage.code: stage for stage in Stage}
