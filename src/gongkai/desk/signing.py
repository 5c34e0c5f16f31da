"""Signing in and out (登录与退出)."""

from __future__ import annotations

from django import forms
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView, LogoutView


class SignInForm(AuthenticationForm):
    """User name and password (登录表单)."""

    username = forms.CharField(label="用户名", max_length=150, widget=forms.TextInput({"autocomplete": "username"}))
    password = forms.CharField(
        label="密码", strip=False, widget=forms.PasswordInput({"autocomplete": "current-password"})
    )
    error_messages = {  # noqa: RUF012  Django declares it so.
        "invalid_login": "用户名或密码不正确，请重新输入（密码区分大小写）。",
        "inactive": "这个账号已经停用，请联系系统管理员。",
    }


class SignIn(LoginView):
    """The way to the desk (登录)."""

    template_name = "desk/sign_in.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True
    extra_context = {"section": "desk"}  # noqa: RUF012  Django declares it so.


class SignOut(LogoutView):
    """The way out, by a form and never by a link (退出)."""

    next_page = "portal:home"
