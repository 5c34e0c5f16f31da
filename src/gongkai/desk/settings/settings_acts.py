"""What the pages of the settings share: finding, choosing, and a refusal that becomes a form's error (设置页面)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.http import Http404

from gongkai.apps.agencies.models import Agency, AgencyQuerySet
from gongkai.desk.settings.settings_forms import AgencyField

_Result = TypeVar("_Result")
_Record = TypeVar("_Record", bound=models.Model)
MOST_OPTIONS = 300


def done(form: forms.Form, act: Callable[[], _Result]) -> _Result | None:
    """Do an act whose refusal belongs to the form; None where it was refused (执行)."""
    try:
        return act()
    except ValidationError as refusal:
        _tell(form, refusal)
        return None


def found(find: Callable[[], _Record]) -> _Record:
    """Find a record, or answer that there is no such page (查找)."""
    try:
        return find()
    except (Agency.DoesNotExist, models.ObjectDoesNotExist) as absent:
        raise Http404 from absent


def choosing_among(form: forms.Form, agencies: AgencyQuerySet) -> forms.Form:
    """Let the form's organ fields take these organs and no others (限定可选机关)."""
    for field in form.fields.values():
        if isinstance(field, AgencyField):
            field.agencies = agencies
    return form


def options_of(agencies: AgencyQuerySet) -> Sequence[Agency]:
    """Return the organs that a field proposes while it is typed in (备选机关)."""
    return list(agencies.only("pk", "code", "name", "path").in_tree_order()[:MOST_OPTIONS])


def page_position(text: str) -> int:
    """Return the number in an address, zero where it is none (页面位置)."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0


def searched(request_words: str) -> str:
    """Return what is searched for, cut and without what no name holds (查找词)."""
    return request_words.strip()[:60].replace("\x00", "")


def _tell(form: forms.Form, refusal: ValidationError) -> None:
    by_field: dict[str, Any] = refusal.message_dict if hasattr(refusal, "error_dict") else {"": refusal.messages}
    for name, messages in by_field.items():
        form.add_error(name if name in form.fields else None, messages)
