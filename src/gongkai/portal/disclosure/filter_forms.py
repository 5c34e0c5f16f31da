"""What of the public registers to show, as the address tells it (筛选条件)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django import forms

from gongkai.apps.agencies.models import Agency
from gongkai.apps.disclosure.models.decisions import DECISION_KINDS
from gongkai.apps.disclosure.selectors.library import LibrarySearch
from gongkai.apps.disclosure.selectors.public_decisions import DecisionSearch
from gongkai.statute.validity import DOCUMENT_KINDS, Validity

SHOWN = tuple(validity for validity in Validity if validity is not Validity.STRUCK)
_VALIDITIES = {validity.code: validity for validity in SHOWN}
_BEYOND = {"invalid_choice": "没有这个选项，请重新选择。"}


class NarrowingForm(forms.Form):
    """Filters over one of the registers, each in the address (筛选表单). Organs are named by their codes."""

    use_required_attribute = False

    def __init__(self, *given: object, agencies: Sequence[Agency], **rest: object) -> None:
        super().__init__(*given, **rest)  # type: ignore[arg-type]
        self._agencies = {agency.code: agency for agency in agencies}
        chosen = self.fields["agency"]
        assert isinstance(chosen, forms.ChoiceField)
        chosen.choices = [("", "全部机关"), *((agency.code, agency.name) for agency in agencies)]

    @property
    def is_narrowed(self) -> bool:
        """Whether anything at all was asked (是否设了条件)."""
        return any(self.data.get(name) for name in self.fields)

    @property
    def chosen_agency(self) -> Agency | None:
        """The organ that was chosen (所选机关)."""
        return self._agencies.get(self.cleaned_data["agency"])


def organ_field(label: str) -> forms.ChoiceField:
    """Return a choice of organs, to be filled when the form is made (机关项)."""
    return forms.ChoiceField(label=label, required=False, error_messages=_BEYOND)


def choice_field(label: str, every: str, members: Sequence[tuple[str, str]]) -> forms.ChoiceField:
    """Return a choice that need not be made (选择项)."""
    return forms.ChoiceField(label=label, required=False, choices=[("", every), *members], error_messages=_BEYOND)


def year_field(label: str) -> forms.IntegerField:
    """Return a field for a year (年度项)."""
    told = dict.fromkeys(("invalid", "min_value", "max_value"), "年份应当是四位数字，例如 2026。")
    widget = forms.TextInput({"inputmode": "numeric", "maxlength": 4, "autocomplete": "off"})
    return forms.IntegerField(
        label=label, required=False, min_value=1949, max_value=2199, widget=widget, error_messages=told
    )


def words_field(label: str, most: int) -> forms.CharField:
    """Return a field for what is looked for (检索词项)."""
    told = {"max_length": f"最多填写{most}个字。", "null_characters_not_allowed": "含有无法识别的字符。"}
    widget = forms.TextInput({"type": "search", "autocomplete": "off"})
    return forms.CharField(label=label, required=False, max_length=most, widget=widget, error_messages=told)


class LibraryForm(NarrowingForm):
    """What of the library of documents to show (筛选文件)."""

    q = words_field("标题、文号或者正文", 100)
    agency = organ_field("制定机关")
    kind = choice_field("种类", "全部种类", [(each.code, each.label) for each in DOCUMENT_KINDS.values()])
    validity = choice_field("有效性", "全部", [(each.code, each.label) for each in SHOWN])
    year = year_field("成文年份")
    day = forms.DateField(
        label="按这一天的有效性",
        required=False,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": "日期应当写成 2026-03-13。"},
    )

    def search(self, *, today: date) -> LibrarySearch:
        """Return the search that a valid form spells (检索条件)."""
        told = self.cleaned_data
        return LibrarySearch(
            day=told["day"] or today,
            words=" ".join(told["q"].split()),
            agency=self.chosen_agency,
            kind=DOCUMENT_KINDS.get(told["kind"]),
            validity=_VALIDITIES.get(told["validity"]),
            year=told["year"],
        )


class DecisionForm(NarrowingForm):
    """What of the decisions to show (筛选决定)."""

    q = words_field("决定文书号或者行政相对人全称", 200)
    agency = organ_field("决定机关")
    kind = choice_field("种类", "全部种类", [(each.code, each.label) for each in DECISION_KINDS.values()])
    year = year_field("决定年份")

    def search(self) -> DecisionSearch:
        """Return the search that a valid form spells (检索条件)."""
        told = self.cleaned_data
        return DecisionSearch(
            words=told["q"].strip(),
            agency=self.chosen_agency,
            kind=DECISION_KINDS.get(told["kind"]),
            year=told["year"],
        )


def day_asked(text: str) -> date | None:
    """Return the day that an address names, None where it names none (所问日期)."""
    try:
        return date.fromisoformat(text) if len(text) == 10 else None
    except ValueError:
        return None
