"""Playing a story through the services, as officers at their desks would (演练办理经过)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from gongkai.apps.agencies.models import Agency
from gongkai.apps.agencies.roles import AgencyRole
from gongkai.apps.casework import services
from gongkai.apps.casework.models import Case
from gongkai.apps.casework.seeding.letters import orders_for
from gongkai.apps.people.models import Officer
from gongkai.statute.case_acts import Act, ActKind
from gongkai.statute.delivery import DeliveryWay

_INTAKE, _HANDLER, _HEAD = AgencyRole.INTAKE, AgencyRole.HANDLER, AgencyRole.DISCLOSURE_HEAD
_LAWYER, _LEADER = AgencyRole.LEGAL_REVIEWER, AgencyRole.APPROVER
_WAYS = {way.code: way for way in DeliveryWay}
Service = Callable[..., Case]
Told = Callable[[Act, "Cast"], dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Cast:
    """The organ of a case and who plays which part there (演练人员)."""

    agency: Agency
    officers: Mapping[AgencyRole, Officer]


def perform(case: Case, act: Act, *, cast: Cast) -> Case:
    """Do one act of a story through its service, on its day (演练事项).

    The letters that it leads to go out with it. An answer is sealed by the act that issues it; the story's own sealing
    adds nothing. Raises KeyError for an act that
    stories do not have.
    """
    if act.kind is ActKind.SEALED:
        return case
    role, service, told = _PARTS[act.kind]
    case = service(case=case, by=cast.officers[role], seen=case.last_seq, today=act.on, **told(act, cast))
    if act.kind is ActKind.DECIDED:
        return case
    for order in orders_for(act, channel=case.channel_code):
        case = services.send_letter(
            case=case,
            by=cast.officers[_HANDLER],
            seen=case.last_seq,
            on=act.on,
            today=act.on,
            code=order.code,
            elements=order.elements,
            addressee=order.addressee,
        )
    return case


def _plain(act: Act, _cast: Cast) -> dict[str, Any]:
    told = {name: _day(value) if name.endswith("_on") else value for name, value in act.details.items()}
    return {"on": act.on, **told}


def _dated(act: Act, _cast: Cast) -> dict[str, Any]:
    return {"on": act.on}


def _assigned(act: Act, cast: Cast) -> dict[str, Any]:
    return {"on": act.on, "officer": cast.officers[_HANDLER], "department": act.text("department")}


def _corrected(act: Act, _cast: Cast) -> dict[str, Any]:
    return {"on": act.on, "text": act.text("summary")}


def _fee(act: Act, _cast: Cast) -> dict[str, Any]:
    return {"on": act.on} | {name: act.details[name] for name in ("basis", "units", "already")}


def _delivered(act: Act, _cast: Cast) -> dict[str, Any]:
    return {
        "way": _WAYS[act.text("way")],
        "sent_on": act.day("sent_on"),
        "signed_on": act.day("signed_on"),
        "proof": act.text("proof"),
    }


def _day(value: object) -> date:
    return date.fromisoformat(str(value))


_PARTS: Mapping[ActKind, tuple[AgencyRole, Service, Told]] = {
    ActKind.RECEIPT_CONFIRMED: (_INTAKE, services.confirm_receipt, _plain),
    ActKind.REGISTERED: (_INTAKE, services.register, _plain),
    ActKind.ASSIGNED: (_INTAKE, services.assign, _assigned),
    ActKind.CORRECTION_ASKED: (_HANDLER, services.ask_correction, _plain),
    ActKind.CORRECTED: (_INTAKE, services.receive_correction, _corrected),
    ActKind.CORRECTION_LAPSED: (_HANDLER, services.lapse_correction, _plain),
    ActKind.THIRD_PARTY_ASKED: (_HANDLER, services.ask_third_party, _plain),
    ActKind.THIRD_PARTY_ANSWERED: (_HANDLER, services.hear_third_party, _plain),
    ActKind.THIRD_PARTY_TOLD: (_HANDLER, services.tell_third_party, _plain),
    ActKind.DISCLOSURE_STAYED: (_HANDLER, services.stay_disclosure, _plain),
    ActKind.NOTICE_DELIVERED: (_INTAKE, services.record_delivery_of_notice, _plain),
    ActKind.ORGAN_ASKED: (_HANDLER, services.ask_organ, _plain),
    ActKind.ORGAN_ANSWERED: (_HANDLER, services.hear_organ, _plain),
    ActKind.REASONS_ASKED: (_HANDLER, services.ask_reasons, _plain),
    ActKind.REASONS_GIVEN: (_HANDLER, services.receive_reasons, _plain),
    ActKind.EXTENSION_PROPOSED: (_HANDLER, services.propose_extension, _plain),
    ActKind.EXTENSION_APPROVED: (_HEAD, services.approve_extension, _plain),
    ActKind.EXTENDED: (_HANDLER, services.extend, _plain),
    ActKind.FEE_PROPOSED: (_HANDLER, services.propose_fee, _fee),
    ActKind.FEE_NOTIFIED: (_HANDLER, services.notify_fee, _plain),
    ActKind.FEE_PAID: (_INTAKE, services.pay_fee, _plain),
    ActKind.FEE_LAPSED: (_HANDLER, services.lapse_fee, _plain),
    ActKind.REOPENED: (_HEAD, services.reopen, _plain),
    ActKind.SEARCHED: (_HANDLER, services.log_search, _plain),
    ActKind.PROPOSED: (_HANDLER, services.propose, _plain),
    ActKind.REVIEW_PASSED: (_LAWYER, services.pass_review, _plain),
    ActKind.APPROVED: (_LEADER, services.approve, _plain),
    ActKind.DECIDED: (_HANDLER, services.decide, _dated),
    ActKind.DELIVERED: (_INTAKE, services.deliver, _delivered),
    ActKind.WITHDRAWN: (_INTAKE, services.withdraw, _plain),
    ActKind.CLOSED: (_HANDLER, services.close, _plain),
    ActKind.ARCHIVED: (_HANDLER, services.archive, _dated),
}
