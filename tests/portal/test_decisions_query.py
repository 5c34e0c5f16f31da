"""The public query of decisions: what may be shown and nothing else, as quick with many as with few."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone

from apps.people.invented import make_agency, make_officer
from gongkai.apps.agencies.roles import AgencyRole
from gongkai.apps.disclosure.models import Decision
from gongkai.apps.disclosure.services.decisions import void_decision, withdraw_decision
from gongkai.apps.disclosure.shown_decisions import without_numbers

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 2)


@pytest.fixture
def organ(db):
    return make_agency("浮玉市市场监督管理局")


@pytest.fixture
def head(organ):
    return make_officer(role=AgencyRole.DISCLOSURE_HEAD, agency=organ)


def months_ago() -> date:
    return timezone.localdate() - timedelta(days=300)


def made(organ, number: str = "浮市监罚〔2026〕1号", **told) -> Decision:
    fields = {
        "kind_code": "penalties",
        "counterparty_code": "organisation",
        "shown_name": "浮玉山茶业有限公司",
        "uscc": "12620600MB0523338C",
        "content": "罚款二千元。",
        "decided_on": months_ago(),
        "recorded_at": timezone.now(),
        **told,
    }
    return Decision.objects.create(
        agency=organ, number=number, key=f"{number}{Decision.objects.count()}"[:40], **fields
    )


def hidden(client, decision: Decision) -> bool:
    """Whether neither the list, the query by number nor the page shows a decision."""
    pages = [
        client.get("/decisions/").text,
        client.get("/decisions/", {"q": decision.number}).text.split("</form>")[-1],
    ]
    return (
        not any(decision.number in page for page in pages)
        and client.get(f"/decisions/{decision.pk}/").status_code != 200
    )


def test_a_shown_decision_is_listed_and_read(client, organ) -> None:
    decision = made(organ)
    assert not hidden(client, decision)
    page = client.get(f"/decisions/{decision.pk}/").text
    for text in ("浮玉山茶业有限公司", "12620600MB0523338C", "罚款二千元。", "浮玉市市场监督管理局"):
        assert text in page


def test_what_is_lawfully_not_published_voided_or_over_never_shows(client, organ, head) -> None:
    yesterday = timezone.localdate() - timedelta(days=1)
    voided = made(organ, "浮市监罚〔2026〕2号")
    void_decision(decision=voided, reason="录入有误", by=head, today=TODAY)
    for decision in (
        made(organ, "浮市监罚〔2026〕3号", is_published=False, reason_unpublished="涉及国家秘密"),
        voided,
        made(organ, "浮市监罚〔2026〕4号", shown_until=yesterday),
        made(organ, "浮市监罚〔2020〕5号", decided_on=timezone.localdate() - timedelta(days=4 * 365)),
    ):
        assert hidden(client, decision)
        assert client.get(f"/decisions/{decision.pk}/").status_code == 404
    assert "国家秘密" not in client.get("/decisions/withdrawn/").text


def test_a_licence_of_long_ago_still_shows_where_its_register_names_no_end(client, organ) -> None:
    licence = made(organ, "浮市监许〔2020〕5号", kind_code="licensing", decided_on=date(2020, 5, 5))
    assert not hidden(client, licence)


def test_a_withdrawn_decision_leaves_its_reason_and_nothing_of_the_party(client, organ, head) -> None:
    decision = made(organ, title="对浮玉山茶业有限公司的处罚决定")
    withdraw_decision(decision=decision, reason="经行政复议撤销", by=head, today=TODAY)
    assert client.get("/decisions/").text.count("浮市监罚〔2026〕1号") == 0
    answer = client.get(f"/decisions/{decision.pk}/")
    assert answer.status_code == 410
    for page in (answer.text, client.get("/decisions/withdrawn/").text):
        assert "浮市监罚〔2026〕1号" in page
        assert "经行政复议撤销" in page
        assert "茶业" not in page
        assert "二千元" not in page


def test_a_person_shows_by_the_family_name_wherever_the_name_stands(client, organ) -> None:
    decision = made(
        organ,
        counterparty_code="natural_person",
        shown_name="林**",
        counterparty="林知远",
        uscc="",
        title="关于林知远的处罚决定",
        content="对林知远（身份证号990101199003071234，电话13800138000，护照E12345678）罚款二百元。",
    )
    for page in (client.get("/decisions/").text, client.get(f"/decisions/{decision.pk}/").text):
        assert "林**" in page
        for secret in ("知远", "990101199003071234", "13800138000", "E12345678"):
            assert secret not in page


def test_a_name_that_may_be_a_persons_is_masked_and_not_found_in_full(client, organ) -> None:
    decision = made(organ, shown_name="林知远", uscc="", content="对林知远罚款。")
    assert "林知远" not in client.get("/decisions/").text
    assert "林知远" not in client.get(f"/decisions/{decision.pk}/").text
    assert "浮市监罚〔2026〕1号" not in client.get("/decisions/", {"q": "林知远"}).text
    assert not client.get("/decisions/", {"q": "林知远"}).context["rows"]


@pytest.mark.parametrize(
    ("number", "told"),
    [
        ("浮市监罚〔2026〕林知远1号", "浮市监罚〔2026〕林**1号"),
        ("浮市监罚（林　知远）1号", "浮市监罚（林**）1号"),
        ("浮市监罚990101199003071234号", "浮市监罚******号"),
    ],
)
def test_a_number_that_names_the_person_shows_without_the_name_everywhere(client, organ, head, number, told) -> None:
    decision = made(
        organ,
        number,
        counterparty_code="natural_person",
        shown_name="林**",
        counterparty="林知远",
        uscc="",
        title=f"行政处罚决定书（{number}）",
    )
    pages = [client.get("/decisions/").text, client.get(f"/decisions/{decision.pk}/").text]
    withdraw_decision(decision=decision, reason="林知远申请复议后撤销", by=head, today=TODAY)
    pages += [client.get("/decisions/withdrawn/").text, client.get(f"/decisions/{decision.pk}/").text]
    for page in pages:
        assert told in page
        assert "知远" not in page
        assert "19900307" not in page


def test_a_person_whom_the_register_masks_is_not_named_by_the_title(client, organ) -> None:
    decision = made(organ, shown_name="林**", uscc="", title="关于林知远违法停车的处罚决定")
    page = client.get(f"/decisions/{decision.pk}/").text
    assert "关于林**违法停车的处罚决定" in page
    assert "林**（类别没有写明）" in page
    assert "法人及非法人组织" not in page


def test_a_name_of_several_parts_is_a_persons(client, organ) -> None:
    made(organ, shown_name="艾合买提·买买提", uscc="", content="对艾合买提·买买提罚款。")
    assert "合买提" not in client.get("/decisions/").text


def test_a_company_keeps_its_name_its_kind_and_its_code(client, organ) -> None:
    page = client.get(f"/decisions/{made(organ, title='对浮玉山茶业有限公司的处罚决定').pk}/").text
    for text in ("对浮玉山茶业有限公司的处罚决定", "浮玉山茶业有限公司（法人及非法人组织）", "12620600MB0523338C"):
        assert text in page


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("身份证990101199003071234。", "身份证******。"),
        ("身份证99010119900307123X", "身份证******"),
        ("号码９９０１０１１９９００３０７１２３４", "号码******"),
        ("990101 19900307 1234", "******"),
        ("旧证990101900307123", "旧证******"),
        ("电话138 0013 8000", "电话******"),
        ("许可证编号202600000000001", "许可证编号202600000000001"),
        ("信用代码12620600MB0523338C", "信用代码12620600MB0523338C"),
        ("罚款316441.20元", "罚款316441.20元"),
    ],
)
def test_numbers_of_persons_are_taken_out_and_others_left(text: str, shown: str) -> None:
    assert without_numbers(text) == shown


def test_filters_narrow_and_stay_in_the_address(client, organ) -> None:
    other = make_agency("浮玉市交通运输局")
    made(organ, "甲〔2025〕1号", decided_on=date(2025, 5, 5))
    made(other, "乙〔2026〕1号", decided_on=date(2026, 5, 5), kind_code="licensing")
    made(organ, "丙〔2026〕1号", decided_on=date(2026, 6, 5), kind_code="coercion", shown_name="浮玉建材有限公司")
    for asked, expected in (
        ({}, ["丙", "乙", "甲"]),
        ({"agency": other.code}, ["乙"]),
        ({"kind": "coercion"}, ["丙"]),
        ({"year": "2026"}, ["丙", "乙"]),
        ({"q": "浮玉建材有限公司"}, ["丙"]),
        ({"q": " 甲〔2025〕1号 "}, ["甲"]),
        ({"q": "浮玉"}, []),
    ):
        answer = client.get("/decisions/", asked)
        assert [number[0] for _, number, _ in answer.context["rows"]] == expected


@pytest.mark.parametrize("asked", [{"year": "x"}, {"kind": "x"}, {"agency": "x"}, {"q": "长" * 201}])
def test_a_condition_that_makes_no_sense_is_refused_in_words(client, organ, asked) -> None:
    answer = client.get("/decisions/", asked)
    assert answer.status_code == 400
    assert "field-errors" in answer.text


def test_the_query_costs_the_same_with_few_and_with_many(client, organ, django_assert_num_queries) -> None:
    rows = [
        Decision(
            agency=organ,
            kind_code="penalties",
            key=f"key{number}",
            number=f"浮〔2026〕{number}号",
            counterparty_code="organisation",
            shown_name="浮玉山茶业有限公司",
            decided_on=months_ago(),
            recorded_at=timezone.now(),
        )
        for number in range(130)
    ]
    Decision.objects.bulk_create(rows)
    seen, after = [], ""
    for _ in range(3):
        with django_assert_num_queries(2):
            answer = client.get("/decisions/", {"year": months_ago().year, "after": after})
        seen += [each.pk for each, _, _ in answer.context["rows"]]
        after = answer.context["next"]
    assert (len(seen), len(set(seen)), after) == (130, 130, "")
