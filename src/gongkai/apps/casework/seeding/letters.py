"""The letters that invented stories lead to, composed as the real ones are (虚构申请件的函件)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from gongkai.apps.casework import lettering
from gongkai.apps.casework.act_letters import CONSULTATION_NOTICE, TELLS_APPLICANT, LetterOrder, letter_of
from gongkai.apps.casework.hashing import digest_of
from gongkai.apps.casework.models import Case, CaseEvent, Letter
from gongkai.apps.casework.services.issuing import LETTER_SERIES
from gongkai.apps.people.models import Officer
from gongkai.letters.elements import Value
from gongkai.letters.facts import letter_number
from gongkai.letters.kinds import Remedy, kind_of
from gongkai.letters.remedies import REVIEW_FIRST
from gongkai.statute.case_acts import Act, ActKind
from gongkai.statute.case_facts import CaseFacts
from gongkai.statute.outcomes_catalogue import OUTCOMES

_FEE_PAYMENT = "凭缴款码通过非税收入统一收缴平台缴纳，或者到本机关政府信息公开工作机构领取缴款书后到代收银行缴纳"
_NO_RECEIPT = frozenset({"in_person"})
"""The channels whose applicants had their receipt across the counter."""


def orders_for(act: Act, *, channel: str) -> Sequence[LetterOrder]:
    """Return the letters that an act of a story leads to, in the order they go out (应发函件).

    Before the law of reconsideration of 2024 the remedy clause was another: such letters are left out.
    """
    return [order for order in _orders(act, channel) if _may_be_composed(order.code, act.on)]


def composed(
    order: LetterOrder,
    *,
    case: Case,
    facts: CaseFacts,
    events: Sequence[CaseEvent],
    serial: int,
    on: date,
    by: Officer,
) -> Letter:
    """Return a letter as it went out on a day, not saved (函件定稿). Raises LetterIncomplete."""
    told = lettering.letter_facts(
        case, facts, events, code=order.code, elements=order.elements, addressee=order.addressee
    )
    number = letter_number(case.agency.letter_prefix, year=on.year, serial=serial)
    letter = lettering.finished(order.code, told, number=number, dated_on=on)
    content = lettering.stored(letter)
    return Letter(
        case=case,
        agency=case.agency,
        code=order.code,
        title=letter.title,
        series=LETTER_SERIES,
        number=number,
        year=on.year,
        serial=serial,
        content=content,
        digest=digest_of(content),
        issued_on=on,
        issued_by=by,
    )


def with_known(order: LetterOrder, act: Act) -> LetterOrder:
    """Return an order with what invented officers write besides (补充要素)."""
    extra = _EXTRA.get(order.code)
    return replace(order, elements={**order.elements, **extra(act)}) if extra else order


def _orders(act: Act, channel: str) -> Iterator[LetterOrder]:
    if act.kind is ActKind.DECIDED:
        yield LetterOrder(OUTCOMES[act.text("outcome")].letter)
        return
    code = letter_of(act.kind, act.details)
    if not code or (code == "receipt" and channel in _NO_RECEIPT):
        return
    to_others = act.kind in TELLS_APPLICANT or act.kind is ActKind.THIRD_PARTY_TOLD
    yield with_known(LetterOrder(code, act.text("party") if to_others else ""), act)
    if act.kind in TELLS_APPLICANT:
        yield LetterOrder(CONSULTATION_NOTICE)


def _may_be_composed(code: str, on: date) -> bool:
    return kind_of(code).remedy is Remedy.NONE or on >= REVIEW_FIRST.versions[0].in_force_on


def _volume(act: Act) -> Mapping[str, Value]:
    return {"volume_from": act.on - timedelta(days=90), "volume_to": act.on}


_EXTRA: Mapping[str, Callable[[Act], Mapping[str, Value]]] = {
    "fee_notice": lambda _act: {"fee_payment": _FEE_PAYMENT},
    "explain_volume": _volume,
    "assistance_request": lambda act: {"assist_by": act.on + timedelta(days=14)},
    "third_party_disclosure_notice": lambda act: {"disclose_on": act.on + timedelta(days=7)},
}
