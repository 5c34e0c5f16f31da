"""The addresses of collections and correction requests (报告集网址)."""

from __future__ import annotations

from django.urls import path

from gongkai.desk.report_collections import collection_pages, member_pages, request_pages

urlpatterns = [
    path("", collection_pages.report_collections, name="report_collections"),
    path("<int:number>/", collection_pages.report_collection, name="report_collection"),
    path("<int:number>/findings.<str:suffix>", collection_pages.findings_file, name="collection_findings"),
    path("<int:number>/reports/", member_pages.members, name="collection_members"),
    path("<int:number>/add/", collection_pages.add, name="collection_add"),
    path("<int:number>/sums/", collection_pages.sums, name="collection_sums"),
    path("reports/<int:number>/", member_pages.member, name="collection_member"),
    path("requests/", request_pages.requests, name="correction_requests"),
    path("requests/<int:number>/", request_pages.correction_request, name="correction_request"),
    path("requests/<int:number>/letter.<str:suffix>", request_pages.letter_file, name="correction_letter"),
]
