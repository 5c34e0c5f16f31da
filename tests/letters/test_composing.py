"""A letter of every kind is made from whole facts, reads as it should, and is refused where something lacks."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from gongkai.letters.composing import LetterIncomplete, compose, draft, missing
from gongkai.letters.elements import Withheld
from gongkai.letters.facts import Facts, Seal, letter_number
from gongkai.letters.kinds import LETTER_KINDS, Remedy, kind_of
from gongkai.letters.letter import as_text
from gongkai.letters.remedy_routes import RemedyRoute
from gongkai.statute.delivery import DeliveryWay
from gongkai.statute.errors import RuleNotInForce
from letters.invented import WHOLE, facts_for, without

CASES = Path(__file__).parent / "cases"
KINDS = tuple(LETTER_KINDS.values())
REQUIRED = [(kind.code, element.code) for kind in KINDS for element in kind.required]
OPTIONAL = [(kind.code, element.code) for kind in KINDS for element in kind.optional]
WITH_REMEDY = [kind.code for kind in KINDS if kind.remedy is not Remedy.NONE]
NAMING_A_COURT = [kind.code for kind in KINDS if kind.remedy in (Remedy.DIRECT, Remedy.PARTLY)]


def labels(code: str, facts: Facts) -> list[str]:
    return [lack.label for lack in missing(code, facts)]


@pytest.mark.parametrize("code", LETTER_KINDS)
def test_letter_reads_as_the_one_that_a_lawyer_has_read(code: str) -> None:
    assert as_text(compose(code, facts_for(code))) == (CASES / f"{code}.txt").read_text(encoding="utf-8")


def test_every_letter_read_by_a_lawyer_is_still_a_kind() -> None:
    assert {path.stem for path in CASES.glob("*.txt")} == set(LETTER_KINDS)


@pytest.mark.parametrize("code", LETTER_KINDS)
def test_nothing_is_missing_from_whole_facts(code: str) -> None:
    assert missing(code, facts_for(code)) == ()


@pytest.mark.parametrize(("code", "element"), REQUIRED)
def test_letter_without_a_required_element_is_refused_and_names_it(code: str, element: str) -> None:
    facts = without(facts_for(code), element)
    label = next(item.label for item in kind_of(code).required if item.code == element)
    assert labels(code, facts) == [label]
    with pytest.raises(LetterIncomplete, match="缺少"):
        compose(code, facts)
    with pytest.raises(LetterIncomplete, match="缺少"):
        draft(code, facts)


@pytest.mark.parametrize(("code", "element"), OPTIONAL)
def test_letter_without_an_optional_element_says_nothing_of_it(code: str, element: str) -> None:
    text = as_text(compose(code, without(facts_for(code), element)))
    assert "{" not in text
    assert "[[" not in text
    assert "（）" not in text
    assert len(text) < len(as_text(compose(code, facts_for(code))))


@pytest.mark.parametrize("code", LETTER_KINDS)
@pytest.mark.parametrize(
    ("blank", "label"),
    [
        ({"number": " "}, "文号"),
        ({"dated_on": None}, "答复日期"),
        ({"seal": None}, "印章"),
    ],
)
def test_what_comes_at_issue_may_lack_in_a_draft_only(code: str, blank: dict[str, str | None], label: str) -> None:
    facts = replace(facts_for(code), **blank)  # type: ignore[arg-type]
    assert labels(code, facts) == [label]
    with pytest.raises(LetterIncomplete, match=label):
        compose(code, facts)
    assert draft(code, facts).is_draft


def test_draft_keeps_room_for_number_and_date() -> None:
    text = as_text(draft("extension", replace(facts_for("extension"), number="", dated_on=None, seal=None)))
    assert text.splitlines()[1] == "〔　　　〕　号"
    assert "　年　月　日" in text


def test_issued_letter_is_no_draft() -> None:
    assert not compose("extension", facts_for("extension")).is_draft


@pytest.mark.parametrize("code", LETTER_KINDS)
def test_letter_of_nobody_is_refused(code: str) -> None:
    assert labels(code, replace(facts_for(code), answering_body="")) == ["答复主体"]


def test_letter_to_a_third_party_names_it_and_not_the_applicant() -> None:
    facts = facts_for("third_party_consultation")
    assert labels("third_party_consultation", replace(facts, addressee="")) == ["收件方（第三方）"]
    assert "林小满" not in as_text(compose("third_party_consultation", facts))


@pytest.mark.parametrize("code", WITH_REMEDY)
def test_letter_with_a_remedy_is_refused_without_an_organ_to_reconsider(code: str) -> None:
    facts = replace(facts_for(code), remedy=RemedyRoute((), "青溪县人民法院"))
    assert labels(code, facts) == ["复议诉讼的权利和期限（行政复议机关）"]


@pytest.mark.parametrize("code", WITH_REMEDY)
def test_letter_is_refused_without_a_court_where_it_names_one(code: str) -> None:
    facts = replace(facts_for(code), remedy=RemedyRoute(("青溪县人民政府",)))
    assert labels(code, facts) == (["复议诉讼的权利和期限（管辖法院）"] if code in NAMING_A_COURT else [])


@pytest.mark.parametrize("code", WITH_REMEDY)
def test_letter_served_online_is_refused_without_an_online_way_to_reconsideration(code: str) -> None:
    facts = replace(facts_for(code), served_by=DeliveryWay.ELECTRONIC)
    assert labels(code, facts) == ["复议诉讼的权利和期限（提交行政复议申请书的互联网渠道）"]
    told = replace(facts, remedy=RemedyRoute(("青溪县人民政府",), "青溪县人民法院", "https://fy.example.cn"))
    assert "https://fy.example.cn" in compose(code, told).paragraphs[-1]


def test_procedural_letter_names_no_remedy() -> None:
    for code in set(LETTER_KINDS) - set(WITH_REMEDY):
        assert "行政复议" not in as_text(compose(code, replace(facts_for(code), remedy=None)))


def test_refusal_before_2024_is_not_composed_by_todays_law() -> None:
    facts = replace(facts_for("refused.deliberative"), received_on=date(2023, 11, 1), dated_on=date(2023, 12, 29))
    with pytest.raises(RuleNotInForce, match="复议前置"):
        compose("refused.deliberative", facts)


def test_answer_dated_before_the_application_is_refused() -> None:
    facts = replace(facts_for("granted.provided"), dated_on=date(2026, 1, 18))
    assert [lack.message for lack in missing("granted.provided", facts)] == ["答复日期早于收到申请之日"]


def test_everything_that_lacks_is_named_at_once() -> None:
    with pytest.raises(LetterIncomplete) as refused:
        compose("unavailable.not_existing", Facts(applicant="林小满", seal=Seal.STAMPED))
    assert str(refused.value) == (
        "《政府信息不存在告知书》不能作出：缺少答复主体；缺少申请事实（申请公开的内容）；缺少申请事实（收到申请之日）；"
        "缺少申请事实（登记编号）；缺少检索情况；缺少不存在的情形；缺少复议诉讼的权利和期限（行政复议机关）；"
        "缺少复议诉讼的权利和期限（管辖法院）；缺少文号；缺少答复日期"
    )


@pytest.mark.parametrize(
    ("code", "element", "value", "message"),
    [
        ("refused.other_law", "prohibiting_law", "测绘法律", "应当写明名称和条款"),
        ("refused.internal_affairs", "internal_kind", ("财务管理",), "只能是：人事管理、后勤管理、内部工作流程"),
        (
            "refused.deliberative",
            "deliberative_kind",
            ("讨论记录", "批复"),
            "只能是：讨论记录、过程稿、磋商信函、请示报告",
        ),
        ("unavailable.not_existing", "absence", "没找到", "只能是"),
        ("correction_notice", "correction_days", 0, "应当大于零"),
        ("partly_granted", "withheld", (Withheld("第2页", "granted.provided", "不宜公开"),), "内容、情形和理由"),
        ("partly_granted", "withheld", (Withheld("第2页", "refused.unknown", "不宜公开"),), "内容、情形和理由"),
        ("partly_granted", "withheld", (Withheld("第2页", "refused.third_party", " "),), "内容、情形和理由"),
    ],
)
def test_value_that_cannot_stand_is_refused(code: str, element: str, value: object, message: str) -> None:
    facts = facts_for(code)
    faulty = replace(facts, elements={**facts.elements, element: value})  # type: ignore[dict-item]
    (lack,) = missing(code, faulty)
    assert lack.code == element
    assert message in lack.message


@pytest.mark.parametrize(
    ("element", "value"), [("volume_count", "126"), ("volume_count", True), ("explain_by", "2026-03-02")]
)
def test_value_of_a_wrong_type_is_a_mistake_of_the_caller(element: str, value: object) -> None:
    facts = facts_for("explain_volume")
    with pytest.raises(TypeError, match=element):
        missing("explain_volume", replace(facts, elements={**facts.elements, element: value}))  # type: ignore[dict-item]


def test_words_of_the_applicant_are_never_read_as_wording() -> None:
    facts = replace(facts_for("extension"), request="{basis}与[[{you}]]及<b>&amp;")
    assert "申请公开“{basis}与[[{you}]]及<b>&amp;”" in compose("extension", facts).paragraphs[0]


def test_signs_that_cannot_be_seen_do_not_get_into_a_letter() -> None:
    facts = replace(facts_for("extension"), request="许可\u202e材料\u0000\u200b\n第二行\r\n", applicant="林\u2066小满")
    letter = compose("extension", facts)
    assert "申请公开“许可材料 第二行”" in letter.paragraphs[0]
    assert letter.addressee == "林小满"


def test_reason_of_several_paragraphs_keeps_them() -> None:
    paragraphs = compose("refused.third_party", facts_for("refused.third_party")).paragraphs
    assert paragraphs[3] == "不公开不会对公共利益造成重大影响。"


def test_single_line_is_not_numbered() -> None:
    paragraphs = compose("co_maker_consultation", facts_for("co_maker_consultation")).paragraphs
    assert paragraphs[1] == "《关于规范河道采砂管理的通知》（青水发〔2024〕17号）。"


def test_letter_number_has_no_leading_zeros() -> None:
    assert letter_number("青政公开", year=2026, serial=12) == "青政公开〔2026〕12号"


@pytest.mark.parametrize(("prefix", "serial"), [("", 1), (" ", 1), ("青政公开", 0)])
def test_number_without_prefix_or_serial_is_refused(prefix: str, serial: int) -> None:
    with pytest.raises(ValueError, match="prefix"):
        letter_number(prefix, year=2026, serial=serial)


def test_facts_of_one_letter_do_not_change_with_those_of_another() -> None:
    assert WHOLE.elements == {}
