"""What an applicant may do on their own case, and the form each asks for (申请人的操作)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django import forms

from gongkai.portal.plain_fields import LineField, TextField
from gongkai.statute.case_acts import ActKind
from gongkai.statute.procedure import Possibility


class CorrectionForm(forms.Form):
    """The supplement that was asked for (补正)."""

    use_required_attribute = False
    text = TextField(
        "补正内容", most=5000, missing="请写明补正的内容。", hint="对照补正告知书逐项补充。原来写的不用重复。"
    )


class ReasonsForm(forms.Form):
    """Why so much is asked for, or so often (说明理由)."""

    use_required_attribute = False
    reasons = TextField(
        "理由",
        most=5000,
        missing="请写明理由。",
        hint="对照告知书逐项说明，例如这些信息之间的关系、为什么需要多次申请。",
    )


class WithdrawalForm(forms.Form):
    """The wish to withdraw, said twice (撤回)."""

    use_required_attribute = False
    sure = forms.BooleanField(label="我要撤回这件申请", error_messages={"required": "请勾选确认撤回。"})


class PaymentForm(forms.Form):
    """How the fee was paid (缴费)."""

    use_required_attribute = False
    reference = LineField("缴费凭证号", most=80, missing="请填写缴费凭证号。", hint="缴款书、电子票据或者转账的编号。")


class SuggestionForm(forms.Form):
    """Why everybody should see it (建议公开)."""

    use_required_attribute = False
    why = TextField("建议的理由", most=1000, is_required=False, hint="例如：涉及较多人的利益，很多人想知道。")


class RecordCorrectionForm(forms.Form):
    """What is wrong in what the organ holds about oneself (更正自身信息)."""

    use_required_attribute = False
    what = TextField("哪里不准确，应当是什么", most=2000, missing="请写明哪里不准确。")
    evidence = TextField("证据", most=2000, missing="请写明有什么证据。", hint="更正需要证据。写明证据名称和内容。")


@dataclass(frozen=True, slots=True)
class OwnAct:
    """An act of the applicant (申请人操作). ``name`` is the last part of its address."""

    name: str
    kind: ActKind
    label: str
    explanation: str
    button: str
    form: type[forms.Form]
    takes_papers: bool = False


OWN_ACTS = (
    OwnAct(
        "correction",
        ActKind.CORRECTED,
        "提交补正",
        "机关收到补正之日起，重新计算答复期限。",
        "提交补正",
        CorrectionForm,
        takes_papers=True,
    ),
    OwnAct(
        "reasons",
        ActKind.REASONS_GIVEN,
        "说明理由",
        "申请的数量、频次明显超过合理范围的，机关可以要求说明理由；理由合理的，机关会答复，不能按期答复的会告知"
        "延迟答复的合理期限（条例第三十五条）。只能提交一次，请写全。",
        "提交说明",
        ReasonsForm,
        takes_papers=True,
    ),
    OwnAct(
        "payment",
        ActKind.PAYMENT_REPORTED,
        "告知已经缴费",
        "填写凭证号，机关核对到账后继续办理。",
        "提交",
        PaymentForm,
    ),
    OwnAct(
        "suggestion",
        ActKind.PUBLICATION_SUGGESTED,
        "建议向所有人公开",
        "您可以建议机关把这条信息纳入主动公开的范围，机关审核后认为可以公开的会公开（条例第四十四条）。",
        "提交建议",
        SuggestionForm,
    ),
    OwnAct(
        "record-correction",
        ActKind.RECORD_CORRECTION_ASKED,
        "要求更正自身信息",
        "有证据证明机关提供的与您自身相关的信息记录不准确的，可以要求更正（条例第四十一条）。",
        "提交要求",
        RecordCorrectionForm,
    ),
    OwnAct(
        "withdrawal",
        ActKind.WITHDRAWN,
        "撤回申请",
        "撤回后机关不再办理，也不能恢复；需要时可以重新申请。",
        "撤回",
        WithdrawalForm,
    ),
)
BY_NAME = {act.name: act for act in OWN_ACTS}


def possible_acts(possibilities: Sequence[Possibility]) -> tuple[OwnAct, ...]:
    """Return the acts that the law lets the applicant do now (可以进行的操作)."""
    allowed = {possibility.kind for possibility in possibilities if possibility.is_allowed}
    return tuple(act for act in OWN_ACTS if act.kind in allowed)
