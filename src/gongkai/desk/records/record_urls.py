"""The addresses of what the report counts (统计台账网址)."""

from __future__ import annotations

from django.urls import path

from gongkai.desk.records import charges, clean_ups, decisions, documents, remedies

urlpatterns = [
    path("documents/", documents.documents, name="documents"),
    path("documents/new/", documents.new_document, name="document_new"),
    path("documents/<int:number>/", documents.document, name="document"),
    path("documents/<int:number>/publish/", documents.publish, name="document_publish"),
    path("clean-ups/", clean_ups.clean_ups, name="clean_ups"),
    path("clean-ups/<int:number>/", clean_ups.clean_up, name="clean_up"),
    path("decisions/", decisions.decisions, name="decisions"),
    path("decisions/import/", decisions.import_decisions, name="decisions_import"),
    path("decisions/import/<int:number>/", decisions.import_step, name="decision_import"),
    path("decisions/import/<int:number>/refused.csv", decisions.refused, name="decision_refused"),
    path("decisions/<int:number>/", decisions.decision, name="decision"),
    path("charges/", charges.charges, name="charges"),
    path("charges/<int:number>/strike/", charges.strike_charge, name="charge_strike"),
    path("remedies/", remedies.remedies, name="remedies"),
    path("remedies/new/", remedies.new_remedy, name="remedy_new"),
    path("remedies/<int:number>/", remedies.remedy, name="remedy"),
]
