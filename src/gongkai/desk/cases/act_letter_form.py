"""The form of an act that a letter tells of: what the act says, and what only the letter wants (办理并发函表单)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms

from gongkai.apps.casework.act_letters import CONSULTATION_NOTICE, TELLS_APPLICANT, LetterOrder, letter_of
from gongkai.apps.casework.letter_elements import known_elements
from gongkai.apps.casework.selectors import LedgerView
from gongkai.desk.cases.act_form import ActForm
from gongkai.desk.cases.desk_acts import DeskAct
from gongkai.desk.cases.letter_forms import as_typed, as_value, is_blank, letter_field
from gongkai.desk.field_forms import made_field
from gongkai.letters.elements import ELEMENTS, Value
from gongkai.letters.kinds import LETTER_KINDS, Addressee, LetterKind
from gongkai.statute.procedure_fields import OUTSIDE

DRAFTING = ("draft", "reset", "issue")
"""The steps that make the letter (拟制函件的步骤)."""
_NOTICE = ("notice_number", "notice_delivered_on")
_ASKED: Mapping[str, tuple[str, ...]] = {
    "receipt": ("materials",),
    "explain_volume": ("volume_from", "volume_to", "volume_subjects"),
    "third_party_disclosure_notice": ("disclose_on",),
    "assistance_request": ("assist_by",),
    "fee_notice": ("fee_payment",),
    "other.uncorrected": _NOTICE,
    "other.fee_unpaid": _NOTICE,
    "personal_record.corrected": ("record",),
    "personal_record.refused": ("record",),
    "personal_record.forwarded": ("record", "forwarded_to", "forwarded_on", "right_organ_contact"),
}
"""What a letter says that neither the case nor the act knows."""


class ActLetterForm(ActForm):
    """An act, its letter's own elements, and where the letter went if not out of here (办理并发函表单)."""

    def __init__(self, given: Any, *, act: DeskAct, ledger: LedgerView, told: dict[str, Any], **rest: Any) -> None:
        super().__init__(given, fields=act.fields, told={**_known_to_letters(act, ledger), **told}, **rest)
        self._act = act
        self._asked = _asked_for(act)
        for code in self._asked:
            is_due = not act.may_go_without_letter and (given is None or given.get("step") in DRAFTING)
            self.fields[f"letter_{code}"] = letter_field(
                ELEMENTS[code], is_required=is_due and all(_requires(kind, code) for kind in act.letters)
            )
        if act.kind in TELLS_APPLICANT:
            notice = LETTER_KINDS[CONSULTATION_NOTICE]
            self.fields["tells_applicant"] = forms.BooleanField(
                label=f"同时向申请人发出《{notice.title}》", required=False, initial=True
            )
        self.fields["outside"] = made_field(OUTSIDE)

    def orders(self) -> tuple[LetterOrder, ...]:
        """Return the letters to be issued with the act, its own first (拟发函件)."""
        told = self.told()
        code = letter_of(self._act.kind, told)
        if not code:
            return ()
        values = {
            each: as_value(ELEMENTS[each], self.cleaned_data.get(f"letter_{each}")) for each in _ASKED.get(code, ())
        }
        elements: dict[str, Value] = {each: value for each, value in values.items() if not is_blank(value)}
        to_others = LETTER_KINDS[code].addressee is not Addressee.APPLICANT
        own = LetterOrder(code, str(told.get("party", "")) if to_others else "", elements)
        return (own, LetterOrder(CONSULTATION_NOTICE)) if self.cleaned_data.get("tells_applicant") else (own,)

    @property
    def act_fields(self) -> list[forms.BoundField]:
        """What the act itself says (事项要素)."""
        own = {field.code for field in self.legal} | {"on"}
        return [field for field in self.visible_fields() if field.name in own]

    @property
    def letter_fields(self) -> list[forms.BoundField]:
        """What only the letters want (函件要素)."""
        return [
            each for each in self.visible_fields() if each.name.startswith("letter_") or each.name == "tells_applicant"
        ]


def _requires(kind: LetterKind, code: str) -> bool:
    return any(element.code == code for element in kind.required)


def _asked_for(act: DeskAct) -> tuple[str, ...]:
    codes = [code for kind in act.letters for code in _ASKED.get(kind.code, ())]
    return tuple(dict.fromkeys(codes))


def _known_to_letters(act: DeskAct, ledger: LedgerView) -> dict[str, Any]:
    known = [known_elements(kind.code, ledger.case, ledger.facts, ledger.events) for kind in act.letters]
    return {f"letter_{code}": as_typed(value) for each in known for code, value in each.items()}
