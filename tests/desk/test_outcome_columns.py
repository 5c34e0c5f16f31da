"""Where outcomes of table four count: fixed by the administrators of the whole system alone, never for years told."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from apps.people.invented import make_administrator, make_agency, make_officer
from gongkai.apps.agencies.roles import AgencyRole
from gongkai.apps.people.models import Officer
from gongkai.apps.remedies.models import OutcomeColumn
from gongkai.apps.remedies.services.remedy_cases import map_outcome
from gongkai.statute.errors import ActRefused

pytestmark = pytest.mark.django_db
PAGE = "/desk/settings/outcome-columns/"
TOLD = {"outcome": "decided.mediated", "column": "corrected", "from_year": "2026", "reason": "省政务公开办统一口径"}


@pytest.fixture
def administrator(client, monkeypatch) -> Officer:
    monkeypatch.setattr("django.utils.timezone.localdate", lambda: date(2026, 3, 2))
    officer = make_administrator()
    client.force_login(officer)
    return officer


def test_an_outcome_is_mapped_and_shown_with_who_did_it(client, administrator) -> None:
    assert PAGE in client.get("/desk/settings/agencies/").text
    assert "省政务公开办统一口径" not in client.get(PAGE).text
    assert client.post(PAGE, TOLD).url == PAGE
    mapped = OutcomeColumn.objects.get()
    assert (mapped.outcome_code, mapped.column_code, mapped.from_year) == ("decided.mediated", "corrected", 2026)
    rows = {each.name: each.column for each in client.get(PAGE).context["rows"]}
    assert (rows["行政复议：调解"], rows["行政复议：和解后撤回"]) == ("结果纠正", "其他结果")
    assert "省政务公开办统一口径" in client.get(PAGE).text
    assert client.post(PAGE, TOLD | {"column": "upheld", "from_year": "2027"}).url == PAGE
    page = client.get(PAGE)
    assert {each.name: each.column for each in page.context["rows"]}["行政复议：调解"] == "结果纠正"
    assert "2027年起归入结果维持" in page.text


@pytest.mark.parametrize(
    "changed",
    [
        {"outcome": "decided.nothing"},
        {"column": "pending"},
        {"column": "total"},
        {"from_year": "2025"},
        {"from_year": "2028"},
        {"from_year": "9" * 5000},
        {"from_year": "-1"},
        {"reason": " "},
        {"reason": "理由" * 251},
        {"reason": "理由\x00"},
    ],
)
def test_what_cannot_be_mapped_is_refused_and_shown_again(client, administrator, changed) -> None:
    answer = client.post(PAGE, TOLD | changed)
    assert answer.status_code == 400
    assert answer.context["form"].errors
    assert OutcomeColumn.objects.count() == 0


@pytest.mark.parametrize("role", list(AgencyRole))
def test_no_role_at_an_organ_maps_for_the_whole_system(role: AgencyRole) -> None:
    client = Client()
    client.force_login(make_officer(role=role, agency=make_agency("浮玉市水利局")))
    assert (client.get(PAGE).status_code, client.post(PAGE, TOLD).status_code) == (403, 403)
    assert PAGE not in client.get("/desk/settings/agencies/").text
    assert OutcomeColumn.objects.count() == 0


def test_the_year_before_may_be_meant_until_its_reports_are_due(administrator) -> None:
    told = {"outcome_code": "decided.mediated", "column_code": "corrected", "from_year": 2025, "reason": "口径"}
    with pytest.raises(ActRefused, match="2025年及以前的统计已经公布"):
        map_outcome(**told, by=administrator, today=date(2026, 2, 1))
    assert map_outcome(**told, by=administrator, today=date(2026, 1, 31)).from_year == 2025
    with pytest.raises(ActRefused, match="2024年及以前的统计已经公布"):
        map_outcome(**told | {"from_year": 2024}, by=administrator, today=date(2026, 1, 31))


def test_a_decided_case_is_never_mapped_to_those_that_are_pending(administrator) -> None:
    told = {"outcome_code": "decided.mediated", "from_year": 2026, "reason": "口径", "today": date(2026, 3, 2)}
    for column in ("pending", "total", ""):
        with pytest.raises(ActRefused, match="只能归入"):
            map_outcome(**told, column_code=column, by=administrator)
    with pytest.raises(PermissionDenied):
        map_outcome(**told, column_code="upheld", by=make_officer())
