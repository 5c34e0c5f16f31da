"""What each outcome tells of its remedies, and by whom they are heard: by hand from the law."""

from __future__ import annotations

from datetime import date

import pytest

from gongkai.letters.elements import Withheld
from gongkai.letters.kinds import Remedy
from gongkai.letters.remedies import remedy_clause
from gongkai.letters.remedy_routes import (
    AnsweringBody,
    Courts,
    RemedyRoute,
    Standing,
    competent_court,
    court_citation,
    reconsideration_organs,
    remedy_route,
)
from gongkai.statute.errors import RuleNotInForce

ROUTE = RemedyRoute(("青溪县人民政府",), "青溪县人民法院")
TODAY = date(2026, 3, 5)
REVIEW_FIRST = (
    "你应当自收到本告知书之日起60日内，先向青溪县人民政府申请行政复议；对行政复议决定不服的，可以自收到行政复议决定书"
    "之日起15日内，依法向人民法院提起行政诉讼。依据《中华人民共和国行政复议法》第二十三条第一款第四项的规定，"
    "未经行政复议，不能直接提起行政诉讼。"
)
DIRECT = (
    "你可以自收到本告知书之日起60日内，向青溪县人民政府申请行政复议，也可以自收到本告知书之日起6个月内，"
    "直接向青溪县人民法院提起行政诉讼。"
)
SECRET, TRADE = Withheld("第一章", "refused.state_secret", "理由"), Withheld("第三章", "refused.third_party", "理由")
LAND, ABSENT = (
    Withheld("附表", "refused.administrative_query", "理由"),
    Withheld("附图", "unavailable.not_existing", "理由"),
)


def said(remedy: Remedy, *, on: date = TODAY, withheld: tuple[Withheld, ...] = ()) -> str:
    return "".join(remedy_clause(remedy, route=ROUTE, on=on, withheld=withheld).paragraphs)


def test_refusal_says_that_reconsideration_comes_first() -> None:
    assert said(Remedy.REVIEW_FIRST) == f"如不服本告知书，{REVIEW_FIRST}"


def test_other_answers_leave_the_choice() -> None:
    assert said(Remedy.DIRECT) == f"如不服本告知书，{DIRECT}"


def test_answer_that_courts_do_not_hear_names_reconsideration_alone() -> None:
    assert said(Remedy.REVIEW_ONLY) == (
        "如不服本告知书，你可以自收到本告知书之日起60日内，向青溪县人民政府申请行政复议。"
    )


def test_procedural_letter_has_no_clause() -> None:
    assert said(Remedy.NONE) == ""


def test_courts_heard_those_answers_before_the_interpretation_of_2025() -> None:
    assert said(Remedy.REVIEW_ONLY, on=date(2025, 5, 31)) == f"如不服本告知书，{DIRECT}"
    assert "行政诉讼" not in said(Remedy.REVIEW_ONLY, on=date(2025, 6, 1))


@pytest.mark.parametrize("remedy", [remedy for remedy in Remedy if remedy is not Remedy.NONE])
def test_clause_of_the_old_law_is_not_written(remedy: Remedy) -> None:
    with pytest.raises(RuleNotInForce):
        said(remedy, on=date(2023, 12, 31))
    assert said(remedy, on=date(2024, 1, 1))


def test_procedural_letter_may_bear_any_date() -> None:
    assert said(Remedy.NONE, on=date(2020, 1, 1)) == ""


def test_part_withheld_under_articles_14_to_16_goes_to_reconsideration_first() -> None:
    assert said(Remedy.PARTLY, withheld=(SECRET, TRADE)) == (
        f"如不服本告知书中未予公开的内容，{REVIEW_FIRST}如不服本告知书的其他内容，{DIRECT}"
    )


def test_parts_withheld_otherwise_leave_the_choice() -> None:
    assert said(Remedy.PARTLY, withheld=(ABSENT,)) == f"如不服本告知书，{DIRECT}"


def test_mixed_parts_are_told_apart_by_their_numbers() -> None:
    assert said(Remedy.PARTLY, withheld=(ABSENT, SECRET, LAND, TRADE)) == (
        f"如不服本告知书中未予公开的第2、4项内容，{REVIEW_FIRST}"
        "如不服本告知书中未予公开的第3项内容，你可以自收到本告知书之日起60日内，向青溪县人民政府申请行政复议。"
        f"如不服本告知书的其他内容，{DIRECT}"
    )


def test_a_part_that_courts_do_not_hear_has_reconsideration_alone() -> None:
    assert said(Remedy.PARTLY, withheld=(SECRET, LAND, ABSENT)) == (
        f"如不服本告知书中未予公开的第1项内容，{REVIEW_FIRST}"
        "如不服本告知书中未予公开的第2项内容，你可以自收到本告知书之日起60日内，向青溪县人民政府申请行政复议。"
        f"如不服本告知书的其他内容，{DIRECT}"
    )
    assert said(Remedy.PARTLY, withheld=(LAND,), on=date(2025, 5, 31)) == f"如不服本告知书，{DIRECT}"


def test_every_remedy_of_a_partial_answer_is_a_paragraph_of_its_own() -> None:
    clause = remedy_clause(Remedy.PARTLY, route=ROUTE, on=TODAY, withheld=(SECRET, LAND, ABSENT))
    told = [paragraph.split("，")[0] for paragraph in clause.paragraphs]
    assert told == [
        "如不服本告知书中未予公开的第1项内容",
        "如不服本告知书中未予公开的第2项内容",
        "如不服本告知书的其他内容",
    ]
    assert [str(citation) for citation in clause.citations][-1].endswith("第十条")


def test_two_organs_are_offered_where_the_law_lets_choose() -> None:
    route = RemedyRoute(("青溪县人民政府", "云州市司法局"), "青溪县人民法院")
    (text,) = remedy_clause(Remedy.DIRECT, route=route, on=TODAY).paragraphs
    assert "向青溪县人民政府或者云州市司法局申请行政复议" in text


def test_letter_to_an_organisation_speaks_to_it() -> None:
    (text,) = remedy_clause(Remedy.DIRECT, route=ROUTE, on=TODAY, you="你单位").paragraphs
    assert text.startswith("如不服本告知书，你单位可以")


def test_online_way_is_a_paragraph_of_its_own() -> None:
    route = RemedyRoute(("青溪县人民政府",), "青溪县人民法院", "https://fy.example.cn")
    _, online = remedy_clause(Remedy.REVIEW_FIRST, route=route, on=TODAY).paragraphs
    assert online == (
        "依据《中华人民共和国行政复议法》第二十二条的规定，行政复议申请书可以通过互联网渠道提交：https://fy.example.cn。"
    )


def test_clause_rests_on_its_provisions() -> None:
    cited = [str(citation) for citation in remedy_clause(Remedy.DIRECT, route=ROUTE, on=TODAY).citations]
    assert cited == ["行政复议法第二十条第一款", "行政诉讼法第四十六条第一款"]
    cited = [str(citation) for citation in remedy_clause(Remedy.REVIEW_ONLY, route=ROUTE, on=TODAY).citations]
    assert cited[1].endswith("若干问题的解释第十条")


# 行政复议法第二十四条至第二十八条、行政诉讼法第十四条、第十五条.
COURTS = Courts("基层法院", "中级法院")
HEARD = {
    Standing.DEPARTMENT: (("本级政府",), "基层法院"),
    Standing.GOVERNMENT: (("上级机关",), "中级法院"),
    Standing.PROVINCE: (("本机关",), "中级法院"),
    Standing.TOWNSHIP: (("上级机关",), "基层法院"),
    Standing.SUBDISTRICT: (("本级政府",), "基层法院"),
    Standing.AUTHORISED: (("本级政府",), "基层法院"),
    Standing.DISPATCHED: (("本级政府",), "基层法院"),
    Standing.MINISTRY: (("本机关",), "中级法院"),
    Standing.VERTICAL: (("上级机关",), "基层法院"),
    Standing.CUSTOMS: (("上级机关",), "中级法院"),
    Standing.JUSTICE: (("本级政府", "上级机关"), "基层法院"),
}


@pytest.mark.parametrize("standing", Standing)
def test_organ_and_court_follow_from_who_answered(standing: Standing) -> None:
    body = AnsweringBody("本机关", standing, "本级政府", "上级机关")
    assert (reconsideration_organs(body), competent_court(body, courts=COURTS)) == HEARD[standing]


def test_designated_court_hears_before_all_others() -> None:
    body = AnsweringBody("青溪县水利局", Standing.DEPARTMENT, "青溪县人民政府")
    courts = Courts("青溪县人民法院", "云州市中级人民法院", "云州铁路运输法院")
    assert remedy_route(body, courts=courts) == RemedyRoute(("青溪县人民政府",), "云州铁路运输法院")
    assert str(court_citation(body, courts=courts)) == "行政诉讼法第十八条第二款"


@pytest.mark.parametrize(
    ("standing", "provision"), [(Standing.DEPARTMENT, "第十四条"), (Standing.GOVERNMENT, "第十五条")]
)
def test_court_is_told_with_its_provision(standing: Standing, provision: str) -> None:
    assert court_citation(AnsweringBody("本机关", standing), courts=COURTS).provision == provision


def test_department_of_a_county_is_no_longer_reconsidered_by_the_department_above() -> None:
    body = AnsweringBody("青溪县水利局", Standing.DEPARTMENT, "青溪县人民政府", "云州市水利局")
    assert reconsideration_organs(body) == ("青溪县人民政府",)
    assert str(body.standing.citation) == "行政复议法第二十四条第一款第一项"


def test_organ_that_is_not_filled_in_is_not_made_up() -> None:
    assert reconsideration_organs(AnsweringBody("青溪县水利局", Standing.DEPARTMENT)) == ()
    assert reconsideration_organs(AnsweringBody("青溪县司法局", Standing.JUSTICE, "青溪县人民政府")) == (
        "青溪县人民政府",
    )
