"""Forms from the law's own list of fields: what has to be said is told once (法定要素表单)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from gongkai.apps.casework.paper_kinds import Paper
from gongkai.desk.cases.withheld_field import WithheldField
from gongkai.statute.case_fields import MOST_CHARACTERS, Field, Shape
from gongkai.statute.outcomes import WITHHOLDING_GROUNDS
from gongkai.statute.outcomes_catalogue import OUTCOMES

_FEW_CHOICES = 5
_ONE_LINE = frozenset(
    {
        *("number", "reference", "how", "with_whom", "party", "department", "address", "column", "form", "period"),
        *("earlier_number", "by_whom", "level", "file_number", "way", "contact", "right_organ", "right_organ_contact"),
        *("notice_delivery", "notice_number", "office_address", "channel"),
    }
)


class FieldsForm(forms.Form):
    """A form made of fields that the law names (法定要素表单)."""

    use_required_attribute = False

    def __init__(self, given: Any = None, files: Any = None, *, fields: Sequence[Field], **rest: Any) -> None:
        super().__init__(given, files, **rest)
        self.legal = tuple(field for field in fields if field.shape in _MAKERS)
        for field in self.legal:
            self.fields[field.code] = made_field(field)

    def told(self) -> dict[str, Any]:
        """Return what was filled in by the law's codes; blanks are left out (填写内容)."""
        values = {field.code: _as_lines(field, self.cleaned_data.get(field.code)) for field in self.legal}
        return {code: value for code, value in values.items() if value not in (None, "", [])}


class PapersInput(forms.ClearableFileInput):
    """An input for several files (多个文件)."""

    allow_multiple_selected = True


class PapersField(forms.FileField):
    """Scans and papers, none or several (材料)."""

    widget = PapersInput

    def clean(self, given: Any, initial: Any = None) -> tuple[Paper, ...]:
        """Return the papers with their names; what they are is judged by who keeps them (读取材料)."""
        uploads = given if isinstance(given, list | tuple) else [given] if given else []
        checked: list[UploadedFile[Any]] = [super(PapersField, self).clean(upload, initial) for upload in uploads]
        if self.required and not checked:
            raise forms.ValidationError(f"请选择“{self.label}”。", code="required")
        return tuple(Paper(name=str(upload.name), content=upload.read()) for upload in checked)


def made_field(field: Field) -> forms.Field:
    """Return the form field for one of the law's fields (表单项)."""
    made = _MAKERS[field.shape](field)
    made.required = field.is_required
    made.label = field.label
    made.help_text = field.hint
    made.error_messages["required"] = f"请填写“{field.label}”。"
    return made


def _as_lines(field: Field, value: Any) -> Any:
    if field.shape is Shape.LINES and isinstance(value, str):
        return [line.strip() for line in value.splitlines() if line.strip()]
    return value


def _text(field: Field) -> forms.Field:
    one_line = field.code in _ONE_LINE
    widget = forms.TextInput() if one_line else forms.Textarea({"rows": 3})
    return forms.CharField(max_length=MOST_CHARACTERS, widget=widget)


def _lines(field: Field) -> forms.Field:  # noqa: ARG001
    return forms.CharField(max_length=MOST_CHARACTERS, widget=forms.Textarea({"rows": 4, "placeholder": "一行一项"}))


def _day(field: Field) -> forms.Field:
    return forms.DateField(
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": f"“{field.label}”应当写成 2026-03-13 这样的日期。"},
    )


def _count(field: Field) -> forms.Field:
    return forms.IntegerField(
        min_value=0,
        max_value=field.most,
        widget=forms.NumberInput({"min": 0, "inputmode": "numeric"}),
        error_messages={
            "invalid": f"“{field.label}”应当是整数。",
            "min_value": f"“{field.label}”不能小于零。",
            "max_value": f"“{field.label}”不能超过{field.most}，请核对。",
        },
    )


def _choice(field: Field) -> forms.Field:
    choices = [(choice.code, choice.label) for choice in field.choices]
    if len(choices) <= _FEW_CHOICES:
        return forms.ChoiceField(choices=choices, widget=forms.RadioSelect())
    return forms.ChoiceField(choices=[("", "请选择"), *choices])


def _withheld(field: Field) -> forms.Field:  # noqa: ARG001
    grounds = [(outcome.code, outcome.label) for outcome in OUTCOMES.values() if outcome.code in WITHHOLDING_GROUNDS]
    return WithheldField(grounds)


_MAKERS: Mapping[Shape, Callable[[Field], forms.Field]] = {
    Shape.TEXT: _text,
    Shape.LINES: _lines,
    Shape.DATE: _day,
    Shape.COUNT: _count,
    Shape.CHOICE: _choice,
    Shape.WITHHELD: _withheld,
}
