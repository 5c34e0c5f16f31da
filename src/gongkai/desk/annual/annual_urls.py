"""The addresses of annual reports under way (年度报告编制网址)."""

from __future__ import annotations

from django.urls import path

from gongkai.desk.annual import draft_files, figures, judging, prose, receiving, year

urlpatterns = [
    path("", year.annual, name="annual"),
    path("adopt/", receiving.adopt, name="annual_adopt"),
    path("dates/", receiving.earlier_dates, name="annual_dates"),
    path("reports/<int:number>/", year.newest, name="annual_report"),
    path("<int:number>/", figures.version_page, name="annual_version"),
    path("<int:number>/cells/<str:path>/", figures.cell, name="annual_cell"),
    path("<int:number>/records.xlsx", figures.records_file, name="annual_records"),
    path("<int:number>/text/", prose.prose, name="annual_prose"),
    path("<int:number>/findings/", judging.findings, name="annual_findings"),
    path("<int:number>/flow/", judging.flow, name="annual_flow"),
    path("<int:number>/draft.<str:suffix>", draft_files.draft_file, name="annual_draft_file"),
    path("<int:number>/files/", draft_files.missing_files, name="annual_missing_files"),
    path("<int:number>/correct/", judging.correct_report, name="annual_correct"),
]
