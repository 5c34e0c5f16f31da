"""The addresses of the desk (工作台网址)."""

from __future__ import annotations

from django.urls import include, path

from gongkai.desk import collection, log, signing
from gongkai.desk.settings_urls import account_patterns, settings_patterns

app_name = "desk"
urlpatterns = [
    path("", collection.collection, name="collection"),
    path("login/", signing.SignIn.as_view(), name="sign_in"),
    path("login/code/", signing.second_step, name="sign_in_code"),
    path("logout/", signing.SignOut.as_view(), name="sign_out"),
    path("reports/<int:number>/withdraw/", collection.withdraw, name="withdraw"),
    path("reports/<int:number>/restore/", collection.restore, name="restore"),
    path("log/", log.log, name="log"),
    path("account/", include(account_patterns)),
    path("settings/", include(settings_patterns)),
]
