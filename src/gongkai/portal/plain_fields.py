"""Form fields that clean what they are given and say in plain words what is wrong (表单字段)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.validators import RegexValidator, validate_email

from gongkai.statute.case_fields import clean_text

_PHONE = RegexValidator(r"^[0-9０-９()（）+＋\-—－、，,转 　]{5,40}$", "电话号码只能有数字、短横线和括号。")
_POSTCODE = RegexValidator(r"^[0-9]{6}$", "邮政编码是 6 位数字。")
_CHECKS = {"tel": (_PHONE,), "numeric": (_POSTCODE,), "email": ()}


class TextField(forms.CharField):
    """Text of several lines, without characters that cannot be seen (多行文字)."""

    def __init__(
        self, label: str, *, most: int, missing: str = "", is_required: bool = True, hint: str = "", **options: Any
    ) -> None:
        options.setdefault("widget", forms.Textarea(attrs={"rows": 6}))
        super().__init__(label=label, required=is_required, help_text=hint, strip=False, **options)
        self.most = most
        self.widget.attrs["maxlength"] = most
        self.error_messages["required"] = missing or f"请填写{label}。"

    def to_python(self, value: Any) -> str:
        """Clean before anything is checked; refuse what is too long, saying by how much (清理)."""
        text = clean_text(super().to_python(value) or "")
        if len(text) > self.most:
            raise forms.ValidationError(f"最多 {self.most} 字，现有 {len(text)} 字。")
        return text


class LineField(TextField):
    """Text of one line (单行文字)."""

    def __init__(self, label: str, *, kind: str = "text", autocomplete: str = "off", **options: Any) -> None:
        mode = {"tel": "tel", "email": "email", "numeric": "numeric"}.get(kind, "text")
        widget = forms.TextInput(attrs={"autocomplete": autocomplete, "inputmode": mode})
        super().__init__(label, widget=widget, validators=_CHECKS.get(kind, ()), **options)
        self.kind = kind

    def to_python(self, value: Any) -> str:
        """Put it on one line (合为一行)."""
        line = " ".join(super().to_python(value).split())
        if self.kind == "email" and line:
            self._check_mail(line)
        return line

    def _check_mail(self, line: str) -> None:
        try:
            validate_email(line)
        except forms.ValidationError as wrong:
            raise forms.ValidationError("电子邮箱的写法不对，例如：name@example.com") from wrong


class ChoicesField(forms.ChoiceField):
    """One of a few, all of them to be seen at once (单选)."""

    def __init__(self, label: str, choices: Sequence[tuple[str, str]], *, missing: str, **options: Any) -> None:
        widget = forms.RadioSelect(attrs={"class": "choices"})
        super().__init__(label=label, choices=choices, widget=widget, **options)
        self.error_messages |= {"required": missing, "invalid_choice": missing}
