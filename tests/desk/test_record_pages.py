"""The registers behind the report as their officers use them: nothing typed is lost, two at once, bad input."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from apps.people.invented import give, make_agency, make_officer
from desk.made_cases import Organ, taken_in
from desk.yearly_house import TODAY, House, build_house, register_of, signed_in
from gongkai.apps.agencies.models import Agency
from gongkai.apps.agencies.roles import AgencyRole
from gongkai.apps.casework.models import Case
from gongkai.apps.disclosure.models import Charge, CleanUp, CleanUpItem, Decision, DecisionImport, RuleDocument
from gongkai.apps.disclosure.register_files import RegisterFileError
from gongkai.apps.remedies.models import RemedyCase
from gongkai.apps.search.services import catch_up

pytestmark = pytest.mark.django_db
DOCUMENT = {
    "kind": "normative_documents",
    "title": "节水管理办法",
    "number": "浮水规〔2026〕9号",
    "made_on": "2026-01-05",
    "in_force_on": "2026-02-05",
    "text": "第一条　为了节约用水。",
}
CHARGE = {
    "item": "考试费",
    "basis": "发改价格〔2020〕1号",
    "period_from": "2025-01-01",
    "period_until": "2025-12-31",
    "amount_yuan": "10.50",
}
REMEDY = {
    "block": "reconsideration",
    "authority": "浮玉市人民政府",
    "number": "浮府复〔2026〕8号",
    "received_on": "2026-02-02",
    "attacked": "逾期不答复",
}


@pytest.fixture
def house(monkeypatch) -> House:
    monkeypatch.setattr("desk.yearly_house.STATES", {})
    monkeypatch.setattr("django.utils.timezone.localdate", lambda: TODAY)
    return build_house("浮玉")


@pytest.fixture
def places(house, monkeypatch) -> dict[str, int]:
    agency = house.agency
    return {
        "agency": agency.pk,
        "document": RuleDocument.objects.get(agency=agency, published_on=None).pk,
        "judged": RuleDocument.objects.exclude(published_on=None).get(agency=agency).pk,
        "cleanup": CleanUp.objects.get(agency=agency).pk,
        "charge": Charge.objects.get(agency=agency).pk,
        "remedy": RemedyCase.objects.get(agency=agency).pk,
    }


@pytest.fixture
def head(house) -> Client:
    return signed_in(house.officers["disclosure_head"])


@pytest.fixture
def editor(house) -> Client:
    return signed_in(house.officers["editor"])


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"title": ""}, "请填写“标题”。"),
        ({"made_on": "2026-13-01"}, "2026-03-13"),
        ({"made_on": "2026-12-01", "in_force_on": "2026-12-02"}, "成文日期晚于今天"),
        ({"in_force_on": "2025-02-05"}, "施行日期早于成文日期"),
        ({"published_on": "2025-12-31"}, "发布日期早于成文日期"),
        ({"term_until": "2026-01-31"}, "有效期早于施行日期"),
        ({"number": "浮玉水规〔2022〕1号"}, "已经登记了文号"),
        ({"title": "长" * 301}, "300"),
    ],
)
def test_a_document_that_cannot_be_is_refused_and_stays_typed(house, places, editor, changed, told) -> None:
    answer = editor.post("/desk/records/documents/new/", {"agency": places["agency"], **DOCUMENT, **changed})
    assert answer.status_code == 422
    assert told in answer.text
    assert "第一条　为了节约用水。" in answer.text
    assert RuleDocument.objects.count() == 2


def test_a_document_is_registered_published_and_found_by_its_title(house, places, editor) -> None:
    made = editor.post("/desk/records/documents/new/", {"agency": places["agency"], **DOCUMENT}).url
    assert "尚未发布" in editor.get(made).text
    assert editor.post(f"{made}publish/", {"published_on": "2026-01-08"}).url == made
    assert "2026年1月8日" in editor.get(made).text
    catch_up()
    for words in ("节水", "浮水规〔2026〕9号", "9号 办法"):
        listed = editor.get("/desk/records/documents/", {"q": words}).text
        assert "节水管理办法" in listed
        assert "取水许可" not in listed
    assert "没有符合条件的文件" in editor.get("/desk/records/documents/", {"q": "水节"}).text
    assert "没有符合条件的文件" in editor.get("/desk/records/documents/", {"q": "节水", "validity": "repealed"}).text


def test_a_document_of_an_organ_out_of_sight_is_not_found_by_its_words(house, places, editor) -> None:
    editor.post("/desk/records/documents/new/", {"agency": places["agency"], **DOCUMENT})
    catch_up()
    elsewhere = make_agency("浮玉市教育局", code="990100-EDU")
    other = Client()
    other.force_login(make_officer(role=AgencyRole.EDITOR, agency=elsewhere))
    assert "节水管理办法" not in other.get("/desk/records/documents/", {"q": "节水"}).text
    assert "节水管理办法" in editor.get("/desk/records/documents/", {"q": "节水"}).text


def test_of_very_many_documents_with_some_words_the_newest_are_listed_and_it_is_said(
    house, places, editor, monkeypatch
) -> None:
    for number, day in ((1, "2026-01-03"), (2, "2026-01-05"), (3, "2026-01-04")):
        told = {"title": f"节水办法{number}", "number": f"节水{number}", "made_on": day}
        editor.post("/desk/records/documents/new/", {"agency": places["agency"], **DOCUMENT, **told})
    catch_up()
    monkeypatch.setattr("gongkai.apps.disclosure.selectors.documents.MOST_FOUND", 2)
    listed = editor.get("/desk/records/documents/", {"q": "节水"}).text
    assert "符合的文件很多" in listed
    assert [number for number in "123" if f"节水办法{number}" in listed] == ["2", "3"]


@pytest.mark.parametrize(("day", "told"), [("", "请填写“发布日期”。"), ("昨天", "2026-03-13"), ("2019-01-01", "之间")])
def test_a_day_of_publication_that_cannot_be_is_refused_in_words(house, places, editor, day: str, told: str) -> None:
    answer = editor.post(f"/desk/records/documents/{places['document']}/publish/", {"published_on": day})
    assert answer.status_code == 422
    assert told in answer.text


def test_of_two_who_publish_at_once_the_second_is_told(house, places, editor, head) -> None:
    address = f"/desk/records/documents/{places['document']}/publish/"
    assert editor.post(address, {"published_on": "2026-02-01"}).status_code == 302
    answer = head.post(address, {"published_on": "2026-02-02"})
    assert answer.status_code == 422
    assert RuleDocument.objects.get(pk=places["document"]).published_on == date(2026, 2, 1)


@pytest.mark.parametrize(
    ("told", "refusal"),
    [
        ({"act": "replaced", "other_number": "没有的文号"}, "没有登记过这个文号的文件"),
        ({"act": "replaced"}, "请指明替代它的新文件"),
        ({"act": "extended"}, "有效期"),
        ({"act": "repealed", "on": "1949-01-01"}, "早于"),
        ({"act": "nothing"}, "nothing"),
    ],
)
def test_a_change_that_cannot_be_is_refused_and_stays_typed(house, places, editor, told, refusal: str) -> None:
    asked = {"on": "2026-02-01", "basis": "局务会议决定"} | told
    answer = editor.post(f"/desk/records/documents/{places['document']}/", asked)
    assert answer.status_code == 422
    assert refusal in answer.text
    assert 'value="局务会议决定"' in answer.text


def also_registered(agency: Agency, number: str) -> RuleDocument:
    """Return a document with a number at some organ."""
    fields = {"kind_code": "normative_documents", "title": f"{agency.name}办法", "recorded_at": timezone.now()}
    day = date(2026, 1, 5)
    return RuleDocument.objects.create(agency=agency, number=number, made_on=day, in_force_on=day, **fields)


def replaced_by(number: str) -> dict[str, str]:
    return {"act": "replaced", "on": "2026-02-01", "basis": "局务会议决定", "other_number": number}


def test_a_document_that_the_officer_may_not_see_is_not_found_by_its_number(house, places, editor) -> None:
    also_registered(make_agency("听涛市水利局"), "听水规〔2026〕1号")
    answer = editor.post(f"/desk/records/documents/{places['document']}/", replaced_by("听水规〔2026〕1号"))
    assert answer.status_code == 422
    assert "没有登记过这个文号的文件" in answer.text


def test_a_number_of_several_organs_means_the_one_of_the_same_organ_and_else_none(house, places, editor) -> None:
    address = f"/desk/records/documents/{places['document']}/"
    for name in ("听涛市水利局", "松石市水利局"):
        organ = make_agency(name)
        also_registered(organ, "水规〔2026〕1号")
        give(house.officers["editor"], AgencyRole.AUDITOR, organ)
    answer = editor.post(address, replaced_by("水规〔2026〕1号"))
    assert answer.status_code == 422
    assert "听涛市水利局、松石市水利局都登记了这个文号" in answer.text
    own = also_registered(house.agency, "水规〔2026〕1号")
    assert editor.post(address, replaced_by("水规〔2026〕1号")).status_code == 302
    assert RuleDocument.objects.get(pk=places["document"]).events.get().other == own


def judged_form(page: str) -> dict[str, str]:
    """Return what the form of a round would send back as it stands."""
    marks = dict(re.findall(r'name="(was-\d+)" value="([^"]*)"', page))
    reasons = dict(re.findall(r'name="(reason-\d+)" value="([^"]*)"', page))
    selects = re.findall(r'<select[^>]* name="(verdict-\d+)">(.*?)</select>', page, re.DOTALL)
    chosen = {name: re.search(r'value="(\w*)" selected', options) for name, options in selects}
    return marks | reasons | {name: found[1] if found else "" for name, found in chosen.items()}


def test_a_round_shows_a_document_until_its_term_has_run_out(house, places, editor) -> None:
    address = f"/desk/records/clean-ups/{places['cleanup']}/"
    for number, until in ((7, TODAY - timedelta(days=1)), (8, TODAY)):
        told = {
            "agency": places["agency"],
            **DOCUMENT,
            "number": f"浮水规〔2026〕{number}号",
            "title": f"用水办法{number}",
        }
        told |= {"made_on": "2022-01-05", "in_force_on": "2022-02-05", "term_until": until.isoformat()}
        assert editor.post("/desk/records/documents/new/", told).status_code == 302
    shown = judged_form(editor.get(address).text)
    ended, running = (RuleDocument.objects.get(title=f"用水办法{number}").pk for number in (7, 8))
    assert f"verdict-{running}" in shown
    assert f"verdict-{ended}" not in shown
    told = shown | {"act": "judge", f"verdict-{running}": "kept"}
    assert editor.post(address, told).status_code == 302
    assert CleanUpItem.objects.get(document=running).verdict_code == "kept"


def test_of_two_who_judge_at_once_neither_undoes_the_other(house, places, editor, head) -> None:
    address = f"/desk/records/clean-ups/{places['cleanup']}/"
    mine, theirs = judged_form(editor.get(address).text), judged_form(head.get(address).text)
    editor.post(address, mine | {"act": "judge", f"verdict-{places['document']}": "kept"})
    answer = head.post(address, theirs | {"act": "judge", f"verdict-{places['judged']}": "declared_lapsed"})
    assert answer.status_code == 302
    kept = dict(CleanUpItem.objects.values_list("document", "verdict_code"))
    assert kept == {places["document"]: "kept", places["judged"]: "declared_lapsed"}


def test_of_two_who_judge_one_document_the_later_is_told_and_loses_nothing(house, places, editor, head) -> None:
    address = f"/desk/records/clean-ups/{places['cleanup']}/"
    mine, theirs = judged_form(editor.get(address).text), judged_form(head.get(address).text)
    verdict, reason = f"verdict-{places['document']}", f"reason-{places['document']}"
    editor.post(address, mine | {"act": "judge", verdict: "kept", reason: "仍然适用"})
    answer = head.post(address, theirs | {"act": "conclude", "on": "2026-03-02", verdict: "repealed", reason: "已过时"})
    assert answer.status_code == 422
    assert "他人已改为：清理后继续有效（仍然适用）" in answer.text
    assert judged_form(answer.text)[reason] == "已过时"
    assert CleanUp.objects.get().concluded_on is None
    assert head.post(address, judged_form(answer.text) | {"act": "judge"}).status_code == 302
    assert CleanUpItem.objects.get(document=places["document"]).verdict_code == "repealed"


def test_concluding_takes_what_was_judged_on_the_same_page_and_only_once(house, places, head) -> None:
    address = f"/desk/records/clean-ups/{places['cleanup']}/"
    told = judged_form(head.get(address).text) | {"act": "conclude", "on": "2026-03-02"}
    assert head.post(address, told | {f"verdict-{places['document']}": "kept"}).status_code == 302
    assert "清理结果已经审定" in head.get(address).text
    assert RuleDocument.objects.get(pk=places["judged"]).ceased_on == date(2026, 3, 2)
    again = head.post(address, told)
    assert again.status_code == 422
    assert "已经审定" in again.text


@pytest.mark.parametrize("day", ["", "后天"])
def test_a_round_is_not_concluded_without_a_day(house, places, head, day: str) -> None:
    address = f"/desk/records/clean-ups/{places['cleanup']}/"
    answer = head.post(address, judged_form(head.get(address).text) | {"act": "conclude", "on": day})
    assert answer.status_code == 422
    assert CleanUp.objects.get().concluded_on is None


def test_a_register_is_taken_in_and_what_was_refused_is_handed_out(house, places, editor) -> None:
    upload = register_of(
        "水罚〔2026〕1号,望岳商行,2026-01-06", "水罚〔2026〕2号,,2026-01-07", "水罚〔2026〕3号,松石商行,2026-02-30"
    )
    told = {"agency": places["agency"], "kind": "penalties", "register": upload}
    step = editor.post("/desk/records/decisions/import/", told).url
    assert "还没有导入完" in editor.get(step).text
    assert editor.post(step).url == step
    page = editor.get(step).text
    assert "导入完成" in page
    assert "第 3 行" in page
    assert "第 4 行" in page
    lines = b"".join(editor.get(f"{step}refused.csv").streaming_content).decode("utf-8-sig").splitlines()
    assert len(lines) == 3
    assert Decision.objects.filter(kind_code="penalties").count() == 1


def test_a_stopped_import_says_how_far_it_got_and_goes_on(house, places, editor) -> None:
    upload = register_of("水罚〔2026〕1号,望岳商行,2026-01-06", "水罚〔2026〕2号,松石商行,2026-01-07")
    told = {"agency": places["agency"], "kind": "penalties", "register": upload}
    step = editor.post("/desk/records/decisions/import/", told).url
    batch = DecisionImport.objects.latest("pk")
    assert "等待导入" in editor.get("/desk/records/decisions/import/").text
    DecisionImport.objects.filter(pk=batch.pk).update(
        state="running", lines_done=1, moved_at=timezone.now() - timedelta(minutes=3)
    )
    page = editor.get(step).text
    assert "已中断：前 1 行已经处理并保存。按“继续导入”从这里接着做" in page
    assert "已中断，可以继续" in editor.get("/desk/records/decisions/import/").text
    DecisionImport.objects.filter(pk=batch.pk).update(moved_at=timezone.now())
    assert "正在导入" in editor.get(step).text
    editor.post(step)
    assert "导入完成" in editor.get(step).text
    assert Decision.objects.filter(kind_code="penalties").count() == 1  # the second line; the first was told as done


def test_a_register_that_cannot_be_read_to_its_end_says_why_on_the_page(house, places, editor, monkeypatch) -> None:
    upload = register_of("水罚〔2026〕1号,望岳商行,2026-01-06")
    told = {"agency": places["agency"], "kind": "penalties", "register": upload}
    step = editor.post("/desk/records/decisions/import/", told).url

    def broken(_file: object) -> Iterator[tuple[int, list[str]]]:
        raise RegisterFileError("这个 Excel 文件展开以后过大。")
        yield 1, []

    monkeypatch.setattr("gongkai.apps.disclosure.services.imports.lines_of", broken)
    answer = editor.post(step)
    assert answer.status_code == 422
    assert "展开以后过大" in answer.text
    assert "已中断" in answer.text


def test_the_same_register_taken_in_twice_counts_once(house, places, editor) -> None:
    for _ in range(2):
        upload = register_of("水罚〔2026〕1号,望岳商行,2026-01-06")
        told = {"agency": places["agency"], "kind": "penalties", "register": upload}
        editor.post(editor.post("/desk/records/decisions/import/", told).url)
    assert Decision.objects.filter(kind_code="penalties").count() == 1


@pytest.mark.parametrize("content", [b"", b"\x00\x01\x02", b"PK\x03\x04", "栏目一,栏目二\n1,2".encode(), b"%PDF-1.7"])
def test_a_file_that_is_no_register_is_refused_on_the_page(house, places, editor, content: bytes) -> None:
    before = DecisionImport.objects.count()
    told = {
        "agency": places["agency"],
        "kind": "penalties",
        "register": SimpleUploadedFile("台账.csv", content),
    }
    assert editor.post("/desk/records/decisions/import/", told).status_code == 422
    assert DecisionImport.objects.count() == before


def test_a_decision_is_withdrawn_once_with_a_reason(house, head) -> None:
    address = f"/desk/records/decisions/{Decision.objects.order_by('pk')[0].pk}/"
    assert "请填写“理由”。" in head.post(address, {"act": "withdraw", "reason": ""}).text
    assert head.post(address, {"act": "withdraw", "reason": "决定被撤销"}).status_code == 302
    assert "撤下公示：决定被撤销" in head.get(address).text
    again = head.post(address, {"act": "withdraw", "reason": "再撤一次"})
    assert again.status_code == 422
    assert 'value="再撤一次"' in again.text


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"amount_yuan": "十元"}, "收费金额应当是数字"),
        ({"amount_yuan": "-1"}, "不能是负数"),
        ({"amount_yuan": "1" * 20}, "不超过"),
        ({"period_until": "2026-01-31"}, "同一年度"),
        ({"period_from": "2025-12-31", "period_until": "2025-01-01"}, "起止不能颠倒"),
        ({"item": ""}, "请填写“收费项目”。"),
    ],
)
def test_a_charge_that_cannot_be_is_refused_and_stays_typed(house, places, editor, changed, told: str) -> None:
    answer = editor.post("/desk/records/charges/", {"agency": places["agency"], **CHARGE, **changed})
    assert answer.status_code == 422
    assert told in answer.text
    assert 'value="发改价格〔2020〕1号"' in answer.text
    assert Charge.objects.count() == 1


def test_a_charge_is_entered_once_and_struck_once_with_a_reason(house, places, editor) -> None:
    assert editor.post("/desk/records/charges/", {"agency": places["agency"], **CHARGE}).status_code == 302
    assert "已经登记" in editor.post("/desk/records/charges/", {"agency": places["agency"], **CHARGE}).text
    strike = f"/desk/records/charges/{places['charge']}/strike/"
    refused = editor.post(strike, {"reason": " "})
    assert refused.status_code == 422
    assert "请填写“作废理由”。" in refused.text
    assert editor.post(strike, {"reason": "金额录错"}).status_code == 302
    assert "已作废：金额录错" in editor.get("/desk/records/charges/").text
    assert "已经作废" in editor.post(strike, {"reason": "再作废一次"}).text


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"authority": ""}, "请填写“复议机关或者人民法院”。"),
        ({"received_on": "2026-12-31"}, "晚于今天"),
        ({"case_reference": "没有的编号"}, "没有找到这个查询编号的申请件"),
        ({"letter_number": "没有的文号"}, "没有这个文号的答复"),
        ({"block": "litigation_after_reconsideration", "earlier_number": "没有的案号"}, "没有登记过这个案号的行政复议"),
        ({"earlier_number": "浮府复〔2026〕3号"}, "复议后起诉"),
    ],
)
def test_a_case_that_cannot_be_is_refused_and_stays_typed(house, places, head, changed, told: str) -> None:
    answer = head.post("/desk/records/remedies/new/", {"agency": places["agency"], **REMEDY, **changed})
    assert answer.status_code == 422
    assert told in answer.text
    assert "逾期不答复" in answer.text
    assert RemedyCase.objects.count() == 1


def test_a_suit_is_tied_to_the_reconsideration_before_it(house, places, head) -> None:
    told = REMEDY | {
        "agency": str(places["agency"]),
        "block": "litigation_after_reconsideration",
        "authority": "浮玉市中级人民法院",
        "number": "（2026）浮01行初7号",
        "earlier_number": "浮府复〔2026〕3号",
    }
    made = head.post("/desk/records/remedies/new/", told).url
    assert "浮府复〔2026〕3号" in head.get(made).text
    assert RemedyCase.objects.get(number="（2026）浮01行初7号").earlier_id == places["remedy"]


@pytest.mark.parametrize(
    ("told", "refusal"),
    [
        ({"act": "concluded", "on": "2026-03-01"}, "请选择审理结果"),
        ({"act": "replied", "on": "2026-02-01"}, "早于前一事项的日期"),
        ({"act": "replied", "on": "2026-03-09"}, "晚于今天"),
        ({"act": "appealed", "on": "2026-03-01"}, "appealed"),
        (
            {
                "act": "concluded",
                "on": "2026-03-01",
                "outcome": "decided.revoked",
                "anew_number": "浮府复决〔2026〕3号",
            },
            "请填写重新答复的期限",
        ),
        (
            {
                "act": "concluded",
                "on": "2026-03-01",
                "outcome": "decided.revoked",
                "anew_number": "浮府复决〔2026〕3号",
                "anew_days": "20",
            },
            "案件没有关联申请件",
        ),
    ],
)
def test_what_cannot_have_happened_is_refused_and_stays_typed(house, places, head, told, refusal: str) -> None:
    address = f"/desk/records/remedies/{places['remedy']}/"
    answer = head.post(address, {"note": "材料共三页", **told})
    assert answer.status_code == 422
    assert refusal in answer.text
    assert 'value="材料共三页"' in answer.text
    assert RemedyCase.objects.get().is_pending
    assert Case.objects.count() == 0


def test_of_two_who_record_the_reply_the_second_is_told(house, places, head) -> None:
    address = f"/desk/records/remedies/{places['remedy']}/"
    told = {"act": "replied", "on": "2026-02-27"}
    assert head.post(address, told).status_code == 302
    answer = head.post(address, told)
    assert answer.status_code == 422
    assert RemedyCase.objects.get().due_on is None


@pytest.mark.parametrize(
    "page",
    [
        "/desk/records/documents/",
        "/desk/records/decisions/",
        "/desk/records/charges/",
        "/desk/records/remedies/",
    ],
)
@pytest.mark.parametrize("words", ["'; DROP TABLE", "\x00", "%", "20260101-x", "99999999-1", "-5", "𠮷" * 200])
def test_strange_addresses_break_nothing(house, head, page: str, words: str) -> None:
    asked = {"q": words, "after": words, "before": words, "kind": words, "year": words, "validity": words}
    # A character that no form takes is refused for the whole request.
    assert head.get(page, asked).status_code == (400 if words == "\x00" else 200)


@pytest.mark.parametrize("page", ["documents", "decisions", "charges", "remedies", "clean-ups"])
def test_a_list_costs_the_same_for_one_row_as_for_many(
    house, places, head, django_assert_max_num_queries, page
) -> None:
    for number in range(20):
        told = {"agency": places["agency"], **DOCUMENT, "number": f"浮水规〔2026〕{number}号"}
        head.post("/desk/records/documents/new/", told)
        head.post("/desk/records/charges/", {"agency": places["agency"], **CHARGE, "item": f"考试费{number}"})
        head.post("/desk/records/remedies/new/", {"agency": places["agency"], **REMEDY, "number": str(number)})
        head.post("/desk/records/clean-ups/", {"agency": places["agency"], "title": str(number), "basis": "要求"})
    with django_assert_max_num_queries(14):
        head.get(f"/desk/records/{page}/")


def test_a_case_at_the_organ_leads_to_a_form_that_names_it(house, places, head) -> None:
    case = taken_in(Organ(house.agency, *[house.officers["intake"]] * 6), arrived_on=TODAY)
    page = head.get(f"/desk/cases/{case.pk}/").content.decode()
    address = re.search(r'href="(/desk/records/remedies/new/\?case=[^"]+)"', page).group(1)
    form = head.get(address).context["form"]
    assert form["case_reference"].value() == case.reference
    assert form["agency"].value() == house.agency.pk


def test_a_case_out_of_sight_is_not_named_in_the_form(places, head) -> None:
    form = head.get("/desk/records/remedies/new/?case=990999-QL99-2026-1").context["form"]
    assert form["case_reference"].value() is None


def test_who_may_not_reopen_is_not_asked_for_the_new_round_and_records_the_result(house, places) -> None:
    legal = signed_in(house.officers["legal_reviewer"])
    address = f"/desk/records/remedies/{places['remedy']}/"
    page = legal.get(address).text
    assert "anew_days" not in page
    assert "重新办理由公开机构负责人" in page
    told = {"act": "concluded", "on": "2026-03-02", "outcome": "decided.revoked", "note": "责令重新答复"}
    told |= {"anew_number": "浮府复决〔2026〕3号", "anew_days": "10"}  # as from a page opened with another's rights
    answer = legal.post(address, told)
    assert answer.status_code == 302
    assert "撤销或者部分撤销" in legal.get(address).text
    assert "anew_days" in signed_in(house.officers["disclosure_head"]).get(address).text


def test_the_list_of_remedies_tells_the_organs_own_term(house, places, head) -> None:
    due_on = RemedyCase.objects.get(pk=places["remedy"]).due_on
    assert due_on is not None
    assert f"本机关的期限 {due_on:%Y-%m-%d}" in head.get("/desk/records/remedies/").text
