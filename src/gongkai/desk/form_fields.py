"""Fields that many forms of the desk have, with their refusals in words (常用表单项)."""

from __future__ import annotations

from django import forms


def text_field(label: str, most: int, *, hint: str = "", rows: int = 0, required: bool = False) -> forms.CharField:
    """Return a field for text of at most ``most`` characters, a large one where ``rows`` is given (文字项)."""
    widget = forms.Textarea({"rows": rows}) if rows else forms.TextInput()
    told = {"required": f"请填写“{label}”。"}
    return forms.CharField(
        label=label, max_length=most, help_text=hint, required=required, widget=widget, error_messages=told
    )


def day_field(label: str, *, hint: str = "", required: bool = False) -> forms.DateField:
    """Return a field for a day (日期项)."""
    told = {"required": f"请填写“{label}”。", "invalid": f"“{label}”应当写成 2026-03-13 这样的日期。"}
    widget = forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, help_text=hint, required=required, widget=widget, error_messages=told)
