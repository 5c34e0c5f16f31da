"""The addresses of the public pages (公众页面网址)."""

from __future__ import annotations

from django.urls import include, path

from gongkai.portal import guide, published_answers, searching
from gongkai.portal.account.account_urls import urlpatterns as account_patterns
from gongkai.portal.application import applying
from gongkai.portal.disclosure import decisions, library
from gongkai.portal.open_data import files, pages
from gongkai.portal.own_case import follow_acts, following, own_files
from gongkai.portal.reports import annual_pages, checking, collection, comparing_cells, downloads, report_views

app_name = "portal"
urlpatterns = [
    path("", collection.home, name="home"),
    path("reports/", collection.reports, name="reports"),
    path("reports/compare/", report_views.compare, name="compare"),
    path("reports/compare/cells/", comparing_cells.compare_cells, name="compare_cells"),
    path("reports/check/", checking.check, name="check"),
    path("reports/<int:number>/", report_views.report, name="report"),
    path("reports/<int:number>/original/", downloads.original, name="original"),
    path("reports/<int:number>/report.<str:suffix>", downloads.written, name="written"),
    path("annual/", annual_pages.annual, name="annual"),
    path("annual/<str:code>/", annual_pages.annual_of, name="annual_of"),
    path("open-data/", pages.open_data, name="open_data"),
    path("open-data/dictionary/", pages.dictionary, name="dictionary"),
    path("open-data/sums/", pages.sums, name="sums"),
    path("open-data/<str:name>", files.open_file, name="open_file"),
    path("search/", searching.search, name="search"),
    path("search/answers/<int:number>/", published_answers.answer, name="published_answer"),
    path("rules/", library.rules, name="rules"),
    path("rules/<int:number>/", library.rule, name="rule"),
    path("rules/<int:number>/document.<str:suffix>", library.rule_text, name="rule_text"),
    path("decisions/", decisions.decisions, name="decisions"),
    path("decisions/withdrawn/", decisions.withdrawn, name="decisions_withdrawn"),
    path("decisions/<int:number>/", decisions.decision, name="decision"),
    path("guide/", guide.guides, name="guides"),
    path("guide/<str:code>/", guide.guide, name="guide"),
    path("apply/", applying.choose, name="apply"),
    path("apply/found/", applying.sufficed, name="sufficed"),
    path("apply/receipt/<str:key>/", applying.receipt, name="receipt"),
    path("apply/receipt/<str:key>/receipt.txt", applying.receipt_file, name="receipt_file"),
    path("apply/to/<str:code>/", applying.apply_to, name="apply_to"),
    path("account/", include(account_patterns)),
    path("follow/", following.follow, name="follow"),
    path("follow/leave/", following.leave, name="leave"),
    path("follow/<int:number>/", following.followed, name="followed"),
    path("follow/<int:number>/letters/<int:letter>.<str:suffix>", own_files.own_letter, name="own_letter"),
    path("follow/<int:number>/papers/<int:paper>/", own_files.own_paper, name="own_paper"),
    path("follow/<int:number>/everything.<str:suffix>", own_files.own_data, name="own_data"),
    path("follow/<int:number>/<slug:name>/", follow_acts.own_act, name="own_act"),
]
