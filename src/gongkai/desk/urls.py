"""The addresses of the desk (工作台网址)."""

from __future__ import annotations

from django.urls import include, path

from gongkai.desk import collection, log, today
from gongkai.desk.annual.annual_urls import urlpatterns as annual_patterns
from gongkai.desk.cases.case_urls import urlpatterns as case_patterns
from gongkai.desk.records.record_urls import urlpatterns as record_patterns
from gongkai.desk.report_collections.collection_urls import urlpatterns as collection_patterns
from gongkai.desk.settings import holiday_calendar
from gongkai.desk.settings.settings_urls import account_patterns, settings_patterns
from gongkai.desk.signing_in import signing

app_name = "desk"
urlpatterns = [
    path("", today.today, name="today"),
    path("reports/", collection.collection, name="collection"),
    path("cases/", include(case_patterns)),
    path("records/", include(record_patterns)),
    path("annual/", include(annual_patterns)),
    path("collections/", include(collection_patterns)),
    path("settings/calendar/", holiday_calendar.holiday_calendar, name="holiday_calendar"),
    path("settings/calendar/local/", holiday_calendar.local_holidays, name="local_holidays"),
    path("login/", signing.SignIn.as_view(), name="sign_in"),
    path("login/code/", signing.second_step, name="sign_in_code"),
    path("logout/", signing.SignOut.as_view(), name="sign_out"),
    path("reports/<int:number>/withdraw/", collection.withdraw, name="withdraw"),
    path("reports/<int:number>/restore/", collection.restore, name="restore"),
    path("log/", log.log, name="log"),
    path("account/", include(account_patterns)),
    path("settings/", include(settings_patterns)),
]
