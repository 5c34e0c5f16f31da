"""The receipt of an application, for the browser that sent it (回执).

The code that opens the case is told once. It stays, sealed, with the browser session for a day, so that a second click
or a reload shows the same receipt.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.sessions.backends.base import SessionBase

from gongkai.apps.people.sealing import SealBrokenError, seal, unseal

_SESSION_KEY = "application_receipts"
_PURPOSE = "receipt"
_MOST = 20
DAY_SECONDS = 24 * 3600


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the applicant needs to follow the case (回执)."""

    case_number: int
    secret_code: str


def keep(session: SessionBase, receipt: Receipt, *, form_key: str, now: float) -> None:
    """Keep a receipt with the session, written at once (保存回执). ``now`` is in seconds.

    To be called in the transaction that took the application in: the case and its code come to be together.
    """
    kept = dict(list(_standing(session, now).items())[-_MOST + 1 :])
    sealed = seal(receipt.secret_code, purpose=_PURPOSE)
    session[_SESSION_KEY] = {**kept, form_key: [receipt.case_number, sealed, now]}
    session.save()


def kept(session: SessionBase, *, form_key: str, now: float) -> Receipt | None:
    """Return the receipt of a form that this session sent, None where there is none (取出回执)."""
    found = _standing(session, now).get(form_key)
    if found is None:
        return None
    try:
        return Receipt(found[0], unseal(found[1], purpose=_PURPOSE))
    except SealBrokenError:
        return None


def _standing(session: SessionBase, now: float) -> dict[str, tuple[int, str, float]]:
    told = session.get(_SESSION_KEY, {})
    return {key: receipt for key, receipt in told.items() if receipt[2] > now - DAY_SECONDS}
