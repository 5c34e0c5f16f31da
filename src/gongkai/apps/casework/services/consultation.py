"""Others are asked for their opinion, and answer (征求意见)."""

from __future__ import annotations

from datetime import date

from gongkai.apps.casework.acting import do
from gongkai.apps.casework.models import Case
from gongkai.apps.people.models import Officer
from gongkai.statute.case_acts import ActKind


def ask_third_party(
    *,
    case: Case,
    by: Officer,
    seen: int,
    on: date,
    today: date,
    party: str,
    part: str,
    delivered_on: date | None = None,
) -> Case:
    """Ask a third party whose rights may suffer (征求第三方意见)."""
    details: dict[str, object] = {"party": party, "part": part, "delivered_on": delivered_on}
    return do(ActKind.THIRD_PARTY_ASKED, case=case, by=by, seen=seen, on=on, today=today, details=details)


def hear_third_party(
    *, case: Case, by: Officer, seen: int, on: date, today: date, party: str, opinion: str, reasons: str = ""
) -> Case:
    """Note a third party's opinion: agree, object or partly (收到第三方意见)."""
    details: dict[str, object] = {"party": party, "opinion": opinion, "reasons": reasons}
    return do(ActKind.THIRD_PARTY_ANSWERED, case=case, by=by, seen=seen, on=on, today=today, details=details)


def tell_third_party(
    *, case: Case, by: Officer, seen: int, on: date, today: date, party: str, content: str, ground: str, reasons: str
) -> Case:
    """Tell a third party in writing what is disclosed, on which ground and why (告知第三方决定公开)."""
    details: dict[str, object] = {"party": party, "content": content, "ground": ground, "reasons": reasons}
    return do(ActKind.THIRD_PARTY_TOLD, case=case, by=by, seen=seen, on=on, today=today, details=details)


def ask_organ(
    *,
    case: Case,
    by: Officer,
    seen: int,
    on: date,
    today: date,
    party: str,
    capacity: str,
    question: str,
    delivered_on: date | None = None,
) -> Case:
    """Ask a co-maker or another organ (征求其他机关意见)."""
    details: dict[str, object] = {
        "party": party,
        "capacity": capacity,
        "question": question,
        "delivered_on": delivered_on,
    }
    return do(ActKind.ORGAN_ASKED, case=case, by=by, seen=seen, on=on, today=today, details=details)


def hear_organ(
    *, case: Case, by: Officer, seen: int, on: date, today: date, party: str, opinion: str, reasons: str = ""
) -> Case:
    """Note another organ's opinion (收到其他机关意见)."""
    details: dict[str, object] = {"party": party, "opinion": opinion, "reasons": reasons}
    return do(ActKind.ORGAN_ANSWERED, case=case, by=by, seen=seen, on=on, today=today, details=details)


def record_delivery_of_notice(
    *,
    case: Case,
    by: Officer,
    seen: int,
    on: date,
    today: date,
    notice: str,
    way: str,
    party: str = "",
    proof: str = "",
) -> Case:
    """Note on which day a letter of the procedure was received (登记函件送达)."""
    details: dict[str, object] = {"notice": notice, "way": way, "party": party, "proof": proof}
    return do(ActKind.NOTICE_DELIVERED, case=case, by=by, seen=seen, on=on, today=today, details=details)
