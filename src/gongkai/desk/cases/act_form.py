"""The form of one act: its day, what the law wants told, and what the officer had seen (办理表单)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms

from gongkai.apps.casework.ledger import CaseMovedError
from gongkai.apps.casework.paper_kinds import PaperRefusedError
from gongkai.desk.field_forms import FieldsForm, PapersField
from gongkai.letters.composing import LetterIncomplete
from gongkai.statute.case_fields import Field
from gongkai.statute.errors import StatuteError

REFUSALS = (StatuteError, CaseMovedError, PaperRefusedError, LetterIncomplete)
"""What an act may be refused for and a form tells; anything else is a bug."""


class ActForm(FieldsForm):
    """The form of one act (办理表单).

    ``seen`` is how much of the ledger the page showed: who acts on an old page is told what happened since.
    """

    seen = forms.IntegerField(widget=forms.HiddenInput(), min_value=0)
    on = forms.DateField(
        label="日期",
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": "请填写日期。", "invalid": "日期应当写成 2026-03-13 这样。"},
    )

    def __init__(
        self,
        given: Any = None,
        files: Any = None,
        *,
        fields: Sequence[Field],
        seen: int,
        today: date,
        papers: str = "",
        day: str = "日期",
        told: dict[str, Any] | None = None,
    ) -> None:
        initial = {"seen": seen, "on": today, **(told or {})}
        super().__init__(given, files, fields=fields, initial=initial)
        if day:
            self.fields["on"].label = day
        else:
            self.fields["on"].widget = forms.HiddenInput()
        if papers:
            self.fields["papers"] = PapersField(label=papers, required=not fields or papers == "材料")

    def told(self) -> dict[str, Any]:
        """Return the act's own arguments, papers among them (事项要素)."""
        papers = {"papers": self.cleaned_data["papers"]} if "papers" in self.fields else {}
        return {**super().told(), **papers}

    def refuse(self, refusal: Exception, *, seen: int) -> None:
        """Tell why the act was refused, keep what was typed, and take note of how far the case has come (不予办理)."""
        self.add_error(None, told_refusal(refusal))
        self.data = {**self.data.dict(), "seen": str(seen)} if hasattr(self.data, "dict") else self.data


def told_refusal(refusal: Exception) -> list[str]:
    """Return a refusal in the words a person reads, a line for each thing (不予办理的理由)."""
    if isinstance(refusal, StatuteError):
        return [f"{refusal.message}（依据：{refusal.citation}）"]
    if isinstance(refusal, LetterIncomplete):
        return [f"《{refusal.kind.title}》还不能作出，缺少：", *(lack.message for lack in refusal.lacks)]
    if isinstance(refusal, CaseMovedError):
        since = [f"{event.on:%Y-%m-%d}　{event.actor}：{event.kind.label}" for event in refusal.since]
        return ["您打开页面之后，其他人已经办理了下列事项。您填写的内容仍在，请核对后再提交。", *since]
    return [str(refusal)]
