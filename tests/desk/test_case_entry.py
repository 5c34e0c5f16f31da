"""Entering, importing, listing, exporting and the act for many, over HTTP."""

from __future__ import annotations

import csv
import io
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from apps.people.invented import give, make_officer
from desk.made_cases import TODAY, Organ, in_hand, made_organ, taken_in
from desk.test_register_sheet import GOOD, HEADER, workbook
from gongkai.apps.agencies.roles import AgencyRole
from gongkai.apps.audit.models import Entry
from gongkai.apps.casework import services
from gongkai.apps.casework.marks import secret_code
from gongkai.apps.casework.models import Case
from gongkai.documents import xlsx
from gongkai.statute.errors import ActRefused
from gongkai.statute.receipt import Channel

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _monday(monkeypatch) -> None:
    monkeypatch.setattr("gongkai.desk.clock.today", lambda: TODAY)


@pytest.fixture
def organ() -> Organ:
    return made_organ()


def entry(organ: Organ, **changes: object) -> dict[str, object]:
    told = {
        "key": "one-form",
        "agency": organ.agency.pk,
        "channel": "in_person",
        "arrived_on": "2026-03-13",
        "kind": "natural_person",
        "name": "钱小满",
        "title": "学校食堂采购合同",
        "description": "2025年的",
    }
    return {**told, **changes}


def test_what_was_handed_in_is_entered_once_and_leads_to_the_receipt(client, organ: Organ) -> None:
    client.force_login(organ.intake)
    answers = [client.post("/desk/cases/new/", entry(organ)) for _ in range(2)]
    case = Case.objects.get()
    assert [answer.url for answer in answers] == [f"/desk/cases/{case.pk}/print/"] * 2
    assert case.received_on == date(2026, 3, 13)
    page = client.get(answers[0].url).text
    assert case.reference in page
    assert secret_code(case.intake_key) in page


def test_the_code_is_shown_once_and_then_only_when_asked_for_on_record(client, organ: Organ) -> None:
    """Whoever has the code can act as the applicant: withdraw an overdue case, for one."""
    client.force_login(organ.intake)
    address = client.post("/desk/cases/new/", entry(organ)).url
    code = secret_code(Case.objects.get().intake_key)
    assert code in client.get(address).text
    assert code not in client.get(address).text
    before = Entry.objects.filter(act="casework.reveal").count()
    assert code in client.post(address).text
    assert Entry.objects.filter(act="casework.reveal").count() == before + 1


def test_nobody_here_sees_the_code_of_who_applied_online(client, organ: Organ) -> None:
    case = taken_in(organ, channel=Channel.ONLINE)
    client.force_login(organ.intake)
    page = client.get(f"/desk/cases/{case.pk}/print/").text
    assert "查询码" not in page
    assert secret_code(case.intake_key) not in client.post(f"/desk/cases/{case.pk}/print/").text
    with pytest.raises(ActRefused, match="只告知申请人本人"):
        services.hand_out_code(case=case, by=organ.intake, today=date(2026, 3, 13))


def test_who_does_not_take_in_does_not_see_the_secret_code(client, organ: Organ) -> None:
    case = in_hand(organ)
    client.force_login(organ.lawyer)
    assert secret_code(case.intake_key) not in client.get(f"/desk/cases/{case.pk}/print/").text


def test_the_purpose_is_never_asked(client, organ: Organ) -> None:
    client.force_login(organ.intake)
    form = client.get("/desk/cases/new/").context["form"]
    assert [name for name in form.fields if "purpose" in name or "用途" in str(form.fields[name].label)] == []


def test_what_lacks_is_told_at_its_field(client, organ: Organ) -> None:
    client.force_login(organ.intake)
    answer = client.post("/desk/cases/new/", entry(organ, name="", title="", arrived_on="昨天"))
    assert answer.status_code == 400
    assert "请填写“姓名或者名称”。" in answer.text
    assert "请填写“所需信息的名称”。" in answer.text
    assert "“到达日期”应当写成 2026-03-13 这样的日期。" in answer.text
    assert not Case.objects.exists()


def test_an_arrival_tomorrow_is_refused(client, organ: Organ) -> None:
    client.force_login(organ.intake)
    answer = client.post("/desk/cases/new/", entry(organ, arrived_on="2026-03-17"))
    assert answer.status_code == 400
    assert "不能预先登记" in answer.text
    assert not Case.objects.exists()


def test_nothing_is_entered_for_another_organ(client, organ: Organ) -> None:
    client.force_login(organ.intake)
    answer = client.post("/desk/cases/new/", entry(made_organ("邻县水利局"), key="other"))
    assert answer.status_code == 400
    assert not Case.objects.exists()


def test_a_script_in_a_name_is_shown_as_text(client, organ: Organ) -> None:
    client.force_login(organ.intake)
    client.post("/desk/cases/new/", entry(organ, title="<script>alert(1)</script>清单"))
    page = client.get(f"/desk/cases/{Case.objects.get().pk}/").text
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_a_row_with_an_address_that_is_none_is_refused_and_the_others_are_taken(client, organ: Organ) -> None:
    client.force_login(organ.intake)
    content = workbook((*HEADER, "电子邮箱"), (*GOOD, "zhang@"), ("2026-03-03", *GOOD[1:], "zhang@example.com"))
    told = {"agency": organ.agency.pk, "register": SimpleUploadedFile("台账.xlsx", content)}
    tally = client.post("/desk/cases/import/", told).context["tally"]
    assert [(each.line, each.reason) for each in tally.refused] == [
        (2, "电子邮箱“zhang@”不是有效的邮箱地址，请核对；没有的留空（依据：政府信息公开条例第二十九条第二款）")
    ]
    assert [case.applicant.email for case in Case.objects.all()] == ["zhang@example.com"]


def test_a_register_is_imported_once_with_a_report_of_what_was_refused(client, organ: Organ) -> None:
    client.force_login(organ.intake)
    content = workbook(HEADER, GOOD, ("2026-03-02", "飞鸽", *GOOD[2:]), ("2026-03-30", *GOOD[1:]))

    def send():
        register = SimpleUploadedFile("台账.xlsx", content)
        return client.post("/desk/cases/import/", {"agency": organ.agency.pk, "register": register})

    first = send()
    assert first.status_code == 200
    tally = first.context["tally"]
    assert (len(tally.taken), tally.known, [row.line for row in tally.refused]) == (1, 0, [3, 4])
    assert "不在范围内" in first.text
    assert "不能预先登记" in first.text
    again = send().context["tally"]
    assert (len(again.taken), again.known) == (0, 1)
    assert Case.objects.count() == 1


def test_a_long_register_is_taken_in_by_several_requests_and_nothing_twice(client, organ: Organ, monkeypatch) -> None:
    client.force_login(organ.intake)
    content = workbook(HEADER, *((f"2026-03-0{day}", *GOOD[1:]) for day in (2, 3, 4, 5)))
    moments = iter([0.0, 1.0, 2.0, 16.0, 17.0, 100.0, 101.0, 102.0])
    monkeypatch.setattr("gongkai.desk.cases.importing.monotonic", lambda: next(moments))

    def send():
        register = SimpleUploadedFile("台账.xlsx", content)
        return client.post("/desk/cases/import/", {"agency": organ.agency.pk, "register": register})

    first, second = send(), send()
    told = [(len(each.context["tally"].taken), each.context["tally"].known) for each in (first, second)]
    assert told == [(2, 0), (2, 2)]
    assert "还有 2 行没有处理到" in first.text
    assert "没有处理到" not in second.text
    assert Case.objects.count() == 4


def test_what_is_known_costs_no_query_a_row(client, organ: Organ, django_assert_max_num_queries) -> None:
    client.force_login(organ.intake)
    content = workbook(HEADER, *((f"2026-03-{day:02d}", *GOOD[1:]) for day in range(1, 13)))
    told = {"agency": organ.agency.pk, "register": SimpleUploadedFile("台账.xlsx", content)}
    client.post("/desk/cases/import/", told)
    told["register"] = SimpleUploadedFile("台账.xlsx", content)
    with django_assert_max_num_queries(14):
        answer = client.post("/desk/cases/import/", told)
    assert answer.context["tally"].known == 12


def test_a_file_that_is_no_register_is_told(client, organ: Organ) -> None:
    client.force_login(organ.intake)
    told = {"agency": organ.agency.pk, "register": SimpleUploadedFile("台账.xlsx", b"nothing")}
    answer = client.post("/desk/cases/import/", told)
    assert answer.status_code == 400
    assert "不能读取这个文件" in answer.text


def titles(answer) -> list[str]:
    return [case.title for case in answer.context["cases"]]


def test_filters_are_kept_in_the_address_and_narrow_the_list(client, organ: Organ) -> None:
    in_hand(organ, title="食堂合同")
    in_hand(organ, title="校舍清单", on=date(2026, 2, 9))
    client.force_login(organ.handler)
    assert titles(client.get("/desk/cases/")) == ["校舍清单", "食堂合同"]
    assert titles(client.get("/desk/cases/", {"q": "食堂"})) == ["食堂合同"]
    assert titles(client.get("/desk/cases/", {"bucket": "overdue"})) == ["校舍清单"]
    assert titles(client.get("/desk/cases/", {"stage": "answered"})) == []
    assert titles(client.get("/desk/cases/", {"stage": "in_hand", "sort": "due"})) == ["校舍清单", "食堂合同"]
    assert titles(client.get("/desk/cases/", {"assignee": organ.handler.pk, "year": 2026, "department": "基建科"})) == [
        "校舍清单",
        "食堂合同",
    ]
    assert 'value="食堂"' in client.get("/desk/cases/", {"q": "食堂"}).text


@pytest.mark.parametrize("sort", ["newest", "due", "received"])
def test_pages_of_the_list_neither_overlap_nor_leave_out(client, organ: Organ, monkeypatch, sort: str) -> None:
    monkeypatch.setattr("gongkai.desk.cases.case_filters.PAGE_CASES", 2)
    monkeypatch.setattr("gongkai.desk.cases.case_list.PAGE_CASES", 2)
    for number in range(5):
        in_hand(organ, title=f"第{number}件", on=date(2026, 3, 2 + number // 2))
    client.force_login(organ.handler)
    seen: list[str] = []
    after = ""
    while True:
        answer = client.get("/desk/cases/", {"sort": sort, "after": after})
        seen += titles(answer)
        after = answer.context["next"]
        if not after:
            break
    expected = {
        "newest": ["第4件", "第3件", "第2件", "第1件", "第0件"],
        "due": ["第0件", "第1件", "第2件", "第3件", "第4件"],
        "received": ["第4件", "第3件", "第2件", "第1件", "第0件"],
    }
    assert seen == expected[sort]


def test_words_find_a_reference_a_title_and_the_one_matter_of_a_split_application(client) -> None:
    organ = made_organ()
    client.force_login(organ.handler)
    found = in_hand(organ, title="APEC会场租用合同")
    in_hand(organ, title="食堂合同")
    split = in_hand(organ, title="会议费用")
    Case.objects.filter(pk=split.pk).update(item="车辆租用费明细")
    for words, expected in (
        ("租用", ["会议费用", "APEC会场租用合同"]),
        ("apec", ["APEC会场租用合同"]),
        (found.reference.lower(), ["APEC会场租用合同"]),
        ("100%", []),
        ("无此事项", []),
    ):
        assert titles(client.get("/desk/cases/", {"q": words})) == expected


@pytest.mark.parametrize(
    "query",
    [
        {"after": "x"},
        {"after": "2026-99-99_3", "sort": "due"},
        {"after": "9" * 40},
        {"stage": "none", "sort": "none"},
        {"year": "-5"},
        {"q": "a" * 300},
        {"q": "\ud7ff\u202e" + "%_\\'"},
    ],
)
def test_an_address_that_makes_no_sense_still_shows_a_list(client, organ: Organ, query: dict[str, str]) -> None:
    in_hand(organ)
    client.force_login(organ.handler)
    assert client.get("/desk/cases/", query).status_code == 200


def test_an_address_with_a_null_character_is_refused(client, organ: Organ) -> None:
    client.force_login(organ.handler)
    assert client.get("/desk/cases/", {"q": "\x00食堂"}).status_code == 400


def test_the_export_holds_what_the_filters_found_with_names_masked(client, organ: Organ) -> None:
    in_hand(organ, title="=1+1", name="欧阳明月")
    in_hand(organ, title="另一件")
    client.force_login(organ.handler)
    text = client.get("/desk/cases/export.csv", {"q": "1+1"}).content.decode("utf-8-sig")
    header, row = csv.reader(io.StringIO(text))
    assert row[header.index("标题")] == "'=1+1"
    assert row[header.index("申请人")] == "欧***"
    (grid,) = xlsx.read(client.get("/desk/cases/export.xlsx", {"q": "1+1"}).content).blocks
    assert grid.rows[1][3] == "=1+1"
    assert client.get("/desk/cases/export.pdf").status_code == 404


def test_many_are_assigned_at_once_and_the_refused_are_told(client, organ: Organ) -> None:
    first, second = in_hand(organ, title="第一件"), in_hand(organ, title="第二件")
    client.force_login(organ.head)
    marks = [f"{first.pk}.{first.last_seq}", f"{second.pk}.{second.last_seq - 1}"]
    told = {"act": "assign", "case": marks, "officer": organ.handler.pk, "department": "办公室"}
    answer = client.post("/desk/cases/many/", told)
    assert answer.status_code == 400
    assert f"{second.reference}：" in answer.text
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.department, second.department) == ("办公室", "基建科")


def test_many_that_are_all_done_lead_back_to_the_same_list(client, organ: Organ) -> None:
    case = in_hand(organ)
    client.force_login(organ.head)
    told = {
        "act": "assign",
        "case": [f"{case.pk}.{case.last_seq}"],
        "officer": organ.handler.pk,
        "back": "/desk/cases/?year=2026",
    }
    assert client.post("/desk/cases/many/", told).url == "/desk/cases/?year=2026"
    case.refresh_from_db()
    hostile = {**told, "case": [f"{case.pk}.{case.last_seq}"], "back": "https://elsewhere.example/desk/cases/"}
    assert client.post("/desk/cases/many/", hostile).url == "/desk/cases/"


def test_a_fee_is_reckoned_before_it_is_proposed(client, organ: Organ) -> None:
    case = in_hand(organ)
    client.force_login(organ.handler)
    told = {"seen": case.last_seq, "on": "2026-03-16", "basis": "pages", "units": "250", "step": "reckon"}
    address = f"/desk/cases/{case.pk}/fee/"
    page = client.post(address, told).text
    # 30 free, 70 at 10, 100 at 20, 50 at 40.
    assert "提出收取 4700 元" in page
    assert not case.events.filter(kind_code="fee_proposed").exists()
    assert client.post(address, {**told, "step": "propose"}).status_code == 302
    assert case.events.get(kind_code="fee_proposed").details["yuan"] == 4700


def test_a_supervisor_lists_the_organs_below_and_no_others(client, organ: Organ) -> None:
    own = in_hand(organ, title="本机关的")
    other = in_hand(made_organ("邻县水利局"), title="别家的")
    supervisor = make_officer("温监督", role=AgencyRole.SUPERVISOR, agency=organ.agency)
    client.force_login(supervisor)
    assert titles(client.get("/desk/cases/")) == [own.title]
    give(supervisor, AgencyRole.HANDLER, other.agency)
    assert titles(client.get("/desk/cases/")) == [other.title, own.title]


def test_who_takes_in_nowhere_is_told_before_typing(client, organ: Organ) -> None:
    client.force_login(organ.auditor)
    for address in ("/desk/cases/new/", "/desk/cases/import/"):
        assert client.get(address).status_code == 403
    client.force_login(organ.intake)
    assert client.get("/desk/cases/new/").status_code == 200


def test_an_act_for_many_that_is_refused_keeps_filters_ticks_and_what_was_typed(client, organ: Organ) -> None:
    first, second = in_hand(organ, title="第一件"), in_hand(organ, title="第二件")
    client.force_login(organ.head)
    told = {
        "act": "assign",
        "case": [f"{first.pk}.{first.last_seq}", f"{second.pk}.{second.last_seq - 1}"],
        "officer": organ.handler.pk,
        "department": "法规科",
        "back": "/desk/cases/?q=%E7%AC%AC&sort=due",
    }
    answer = client.post("/desk/cases/many/", told)
    assert answer.status_code == 400
    assert f"已办理 1 件：{first.reference}" in answer.text
    assert answer.context["form"]["q"].value() == "第"
    assert 'value="法规科"' in answer.text
    assert f'value="{organ.handler.pk}" selected' in answer.text
    second.refresh_from_db()
    assert (
        f'value="{second.pk}.{second.last_seq}" form="many" aria-label="选择{second.reference}" checked' in answer.text
    )
    assert answer.text.count(" checked>") == 1
    assert 'name="back" value="/desk/cases/?q=%E7%AC%AC&amp;sort=due"' in answer.text
