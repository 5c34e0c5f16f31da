"""The addresses of casework on the desk (申请件网址)."""

from __future__ import annotations

from django.urls import path

from gongkai.desk.cases import (
    answering_together,
    assigning,
    case_acts,
    case_files,
    case_letters,
    case_list,
    case_sheet,
    decision,
    entry,
    fee_page,
    importing,
    judging,
)

urlpatterns = [
    path("", case_list.case_list, name="cases"),
    path("export.<str:form_of_file>", case_list.case_export, name="case_export"),
    path("many/", assigning.case_many, name="case_many"),
    path("judging/", judging.case_judging, name="case_judging"),
    path("new/", entry.case_new, name="case_new"),
    path("import/", importing.case_import, name="case_import"),
    path("import/register.xlsx", importing.blank, name="case_import_blank"),
    path("<int:number>/", case_sheet.case_sheet, name="case"),
    path("<int:number>/applicant/", case_sheet.case_reveal, name="case_reveal"),
    path("<int:number>/print/", entry.case_print, name="case_print"),
    path("<int:number>/assign/", assigning.case_assign, name="case_assign"),
    path("<int:number>/fee/", fee_page.case_fee, name="case_fee"),
    path("<int:number>/decision/", decision.gates, name="case_decision"),
    path("<int:number>/decision/<str:code>/", decision.proposal, name="case_proposal"),
    path("<int:number>/acts/<str:code>/", case_acts.case_act, name="case_act"),
    path("<int:number>/together/", answering_together.case_together, name="case_together"),
    path("<int:number>/letter/", case_letters.answer, name="case_letter"),
    path("<int:number>/letter/draft.<str:form_of_file>", case_letters.answer_file, name="case_letter_file"),
    path("<int:number>/letters/", case_letters.other_letters, name="case_letters"),
    path("<int:number>/letters/new/<str:code>/", case_letters.send, name="letter_send"),
    path("<int:number>/letters/<int:letter_number>/", case_letters.issued, name="letter_issued"),
    path(
        "<int:number>/letters/<int:letter_number>/file.<str:form_of_file>", case_letters.issued_file, name="letter_file"
    ),
    path("<int:number>/papers/<int:paper_number>/", case_files.paper, name="paper"),
    path("<int:number>/file/<str:bundle>.zip", case_files.case_file, name="case_file"),
]
