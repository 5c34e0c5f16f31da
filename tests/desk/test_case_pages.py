"""Cases at the desk over HTTP: today, the list, one case, its acts."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from apps.people.invented import make_officer
from desk.made_cases import (
    NOT_EXISTING,
    TODAY,
    Organ,
    did,
    in_hand,
    made_organ,
    proposed_not_existing,
    searched,
    taken_in,
)
from gongkai.apps.agencies.roles import AgencyRole
from gongkai.apps.audit.models import Entry
from gongkai.apps.casework import services
from gongkai.apps.casework.models import Case
from gongkai.apps.people.models import Officer
from gongkai.statute.case_stages import Stage
from gongkai.statute.receipt import Channel

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _monday(monkeypatch) -> None:
    monkeypatch.setattr("gongkai.desk.clock.today", lambda: TODAY)


@pytest.fixture
def organ() -> Organ:
    return made_organ()


def test_today_puts_each_case_into_its_groups(client, organ: Organ) -> None:
    # Of 9 February 2026, due on 13 March: off from 15 to 23 February, worked on the 14th and the 28th.
    in_hand(organ, on=date(2026, 2, 10), title="今日到期的")
    in_hand(organ, on=date(2026, 2, 9), title="逾期的")
    in_hand(organ, on=date(2026, 2, 12), title="就要到期的")
    in_hand(organ, on=TODAY, title="刚收到的")
    client.force_login(organ.handler)
    groups = {group.bucket.code: group for group in client.get("/desk/").context["groups"]}
    told = {code: [case.title for case in group.cases] for code, group in groups.items()}
    assert told["today"] == ["今日到期的"]
    assert told["overdue"] == ["逾期的"]
    assert told["soon"] == ["就要到期的"]
    assert told["mine"] == ["逾期的", "今日到期的", "就要到期的", "刚收到的"]
    assert told["others"] == []


def test_what_waits_for_the_applicant_is_with_others(client, organ: Organ) -> None:
    case = in_hand(organ)
    did(services.ask_correction, case, organ.handler, items=["所需信息的年度"], reason="请写明", days=15)
    client.force_login(organ.handler)
    groups = {group.bucket.code: group.total for group in client.get("/desk/").context["groups"]}
    assert groups == {"overdue": 0, "today": 0, "soon": 0, "mine": 0, "others": 1}


def test_what_awaits_review_is_the_lawyers(client, organ: Organ) -> None:
    case = in_hand(organ)
    proposed_not_existing(case, organ)
    for officer, mine in ((organ.lawyer, 1), (organ.handler, 0), (organ.leader, 0)):
        client.force_login(officer)
        groups = {group.bucket.code: group.total for group in client.get("/desk/").context["groups"]}
        assert groups["mine"] == mine


def test_a_case_of_another_organ_is_not_there(client, organ: Organ) -> None:
    case = in_hand(made_organ("邻县水利局"))
    client.force_login(organ.handler)
    assert client.get(f"/desk/cases/{case.pk}/").status_code == 404
    assert case.title not in client.get("/desk/cases/").text


def test_the_case_page_tells_the_clock_with_its_articles(client, organ: Organ) -> None:
    case = in_hand(organ, on=date(2026, 2, 9))
    client.force_login(organ.handler)
    page = client.get(f"/desk/cases/{case.pk}/").text
    assert "2026年3月13日" in page
    assert "政府信息公开条例第三十三条第二款" in page
    assert "春节放假" in page


def test_lawful_acts_are_links_and_the_others_tell_the_article(client, organ: Organ) -> None:
    case = in_hand(organ)
    client.force_login(organ.handler)
    page = client.get(f"/desk/cases/{case.pk}/").text
    assert f"/desk/cases/{case.pk}/acts/correction_asked/" in page
    assert f'href="/desk/cases/{case.pk}/acts/delivered/"' not in page
    closed = page[page.index("现在不能办理的事项") :]
    assert "送达答复" in closed
    assert "条例" in closed


def test_an_act_without_the_role_is_greyed_and_refused(client, organ: Organ) -> None:
    case = in_hand(organ)
    client.force_login(organ.lawyer)
    page = client.get(f"/desk/cases/{case.pk}/").text
    assert f"/desk/cases/{case.pk}/acts/correction_asked/" not in page
    assert client.get(f"/desk/cases/{case.pk}/acts/correction_asked/").status_code == 403


def test_an_applicant_is_masked_until_shown_and_the_look_is_logged(client, organ: Organ) -> None:
    case = in_hand(organ, name="欧阳明月")
    client.force_login(organ.handler)
    assert "欧阳明月" not in client.get(f"/desk/cases/{case.pk}/").text
    before = Entry.objects.filter(act="casework.reveal").count()
    page = client.post(f"/desk/cases/{case.pk}/applicant/").text
    assert "欧阳明月" in page
    assert Entry.objects.filter(act="casework.reveal").count() == before + 1


def test_an_auditor_may_look_but_not_reveal(client, organ: Organ) -> None:
    case = in_hand(organ)
    client.force_login(organ.auditor)
    assert client.get(f"/desk/cases/{case.pk}/").status_code == 200
    assert client.post(f"/desk/cases/{case.pk}/applicant/").status_code == 403


def test_a_form_does_the_act_and_returns_to_the_case(client, organ: Organ) -> None:
    case = in_hand(organ)
    client.force_login(organ.handler)
    told = {
        "seen": case.last_seq,
        "on": "2026-03-16",
        "items": "所需信息的年度\n获取方式",
        "reason": "请写明年度",
        "days": "15",
        "outside": "纸质告知书已经当面交付",
    }
    answer = client.post(f"/desk/cases/{case.pk}/acts/correction_asked/", told)
    assert (answer.status_code, answer.url) == (302, f"/desk/cases/{case.pk}/")
    case.refresh_from_db()
    assert case.stage is Stage.AWAITING_CORRECTION
    assert case.events.get(kind_code="correction_asked").details["items"] == ["所需信息的年度", "获取方式"]


def test_what_the_law_refuses_is_told_with_the_article_and_keeps_what_was_typed(client, organ: Organ) -> None:
    case = in_hand(organ)
    client.force_login(organ.handler)
    told = {"seen": case.last_seq, "on": "2026-03-16", "days": "21", "reason": "需要查阅大量档案"}
    answer = client.post(f"/desk/cases/{case.pk}/acts/extension_proposed/", told)
    assert answer.status_code == 400
    assert "第三十三条" in answer.text
    assert "需要查阅大量档案" in answer.text
    case.refresh_from_db()
    assert not case.events.filter(kind_code="extension_proposed").exists()


def test_an_officer_who_is_late_is_told_what_happened_and_may_go_on(client, organ: Organ) -> None:
    case = in_hand(organ)
    seen = case.last_seq
    did(services.note, case, organ.head, text="请抓紧")
    client.force_login(organ.handler)
    told = {
        "seen": seen,
        "on": "2026-03-16",
        "items": "年度",
        "reason": "我写了很久的理由",
        "days": "15",
        "step": "issue",
    }
    address = f"/desk/cases/{case.pk}/acts/correction_asked/"
    answer = client.post(address, told)
    assert answer.status_code == 400
    assert "周主任：备注" in answer.text
    assert "我写了很久的理由" in answer.text
    assert f'name="seen" value="{seen + 1}"' in answer.text
    assert client.post(address, {**told, "seen": seen + 1}).status_code == 302


def test_scans_are_put_into_the_file_and_handed_out_as_attachments(client, organ: Organ) -> None:
    case = in_hand(organ)
    client.force_login(organ.handler)
    scan = SimpleUploadedFile("../信 封.pdf", b"%PDF-1.7\n1 0 obj<<>>endobj\n%%EOF")
    told = {"seen": case.last_seq, "on": "2026-03-16", "evidence": "envelope", "papers": scan}
    answer = client.post(f"/desk/cases/{case.pk}/acts/document_attached/", told)
    assert answer.status_code == 302, answer.text
    paper = case.documents.get()
    handed = client.get(f"/desk/cases/{case.pk}/papers/{paper.pk}/")
    assert handed["Content-Disposition"].startswith("attachment")
    assert handed.content.startswith(b"%PDF")
    other = in_hand(organ, title="另一件")
    assert client.get(f"/desk/cases/{other.pk}/papers/{paper.pk}/").status_code == 404


def test_a_file_of_a_kind_that_is_not_taken_is_told(client, organ: Organ) -> None:
    case = in_hand(organ)
    client.force_login(organ.handler)
    told = {"seen": case.last_seq, "on": "2026-03-16", "evidence": "other"}
    program = SimpleUploadedFile("程序.pdf", b"MZ\x90\x00" + bytes(400))
    answer = client.post(f"/desk/cases/{case.pk}/acts/document_attached/", {**told, "papers": program})
    assert answer.status_code == 400
    assert "不能接收" in answer.text
    assert not case.documents.exists()


def test_an_unknown_act_is_not_there(client, organ: Organ) -> None:
    case = in_hand(organ)
    client.force_login(organ.handler)
    assert client.get(f"/desk/cases/{case.pk}/acts/abolished/").status_code == 404
    assert client.get(f"/desk/cases/{case.pk}/acts/decided/").status_code == 404


def test_a_case_is_handed_to_an_officer(client, organ: Organ) -> None:
    case = taken_in(organ)
    did(services.register, case, organ.intake)
    case.refresh_from_db()
    client.force_login(organ.head)
    told = {"seen": case.last_seq, "on": "2026-03-16", "officer": organ.handler.pk, "department": "基建科"}
    assert client.post(f"/desk/cases/{case.pk}/assign/", told).status_code == 302
    case.refresh_from_db()
    assert (case.assignee, case.department) == (organ.handler, "基建科")


def test_a_case_is_not_handed_to_somebody_who_does_not_work_there(client, organ: Organ) -> None:
    case = in_hand(organ)
    stranger = made_organ("邻县水利局").handler
    client.force_login(organ.head)
    told = {"seen": case.last_seq, "on": "2026-03-16", "officer": stranger.pk}
    assert client.post(f"/desk/cases/{case.pk}/assign/", told).status_code == 400


@pytest.mark.parametrize("address", ["/desk/", "/desk/cases/", "/desk/cases/{case}/", "/desk/cases/{case}/decision/"])
def test_pages_cost_the_same_for_three_and_for_thirty(
    client, organ: Organ, address: str, django_assert_max_num_queries
) -> None:
    cases = [in_hand(organ, title=f"第{number}件", phone=f"1390000{number:04d}") for number in range(3)]
    client.force_login(organ.handler)
    address = address.format(case=cases[0].pk)
    client.get(address)
    with django_assert_max_num_queries(40) as first:
        client.get(address)
    for number in range(3, 30):
        in_hand(organ, title=f"第{number}件", phone=f"1390000{number:04d}")
    with django_assert_max_num_queries(len(first)):
        client.get(address)


def test_the_case_page_costs_the_same_for_a_long_history(client, organ: Organ, django_assert_max_num_queries) -> None:
    case = in_hand(organ)
    client.force_login(organ.handler)
    did(services.note, case, organ.handler, text="第一条备注")
    client.get(f"/desk/cases/{case.pk}/")
    with django_assert_max_num_queries(40) as first:
        client.get(f"/desk/cases/{case.pk}/")
    for number in range(12):
        did(services.note, case, organ.handler, text=f"备注{number}")
    with django_assert_max_num_queries(len(first)):
        client.get(f"/desk/cases/{case.pk}/")


def test_suspected_repeats_and_other_matters_are_pointed_out(client, organ: Organ) -> None:
    earlier = in_hand(organ)
    again = in_hand(organ, title="云溪县２０２５年 中小学校舍维修项目清单")
    complaint = in_hand(organ, title="举报某校乱收费并请查处", description="", phone="13911111111")
    client.force_login(organ.handler)
    assert earlier.reference in client.get(f"/desk/cases/{again.pk}/").text
    assert "像是信访、投诉、举报" in client.get(f"/desk/cases/{complaint.pk}/").text


def test_mail_that_is_not_confirmed_waits_for_intake(client, organ: Organ) -> None:
    case = taken_in(organ, channel=Channel.ORDINARY_MAIL)
    client.force_login(organ.intake)
    page = client.get("/desk/")
    groups = {group.bucket.code: [each.pk for each in group.cases] for group in page.context["groups"]}
    assert groups["mine"] == [case.pk]
    assert "期限没有起算" in client.get(f"/desk/cases/{case.pk}/").text


def day_of(client, officer: Officer, monkeypatch, day: date) -> dict[str, list[int]]:
    monkeypatch.setattr("gongkai.desk.clock.today", lambda: day)
    client.force_login(officer)
    groups = client.get("/desk/").context["groups"]
    return {group.bucket.code: [case.pk for case in group.cases] for group in groups if group.total}


def in_court(case: Case, organ: Organ) -> None:
    did(services.stay_disclosure, case, organ.handler, court="云溪县人民法院", order="（2026）云行初3号", part="报价")


def with_reasons_asked(case: Case, organ: Organ) -> None:
    did(services.ask_reasons, case, organ.handler, counts=120, question="说明理由", days=5)


def with_a_silent_third_party(case: Case, organ: Organ) -> None:
    did(services.ask_third_party, case, organ.handler, party="甲公司", part="报价")


# Received on Monday 16 March, off on 4 to 6 April: twenty working days end on Tuesday 14 April. The third party has
# fifteen of them, until Tuesday 7 April, which are left out: off on 1 to 5 May, the term then ends on Friday 8 May.
@pytest.mark.parametrize(
    ("begun", "stage", "due"),
    [
        (in_court, Stage.STAYED, date(2026, 4, 14)),
        (with_reasons_asked, Stage.AWAITING_REASONS, date(2026, 4, 14)),
        (with_a_silent_third_party, Stage.CONSULTING, date(2026, 5, 8)),
    ],
)
def test_a_case_whose_clock_runs_falls_due_though_others_are_waited_for(
    client, organ: Organ, monkeypatch, begun, stage: Stage, due: date
) -> None:
    case = in_hand(organ)
    begun(case, organ)
    case.refresh_from_db()
    assert (case.stage, case.due_on) == (stage, due)
    found = {
        TODAY: "others",
        due - timedelta(days=1): "soon",
        due: "today",
        due + timedelta(days=1): "overdue",
    }
    for day, bucket in found.items():
        assert day_of(client, organ.handler, monkeypatch, day) == {bucket: [case.pk]}
        listed = client.get(f"/desk/cases/?bucket={bucket}").text
        assert case.reference in listed
    assert "已逾期" in listed


def test_a_case_whose_clock_waits_falls_due_on_no_day(client, organ: Organ, monkeypatch) -> None:
    case = in_hand(organ)
    told = {"items": ["年度"], "reason": "不明", "days": 10, "delivered_on": TODAY}
    did(services.ask_correction, case, organ.handler, **told)
    case.refresh_from_db()
    assert case.due_on is None
    assert day_of(client, organ.handler, monkeypatch, date(2026, 6, 1)) == {"others": [case.pk]}


def test_an_extension_that_is_proposed_waits_for_the_head_until_it_is_settled(client, organ: Organ) -> None:
    case = in_hand(organ)

    def mine_of_the_head() -> int:
        client.force_login(organ.head)
        return {group.bucket.code: group.total for group in client.get("/desk/").context["groups"]}["mine"]

    assert mine_of_the_head() == 0
    did(services.propose_extension, case, organ.handler, days=20, reason="需要查找档案")
    did(services.note, case, organ.handler, text="已说明")
    assert mine_of_the_head() == 1
    did(services.return_extension, case, organ.head, reason="再找找")
    assert mine_of_the_head() == 0
    did(services.propose_extension, case, organ.handler, days=10, reason="档案在外馆")
    assert mine_of_the_head() == 1
    did(services.approve_extension, case, organ.head)
    assert mine_of_the_head() == 0


def test_a_supervisor_sees_the_case_but_opens_no_paper_and_no_letter(client, organ: Organ) -> None:
    case = in_hand(organ)
    scan = services.Paper(name="信封.pdf", content=b"%PDF-1.7\n1 0 obj<<>>endobj\n%%EOF")
    did(services.attach, case, organ.handler, papers=(scan,), evidence="envelope")
    paper = case.documents.get()
    client.force_login(make_officer("温监督", role=AgencyRole.SUPERVISOR, agency=organ.agency))
    page = client.get(f"/desk/cases/{case.pk}/").text
    assert "信封.pdf" in page
    assert f"/desk/cases/{case.pk}/papers/" not in page
    assert client.get(f"/desk/cases/{case.pk}/papers/{paper.pk}/").status_code == 403
    assert client.get(f"/desk/cases/{case.pk}/letter/").status_code == 403


def test_a_slip_in_the_count_of_a_fee_is_told_at_once(client, organ: Organ) -> None:
    case = in_hand(organ)
    client.force_login(organ.handler)
    told = {"seen": case.last_seq, "on": TODAY, "basis": "pieces", "units": "3000000", "already": "11"}
    answer = client.post(f"/desk/cases/{case.pk}/fee/", told)
    assert answer.status_code == 400
    assert "“件数或者页数”不能超过100000，请核对。" in answer.text
    assert 'value="3000000"' in answer.text


def test_what_cannot_be_done_for_one_reason_is_listed_once_with_it(client, organ: Organ) -> None:
    case = taken_in(organ)
    client.force_login(organ.handler)
    page = client.get(f"/desk/cases/{case.pk}/").text
    assert page.count("申请尚未登记（政府信息公开条例第四十五条）") == 1


def test_who_approves_has_the_opinions_before_him_beside_the_proposal(client, organ: Organ) -> None:
    told = {"outcome": "unavailable.not_existing", "facts": NOT_EXISTING, "opinion": "两处档案室都查过了。"}
    case = did(services.propose, searched(in_hand(organ), organ), organ.handler, **told)
    did(services.pass_review, case, organ.lawyer, opinion="检索范围足够，同意。")
    client.force_login(organ.leader)
    page = client.get(f"/desk/cases/{case.pk}/").text
    panel = page[page.index('id="proposal-heading"') : page.index('id="request-heading"')]
    assert "两处档案室都查过了。" in panel
    assert "检索范围足够，同意。" in panel


def test_a_case_leads_back_to_the_list_as_it_was_filtered(client, organ: Organ) -> None:
    case = in_hand(organ)
    client.force_login(organ.handler)
    assert '<a href="/desk/cases/">申请件</a>' in client.get(f"/desk/cases/{case.pk}/").text
    client.get("/desk/cases/", {"stage": "in_hand", "sort": "due"})
    way_back = '<a href="/desk/cases/?stage=in_hand&amp;sort=due">申请件</a>'
    assert way_back in client.get(f"/desk/cases/{case.pk}/").text
    assert way_back in client.get(f"/desk/cases/{case.pk}/acts/noted/").text
    client.get("/desk/cases/")
    assert '<a href="/desk/cases/">申请件</a>' in client.get(f"/desk/cases/{case.pk}/").text
