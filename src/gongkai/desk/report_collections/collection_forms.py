"""The forms of collections and correction requests (报告集表单)."""

from __future__ import annotations

from typing import Any

from django import forms

from gongkai.apps.agencies.models import Agency
from gongkai.apps.reporting.finding_ranks import RULE_LABELS
from gongkai.apps.reporting.finding_search import FindingOrder
from gongkai.desk.form_fields import day_field, text_field
from gongkai.reports.findings import Severity


class OpenForm(forms.Form):
    """A new collection (建立报告集)."""

    use_required_attribute = False
    agency = forms.ModelChoiceField(Agency.objects.none(), label="所属机关", empty_label=None)
    name = text_field("名称", 100, hint="例如：2024年全市各机关年度报告", required=True)
    whole = text_field(
        "汇总政府", 100, hint="收录的是某个政府全部机关的报告（包括它自己的）时填写它的名称，用来核对汇总数。"
    )

    def __init__(self, *given: Any, agencies: Any, **rest: Any) -> None:
        super().__init__(*given, **rest)
        chosen = self.fields["agency"]
        assert isinstance(chosen, forms.ModelChoiceField)
        chosen.queryset = agencies


class FindingFilterForm(forms.Form):
    """Which findings to show (筛选发现)."""

    q = forms.CharField(label="机关名称", required=False, max_length=60)
    text = forms.CharField(label="问题中的文字", required=False, max_length=60)
    rule = forms.ChoiceField(label="规则", required=False, choices=[("", "全部"), *RULE_LABELS.items()])
    severity = forms.ChoiceField(
        label="严重程度", required=False, choices=[("", "全部"), *((each.code, each.label) for each in Severity)]
    )
    year = forms.ChoiceField(label="年度", required=False)
    sort = forms.ChoiceField(label="排序", required=False, choices=[(each.code, each.label) for each in FindingOrder])

    def __init__(self, *given: Any, years: Any, **rest: Any) -> None:
        super().__init__(*given, **rest)
        chosen = self.fields["year"]
        assert isinstance(chosen, forms.ChoiceField)
        chosen.choices = [("", "全部"), *((str(year), f"{year}年") for year in years)]


class DraftForm(forms.Form):
    """Which findings a request is to name (起草更正要求)."""

    use_required_attribute = False
    findings = forms.MultipleChoiceField(
        label="要求更正的问题",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "请至少选择一处问题。", "invalid_choice": "所选的问题已经不在，请重新选择。"},
    )
    email = forms.EmailField(
        label="收函机关的电子邮箱",
        required=False,
        max_length=254,
        help_text="填写的，发出时同时用电子邮件发送；不填写的，打印后寄送。",
        error_messages={"invalid": "电子邮箱的格式不对，应当像 office@example.com。"},
    )

    def __init__(self, *given: Any, choices: Any, **rest: Any) -> None:
        super().__init__(*given, **rest)
        chosen = self.fields["findings"]
        assert isinstance(chosen, forms.MultipleChoiceField)
        chosen.choices = choices


class ReviseForm(forms.Form):
    """The text of a draft (修改更正要求)."""

    use_required_attribute = False
    addressee = text_field("收函机关", 200, required=True)
    email = forms.EmailField(
        label="电子邮箱",
        required=False,
        max_length=254,
        error_messages={"invalid": "电子邮箱的格式不对，应当像 office@example.com。"},
    )
    body = text_field("正文（一段一行）", 8000, rows=12, required=True, hint="【回复期限】处在发出时填入日期。")


class SendForm(forms.Form):
    """The number and the last day to answer (发出更正要求)."""

    use_required_attribute = False
    number = text_field("发文字号", 60, hint="例如：青政公开函〔2026〕5号", required=True)
    due_on = day_field("回复期限", required=True)


class AnswerForm(forms.Form):
    """What the organ answered (登记回复)."""

    use_required_attribute = False
    text = text_field("回复的内容", 1000, rows=4, required=True)


class CloseForm(forms.Form):
    """How a request ended, or why it is dropped (办结更正要求)."""

    use_required_attribute = False
    text = text_field("办理结果或者撤销的理由", 1000, rows=3, required=True)
