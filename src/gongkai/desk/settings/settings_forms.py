"""The forms of the settings: organs, channels, accounts, grants (设置表单)."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from gongkai.apps.agencies.guide import GUIDE_FIELDS, REMEDY_FIELDS
from gongkai.apps.agencies.kinds import AgencyKind, Direction, Level
from gongkai.apps.agencies.models import Agency, AgencyQuerySet
from gongkai.apps.agencies.profile import Profile
from gongkai.apps.agencies.roles import AgencyRole
from gongkai.apps.audit.permissions import STAFF, Role

_MOST_FOUND = 2


class AgencyField(forms.CharField):
    """An organ, told by its code or its full name, among those that somebody may choose (机关)."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            max_length=200,
            widget=forms.TextInput({"list": "agency-options", "autocomplete": "off"}),
            error_messages={"required": "请填写机关的编码或全称。"},
            **{"help_text": "填写机构编码或机关全称。", **options},
        )
        self.agencies: AgencyQuerySet = Agency.objects.none()

    def clean(self, value: Any) -> Agency | None:
        """Return the organ, None where none is told (机关)."""
        told = super().clean(value)
        if not told:
            return None
        found = list((self.agencies.filter(code=told) | self.agencies.filter(name=told))[:_MOST_FOUND])
        if len(found) == 1:
            return found[0]
        raise ValidationError(
            "没有找到这个机关，请核对编码或全称。" if not found else "有多个机关同名，请填写机构编码。"
        )


def _day(label: str, *, required: bool = False) -> forms.DateField:
    return forms.DateField(
        label=label,
        required=required,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": "请填写日期。", "invalid": "请按 2024-03-01 的样子填写日期。"},
    )


def _column(name: str) -> Any:
    """Return the form field that Django draws from a column, with our own words."""
    column: Any = Agency._meta.get_field(name)
    options = {"assume_scheme": "https"} if name in ("website", "reconsideration_online") else {}
    drawn = column.formfield(**options)
    drawn.error_messages |= {"required": f"请填写{drawn.label}。", "invalid": f"“{drawn.label}”的写法不对，请核对。"}
    return drawn


class ProfileForm(forms.Form):
    """What is told of an organ (机关资料表单)."""

    code = _column("code")
    name = _column("name")
    short_name = _column("short_name")
    kind_code = forms.ChoiceField(label="机关类别", choices=AgencyKind.choices())
    level_code = forms.ChoiceField(label="行政层级", choices=Level.choices())
    division_code = _column("division_code")
    uscc = _column("uscc")
    letter_prefix = _column("letter_prefix")
    valid_from = _day("设立日期")
    valid_until = _day("撤销日期")

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        for name in (*GUIDE_FIELDS, *REMEDY_FIELDS):
            self.fields[name] = _column(name)

    def profile(self) -> Profile:
        """Return the valid form as a profile (机关资料)."""
        told = dict(self.cleaned_data)
        contacts = {name: told.pop(name) for name in (*GUIDE_FIELDS, *REMEDY_FIELDS)}
        told.pop("parent", None)
        return Profile(**told, contacts=contacts)


class NewAgencyForm(ProfileForm):
    """A new organ and where it stands (新设机关表单)."""

    parent = AgencyField(label="上级机关", required=False)

    field_order = ("name", "parent", "code")


class PlaceForm(forms.Form):
    """Under which organ one stands, and in whose name it answers (隶属关系表单)."""

    parent = AgencyField(label="上级机关", required=False)
    answers_as = AgencyField(label="以哪个机关的名义答复", required=False, help_text="留空表示以本机关名义答复。")


class ChannelForm(forms.Form):
    """One way in or out (申请渠道表单)."""

    is_open = forms.BooleanField(label="开通", required=False)
    direction_code = forms.ChoiceField(label="用于", choices=Direction.choices())
    announced_text = forms.CharField(
        label="公开指南中的说明", required=False, max_length=1000, widget=forms.Textarea({"rows": 2})
    )


class SuccessionForm(forms.Form):
    """Who took over what, when and why (职权划转表单)."""

    successor = AgencyField(label="承继机关")
    on = _day("划转日期", required=True)
    scope = forms.CharField(label="划转的职权", max_length=500, required=False, help_text="全部职权划转的，留空。")
    basis = forms.CharField(label="依据", max_length=500, error_messages={"required": "请填写划转的依据。"})


class ImportForm(forms.Form):
    """A table of organs (导入表单)."""

    table = forms.FileField(
        label="表格文件",
        widget=forms.FileInput({"accept": ".xlsx,.csv,.txt"}),
        error_messages={"required": "请选择表格文件。", "empty": "文件是空的。", "invalid": "请选择表格文件。"},
    )


class PersonForm(forms.Form):
    """An officer's name and organ (账号资料表单)."""

    name = forms.CharField(label="姓名", max_length=60, error_messages={"required": "请填写姓名。"})
    agency = AgencyField(label="所在机关", required=False)


class NewPersonForm(PersonForm):
    """A new account (建立账号表单)."""

    username = forms.CharField(
        label="用户名",
        max_length=150,
        help_text="登录时使用，可以是字母、数字和 @ . + - _。",
        widget=forms.TextInput({"autocomplete": "off"}),
        error_messages={"required": "请填写用户名。"},
    )

    field_order = ("username", "name", "agency")


class GrantForm(forms.Form):
    """A role at an organ (授予岗位表单)."""

    agency = AgencyField(label="机关")
    role = forms.ChoiceField(label="岗位", choices=[(role.code, role.label) for role in AgencyRole])
    valid_from = _day("自", required=True)
    valid_until = _day("至")

    def __init__(self, *arguments: Any, **options: Any) -> None:
        # It stands on one page with other forms that have fields of the same names.
        super().__init__(*arguments, **{"auto_id": "grant_%s", **options})


class SystemRoleForm(forms.Form):
    """A standing in the whole system (全系统角色表单)."""

    role = forms.ChoiceField(label="角色", choices=[(role.code, role.label) for role in Role if role in STAFF])

    def __init__(self, *arguments: Any, **options: Any) -> None:
        # It stands on one page with other forms that have fields of the same names.
        super().__init__(*arguments, **{"auto_id": "system_%s", **options})
