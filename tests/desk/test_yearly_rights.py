"""Every role against every page and act of the registers and of the annual report, at its own organ and at another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client

from apps.people.invented import make_officer
from desk.yearly_house import TODAY, House, build_house, register_of, signed_in, tried
from gongkai.apps.agencies.roles import AgencyRole
from gongkai.apps.audit.models import Entry
from gongkai.desk.typed_text import mark_of

pytestmark = pytest.mark.django_db

EVERYBODY = frozenset(role.code for role in AgencyRole)
READERS = EVERYBODY - {"administrator"}
KEEPERS = frozenset({"editor", "report_clerk", "disclosure_head"})
HEAD = frozenset({"disclosure_head"})
RECORDERS = frozenset({"handler", "legal_reviewer", "disclosure_head"})
REMEDY_READERS = RECORDERS | {"intake", "approver", "report_clerk", "supervisor", "auditor"}
COMPILERS = frozenset({"report_clerk", "disclosure_head"})
REPORT_READERS = COMPILERS | {"approver", "supervisor", "legal_reviewer", "auditor"}
NOBODY: frozenset[str] = frozenset()

PAGES: Mapping[str, frozenset[str]] = {
    "/desk/records/documents/{document}/": READERS,
    "/desk/records/clean-ups/{cleanup}/": READERS,
    "/desk/records/decisions/{decision}/": READERS,
    # What was refused names persons: it is for those who mend it.
    "/desk/records/decisions/import/{import}/": KEEPERS,
    "/desk/records/decisions/import/{import}/refused.csv": KEEPERS,
    "/desk/records/remedies/{remedy}/": REMEDY_READERS,
    "/desk/annual/reports/{report}/": REPORT_READERS,
    "/desk/annual/{draft}/": REPORT_READERS,
    "/desk/annual/{draft}/cells/applications.new.total/": REPORT_READERS,
    "/desk/annual/{draft}/records.xlsx": REPORT_READERS,
    "/desk/annual/{draft}/text/": REPORT_READERS,
    "/desk/annual/{draft}/findings/": REPORT_READERS,
    "/desk/annual/{published}/flow/": REPORT_READERS,
}
"""Pages that show one thing, and who sees it at their own organ; nobody sees another organ's."""
FORMS: Mapping[str, frozenset[str]] = {
    "/desk/records/documents/new/": KEEPERS,
    "/desk/records/decisions/import/": KEEPERS,
    "/desk/records/remedies/new/": RECORDERS,
}
"""Pages that exist for those who may fill them in."""
_NOTHING = mark_of("")
_DOCUMENT = {
    "kind": "normative_documents",
    "title": "节水管理办法",
    "number": "浮水规〔2026〕9号",
    "made_on": "2026-01-05",
    "in_force_on": "2026-02-05",
}
_CHARGE = {
    "item": "考试费",
    "basis": "发改价格〔2020〕1号",
    "period_from": "2025-01-01",
    "period_until": "2025-12-31",
    "amount_yuan": "10",
}
_REMEDY = {
    "block": "reconsideration",
    "authority": "浮玉市人民政府",
    "received_on": "2026-02-02",
    "attacked": "逾期不答复",
}
ACTS: tuple[tuple[str, dict[str, object], frozenset[str]], ...] = (
    ("/desk/records/documents/new/", {"agency": "{agency}", **_DOCUMENT}, KEEPERS),
    (
        "/desk/records/documents/{document}/",
        {"act": "repealed", "on": "2026-02-01", "basis": "局务会议决定"},
        KEEPERS,
    ),
    ("/desk/records/documents/{document}/publish/", {"published_on": "2026-02-01"}, KEEPERS),
    ("/desk/records/clean-ups/", {"agency": "{agency}", "title": "再清理", "basis": "要求"}, KEEPERS),
    (
        "/desk/records/clean-ups/{cleanup}/",
        {"act": "judge", "was-{document}": _NOTHING, "verdict-{document}": "kept"},
        KEEPERS,
    ),
    ("/desk/records/clean-ups/{cleanup}/", {"act": "conclude", "on": "2026-02-01"}, HEAD),
    (
        "/desk/records/decisions/import/",
        {"agency": "{agency}", "kind": "penalties", "register": register_of("水罚〔2026〕1号,望岳商行,2026-01-06")},
        KEEPERS,
    ),
    ("/desk/records/decisions/{decision}/", {"act": "withdraw", "reason": "决定被撤销"}, HEAD),
    ("/desk/records/decisions/{decision}/", {"act": "void", "reason": "录入有误"}, HEAD),
    ("/desk/records/charges/", {"agency": "{agency}", **_CHARGE}, KEEPERS),
    ("/desk/records/charges/{charge}/strike/", {"reason": "录入有误"}, KEEPERS),
    ("/desk/records/remedies/new/", {"agency": "{agency}", **_REMEDY}, RECORDERS),
    ("/desk/records/remedies/{remedy}/", {"act": "replied", "on": "2026-02-27"}, RECORDERS),
    ("/desk/records/remedies/{remedy}/", {"act": "struck", "on": "2026-02-27"}, HEAD),
    ("/desk/annual/", {"agency": "{agency}", "year": "2026", "scope": "own"}, COMPILERS),
    ("/desk/annual/{draft}/text/", {"text-1": "写了一些", "seen-1": "0", "was-1": "", "part": "1"}, COMPILERS),
    (
        "/desk/annual/{draft}/cells/applications.new.business/",
        {"act": "enter", "value": "3", "basis": "另有台账"},
        COMPILERS,
    ),
    ("/desk/annual/{draft}/flow/", {"act": "check"}, HEAD),
    ("/desk/annual/{checked}/flow/", {"act": "approve"}, frozenset({"approver"})),
    ("/desk/annual/{checked}/flow/", {"act": "send_back", "remarks": "请补充"}, HEAD | {"approver"}),
    ("/desk/annual/{approved}/flow/", {"act": "submit"}, COMPILERS),
    # The organ above accepts and returns: who supervises the organ itself does neither.
    ("/desk/annual/{submitted}/flow/", {"act": "accept"}, NOBODY),
    ("/desk/annual/{submitted}/flow/", {"act": "return", "remarks": "请补充"}, NOBODY),
    ("/desk/annual/{accepted}/flow/", {"act": "publish"}, HEAD),
    ("/desk/annual/{published}/correct/", {"explanation": "更正一处"}, COMPILERS),
)


@pytest.fixture(scope="module")
def houses(django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[tuple[House, House]]:
    """An organ and a foreign one, made once for all tests of this module."""
    with django_db_blocker.unblock(), transaction.atomic(), pytest.MonkeyPatch.context() as patch:
        patch.setattr("django.conf.settings.MEDIA_ROOT", tmp_path_factory.mktemp("files"))
        patch.setattr("django.conf.settings.PASSWORD_HASHERS", ["django.contrib.auth.hashers.MD5PasswordHasher"])
        patch.setattr("django.utils.timezone.localdate", lambda: TODAY)
        yield build_house("浮玉"), build_house("江澜")
        transaction.set_rollback(True)


def filled(told: Mapping[str, object], places: Mapping[str, int]) -> dict[str, object]:
    return {
        name.format(**places): value if isinstance(value, SimpleUploadedFile) else str(value).format(**places)
        for name, value in told.items()
    }


@pytest.mark.parametrize("role", sorted(EVERYBODY))
def test_a_role_sees_at_its_own_organ_what_is_its_to_see_and_nothing_of_another(houses, role: str) -> None:
    own, foreign = houses
    client = signed_in(own.officers[role])
    seen = {page: tried(client, "GET", page.format(**own.places)).status_code for page in PAGES}
    assert {page for page, status in seen.items() if status in (200, 302)} == {
        page for page, roles in PAGES.items() if role in roles
    }
    assert {status for status in seen.values()} <= {200, 302, 404}
    elsewhere = {page: tried(client, "GET", page.format(**foreign.places)).status_code for page in PAGES}
    assert set(elsewhere.values()) == {404}


@pytest.mark.parametrize("role", sorted(EVERYBODY))
def test_a_role_does_at_its_own_organ_what_it_may_and_nothing_else(houses, role: str) -> None:
    own, _ = houses
    client = signed_in(own.officers[role])
    wanted, got = {}, {}
    for number, (address, told, roles) in enumerate(ACTS):
        answer = tried(client, "POST", address.format(**own.places), filled(told, own.places))
        got[number, address] = answer.status_code
        wanted[number, address] = 302 if role in roles else answer.status_code if answer.status_code == 404 else 403
    assert got == wanted


@pytest.mark.parametrize("role", sorted(EVERYBODY))
def test_no_role_does_anything_at_another_organ(houses, role: str) -> None:
    own, foreign = houses
    client = signed_in(own.officers[role])
    before = Entry.objects.count()
    for address, told, _ in ACTS:
        answer = tried(client, "POST", address.format(**foreign.places), filled(told, foreign.places))
        assert answer.status_code in (403, 404, 422), address
    assert Entry.objects.count() == before


@pytest.mark.parametrize("role", sorted(EVERYBODY))
def test_a_page_for_filling_in_opens_for_those_who_may(houses, role: str) -> None:
    client = signed_in(houses[0].officers[role])
    got = {page: tried(client, "GET", page).status_code for page in FORMS}
    assert got == {page: 200 if role in roles else 403 for page, roles in FORMS.items()}


@pytest.mark.parametrize("act", ["accept", "return"])
def test_the_organ_above_accepts_and_returns_what_was_submitted(houses, act: str) -> None:
    own, foreign = houses
    supervisor = make_officer(role=AgencyRole.SUPERVISOR, agency=own.above)
    client = signed_in(supervisor)
    told = {"act": act, "remarks": "第五部分请写具体"}
    assert tried(client, "POST", f"/desk/annual/{own.places['submitted']}/flow/", told).status_code == 302
    assert tried(client, "POST", f"/desk/annual/{foreign.places['submitted']}/flow/", told).status_code == 404


@pytest.mark.parametrize("page", [*PAGES, *FORMS, "/desk/annual/", "/desk/records/documents/"])
def test_a_visitor_is_sent_to_sign_in(houses, page: str) -> None:
    address = page.format(**houses[0].places)
    answer = tried(Client(), "GET", address)
    assert answer.status_code == 302
    assert answer.url.startswith("/desk/login/?next=")
