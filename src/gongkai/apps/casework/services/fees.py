"""The fee for a great many or large applications (信息处理费)."""

from __future__ import annotations

from datetime import date

from gongkai.apps.casework.acting import do
from gongkai.apps.casework.models import Case
from gongkai.apps.people.models import Officer
from gongkai.statute.case_acts import ActKind
from gongkai.statute.fees import page_fee, piece_fee


def propose_fee(
    *, case: Case, by: Officer, seen: int, on: date, today: date, basis: str, units: int, already: int = 0
) -> Case:
    """Reckon the fee by the piece or by the page and propose it (拟收费)."""
    fee = piece_fee(units, on=on, already=already) if basis == "pieces" else page_fee(units, on=on)
    details: dict[str, object] = {"basis": basis, "units": units, "already": already, "yuan": fee.yuan}
    return do(ActKind.FEE_PROPOSED, case=case, by=by, seen=seen, on=on, today=today, details=details)


def notify_fee(
    *, case: Case, by: Officer, seen: int, on: date, today: date, yuan: int, delivered_on: date | None = None
) -> Case:
    """Send the fee notice; the clock stops (收费通知)."""
    details: dict[str, object] = {"yuan": yuan, "delivered_on": delivered_on}
    return do(ActKind.FEE_NOTIFIED, case=case, by=by, seen=seen, on=on, today=today, details=details)


def receive_payment_report(*, case: Case, by: Officer, seen: int, on: date, today: date, reference: str) -> Case:
    """Note that the applicant says the fee was paid; the money itself is still to be found (申请人告知已缴费)."""
    details: dict[str, object] = {"reference": reference}
    return do(ActKind.PAYMENT_REPORTED, case=case, by=by, seen=seen, on=on, today=today, details=details)


def pay_fee(*, case: Case, by: Officer, seen: int, on: date, today: date, yuan: int, reference: str) -> Case:
    """Note that the fee was paid; the clock starts anew (缴费)."""
    details: dict[str, object] = {"yuan": yuan, "reference": reference}
    return do(ActKind.FEE_PAID, case=case, by=by, seen=seen, on=on, today=today, details=details)


def waive_fee(*, case: Case, by: Officer, seen: int, on: date, today: date, reason: str) -> Case:
    """Do not charge after all (不收费)."""
    details: dict[str, object] = {"reason": reason}
    return do(ActKind.FEE_WAIVED, case=case, by=by, seen=seen, on=on, today=today, details=details)


def lapse_fee(*, case: Case, by: Officer, seen: int, on: date, today: date, proof: str) -> Case:
    """End a case whose fee was not paid in its time (逾期未缴费)."""
    details: dict[str, object] = {"proof": proof}
    return do(ActKind.FEE_LAPSED, case=case, by=by, seen=seen, on=on, today=today, details=details)
