"""The form by which anybody applies for information (申请表).

It asks what Article 29 lets an organ ask, and nothing of what the information is wanted for.
"""

from __future__ import annotations

from typing import Any

from django import forms

from gongkai.apps.casework.identity_documents import IDENTITY_KINDS, IdentityKind, fault_of, tidied
from gongkai.apps.casework.models.cases import WANTED_FORMS
from gongkai.portal.plain_fields import ChoicesField, LineField, TextField

APPLICANT_KINDS = (
    ("natural_person", "公民个人"),
    ("business", "企业（商业企业）"),
    ("research", "科研机构"),
    ("public_interest", "社会公益组织"),
    ("legal_services", "法律服务机构"),
    ("other", "其他组织"),
)
WAYS = (
    ("online", "在本网站下载"),
    ("email", "电子邮件"),
    ("post", "邮寄"),
    ("pick_up", "到机关领取"),
    ("on_site", "到现场查阅"),
    ("fax", "传真"),
)
"""Every way an answer may be wanted; the form does not offer fax, for it asks for no fax number."""
_PERSON = "natural_person"
_NOT_SAID = "请选择一项。"


class ApplicantName(forms.Form):
    """Who somebody is that applies, by kind and name (申请人名称)."""

    use_required_attribute = False

    kind = ChoicesField("您以什么身份申请", APPLICANT_KINDS, missing=_NOT_SAID, initial=_PERSON)
    name = LineField("姓名或者单位名称", most=100, missing="请填写姓名或者单位全称。", autocomplete="name")
    contact_person = LineField(
        "联系人姓名", most=60, is_required=False, hint="单位申请的，填写经办人姓名；个人申请不用填。"
    )

    def clean(self) -> dict[str, Any]:
        """Ask an organisation, and no person, for somebody to speak to (核对联系人)."""
        told = super().clean() or self.cleaned_data
        if told.get("kind") == _PERSON:
            told["contact_person"] = ""
        elif "kind" in told and not told.get("contact_person"):
            self.add_error("contact_person", "单位申请请填写联系人姓名。")
        return told


class ApplicantFields(ApplicantName):
    """Who somebody is that applies, as the application and the account ask for it (申请人)."""

    identity_kind = ChoicesField(
        "身份证明",
        [(kind.code, kind.label) for kind in IdentityKind],
        missing=_NOT_SAID,
        initial=IdentityKind.ID_CARD.code,
    )
    identity_number = LineField(
        "证件号码", most=30, missing="请填写证件号码。", hint="加密保存，只有办理这件申请的工作人员能看到。"
    )
    phone = LineField(
        "联系电话",
        most=40,
        missing="请填写联系电话：机关要通过它与您确认收到申请，确认之日起计算答复期限。",
        hint="机关收到网上申请后与您确认，确认之日起计算答复期限。",
        kind="tel",
        autocomplete="tel",
    )
    address = LineField("通信地址", most=200, is_required=False, autocomplete="street-address")
    postcode = LineField("邮政编码", most=6, is_required=False, kind="numeric", autocomplete="postal-code")

    def clean(self) -> dict[str, Any]:
        """Check the number against its kind, and the kind against the applicant's (核对证件)."""
        told = super().clean()
        self._check_identity(told)
        return told

    def _check_identity(self, told: dict[str, Any]) -> None:
        kind = IDENTITY_KINDS.get(told.get("identity_kind", ""))
        if kind is None or "kind" not in told:
            return
        if kind.of_person != (told["kind"] == _PERSON):
            right = "个人申请请选择个人证件。" if told["kind"] == _PERSON else "单位申请请选择单位的证照。"
            self.add_error("identity_kind", right)
            return
        if told.get("identity_number"):
            told["identity_number"] = tidied(told["identity_number"])
            fault = fault_of(kind, told["identity_number"])
            if fault:
                self.add_error("identity_number", fault)


class ApplicationForm(ApplicantFields):
    """Who applies, for what, and how to get it (申请表)."""

    field_order = (
        *("title", "document_number", "description", "wanted_form", "wanted_way", "help_needed"),
        *("kind", "name", "contact_person", "identity_kind", "identity_number"),
        *("phone", "email", "address", "postcode"),
    )

    email = LineField("电子邮箱", most=120, is_required=False, kind="email", autocomplete="email")

    title = LineField(
        "信息名称", most=200, missing="请写明要哪条信息。", hint="例如：2025年度城区供水管网改造工程中标结果"
    )
    document_number = LineField("文号", most=80, is_required=False, hint="知道就填，例如：青政发〔2025〕12号")
    description = TextField(
        "其他特征",
        most=5000,
        is_required=False,
        hint="便于查找的线索，例如时间、地点、事项、发文单位。不用说明用途。",
    )
    wanted_form = ChoicesField("希望得到的形式", WANTED_FORMS, missing=_NOT_SAID, initial="electronic")
    wanted_way = ChoicesField(
        "希望得到的途径", [way for way in WAYS if way[0] != "fax"], missing=_NOT_SAID, initial="online"
    )
    help_needed = LineField(
        "需要的帮助", most=200, is_required=False, hint="阅读、视听有困难的，写明需要什么帮助，例如大字、朗读。"
    )

    def __init__(self, *arguments: Any, gives_mail: bool = True, **options: Any) -> None:
        super().__init__(*arguments, **options)
        if not gives_mail:
            ways = self.fields["wanted_way"]
            ways.choices = [way for way in ways.choices if way[0] != "email"]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Check what hangs together (核对相互关系)."""
        told = super().clean()
        self._check_contact(told)
        return told

    def _check_contact(self, told: dict[str, Any]) -> None:
        way = told.get("wanted_way")
        if way == "post" and not told.get("address") and "address" not in self.errors:
            self.add_error("address", "选择邮寄的，请填写通信地址。")
        if way == "email" and not told.get("email") and "email" not in self.errors:
            self.add_error("email", "选择电子邮件的，请填写电子邮箱。")
