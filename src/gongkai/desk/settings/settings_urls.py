"""The addresses of one's account and of the settings (账号与设置网址)."""

from __future__ import annotations

from django.urls import path

from gongkai.desk.settings import outcome_columns, outcome_rows, settings_agencies, settings_people
from gongkai.desk.signing_in import account

account_patterns = [
    path("", account.account, name="account"),
    path("password/", account.password, name="account_password"),
    path("second-factor/", account.second_factor, name="account_second_factor"),
    path("second-factor/leave/", account.leave_second_factor, name="account_leave_second_factor"),
    path("sessions/<int:number>/end/", account.end_session, name="account_end_session"),
]

settings_patterns = [
    path("agencies/", settings_agencies.agencies, name="settings_agencies"),
    path("agencies/new/", settings_agencies.new_agency, name="settings_agency_new"),
    path("agencies/import/", settings_agencies.import_table, name="settings_agencies_import"),
    path("agencies/<int:number>/", settings_agencies.agency, name="settings_agency"),
    path("agencies/<int:number>/change/", settings_agencies.change_agency, name="settings_agency_change"),
    path("agencies/<int:number>/place/", settings_agencies.place_agency, name="settings_agency_place"),
    path("agencies/<int:number>/succession/", settings_agencies.succession, name="settings_succession"),
    path("agencies/<int:number>/channels/<slug:code>/", settings_agencies.channel, name="settings_channel"),
    path("agencies/<int:number>/rows/", outcome_rows.outcome_rows, name="settings_outcome_rows"),
    path("outcome-columns/", outcome_columns.outcome_columns, name="settings_outcome_columns"),
    path("people/", settings_people.people, name="settings_people"),
    path("people/new/", settings_people.new_person, name="settings_person_new"),
    path("people/<int:number>/", settings_people.person, name="settings_person"),
    path("people/<int:number>/grant/", settings_people.grant, name="settings_grant"),
    path("people/<int:number>/system-role/", settings_people.system_role, name="settings_system_role"),
    path("people/<int:number>/<slug:code>/", settings_people.act_on_person, name="settings_person_act"),
    path("grants/<int:number>/end/", settings_people.end_grant, name="settings_end_grant"),
]
