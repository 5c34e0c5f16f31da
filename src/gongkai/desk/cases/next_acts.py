"""Which acts the case page offers: the lawful as buttons, the others with what forbids them (可办事项)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from gongkai.apps.agencies.rights import Rights
from gongkai.apps.casework.models import Case
from gongkai.apps.casework.permissions import POLICY
from gongkai.apps.casework.selectors import LedgerView
from gongkai.desk.cases.desk_acts import DESK_ACTS, DeskAct
from gongkai.statute import procedure
from gongkai.statute.case_acts import ActGroup, ActKind
from gongkai.statute.errors import StatuteError
from gongkai.statute.instruments import REGULATION_2019
from gongkai.statute.procedure import Possibility

_ALSO_BY_HAND = (ActKind.DOCUMENT_ATTACHED, ActKind.LETTER_ISSUED)
_REGISTER = REGULATION_2019.at("第四十五条")
_MAIN = frozenset({ActGroup.INTAKE, ActGroup.DECISION})


_RARE = frozenset(
    {
        ActKind.ENTRY_VOIDED,
        ActKind.SPLIT,
        ActKind.REASONS_ASKED,
        ActKind.WITHDRAWN,
        ActKind.PUBLICATION_SUGGESTED,
        ActKind.RECORD_CORRECTION_ASKED,
        ActKind.REOPENED,
        ActKind.DISCLOSURE_STAYED,
        ActKind.DISCLOSURE_FORBIDDEN,
    }
)
"""What most cases never need: a click further away, so that the next step stands out."""


@dataclass(frozen=True, slots=True)
class Offer:
    """One act on the page (事项按钮). ``reason`` and ``basis`` say why it cannot be done; blank where it can."""

    act: DeskAct
    address: str
    reason: str = ""
    basis: str = ""

    @property
    def is_open(self) -> bool:
        """Whether it is a button (可以办理)."""
        return not self.reason

    @property
    def is_rare(self) -> bool:
        """Whether most cases never need it (不常用的事项)."""
        return self.act.kind in _RARE

    @property
    def is_main(self) -> bool:
        """Whether it moves the case on towards its answer (主要事项)."""
        return self.act.kind.group in _MAIN


@dataclass(frozen=True, slots=True)
class OfferGroup:
    """The offers of one part of the work (事项分组)."""

    group: ActGroup
    offers: tuple[Offer, ...]


@dataclass(frozen=True, slots=True)
class Refusal:
    """Acts that cannot be done now for one and the same reason (不能办理的事项)."""

    reason: str
    basis: str
    acts: tuple[DeskAct, ...]


def offers_for(case: Case, ledger: LedgerView, *, rights: Rights, today: date) -> tuple[Offer, ...]:
    """Return an offer for each act the desk knows, in the order of the work (全部事项)."""
    possibilities = (*ledger.possibilities(today), *(_by_hand(kind, ledger, today) for kind in _ALSO_BY_HAND))
    roles = {act.kind: POLICY.allows(act.right, rights=rights, agency=case.agency) for act in DESK_ACTS.values()}
    return tuple(
        _offer(case, possibility, has_right=roles[possibility.kind])
        for possibility in possibilities
        if possibility.kind.code in DESK_ACTS
    )


def in_groups(offers: Iterable[Offer]) -> tuple[OfferGroup, ...]:
    """Return offers by the part of the work, what moves the case on first, without the empty parts (按类别分组)."""
    kept = tuple(offers)
    groups = (OfferGroup(group, tuple(each for each in kept if each.act.kind.group is group)) for group in ActGroup)
    return tuple(sorted((each for each in groups if each.offers), key=lambda each: each.group not in _MAIN))


def refusals_of(offers: Iterable[Offer]) -> tuple[Refusal, ...]:
    """Return the acts that cannot be done, each reason told once, in the order of the work (不能办理的事项和理由)."""
    acts: dict[tuple[str, str], list[DeskAct]] = {}
    for offer in offers:
        if not offer.is_open:
            reason = offer.reason.removesuffix(f"，不能办理“{offer.act.kind.label}”")
            acts.setdefault((reason, offer.basis), []).append(offer.act)
    return tuple(Refusal(*told, tuple(refused)) for told, refused in acts.items())


def _by_hand(kind: ActKind, ledger: LedgerView, today: date) -> Possibility:
    """Return whether an act that mostly comes about by itself may be done by an officer too."""
    try:
        procedure.ensure(ledger.facts, kind, on=today)
    except StatuteError as refusal:
        return Possibility(kind, False, refusal.message, refusal.citation)
    return Possibility(kind, True, "", _REGISTER)


def _offer(case: Case, possibility: Possibility, *, has_right: bool) -> Offer:
    act = DESK_ACTS[possibility.kind.code]
    plain = act.page == "desk:case_act"
    address = reverse(act.page, args=(case.pk, act.kind.code) if plain else (case.pk,))
    if not possibility.is_allowed:
        return Offer(act, address, possibility.reason, str(possibility.citation))
    if not has_right:
        return Offer(act, address, f"您在“{case.agency}”没有办理此事项的岗位", "岗位权限")
    return Offer(act, address)
