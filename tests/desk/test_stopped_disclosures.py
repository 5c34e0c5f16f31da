"""A court's order is recorded at the desk, shown on the case, and holds the handing over back."""

from __future__ import annotations

import pytest

from desk.made_cases import TODAY, did, in_hand, made_organ
from gongkai.apps.casework import services

pytestmark = pytest.mark.django_db
TYPED = {"court": "云溪县人民法院", "order": "（2026）云行初3号之一", "part": "甲公司的报价", "on": TODAY.isoformat()}


@pytest.fixture(autouse=True)
def _monday(monkeypatch) -> None:
    monkeypatch.setattr("gongkai.desk.clock.today", lambda: TODAY)


def test_an_order_is_recorded_shown_and_holds_back_what_would_be_given(client) -> None:
    organ = made_organ()
    case = in_hand(organ)
    did(services.propose, case, organ.handler, outcome="granted.provided", facts={"provided": ["报价"], "form": "纸质"})
    did(services.approve, case, organ.leader)
    client.force_login(organ.handler)
    case.refresh_from_db()
    address = f"/desk/cases/{case.pk}/acts/disclosure_stayed/"
    assert client.post(address, {**TYPED, "seen": case.last_seq}).url == f"/desk/cases/{case.pk}/"
    page = client.get(f"/desk/cases/{case.pk}/").text
    assert "公开暂停：2026年3月16日登记，云溪县人民法院（2026）云行初3号之一裁定停止公开" in page
    assert "诉讼期间不得提供有关信息" in page
    case.refresh_from_db()
    issued = client.post(
        f"/desk/cases/{case.pk}/letter/", {"step": "issue", "on": TODAY.isoformat(), "seen": case.last_seq}
    )
    assert issued.status_code == 400
    assert "裁定停止公开，尚未解除" in issued.text
    assert case.letters.count() == 0
    lifted = {"basis": "lifted", "order": "（2026）云行初3号之二", "on": TODAY.isoformat(), "seen": case.last_seq}
    client.post(f"/desk/cases/{case.pk}/acts/stay_lifted/", lifted)
    case.refresh_from_db()
    client.post(f"/desk/cases/{case.pk}/letter/", {"step": "issue", "on": TODAY.isoformat(), "seen": case.last_seq})
    assert case.letters.count() == 1


def test_an_order_without_its_number_is_not_recorded_and_nothing_typed_is_lost(client) -> None:
    organ = made_organ()
    case = in_hand(organ)
    client.force_login(organ.handler)
    typed = {**TYPED, "order": "", "seen": case.last_seq}
    answer = client.post(f"/desk/cases/{case.pk}/acts/disclosure_stayed/", typed)
    assert answer.status_code == 400
    assert "请填写“裁定书文号”" in answer.text
    assert "云溪县人民法院" in answer.text
    assert not case.events.filter(kind_code="disclosure_stayed").exists()
