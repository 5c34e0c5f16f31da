"""The addresses of the public pages (公众页面网址)."""

from __future__ import annotations

from django.urls import path

from gongkai.portal import checking, collection, downloads, report_views

app_name = "portal"
urlpatterns = [
    path("", collection.home, name="home"),
    path("reports/", collection.reports, name="reports"),
    path("reports/compare/", report_views.compare, name="compare"),
    path("reports/check/", checking.check, name="check"),
    path("reports/<int:number>/", report_views.report, name="report"),
    path("reports/<int:number>/original/", downloads.original, name="original"),
    path("reports/<int:number>/report.<str:suffix>", downloads.written, name="written"),
]
