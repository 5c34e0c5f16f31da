"""An applicant who was asked why so much is asked for gives the reasons online, Article 35."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from gongkai.apps.agencies.rights import Rights
from gongkai.apps.casework import services
from gongkai.apps.casework.models import Case, CaseEvent, Document
from gongkai.apps.people.rights import rights_of
from gongkai.desk.cases.caseload import Bucket, groups_of_the_day
from portal.acted_cases import TODAY, Acted, apply_online

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _on_a_monday_in_march(monkeypatch) -> None:
    monkeypatch.setattr(timezone, "localdate", lambda *_given, **_named: TODAY)


@pytest.fixture
def asked(client) -> Acted:
    acted = apply_online(client).registered()
    return acted.do(services.ask_reasons, counts=120, question="说明半年内提出120件申请的理由", days=5)


def address_of(acted: Acted) -> str:
    return f"/follow/{acted.case.pk}/reasons/"


def group_of(acted: Acted, bucket: Bucket) -> set[int]:
    rights: Rights = rights_of(acted.officer, TODAY)
    groups = groups_of_the_day(Case.objects.all(), officer=acted.officer, rights=rights, today=TODAY)
    return {case.pk for group in groups if group.bucket is bucket for case in group.cases}


def test_the_page_tells_what_to_explain_and_until_when(asked) -> None:
    # Five working days from Monday the 2nd end on Monday the 9th.
    assert "等您说明理由" in asked.page
    assert "说明半年内提出120件申请的理由" in asked.page
    assert "2026年3月9日" in asked.page
    assert address_of(asked) in asked.page


def test_reasons_given_online_are_the_applicants_own_act_in_the_ledger(asked) -> None:
    answer = asked.client.post(address_of(asked), {"reasons": "各件分属不同路段，不能合并。"})
    assert (answer.status_code, answer.url) == (302, f"/follow/{asked.case.pk}/")
    given = CaseEvent.objects.get(kind_code="reasons_given")
    assert (given.actor, given.officer, given.on) == ("申请人", None, TODAY)
    assert given.details == {"reasons": "各件分属不同路段，不能合并。"}
    assert "机关收到您说明的理由" in asked.page


def test_the_officer_reads_them_on_the_page_of_the_case_and_the_applicant_in_the_export(asked) -> None:
    asked.client.post(address_of(asked), {"reasons": "各件分属不同路段，不能合并。"})
    desk = Client()
    desk.force_login(asked.officer)
    assert "各件分属不同路段，不能合并。" in desk.get(f"/desk/cases/{asked.case.pk}/").text
    told = asked.client.get(f"/follow/{asked.case.pk}/everything.json").json()["本人办理"]
    assert told == [{"日期": "2026-03-02", "事项": "收到理由说明", "申请人说明的理由": "各件分属不同路段，不能合并。"}]


def test_the_case_goes_from_waiting_for_others_back_to_the_officers_own_work(asked) -> None:
    asked.do(services.assign, officer=asked.officer)
    assert group_of(asked, Bucket.OTHERS) == {asked.case.pk}
    assert group_of(asked, Bucket.MINE) == set()
    asked.client.post(address_of(asked), {"reasons": "各件分属不同路段。"})
    assert group_of(asked, Bucket.OTHERS) == set()
    assert group_of(asked, Bucket.MINE) == {asked.case.pk}


def test_papers_come_with_the_reasons(asked) -> None:
    image = SimpleUploadedFile("清单.png", b"\x89PNG\r\n\x1a\n....")
    asked.client.post(address_of(asked), {"reasons": "见清单", "papers": [image]})
    assert Document.objects.get().shown_name == "清单.png"


def test_reasons_sent_twice_are_one_and_later_ones_are_refused_with_the_article(asked) -> None:
    for _ in range(2):
        assert asked.client.post(address_of(asked), {"reasons": "各件不同"}).status_code == 302
    assert CaseEvent.objects.filter(kind_code="reasons_given").count() == 1
    asked.do(services.note, text="已阅")
    late = asked.client.post(address_of(asked), {"reasons": "再补充一点"})
    assert late.status_code == 409
    assert "政府信息公开条例第三十五条" in late.text
    assert "再补充一点" in late.text


def test_reasons_that_nobody_asked_for_are_refused_and_not_offered(client) -> None:
    acted = apply_online(client).registered()
    assert address_of(acted) not in acted.page
    answer = acted.client.post(address_of(acted), {"reasons": "想多看看"})
    assert answer.status_code == 409
    assert "没有要求申请人说明理由" in answer.text


@pytest.mark.parametrize("reasons", ["", " \u200b\u202e", "\x00\x07"])
def test_empty_reasons_are_refused(asked, reasons: str) -> None:
    answer = asked.client.post(address_of(asked), {"reasons": reasons})
    assert answer.status_code == 400
    assert "请写明理由。" in answer.text
    assert not CaseEvent.objects.filter(kind_code="reasons_given").exists()
