"""The form of a delivery: one letter may reach one applicant in several applications (送达表单)."""

from __future__ import annotations

from typing import Any

from django import forms

from gongkai.apps.casework.models import Case
from gongkai.apps.casework.selectors.joint_answers import answered_with
from gongkai.desk.cases.act_form import ActForm
from gongkai.statute.case_stages import Stage


class DeliveryForm(ActForm):
    """A delivery, and the applications of the same applicant that the letter answers too (送达表单).

    Each is chosen by its number and how far it was seen: one that moved since is no choice any more.
    """

    def __init__(self, *given: Any, case: Case, **rest: Any) -> None:
        super().__init__(*given, **rest)
        waiting = (each for each in answered_with(case) if each.stage is Stage.ISSUED)
        same = (each for each in waiting if each.applicant_mark and each.applicant_mark == case.applicant_mark)
        self._others = {f"{each.pk}.{each.last_seq}": each for each in same}
        if self._others:
            choices = [(mark, f"{each.reference}　{each.matter}") for mark, each in self._others.items()]
            self.fields["also"] = forms.MultipleChoiceField(
                label="同一答复书答复的该申请人其他申请，一并登记送达",
                required=False,
                choices=choices,
                initial=list(self._others),
                widget=forms.CheckboxSelectMultiple(),
                error_messages={"invalid_choice": "所选的申请已经送达或者有变动，请重新打开页面。"},
            )

    def told(self) -> dict[str, Any]:
        """Return the delivery, with the other applications (送达要素)."""
        also = [self._others[mark] for mark in self.cleaned_data.get("also", ())]
        return {**super().told(), "also": also}
