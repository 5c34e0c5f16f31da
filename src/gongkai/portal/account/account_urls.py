"""The addresses of applicants' accounts (申请人账号网址)."""

from __future__ import annotations

from django.urls import path

from gongkai.portal.account import (
    authenticator,
    forgotten,
    moving,
    own_account_pages,
    own_cases,
    registering,
    second_step,
    signing,
)

urlpatterns = [
    path("", own_cases.own_cases, name="own_cases"),
    path("add/", own_cases.add_case, name="add_case"),
    path("cases/<int:number>/out/", own_cases.take_out, name="take_out"),
    path("sign-in/", signing.sign_in, name="sign_in"),
    path("sign-in/code/", second_step.second_step, name="sign_in_code"),
    path("move/", moving.move, name="move"),
    path("move/<str:token>/", moving.moved, name="moved"),
    path("second-factor/", authenticator.second_factor, name="own_second_factor"),
    path("sign-out/", signing.sign_out, name="sign_out"),
    path("register/", registering.register, name="register"),
    path("register/<str:token>/", registering.registration, name="registration"),
    path("forgotten/", forgotten.forgotten, name="forgotten"),
    path("forgotten/<str:token>/", forgotten.new_password, name="new_password"),
    path("profile/", own_account_pages.profile, name="profile"),
    path("password/", own_account_pages.password, name="own_password"),
    path("leave-others/", own_account_pages.leave_others, name="leave_others"),
    path("everything.json", own_account_pages.own_data, name="account_data"),
    path("close/", own_account_pages.close, name="close_account"),
]
