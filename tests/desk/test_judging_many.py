"""Several proposals are reviewed and approved in one form, each case for itself."""

from __future__ import annotations

import pytest

from apps.people.invented import give, make_officer
from desk.made_cases import NOT_EXISTING, TODAY, Organ, did, in_hand, made_organ, proposed_not_existing, searched
from gongkai.apps.agencies.roles import AgencyRole
from gongkai.apps.casework import services
from gongkai.apps.casework.models import Case
from gongkai.apps.casework.verification import verify
from gongkai.statute.case_stages import Stage

pytestmark = pytest.mark.django_db
ADDRESS = "/desk/cases/judging/"


@pytest.fixture(autouse=True)
def _monday(monkeypatch) -> None:
    monkeypatch.setattr("gongkai.desk.clock.today", lambda: TODAY)


@pytest.fixture
def organ() -> Organ:
    return made_organ()


def mark(case: Case) -> str:
    return f"{case.pk}.{Case.objects.get(pk=case.pk).last_seq}"


def stages(*cases: Case) -> list[Stage]:
    return [Case.objects.get(pk=case.pk).stage for case in cases]


def proposed(organ: Organ, **told: object) -> Case:
    return proposed_not_existing(in_hand(organ, **told), organ)


def sent(act: str, *cases: Case, text: str = "") -> dict[str, object]:
    marks = [mark(case) for case in cases]
    return {"act": act, "text": text, "on": TODAY.isoformat(), "case": marks, "listed": marks}


def test_the_case_page_leads_to_all_that_one_letter_could_answer(client, organ: Organ) -> None:
    first, second = proposed(organ, title="甲清单"), proposed(organ, title="乙清单")
    stranger = proposed(organ, title="丙清单", name="李四光", phone="13911111111")
    otherwise = searched(in_hand(organ, title="丁清单"), organ)
    facts = {**NOT_EXISTING, "search": "另有线索，仍未检索到"}
    did(services.propose, otherwise, organ.handler, outcome="unavailable.not_existing", facts=facts)
    client.force_login(organ.lawyer)
    page = client.get(f"/desk/cases/{first.pk}/")
    assert [case.pk for case in page.context["judged_alike"]] == [first.pk, second.pk]
    assert f"{ADDRESS}?case={mark(first)}&amp;case={mark(second)}" in page.text
    client.force_login(organ.handler)
    assert not client.get(f"/desk/cases/{first.pk}/").context["judged_alike"]
    client.force_login(organ.lawyer)
    assert not client.get(f"/desk/cases/{stranger.pk}/").context["judged_alike"]


def test_lawyer_and_leader_act_on_all_cases_of_one_answer_at_once(client, organ: Organ) -> None:
    cases = [proposed(organ, title=title) for title in ("甲清单", "乙清单", "丙清单")]
    client.force_login(organ.lawyer)
    page = client.get(ADDRESS, {"case": [mark(case) for case in cases]})
    (matter,) = page.context["matters"]
    assert [each.case.pk for each in matter.cases] == [case.pk for case in cases]
    assert page.text.count("没有检索到相关信息") == 1
    answer = client.post(ADDRESS, sent("review_passed", *cases, text="检索充分"))
    assert answer.status_code == 200
    assert "已办理 3 件" in answer.text
    assert stages(*cases) == [Stage.AWAITING_APPROVAL] * 3
    client.force_login(organ.leader)
    assert client.post(ADDRESS, sent("approved", *cases)).status_code == 200
    assert stages(*cases) == [Stage.APPROVED] * 3
    for case in cases:
        passed = case.events.get(kind_code="review_passed")
        assert (passed.details, passed.officer_id) == ({"opinion": "检索充分"}, organ.lawyer.pk)
        assert case.events.filter(kind_code="approved").count() == 1
    assert list(verify(Case.objects.all())) == [None] * 3


def test_what_is_refused_of_one_holds_up_none_and_is_told(client, organ: Organ) -> None:
    first, second = proposed(organ, title="甲清单"), proposed(organ, title="乙清单")
    told = sent("review_passed", first, second, text="检索充分，同意")
    did(services.note, second, organ.handler, text="申请人来电")
    client.force_login(organ.lawyer)
    answer = client.post(ADDRESS, told)
    assert answer.status_code == 400
    assert [case.pk for case in answer.context["result"].done] == [first.pk]
    ((refused, reason),) = answer.context["result"].refused
    assert refused.pk == second.pk
    assert "已有变动：李承办备注" in reason
    assert stages(first, second) == [Stage.AWAITING_APPROVAL, Stage.IN_REVIEW]
    # What was typed is there still, and the page goes on from how far the case has come.
    assert "检索充分，同意</textarea>" in answer.text
    assert f'name="case" value="{mark(second)}" checked' in answer.text
    assert client.post(ADDRESS, sent("review_passed", second, text="检索充分，同意")).status_code == 200
    assert stages(second) == [Stage.AWAITING_APPROVAL]


def test_sending_back_wants_a_reason_and_keeps_the_choice(client, organ: Organ) -> None:
    first, second = proposed(organ, title="甲清单"), proposed(organ, title="乙清单")
    client.force_login(organ.lawyer)
    told = {**sent("review_returned", first, second), "case": [mark(first)]}
    answer = client.post(ADDRESS, told)
    assert answer.status_code == 400
    assert "退回或者不同意的，请写明理由。" in answer.text
    assert f'value="{mark(first)}" checked' in answer.text
    assert f'value="{mark(second)}"' in answer.text
    assert f'value="{mark(second)}" checked' not in answer.text
    assert client.post(ADDRESS, {**told, "text": "检索范围不够"}).status_code == 200
    assert first.events.get(kind_code="review_returned").details == {"reason": "检索范围不够"}
    assert stages(first, second) == [Stage.HANDLING, Stage.IN_REVIEW]


def test_nothing_ticked_does_nothing_and_says_so(client, organ: Organ) -> None:
    case = proposed(organ)
    client.force_login(organ.lawyer)
    answer = client.post(ADDRESS, {**sent("review_passed", case), "case": []})
    assert answer.status_code == 400
    assert "没有选择申请件。" in answer.text
    assert stages(case) == [Stage.IN_REVIEW]


def test_the_head_consents_to_several_extensions(client, organ: Organ) -> None:
    cases = [in_hand(organ, title=title) for title in ("甲清单", "乙清单")]
    for case in cases:
        did(services.propose_extension, case, organ.handler, days=10, reason="需要调阅历年档案")
    client.force_login(organ.head)
    page = client.get(ADDRESS, {"case": [mark(case) for case in cases]})
    assert "需要调阅历年档案" in page.text
    assert client.post(ADDRESS, sent("extension_approved", *cases)).status_code == 200
    assert all(case.events.filter(kind_code="extension_approved").count() == 1 for case in cases)


def test_who_judges_nothing_is_not_let_in(client, organ: Organ) -> None:
    client.force_login(organ.handler)
    assert client.get(ADDRESS, {"case": [mark(proposed(organ))]}).status_code == 403


def test_a_case_out_of_sight_is_neither_shown_nor_judged(client, organ: Organ) -> None:
    elsewhere = proposed(made_organ("云溪县水利局"), title="别家的")
    client.force_login(organ.lawyer)
    assert "别家的" not in client.get(ADDRESS, {"case": [mark(elsewhere)]}).text
    client.post(ADDRESS, sent("review_passed", elsewhere))
    assert stages(elsewhere) == [Stage.IN_REVIEW]


def test_a_case_that_may_be_seen_but_not_judged_is_told_apart(client, organ: Organ) -> None:
    ours, elsewhere = proposed(organ), proposed(made_organ("云溪县水利局"), title="别家的")
    reader = make_officer("两边跑", role=AgencyRole.LEGAL_REVIEWER, agency=organ.agency)
    give(reader, AgencyRole.AUDITOR, elsewhere.agency)
    client.force_login(reader)
    page = client.get(ADDRESS, {"case": [mark(ours), mark(elsewhere)]})
    assert [case.pk for case in page.context["others"]] == [elsewhere.pk]
    client.post(ADDRESS, sent("review_passed", ours, elsewhere))
    assert stages(ours, elsewhere) == [Stage.AWAITING_APPROVAL, Stage.IN_REVIEW]


def test_the_list_leads_there_with_the_ticked_cases_and_back_to_its_filters(client, organ: Organ) -> None:
    case = proposed(organ)
    client.force_login(organ.lawyer)
    back = "/desk/cases/?bucket=mine"
    told = {"case": [mark(case)], "act": "judge", "back": back}
    address = client.post("/desk/cases/many/", told).url
    assert address == f"{ADDRESS}?case={mark(case)}&back=%2Fdesk%2Fcases%2F%3Fbucket%3Dmine"
    assert f'href="{back}"' in client.get(address).text
    assert 'href="/desk/cases/"' in client.get(f"{ADDRESS}?case={mark(case)}&back=//evil.example").text


def test_the_page_asks_the_database_as_often_for_many_as_for_few(
    client, organ: Organ, django_assert_max_num_queries
) -> None:
    cases = [proposed(organ, title=title) for title in "甲乙"]
    client.force_login(organ.lawyer)
    client.get(ADDRESS)
    with django_assert_max_num_queries(100) as few:
        client.get(ADDRESS, {"case": [mark_now(case) for case in cases]})
    cases += [proposed(organ, title=title) for title in "丙丁戊己"]
    marks = [mark_now(case) for case in cases]
    with django_assert_max_num_queries(len(few.captured_queries)):
        client.get(ADDRESS, {"case": marks})


def mark_now(case: Case) -> str:
    return f"{case.pk}.{case.last_seq}"


def test_each_case_judged_costs_a_bounded_number_of_queries(
    client, organ: Organ, django_assert_max_num_queries
) -> None:
    few, many = (
        [proposed(organ, title=f"{part}{number}") for number in range(size)] for part, size in (("甲", 1), ("乙", 5))
    )
    client.force_login(organ.lawyer)
    told_few, told_many = sent("review_passed", *few), sent("review_passed", *many)
    with django_assert_max_num_queries(200) as one:
        client.post(ADDRESS, told_few)
    with django_assert_max_num_queries(200) as five:
        client.post(ADDRESS, told_many)
    assert len(five.captured_queries) - len(one.captured_queries) <= 4 * 12


def test_an_answer_that_lacks_something_is_told_and_holds_up_none(client, organ: Organ) -> None:
    first, second = proposed(organ, title="甲清单"), proposed(organ, title="乙清单")
    services.save_draft(case=first, by=organ.handler, today=TODAY, purpose="answer", content="控制符")
    client.force_login(organ.lawyer)
    answer = client.post(ADDRESS, sent("review_passed", first, second))
    ((refused, reason),) = answer.context["result"].refused
    assert refused.pk == first.pk
    assert reason.startswith("答复书还不能作出，缺少：")
    assert stages(first, second) == [Stage.IN_REVIEW, Stage.AWAITING_APPROVAL]


def test_the_first_page_leads_to_the_list_where_several_are_ticked(client, organ: Organ) -> None:
    proposed(organ, title="甲清单")
    client.force_login(organ.lawyer)
    assert "在列表中批量办理" not in client.get("/desk/").text
    proposed(organ, title="乙清单")
    assert '<a href="/desk/cases/?bucket=mine">在列表中批量办理</a>' in client.get("/desk/").text
