"""The public library of rules: what is published, how it stands on a day, what changed it, the text to take away."""

from __future__ import annotations

from datetime import date, timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.core.management import call_command
from django.utils import timezone

from apps.people.invented import make_agency, make_officer
from gongkai.apps.agencies.roles import AgencyRole
from gongkai.apps.disclosure.models import RuleDocument
from gongkai.apps.disclosure.services.documents import DocumentForm, change_document, register_document
from gongkai.statute.errors import ActRefused
from gongkai.statute.validity import DocumentAct, DocumentEvent, DocumentKind

MADE = date(2024, 3, 1)


@pytest.fixture
def organ(db):
    return make_agency("浮玉市水利局")


@pytest.fixture
def head(organ):
    return make_officer(role=AgencyRole.DISCLOSURE_HEAD, agency=organ)


def entered(organ, head, title: str, made_on: date = MADE, **told) -> RuleDocument:
    form = {
        "title": title,
        "number": f"浮水规〔{made_on.year}〕{RuleDocument.objects.count() + 1}号",
        "made_on": made_on,
        "in_force_on": made_on,
        "published_on": made_on,
        **told,
    }
    kind = form.pop("kind", DocumentKind.NORMATIVE)
    return register_document(agency=organ, kind=kind, form=DocumentForm(**form), by=head, today=timezone.localdate())


def happen(document, head, act: DocumentAct, on: date, **told) -> None:
    event = DocumentEvent(act, on, told.pop("valid_until", None))
    today = timezone.localdate()
    change_document(document=document, event=event, basis="局务会议内部纪要", by=head, today=today, **told)


def test_only_what_is_published_is_listed_read_and_taken_away(client, organ, head) -> None:
    shown = entered(organ, head, "浮玉市河道管理办法", text="第一条　为了加强河道管理。")
    draft = entered(organ, head, "浮玉市内部掌握的规定", published_on=None, text="第一条　内部。")
    struck = entered(organ, head, "浮玉市登记有误的规定", text="第一条　有误。")
    happen(struck, head, DocumentAct.STRUCK, MADE)
    page = client.get("/rules/").text
    assert "浮玉市河道管理办法" in page
    assert "内部掌握" not in page
    assert "登记有误" not in page
    for hidden in (draft, struck):
        for address in ("", "document.txt", "document.docx"):
            assert client.get(f"/rules/{hidden.pk}/{address}").status_code == 404
    assert client.get(f"/rules/{shown.pk}/").status_code == 200


def test_a_day_of_publication_that_is_not_yet_here_is_refused_and_never_shows(client, organ, head) -> None:
    tomorrow = timezone.localdate() + timedelta(days=1)
    with pytest.raises(ActRefused, match="发布日期晚于今天"):
        entered(organ, head, "浮玉市明天的办法", published_on=tomorrow)
    early = entered(organ, head, "浮玉市明天的办法")
    RuleDocument.objects.filter(pk=early.pk).update(published_on=tomorrow)
    assert "明天的办法" not in client.get("/rules/").text
    assert client.get(f"/rules/{early.pk}/").status_code == 404


def test_validity_is_told_as_of_today_or_of_the_day_asked_for(client, organ, head) -> None:
    document = entered(organ, head, "浮玉市取水管理办法", date(2020, 1, 1), term_until=date(2024, 12, 31))
    assert "validity-lapsed" in client.get("/rules/").text
    for day, label in (("2024-12-31", "有效"), ("2025-01-01", "失效")):
        page = client.get(f"/rules/{document.pk}/", {"day": day}).text
        assert f">{label}</span>" in page
    then = client.get("/rules/", {"day": "2024-12-31"}).text
    assert "validity-in_force" in then
    assert "有效性按 2024年12月31日 当天计算" in then
    assert "浮玉市取水管理办法" not in client.get("/rules/", {"day": "2019-12-31"}).text


def test_each_label_filters_by_itself(client, organ, head) -> None:
    entered(organ, head, "浮玉市有效的办法")
    happen(entered(organ, head, "浮玉市修改过的办法"), head, DocumentAct.AMENDED, date(2025, 1, 1))
    happen(entered(organ, head, "浮玉市废止了的办法"), head, DocumentAct.REPEALED, date(2025, 1, 1))
    happen(entered(organ, head, "浮玉市宣布失效的办法"), head, DocumentAct.DECLARED_LAPSED, date(2025, 1, 1))
    for validity, title in (
        ("in_force", "有效的"),
        ("amended", "修改过的"),
        ("repealed", "废止了"),
        ("lapsed", "宣布"),
    ):
        page = client.get("/rules/", {"validity": validity}).text
        assert [word for word in ("有效的", "修改过的", "废止了", "宣布") if f"浮玉市{word}" in page] == [title]


def test_organ_kind_and_year_narrow_the_list(client, organ, head) -> None:
    other = make_agency("浮玉市林业局")
    forester = make_officer("乔木生", role=AgencyRole.EDITOR, agency=other)
    entered(organ, head, "浮玉市水库规章", kind=DocumentKind.REGULATION)
    entered(organ, head, "浮玉市水库文件", date(2023, 5, 5))
    entered(other, forester, "浮玉市林地文件")
    titles = ("水库规章", "水库文件", "林地文件")
    for asked, expected in (
        ({"agency": other.code}, ["林地文件"]),
        ({"kind": "regulations"}, ["水库规章"]),
        ({"year": "2023"}, ["水库文件"]),
        ({"agency": organ.code, "kind": "normative_documents"}, ["水库文件"]),
    ):
        page = client.get("/rules/", asked).text
        assert [title for title in titles if f"浮玉市{title}</a>" in page] == expected


def test_amendment_and_replacement_are_linked_both_ways_and_tell_no_draft(client, organ, head) -> None:
    old = entered(organ, head, "浮玉市旧办法")
    new = entered(organ, head, "浮玉市新办法", date(2025, 6, 1))
    draft = entered(organ, head, "浮玉市未公布的修改决定", date(2025, 5, 1), published_on=None)
    happen(old, head, DocumentAct.AMENDED, date(2025, 5, 1), other=draft)
    happen(old, head, DocumentAct.REPLACED, date(2025, 7, 1), other=new)
    page = client.get(f"/rules/{old.pk}/").text
    assert f'2025年7月1日，被新文件替代：<a href="/rules/{new.pk}/">浮玉市新办法</a>' in page
    assert "2025年5月1日，修改" in page
    assert "未公布的修改决定" not in page
    assert "内部纪要" not in page
    assert f'替代了 <a href="/rules/{old.pk}/">浮玉市旧办法</a>' in client.get(f"/rules/{new.pk}/").text


def test_the_text_is_found_by_its_words_through_the_index(client, organ, head) -> None:
    entered(organ, head, "浮玉市河道管理办法", text="第一条　砂石开采应当取得许可。")
    entered(organ, head, "浮玉市林地管理办法", text="第一条　采伐林木。")
    hidden = entered(organ, head, "浮玉市砂石内部规定", published_on=None)
    call_command("update_search")
    page = client.get("/rules/", {"q": "砂石开采"}).text
    assert "浮玉市河道管理办法" in page
    assert "林地" not in page.split("<tbody>")[1]
    assert hidden.title not in client.get("/rules/", {"q": "砂石"}).text
    assert "没有符合条件的文件" in client.get("/rules/", {"q": "砂石开采", "kind": "regulations"}).text
    found = client.get("/search/", {"q": "砂石开采"})
    assert f'href="/rules/{RuleDocument.objects.get(title="浮玉市河道管理办法").pk}/"' in found.text


def test_the_text_goes_away_as_text_and_as_a_word_document(client, organ, head) -> None:
    document = entered(
        organ, head, "浮玉市河道管理办法", text="第一条　为了加强河道管理。\n\n第二条　<b>自公布之日起施行</b>。"
    )
    plain = client.get(f"/rules/{document.pk}/document.txt")
    lines = plain.content.decode().split("\r\n")
    assert lines[0] == "浮玉市河道管理办法"
    assert lines[1] == "浮玉市水利局　浮水规〔2024〕1号"
    assert lines[2] == "2024年3月1日成文　2024年3月1日起施行"
    assert lines[3].startswith("有效性：有效（")
    assert lines[5:7] == ["第一条　为了加强河道管理。", "第二条　<b>自公布之日起施行</b>。"]
    word = client.get(f"/rules/{document.pk}/document.docx")
    assert "attachment" in word["Content-Disposition"]
    with ZipFile(BytesIO(word.content)) as archive:
        told = archive.read("word/document.xml").decode()
    assert "第二条　&lt;b&gt;自公布之日起施行&lt;/b&gt;。" in told
    assert client.get(f"/rules/{document.pk}/document.exe").status_code == 404


def test_a_document_page_has_the_metadata_of_the_house(client, organ, head) -> None:
    document = entered(organ, head, "浮玉市河道管理办法", index_number="fysslj/2024-00012", subject="水利")
    page = client.get(f"/rules/{document.pk}/").text
    for name in ("索引号", "主题分类", "发文机关", "成文日期", "标题", "文号", "发布日期", "有效性"):
        assert f"<dt>{name}</dt>" in page
    assert "fysslj/2024-00012" in page


@pytest.mark.parametrize(
    "asked",
    [
        {"year": "二〇二四"},
        {"year": "99999"},
        {"day": "2024-02-30"},
        {"kind": "x"},
        {"validity": "struck"},
        {"agency": "' or 1=1"},
        {"q": "长" * 101},
    ],
)
def test_a_condition_that_makes_no_sense_is_refused_in_words_and_stays_typed(client, organ, head, asked) -> None:
    answer = client.get("/rules/", asked)
    assert answer.status_code == 400
    assert "field-errors" in answer.text


@pytest.mark.parametrize("after", ["x", "20240230-1", "-1", "20240301-99999999999999999999", "9" * 40])
def test_a_page_mark_that_makes_no_sense_is_passed_over(client, organ, head, after) -> None:
    entered(organ, head, "浮玉市河道管理办法")
    for asked in ({"after": after}, {"after": after, "q": "河道"}):
        assert client.get("/rules/", asked).status_code == 200


def test_pages_follow_each_other_and_cost_the_same(client, organ, head, django_assert_num_queries) -> None:
    kept = [
        RuleDocument(
            agency=organ,
            kind_code="normative_documents",
            title=f"文件{number}",
            number=f"浮水规〔2024〕{number}号",
            made_on=MADE,
            published_on=MADE,
            in_force_on=MADE,
            recorded_at=timezone.now(),
        )
        for number in range(120)
    ]
    seen: list[str] = []
    RuleDocument.objects.bulk_create(kept)
    address = "/rules/?year=2024"
    for _ in range(3):
        with django_assert_num_queries(2):
            answer = client.get(address)
        seen += [each.title for each, _ in answer.context["rows"]]
        address = f"/rules/?year=2024&after={answer.context['next']}"
    assert seen == [f"文件{number}" for number in reversed(range(120))]
    assert answer.context["next"] == ""
