"""The forms of an applicant's account (账号表单)."""

from __future__ import annotations

from typing import Any

from django import forms

from gongkai.portal.application.application_form import ApplicantFields, ApplicantName
from gongkai.portal.plain_fields import LineField

_LONGEST_PASSWORD = 200
_STRENGTH = "至少 10 个字符，不能是常见的密码，也不能和姓名、邮箱相近。"


class PasswordField(forms.CharField):
    """A password, exactly as typed (密码)."""

    def __init__(self, label: str, *, autocomplete: str, missing: str, hint: str = "") -> None:
        widget = forms.PasswordInput({"autocomplete": autocomplete})
        super().__init__(label=label, strip=False, max_length=_LONGEST_PASSWORD, widget=widget, help_text=hint)
        self.error_messages["required"] = missing


class MailForm(forms.Form):
    """The address that a link is mailed to (邮箱)."""

    use_required_attribute = False
    email = LineField(
        "电子邮箱", most=120, missing="请填写电子邮箱。", kind="email", autocomplete="email", hint="邮箱就是登录名。"
    )


class SignInForm(forms.Form):
    """Address and password (登录)."""

    use_required_attribute = False
    email = LineField("电子邮箱", most=120, missing="请填写电子邮箱。", kind="email", autocomplete="username")
    password = PasswordField("密码", autocomplete="current-password", missing="请填写密码。")


class NewPasswordForm(forms.Form):
    """A new password, twice (新密码)."""

    use_required_attribute = False
    new = PasswordField("密码", autocomplete="new-password", missing="请设置密码。", hint=_STRENGTH)
    again = PasswordField("再输入一次密码", autocomplete="new-password", missing="请再输入一次密码。")

    def clean_again(self) -> str:
        """Refuse a second typing that differs from the first (两次一致)."""
        again: str = self.cleaned_data["again"]
        if again != self.cleaned_data.get("new", again):
            raise forms.ValidationError("两次输入的密码不一样。")
        return again


class RegistrationForm(NewPasswordForm, ApplicantName):
    """What an account needs to begin with (注册)."""

    field_order = ("new", "again", "kind", "name", "contact_person")


class ProfileForm(ApplicantFields):
    """What the application form takes over; who would rather type it each time leaves it out (资料)."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        for name in ("identity_number", "phone"):
            self.fields[name].required = False
        self.fields["phone"].help_text = ""
        self.fields["identity_number"].help_text = "加密保存，申请时自动填写。"


class PasswordChangeForm(NewPasswordForm):
    """The old password and, twice, the new one (修改密码)."""

    field_order = ("old", "new", "again")
    old = PasswordField("原密码", autocomplete="current-password", missing="请填写原密码。")


class MoveForm(forms.Form):
    """The other address, and the password (更换邮箱)."""

    use_required_attribute = False
    email = LineField("新的电子邮箱", most=120, missing="请填写新的电子邮箱。", kind="email", autocomplete="email")
    password = PasswordField("密码", autocomplete="current-password", missing="请填写密码。")


class OwnPasswordForm(forms.Form):
    """The password of the account, from one who is not signed in to it here (核对密码)."""

    use_required_attribute = False
    password = PasswordField(
        "密码", autocomplete="current-password", missing="请填写密码。", hint="这个账号现在的登录密码。"
    )


class CodeForm(forms.Form):
    """The code of the authenticator, or a recovery code (动态口令)."""

    use_required_attribute = False
    code = LineField("动态口令", most=40, missing="请填写动态口令。", autocomplete="one-time-code")


class ClosingForm(forms.Form):
    """The wish to close the account, said with the password (注销)."""

    use_required_attribute = False
    password = PasswordField("密码", autocomplete="current-password", missing="请填写密码。")
    sure = forms.BooleanField(label="我要注销这个账号", error_messages={"required": "请勾选确认注销。"})
