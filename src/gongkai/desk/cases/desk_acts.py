"""The acts that an officer does by a form of one page, each with its service and its fields (办理事项表)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from gongkai.apps.casework import services
from gongkai.apps.casework.act_letters import MAY_GO_WITHOUT, letters_for
from gongkai.apps.casework.models import Case, EvidenceKind
from gongkai.apps.casework.permissions import ACT_OF, CaseAct
from gongkai.letters.kinds import LETTER_KINDS, LetterKind
from gongkai.statute.case_acts import ActKind
from gongkai.statute.case_fields import Choice, Field, Shape
from gongkai.statute.delivery import DeliveryWay
from gongkai.statute.procedure_fields import FIELDS, OUTSIDE


@dataclass(frozen=True, slots=True)
class DeskAct:
    """One act as the desk offers it (办理事项).

    ``button`` names it where the ledger's name does not read as a command. ``papers`` is the label of an input for
    files, empty where the act takes none. ``page`` is the name of an address with a page of its own.
    ``day`` names the legal day, empty where the act has no day of its own to be asked.
    """

    kind: ActKind
    service: Callable[..., Case] | None = None
    fields: tuple[Field, ...] = ()
    button: str = ""
    papers: str = ""
    page: str = "desk:case_act"
    day: str = "日期"

    @property
    def letters(self) -> tuple[LetterKind, ...]:
        """The letters that may tell the other side of the act, one of which will (相应函件)."""
        return tuple(LETTER_KINDS[code] for code in letters_for(self.kind))

    @property
    def may_go_without_letter(self) -> bool:
        """Whether the record alone is enough (函件可以不发)."""
        return not self.letters or self.kind in MAY_GO_WITHOUT

    @property
    def label(self) -> str:
        """What the button says (按钮文字)."""
        return self.button or self.kind.label

    @property
    def right(self) -> CaseAct:
        """The right that the act needs (所需权限)."""
        return ACT_OF[self.kind]


def _plain(kind: ActKind, service: Callable[..., Case], button: str = "") -> DeskAct:
    """Return an act that its fields tell in full; where its letter went is asked apart from them."""
    return DeskAct(kind, service, tuple(field for field in FIELDS[kind] if field is not OUTSIDE), button)


def _deliver(  # The day follows from the way.
    *,
    case: Case,
    seen: int,
    on: date,  # noqa: ARG001
    way: str,
    also: Sequence[Case] = (),
    **told: Any,
) -> Case:
    """Record a delivery by the code of its way, of the letter's other applications too where told (登记送达)."""
    cases = {case: seen, **{each: each.last_seq for each in also}}
    services.deliver_together(cases=cases, way=_WAYS[way], **told)
    return case


_WAYS = {way.code: way for way in DeliveryWay}


def _some(kind: ActKind, *codes: str) -> tuple[Field, ...]:
    """Return some of the fields that the law names for an act; the service finds the others itself."""
    return tuple(field for field in FIELDS[kind] if field.code in codes)


_TEXT = Field("text", "内容")
_EVIDENCE = Field(
    "evidence",
    "材料种类",
    Shape.CHOICE,
    choices=tuple(Choice(kind.value, kind.label) for kind in EvidenceKind),
)
_TABLE: tuple[DeskAct, ...] = (
    _plain(ActKind.RECEIPT_CONFIRMED, services.confirm_receipt),
    _plain(ActKind.REGISTERED, services.register),
    DeskAct(ActKind.ASSIGNED, services.assign, FIELDS[ActKind.ASSIGNED], page="desk:case_assign"),
    _plain(ActKind.ENTRY_VOIDED, services.void_entry),
    _plain(ActKind.CORRECTION_ASKED, services.ask_correction),
    DeskAct(
        ActKind.CORRECTED,
        services.receive_correction,
        (Field("text", "补正内容", hint="照录申请人补正的内容；原申请内容保留不变"),),
        "登记收到补正",
        "补正材料",
    ),
    _plain(ActKind.CORRECTION_LAPSED, services.lapse_correction),
    _plain(ActKind.THIRD_PARTY_ASKED, services.ask_third_party),
    _plain(ActKind.THIRD_PARTY_ANSWERED, services.hear_third_party, "登记第三方意见"),
    _plain(ActKind.THIRD_PARTY_TOLD, services.tell_third_party),
    _plain(ActKind.ORGAN_ASKED, services.ask_organ),
    _plain(ActKind.ORGAN_ANSWERED, services.hear_organ, "登记其他机关意见"),
    _plain(ActKind.NOTICE_DELIVERED, services.record_delivery_of_notice),
    _plain(ActKind.EXTENSION_PROPOSED, services.propose_extension, "提出延长答复期限"),
    _plain(ActKind.EXTENSION_APPROVED, services.approve_extension),
    _plain(ActKind.EXTENSION_RETURNED, services.return_extension),
    _plain(ActKind.EXTENDED, services.extend),
    _plain(ActKind.REASONS_ASKED, services.ask_reasons),
    _plain(ActKind.REASONS_GIVEN, services.receive_reasons, "登记申请人说明的理由"),
    _plain(ActKind.DELAYED, services.delay),
    DeskAct(ActKind.FEE_PROPOSED, services.propose_fee, button="提出收取信息处理费", page="desk:case_fee"),
    _plain(ActKind.FEE_NOTIFIED, services.notify_fee, "发出收费通知"),
    _plain(ActKind.PAYMENT_REPORTED, services.receive_payment_report, "登记申请人告知已缴费"),
    _plain(ActKind.FEE_PAID, services.pay_fee, "登记缴费到账"),
    _plain(ActKind.FEE_WAIVED, services.waive_fee),
    _plain(ActKind.FEE_LAPSED, services.lapse_fee),
    _plain(ActKind.SEARCHED, services.log_search),
    DeskAct(ActKind.NOTED, services.note, (_TEXT,), "加备注"),
    DeskAct(ActKind.TALKED, services.log_talk, (*_some(ActKind.TALKED, "with_whom", "how"), _TEXT)),
    DeskAct(ActKind.DOCUMENT_ATTACHED, services.attach, (_EVIDENCE,), papers="材料"),
    DeskAct(ActKind.LETTER_ISSUED, button="发出其他函件", page="desk:case_letters"),
    DeskAct(ActKind.PROPOSED, button="拟办答复", page="desk:case_decision"),
    _plain(ActKind.REVIEW_PASSED, services.pass_review),
    _plain(ActKind.REVIEW_RETURNED, services.return_review),
    _plain(ActKind.APPROVED, services.approve),
    _plain(ActKind.RETURNED, services.return_proposal),
    DeskAct(ActKind.DECIDED, button="作出答复（编号、封存）", page="desk:case_letter"),
    DeskAct(ActKind.DELIVERED, _deliver, FIELDS[ActKind.DELIVERED], day=""),
    _plain(ActKind.WITHDRAWN, services.withdraw, "登记申请人撤回"),
    _plain(ActKind.CLOSED, services.close),
    DeskAct(ActKind.ARCHIVED, services.archive),
    _plain(ActKind.MADE_PUBLIC, services.make_public),
    _plain(ActKind.PUBLICATION_SUGGESTED, services.receive_suggestion, "登记转为主动公开的建议"),
    _plain(ActKind.RECORD_CORRECTION_ASKED, services.receive_record_correction, "登记更正自身信息的要求"),
    _plain(ActKind.RECORD_CORRECTION_SETTLED, services.settle_record_correction),
    _plain(ActKind.REOPENED, services.reopen),
    DeskAct(ActKind.SPLIT, services.split, _some(ActKind.SPLIT, "kept", "split_off")),
    _plain(ActKind.DISCLOSURE_STAYED, services.stay_disclosure, "登记法院停止公开的裁定"),
    _plain(ActKind.STAY_LIFTED, services.lift_stay, "登记停止公开的裁定解除"),
    _plain(ActKind.DISCLOSURE_FORBIDDEN, services.forbid_disclosure, "登记法院不得公开的判决"),
)

DESK_ACTS: Mapping[str, DeskAct] = {act.kind.code: act for act in _TABLE}
"""By the code of the act's kind."""
