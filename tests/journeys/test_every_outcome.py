"""Every way an application can end, over HTTP: from the form to the row of table three that counts it.

The expected rows, provisions and remedies are written by hand from the handling standard (A10.9) and 法释〔2025〕8号.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

import pytest
from django.db import transaction
from django.test import Client

from gongkai.apps.casework.lettering import restored
from gongkai.apps.casework.models import Case
from gongkai.apps.casework.seeding.chance import chance_of
from gongkai.apps.casework.seeding.grounds import invented_facts
from gongkai.apps.casework.selectors import table_three
from gongkai.apps.people.models import Officer
from gongkai.config.demonstration_city import LAND, build_city, settle_officers
from gongkai.letters.letter import as_text
from gongkai.statute.outcomes_catalogue import OUTCOMES
from journeys.days import Days

pytestmark = pytest.mark.django_db
MONDAY, LATER = date(2026, 3, 16), date(2026, 4, 20)
EARLIER = "青自然资公开〔2025〕3号"
PARTY = "青岚市远帆建设工程有限公司"
FIRST = "未经行政复议，不能直接提起行政诉讼"
SUIT = "提起行政诉讼"


@dataclass(frozen=True)
class Ending:
    """What is expected of one outcome: its row, what the letter cites, whether one may go to court at once."""

    code: str
    row: str
    cites: tuple[str, ...]
    remedy: str

    def __str__(self) -> str:
        return self.code


REVIEW_FIRST, EITHER, REVIEW_ONLY, BY_PART = "review first", "either", "review only", "by part"
REFUSED = "第三十六条第三项"
DECIDED = (
    Ending("granted.published", "granted", ("第三十六条第一项",), EITHER),
    Ending("granted.provided", "granted", ("第三十六条第二项",), EITHER),
    Ending("granted.to_be_published", "granted", ("第三十六条第二项",), EITHER),
    Ending("partly_granted", "partly_granted", ("第三十七条", "第十六条第一款"), BY_PART),
    Ending("refused.state_secret", "refused.state_secret", (REFUSED, "第十四条"), REVIEW_FIRST),
    Ending("refused.other_law", "refused.other_law", (REFUSED, "第十四条"), REVIEW_FIRST),
    Ending("refused.security_stability", "refused.security_stability", (REFUSED, "第十四条"), REVIEW_FIRST),
    Ending("refused.third_party", "refused.third_party", (REFUSED, "第十五条"), REVIEW_FIRST),
    Ending("refused.internal_affairs", "refused.internal_affairs", (REFUSED, "第十六条第一款"), REVIEW_FIRST),
    Ending("refused.deliberative", "refused.deliberative", (REFUSED, "第十六条第二款"), REVIEW_FIRST),
    Ending("refused.enforcement_file", "refused.enforcement_file", (REFUSED, "第十六条第二款"), REVIEW_FIRST),
    Ending("refused.administrative_query", "refused.administrative_query", ("第三十六条第七项",), REVIEW_ONLY),
    Ending("unavailable.not_existing", "unavailable.not_held", ("第三十六条第四项",), EITHER),
    Ending("unavailable.other_organ", "unavailable.not_held", ("第三十六条第五项",), EITHER),
    Ending("other.archives", "unavailable.not_held", ("第三十六条第五项",), EITHER),
    Ending("other.powers_transferred", "unavailable.not_held", ("第三十六条第五项",), EITHER),
    Ending("other.party_affairs", "unavailable.not_held", ("中国共产党党务公开条例",), EITHER),
    Ending("unavailable.needs_creation", "unavailable.needs_creation", ("第三十八条",), REVIEW_ONLY),
    Ending("unavailable.still_unclear", "unavailable.still_unclear", ("第三十条",), EITHER),
    Ending("declined.petition", "declined.petition", ("第三十九条第一款",), REVIEW_ONLY),
    Ending("declined.repeat", "declined.repeat", ("第三十六条第六项",), EITHER),
    Ending("declined.repeat_disclosed", "declined.repeat", ("第三十六条第六项",), REVIEW_ONLY),
    Ending("declined.publication", "declined.publication", ("第三十九条第二款",), REVIEW_ONLY),
    Ending("declined.excessive", "declined.excessive", ("第三十五条",), EITHER),
    Ending("declined.confirmation", "declined.confirmation", (), EITHER),
)
LAPSED = {"other.uncorrected": "other.uncorrected", "other.fee_unpaid": "other.fee_unpaid"}
WITHDRAWN = {"other.withdrawn": "other.other"}
NEEDS: Mapping[str, tuple[tuple[str, dict[str, str]], ...]] = {
    "refused.third_party": (
        ("third_party_asked", {"party": PARTY, "part": "单价分析表"}),
        ("third_party_answered", {"party": PARTY, "opinion": "object", "reasons": "商业秘密"}),
    ),
    "unavailable.not_existing": (
        ("searched", {"by_whom": "陈立新", "places": "档案室", "terms": "滨江绿道", "result": "没有"}),
    ),
    "unavailable.still_unclear": (
        ("correction_asked", {"items": "名称不明确", "reason": "请说明标段", "days": "15"}),
        ("corrected", {"text": "就是那份合同。"}),
    ),
    "declined.excessive": (
        ("reasons_asked", {"counts": "43", "question": "请说明理由", "days": "5"}),
        ("reasons_given", {"reasons": "个人需要"}),
    ),
}
"""What has to have happened before an outcome may be proposed."""


class Bureau:
    """The land bureau at work on one application, every act a request of the officer whose turn it is."""

    def __init__(self, officers: Mapping[str, Officer], days: Days) -> None:
        self._clients = {name: Client() for name in ("intake", "officer", "legal", "leader")}
        self._officers = officers
        self._days = days
        self.come_to(MONDAY)
        self.public = Client()
        self.case = self._received()
        self.code = ""

    def come_to(self, day: date) -> None:
        """Begin a day: everybody signs in."""
        self._days.come_to(day)
        self.today = day
        for name, client in self._clients.items():
            client.force_login(self._officers[name])

    def does(self, who: str, address: str, **told: object) -> None:
        """Send a form; it has to be accepted."""
        self.case.refresh_from_db()
        form = {"seen": self.case.last_seq, "on": self.today.isoformat(), **told}
        answer = self._clients[who].post(f"/desk/cases/{self.case.pk}/{address}/", form)
        assert answer.status_code == 302, _refusal(answer.content.decode())
        self.case.refresh_from_db()

    def act(self, who: str, code: str, **told: object) -> None:
        self.does(who, f"acts/{code}", **{"outside": "纸质函件已经当面交付", **told})

    def _received(self) -> Case:
        form = {
            "key": "0123456789abcdef" * 2,
            "act": "send",
            "kind": "natural_person",
            "name": "林知远",
            "identity_kind": "id_card",
            "identity_number": "110101190203151237",
            "phone": "10012345678",
            "title": "滨江绿道项目中标合同",
            "wanted_form": "electronic",
            "wanted_way": "online",
        }
        answer = self.public.post(f"/apply/to/{LAND}/", form)
        assert answer.status_code == 302, _refusal(answer.content.decode())
        self.receipt = self.public.get(answer.url).text
        self.case = Case.objects.get()
        self.act("intake", "receipt_confirmed", how="电话")
        self.act("intake", "registered")
        self.does("intake", "assign", officer=self._officers["officer"].pk)
        return self.case


@pytest.fixture(scope="module")
def officers(django_db_setup, django_db_blocker) -> Iterator[Mapping[str, Officer]]:
    """The officers of the demonstration's city, made once for all tests of this module."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield settle_officers(build_city())
        transaction.set_rollback(True)


@pytest.fixture
def bureau(officers, monkeypatch) -> Bureau:
    return Bureau(officers, Days(monkeypatch))


def _refusal(page: str) -> str:
    lines = [
        line for line in page.splitlines() if "refusal" in line or "field-error" in line or "error-summary" in line
    ]
    return "\n".join(lines)[:2000] or page[:500]


def typed(facts: Mapping[str, object]) -> dict[str, object]:
    """Return facts as a browser sends them: lists of lines as text, what is withheld part by part."""
    told: dict[str, object] = {}
    for name, value in facts.items():
        if name == "withheld":
            told |= {f"withheld-0-{part}": text for part, text in value[0].items()}  # type: ignore[index]
        else:
            told[name] = "\n".join(value) if isinstance(value, list) else value
    return told


def test_every_outcome_is_tried_here() -> None:
    assert {ending.code for ending in DECIDED} | LAPSED.keys() | WITHDRAWN.keys() == OUTCOMES.keys()


@pytest.mark.parametrize("ending", DECIDED, ids=str)
def test_a_decision_is_proposed_approved_issued_and_counted(bureau: Bureau, ending: Ending) -> None:
    outcome = OUTCOMES[ending.code]
    for code, told in NEEDS.get(ending.code, ()):
        bureau.act("officer", code, **told)
    facts = invented_facts(outcome, chance_of(ending.code), on=MONDAY, earlier_number=EARLIER)
    bureau.does("officer", f"decision/{ending.code}", **typed(facts))
    if ending.row != "granted":
        bureau.act("legal", "review_passed")
    bureau.act("leader", "approved")
    bureau.does("officer", "letter", step="issue")
    text = as_text(restored(bureau.case.letters.get()))
    for provision in ending.cites:
        assert provision in text
    assert remedy_told(text) == ending.remedy
    bureau.act("intake", "delivered", way="electronic", sent_on=MONDAY.isoformat(), proof="系统送达记录")
    assert bureau.case.row == ending.row
    assert counted(bureau) == {ending.row: 1}


def remedy_told(text: str) -> str:
    """Return which way the last words of a letter show."""
    first, suit = FIRST in text, SUIT in text.replace(FIRST, "")
    if first:
        return BY_PART if "其他内容" in text else REVIEW_FIRST
    return EITHER if suit else REVIEW_ONLY


def counted(bureau: Bureau) -> dict[str, int]:
    """Return the rows of outcomes that count the application, for natural persons."""
    table = table_three([bureau.case.agency_id], year=2026)
    plain = ("new", "carried_in", "carried_out", "total")
    return {row: told["natural_person"] for row, told in table.items() if told["natural_person"] and row not in plain}


def test_a_correction_that_does_not_come_ends_the_case(bureau: Bureau) -> None:
    bureau.act(
        "officer",
        "correction_asked",
        items="名称不明确",
        reason="请说明标段",
        days="15",
        delivered_on=MONDAY.isoformat(),
    )
    bureau.come_to(LATER)
    bureau.act("officer", "correction_lapsed", proof="EMS 1000000000001，3月16日签收")
    assert counted(bureau) == {"other.uncorrected": 1}


def test_a_fee_that_is_not_paid_ends_the_case(bureau: Bureau) -> None:
    bureau.does("officer", "fee", step="propose", basis="pieces", units="2", already="11")
    bureau.act("officer", "fee_notified", yuan="200", delivered_on=MONDAY.isoformat())
    bureau.come_to(LATER)
    bureau.act("officer", "fee_lapsed", proof="EMS 1000000000001，3月16日签收")
    assert counted(bureau) == {"other.fee_unpaid": 1}


def test_an_application_that_is_withdrawn_online_is_counted_as_other(bureau: Bureau) -> None:
    code = bureau.receipt.split('receipt-code">')[2].split("<")[0]
    opened = bureau.public.post("/follow/", {"number": bureau.case.reference, "code": code})
    bureau.public.post(f"{opened.url}withdrawal/", {"sure": "on"})
    bureau.case.refresh_from_db()
    assert bureau.case.stage_code == "withdrawn"
    assert counted(bureau) == {"other.other": 1}
