"""Forms from a letter's own list of elements: what a letter must contain is told once (函件要素表单)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms

from gongkai.apps.casework.letter_elements import known_elements
from gongkai.apps.casework.models import Case
from gongkai.apps.casework.selectors import LedgerView
from gongkai.desk.cases.act_form import ActForm
from gongkai.desk.field_forms import made_field
from gongkai.letters.elements import Element, Shape, Value
from gongkai.letters.kinds import Addressee, LetterKind
from gongkai.statute import case_fields
from gongkai.statute.case_fields import Choice, Field

_OF_APPLICATION = frozenset({"applicant", "request", "received_on", "register_number"})
"""Elements that the register knows already."""
_SHAPES: Mapping[Shape, case_fields.Shape] = {
    Shape.TEXT: case_fields.Shape.TEXT,
    Shape.PROSE: case_fields.Shape.TEXT,
    Shape.PROVISION: case_fields.Shape.TEXT,
    Shape.DATE: case_fields.Shape.DATE,
    Shape.COUNT: case_fields.Shape.COUNT,
    Shape.YUAN: case_fields.Shape.COUNT,
    Shape.LINES: case_fields.Shape.LINES,
    Shape.CHOICE: case_fields.Shape.CHOICE,
    Shape.WITHHELD: case_fields.Shape.WITHHELD,
}


class LetterForm(ActForm):
    """The elements of one letter, by their codes (函件要素表单)."""

    def __init__(self, given: Any, *, kind: LetterKind, **rest: Any) -> None:
        super().__init__(given, fields=(), **rest)
        self._letter_elements = {element.code: element for element in _asked(kind)}
        required = {element.code for element in kind.required}
        self._has_addressee = kind.addressee is not Addressee.APPLICANT
        if self._has_addressee:
            self.fields["addressee"] = forms.CharField(
                label="收件方", max_length=200, error_messages={"required": "请填写收件方。"}
            )
        for code, element in self._letter_elements.items():
            self.fields[code] = letter_field(element, is_required=code in required)

    def told(self) -> dict[str, Any]:
        """Return the elements that were filled in (函件要素)."""
        given = self.cleaned_data
        values = {code: as_value(element, given.get(code)) for code, element in self._letter_elements.items()}
        told: dict[str, Any] = {"elements": {code: value for code, value in values.items() if not is_blank(value)}}
        return {**told, "addressee": self.cleaned_data["addressee"]} if self._has_addressee else told


def known_to_form(kind: LetterKind, case: Case, ledger: LedgerView) -> dict[str, Any]:
    """Return what the case knows of a letter's elements, as its form shows them (已知要素)."""
    known = known_elements(kind.code, case, ledger.facts, ledger.events)
    return {code: as_typed(value) for code, value in known.items()}


def as_value(element: Element, given: Any) -> Any:
    """Return what was typed in the shape that the element has (要素内容)."""
    if element.shape is Shape.LINES and isinstance(given, str):
        return tuple(line.strip() for line in given.splitlines() if line.strip())
    return tuple(given) if element.shape is Shape.CHOICES and given else given


def as_typed(value: Value) -> Any:
    """Return a value as a form shows it (表单中的写法)."""
    return "\n".join(map(str, value)) if isinstance(value, tuple) else value


def is_blank(value: Any) -> bool:
    """Whether nothing was filled in (未填写)."""
    return value is None or value in ("", ())


def _asked(kind: LetterKind) -> tuple[Element, ...]:
    return tuple(each for each in (*kind.required, *kind.optional) if each.code not in _OF_APPLICATION)


def letter_field(element: Element, *, is_required: bool) -> forms.Field:
    """Return the form field of a letter's element (要素表单项)."""
    if element.shape is Shape.CHOICES:
        return forms.MultipleChoiceField(
            label=element.label,
            help_text=element.hint,
            required=is_required,
            choices=[(each, each) for each in element.choices],
            widget=forms.CheckboxSelectMultiple(),
            error_messages={"required": f"请选择“{element.label}”。"},
        )
    choices = tuple(Choice(each, each) for each in element.choices)
    return made_field(
        Field(element.code, element.label, _SHAPES[element.shape], element.hint, choices, is_required=is_required)
    )
