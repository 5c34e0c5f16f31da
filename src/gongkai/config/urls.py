"""The addresses of the product: public pages, the desk, the programs' entrance (网址)."""

from __future__ import annotations

from django.urls import include, path

from gongkai.config import health

urlpatterns = [
    path("", include("gongkai.portal.urls")),
    path("desk/", include("gongkai.desk.urls")),
    path("api/v1/", health.programs_entrance, name="api"),
    path("healthz", health.healthz, name="healthz"),
]

handler400 = "gongkai.ui.refusals.bad_request"
handler403 = "gongkai.ui.refusals.forbidden"
handler404 = "gongkai.ui.refusals.missing"
handler500 = "gongkai.ui.refusals.broken"
