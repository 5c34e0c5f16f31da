"""A court stops a disclosure: the applicant is told, and nothing is handed over until the court's next word."""

from __future__ import annotations

import pytest
from django.utils import timezone

from gongkai.apps.casework import services
from gongkai.apps.casework.models import EvidenceKind
from gongkai.apps.casework.paper_kinds import Paper
from gongkai.statute.delivery import DeliveryWay
from gongkai.statute.errors import ActRefused
from portal.acted_cases import DUE, TODAY, apply_online

pytestmark = pytest.mark.django_db

COURT = {"court": "浮玉市人民法院", "part": "中标单位的报价"}
ORDER = "（2026）浮行初7号之一"
GIVEN = Paper(name="中标结果.txt", content="中标结果".encode())


@pytest.fixture(autouse=True)
def _on_a_monday_in_march(monkeypatch) -> None:
    monkeypatch.setattr(timezone, "localdate", lambda *_given, **_named: TODAY)


@pytest.fixture
def decided(client):
    acted = apply_online(client).registered()
    acted.do(services.attach, papers=(GIVEN,), evidence=EvidenceKind.GIVEN.value)
    return acted.decided()


def test_a_stop_keeps_the_answer_from_being_delivered_and_the_applicant_is_told(decided) -> None:
    decided.do(services.stay_disclosure, order=ORDER, **COURT)
    with pytest.raises(ActRefused, match="浮玉市人民法院（2026）浮行初7号之一裁定停止公开"):
        decided.do(services.deliver, way=DeliveryWay.ELECTRONIC, sent_on=TODAY, proof="系统回执")
    page = decided.page
    assert "公开暂停" in page
    assert "法院裁定诉讼期间停止公开" in page
    assert DUE in page
    assert "政府信息公开告知书" not in page


def test_what_was_delivered_is_not_handed_out_again_while_it_is_stopped(decided) -> None:
    decided.delivered()
    assert "中标结果.txt" in decided.page
    decided.do(services.stay_disclosure, order=ORDER, **COURT)
    assert "中标结果.txt" not in decided.page
    paper = decided.case.documents.get(evidence=EvidenceKind.GIVEN)
    assert decided.client.get(f"/follow/{decided.case.pk}/papers/{paper.pk}/").status_code == 404
    decided.do(services.lift_stay, basis="rejected", order="（2026）浮行初7号")
    assert "中标结果.txt" in decided.page


def test_an_answer_that_a_judgment_made_fall_is_never_shown(decided) -> None:
    fallen = decided.case.letters.get().number
    decided.do(services.stay_disclosure, order=ORDER, **COURT)
    decided.do(services.forbid_disclosure, order="（2026）浮行初7号", **COURT)
    decided.do(services.ask_third_party, party="甲公司", part="报价")
    decided.do(services.hear_third_party, party="甲公司", opinion="object", reasons="商业秘密")
    told = {"provided": ["中标结果公告"], "form": "电子文件", "redacted_by": "李承办"}
    withheld = [{"part": "报价", "ground": "refused.third_party", "reason": "商业秘密"}]
    decided.do(services.propose, outcome="partly_granted", facts={**told, "withheld": withheld})
    decided.do(services.pass_review).do(services.approve).do(services.decide).delivered()
    second = decided.case.letters.order_by("-pk")[0].number
    page = decided.page
    assert second != fallen
    assert second in page
    assert fallen not in page
    assert "中标结果.txt" not in page


def test_what_is_put_in_for_the_new_answer_of_a_reopened_case_waits_for_its_delivery(decided) -> None:
    decided.delivered()
    order = {"basis": "court", "number": "（2026）浮行初9号", "in_force_on": TODAY, "days": 20}
    decided.do(services.reopen, **order)
    anew = Paper(name="补充提供.txt", content="补充提供".encode())
    decided.do(services.attach, papers=(anew,), evidence=EvidenceKind.GIVEN.value)
    paper = decided.case.documents.get(shown_name="补充提供.txt")
    address = f"/follow/{decided.case.pk}/papers/{paper.pk}/"
    told = []
    for go_on in (lambda: None, decided.decided):
        go_on()
        told.append(("中标结果.txt" in decided.page, "补充提供.txt" in decided.page))
        assert decided.client.get(address).status_code == 404
    assert told == [(True, False), (True, False)]
    decided.delivered()
    assert "补充提供.txt" in decided.page
    assert b"".join(decided.client.get(address).streaming_content).decode() == "补充提供"


def test_the_given_paper_has_an_address_that_opens_while_nothing_is_stopped(decided) -> None:
    decided.delivered()
    paper = decided.case.documents.get(evidence=EvidenceKind.GIVEN)
    answer = decided.client.get(f"/follow/{decided.case.pk}/papers/{paper.pk}/")
    assert (answer.status_code, b"".join(answer.streaming_content).decode()) == (200, "中标结果")


def test_what_was_made_public_is_not_shown_while_a_court_has_stopped_it(decided) -> None:
    decided.delivered().do(services.make_public, address="https://fuyu.example.cn/1", column="供水")
    address = f"/search/answers/{decided.case.pk}/"
    assert decided.client.get(address).status_code == 200
    decided.do(services.stay_disclosure, order=ORDER, **COURT)
    assert decided.client.get(address).status_code == 404
    decided.do(services.lift_stay, basis="withdrawn", order="（2026）浮行初7号之二")
    assert decided.client.get(address).status_code == 200
    decided.do(services.forbid_disclosure, order="（2026）浮行终9号", **COURT)
    assert decided.client.get(address).status_code == 404
