"""An organ fixes where an outcome counts that nobody has a row for; years before keep their figures."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from apps.people.invented import ALL_POWER, make_administrator, make_agency, make_officer
from desk.made_cases import TODAY, Organ, did, in_hand, made_organ
from gongkai.apps.agencies.models import Agency
from gongkai.apps.agencies.roles import AgencyRole
from gongkai.apps.agencies.services import move
from gongkai.apps.audit.models import Entry
from gongkai.apps.casework import services
from gongkai.apps.casework.models import Case, OutcomeRow
from gongkai.apps.casework.selectors import table_three
from gongkai.apps.casework.selectors.counted_cases import counted_cases
from gongkai.statute.delivery import DeliveryWay
from gongkai.statute.errors import ActRefused

pytestmark = pytest.mark.django_db
ARCHIVES = {"archive": "云溪县档案馆", "archive_contact": "0990-7654321", "transferred_on": "2020-05-01"}
USUAL, QUERY = "unavailable.not_held", "refused.administrative_query"
REASON = "市政务公开办统计口径〔2026〕1号"


@pytest.fixture
def organ() -> Organ:
    return made_organ()


def answered(organ: Organ, outcome: str = "other.archives", *, on: date = TODAY) -> Case:
    case = in_hand(organ, on=on)
    did(services.propose, case, organ.handler, on=on, outcome=outcome, facts=ARCHIVES)
    did(services.pass_review, case, organ.lawyer, on=on)
    did(services.approve, case, organ.leader, on=on)
    did(services.decide, case, organ.handler, on=on)
    case.refresh_from_db()
    told = {"way": DeliveryWay.POST, "sent_on": on, "proof": "EMS"}
    return services.deliver(case=case, by=organ.intake, seen=case.last_seq, today=max(on, TODAY), **told)


def fixed(
    agency: Agency, row: str = QUERY, *, year: int = 2026, by: object = None, today: date = TODAY, **told: str
) -> OutcomeRow:
    head = by or make_officer(role=AgencyRole.DISCLOSURE_HEAD, agency=agency)
    details = {"outcome_code": "other.archives", "reason": REASON, **told}
    return services.set_outcome_row(agency=agency, row=row, from_year=year, by=head, today=today, **details)


def counts(organ: Organ, year: int = 2026, **terms: object) -> tuple[int, int, int]:
    """The usual row, the row fixed, and the total, which each cell's list of cases has to agree with."""
    agencies = [organ.agency.pk]
    table = table_three(agencies, year=year, **terms)
    for row in (USUAL, QUERY, "total"):
        listed = counted_cases(agencies, row=row, column="natural_person", year=year, **terms).count()
        assert listed == table[row]["natural_person"]
    return table[USUAL]["total"], table[QUERY]["total"], table["total"]["total"]


def test_an_outcome_counts_as_usual_until_a_row_is_fixed(organ: Organ) -> None:
    answered(organ)
    assert counts(organ) == (1, 0, 1)
    fixed(organ.agency)
    assert counts(organ) == (0, 1, 1)


def test_years_before_keep_their_figures(organ: Organ) -> None:
    answered(organ, on=date(2025, 11, 3))
    answered(organ)
    fixed(organ.agency)
    assert counts(organ, 2025) == (1, 0, 1)
    assert counts(organ, 2026) == (0, 1, 1)


def test_who_asks_as_of_a_moment_before_gets_the_figures_of_then(organ: Organ) -> None:
    answered(organ)
    before = timezone.now()
    fixed(organ.agency)
    assert counts(organ, known_at=before) == (1, 0, 1)
    assert counts(organ, known_at=timezone.now()) == (0, 1, 1)


def test_a_row_is_inherited_and_the_nearest_word_holds(organ: Organ) -> None:
    above = make_agency("云溪县人民政府")
    answered(organ)
    Agency.objects.filter(pk=organ.agency.pk).update(path=f"{above.path}{organ.agency.code}/", parent=above)
    fixed(above)
    assert counts(organ) == (0, 1, 1)
    organ.agency.refresh_from_db()
    fixed(organ.agency, USUAL)
    assert counts(organ) == (1, 0, 1)


def moved(agency: Agency, *, below: Agency | None) -> None:
    agency.refresh_from_db()
    move(agency=agency, parent=below, by=make_administrator(), rights=ALL_POWER)
    agency.refresh_from_db()


def test_figures_as_of_a_moment_are_those_of_the_tree_of_that_moment(organ: Organ) -> None:
    county, district = make_agency("云溪县人民政府"), make_agency("云岭区人民政府")
    fixed(county)
    answered(organ)
    at_first = timezone.now()
    moved(organ.agency, below=county)
    in_the_county = timezone.now()
    moved(organ.agency, below=district)
    in_the_district = timezone.now()
    assert counts(organ, known_at=at_first) == (1, 0, 1)
    assert counts(organ, known_at=in_the_county) == (0, 1, 1)
    assert counts(organ, known_at=in_the_district) == counts(organ) == (1, 0, 1)


def test_the_organ_that_fixed_the_row_counts_where_it_stood_too(organ: Organ) -> None:
    county, office = make_agency("云溪县人民政府"), make_agency("云溪县人民政府办公室")
    moved(office, below=county)
    moved(organ.agency, below=office)
    fixed(county)
    fixed(office, USUAL)
    answered(organ)
    together = timezone.now()
    moved(office, below=None)
    moved(organ.agency, below=county)
    assert counts(organ) == (0, 1, 1)
    assert counts(organ, known_at=together) == (1, 0, 1)


def test_an_organ_beside_is_not_touched(organ: Organ) -> None:
    other = made_organ("云溪县水利局")
    answered(organ)
    answered(other)
    fixed(other.agency)
    assert counts(organ) == (1, 0, 1)
    assert counts(other) == (0, 1, 1)


def test_of_one_organ_the_latest_word_holds_from_its_year_on(organ: Organ) -> None:
    answered(organ)
    fixed(organ.agency, QUERY)
    fixed(organ.agency, USUAL, year=2027)
    assert counts(organ) == (0, 1, 1)
    fixed(organ.agency, USUAL)
    assert counts(organ) == (1, 0, 1)


def test_a_case_begun_anew_since_counts_as_it_stood_at_the_end_of_its_year(organ: Organ) -> None:
    case = answered(organ, on=date(2025, 11, 3))
    fixed(organ.agency, year=2025, today=date(2026, 1, 31))
    assert counts(organ, 2025) == (0, 1, 1)
    order = {"basis": "court", "number": "（2026）云行初1号", "in_force_on": TODAY, "days": 20}
    did(services.reopen, case, organ.head, **order)
    did(services.propose, case, organ.handler, outcome="granted.provided", facts={"provided": ["清单"], "form": "纸质"})
    did(services.approve, case, organ.leader)
    did(services.decide, case, organ.handler)
    assert counts(organ, 2025) == (0, 1, 1)


@pytest.mark.parametrize(
    ("told", "message"),
    [
        ({"outcome_code": "granted.provided"}, "由年度报告格式确定"),
        ({"outcome_code": "没有"}, "由年度报告格式确定"),
        ({"row": "granted"}, "由年度报告格式确定"),
        ({"outcome_code": "other.party_affairs"}, "由年度报告格式确定"),
        ({"reason": " "}, "请写明设置的依据"),
        ({"year": 2024}, "更早年度的统计已经公布"),
        ({"year": 2025}, "2025年度报告应当在2026年1月31日前公布，统计口径不能再改变"),
        ({"year": 2025, "today": date(2026, 2, 1)}, "2025年度报告应当在2026年1月31日前公布"),
        ({"year": 2024, "today": date(2026, 1, 31)}, "更早年度的统计已经公布"),
        ({"year": 2030}, "更早年度的统计已经公布"),
    ],
)
def test_what_may_not_be_fixed_is_refused(organ: Organ, told: dict, message: str) -> None:
    with pytest.raises(ActRefused, match=message):
        fixed(organ.agency, **told)
    assert not OutcomeRow.objects.exists()


@pytest.mark.parametrize(
    "role", sorted(set(AgencyRole) - {AgencyRole.DISCLOSURE_HEAD, AgencyRole.ADMINISTRATOR}, key=str)
)
def test_others_may_not_fix_a_row(organ: Organ, role: AgencyRole) -> None:
    with pytest.raises(PermissionDenied):
        fixed(organ.agency, by=make_officer(role=role, agency=organ.agency))


def test_the_head_of_another_organ_may_not_fix_a_row_here(organ: Organ) -> None:
    with pytest.raises(PermissionDenied):
        fixed(organ.agency, by=made_organ("云溪县水利局").head)


def test_fixing_a_row_goes_on_record(organ: Organ) -> None:
    fixed(organ.agency)
    entry = Entry.objects.get(act="casework.set_rows")
    assert (entry.details["outcome"], entry.details["row"], entry.details["year"]) == ("other.archives", QUERY, 2026)


def test_the_page_shows_and_sets_the_row(organ: Organ, client, monkeypatch) -> None:
    monkeypatch.setattr("gongkai.desk.clock.today", lambda: TODAY)
    client.force_login(organ.head)
    address = f"/desk/settings/agencies/{organ.agency.pk}/rows/"
    assert address in client.get(f"/desk/settings/agencies/{organ.agency.pk}/").text
    assert client.get(address).text.count("通常口径") == 3
    typed = {"outcome": "other.archives", "row": QUERY, "from_year": "2024", "reason": REASON}
    refused = client.post(address, typed)
    assert refused.status_code == 400
    assert REASON in refused.text
    assert client.post(address, {**typed, "from_year": "2026"}).status_code == 302
    page = client.get(address).text
    assert page.count("通常口径") == 2
    assert "周主任设置，2026年起" in page
    client.force_login(organ.handler)
    assert client.get(address).status_code == 403
