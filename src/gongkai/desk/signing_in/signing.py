"""Signing in and out (登录与退出)."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth import login
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView, LogoutView
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from gongkai.apps.people import second_factors, sessions, signing_in
from gongkai.apps.people.models import Officer, SignInAttempt
from gongkai.apps.people.visitors import address_behind
from gongkai.desk.signing_in import pending_sign_in
from gongkai.desk.watch import MARK, NOTE, open_session


class SignInForm(AuthenticationForm):
    """User name and password (登录表单)."""

    attempt: SignInAttempt

    username = forms.CharField(label="用户名", max_length=150, widget=forms.TextInput({"autocomplete": "username"}))
    password = forms.CharField(
        label="密码", strip=False, widget=forms.PasswordInput({"autocomplete": "current-password"})
    )
    error_messages = {  # noqa: RUF012  Django declares it so.
        "invalid_login": "用户名或密码不正确，请重新输入（密码区分大小写）。",
        "inactive": "这个账号已经停用，请联系系统管理员。",
    }

    def clean(self) -> dict[str, Any]:
        """Count the try, then look at the password (核验)."""
        if self.request is not None and {"username", "password"} <= self.cleaned_data.keys():
            self.attempt = _counted(self.request, self.cleaned_data["username"])
        return super().clean()


class CodeForm(forms.Form):
    """The code of the authenticator, or a recovery code (动态口令表单)."""

    code = forms.CharField(
        label="动态口令",
        max_length=40,
        widget=forms.TextInput({"autocomplete": "one-time-code", "inputmode": "text", "autofocus": True}),
        error_messages={"required": "请输入动态口令。"},
    )


class SignIn(LoginView):
    """The way to the desk (登录)."""

    template_name = "desk/sign_in.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        """Tell why the last session ended (页面内容)."""
        note = self.request.session.pop(NOTE, "")
        return super().get_context_data(section="desk", note=note, **context)

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        """Let in who needs no second factor; ask the others for it (登录成功)."""
        officer = form.get_user()
        if not isinstance(form, SignInForm) or not isinstance(officer, Officer):
            raise TypeError("this way in is for officers alone")
        if second_factors.is_enrolled(officer):
            signing_in.take_back(form.attempt)
            pending_sign_in.remember(self.request, officer, next_page=self.get_success_url())
            return redirect("desk:sign_in_code")
        _let_in(self.request, officer, form.attempt)
        return HttpResponseRedirect(self.get_success_url())


class SignOut(LogoutView):
    """The way out, by a form and never by a link (退出)."""

    next_page = "portal:home"

    def post(self, request: HttpRequest, *arguments: Any, **named: Any) -> HttpResponse:
        """End the session in our books too (退出)."""
        if isinstance(request.user, Officer):
            sessions.end_by_mark(request.user, mark=request.session.get(MARK, ""), now=timezone.now())
        return super().post(request, *arguments, **named)


@require_http_methods(["GET", "HEAD", "POST"])
def second_step(request: HttpRequest) -> HttpResponse:
    """Ask for the code after the password (动态口令核验)."""
    waiting = pending_sign_in.waiting(request)
    if waiting is None:
        return redirect("desk:sign_in")
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            attempt = _counted(request, waiting.officer.username)
            second_factors.check(holder=waiting.officer, code=form.cleaned_data["code"], now=timezone.now())
        except (ValidationError, second_factors.WrongCodeError, second_factors.NotBoundError) as refusal:
            form.add_error(None if isinstance(refusal, ValidationError) else "code", _words(refusal))
        else:
            pending_sign_in.forget(request)
            _let_in(request, waiting.officer, attempt)
            return HttpResponseRedirect(waiting.next_page)
    return render(request, "desk/sign_in_code.html", {"section": "desk", "form": form})


def _counted(request: HttpRequest, username: str) -> SignInAttempt:
    try:
        return signing_in.begin(username=username, address=address_behind(request), now=timezone.now())
    except signing_in.LockedOutError as locked:
        raise ValidationError(str(locked), code="locked") from locked


def _let_in(request: HttpRequest, officer: Officer, attempt: SignInAttempt) -> None:
    login(request, officer)
    open_session(request, officer)
    signing_in.succeed(attempt, officer=officer)


def _words(refusal: Exception) -> str:
    return refusal.messages[0] if isinstance(refusal, ValidationError) else str(refusal)
