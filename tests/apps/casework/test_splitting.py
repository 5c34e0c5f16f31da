"""One application with several matters becomes several cases: same day, applicant and papers, each counted once."""

from __future__ import annotations

import pytest

from desk.made_cases import TODAY, Organ, did, in_hand, made_organ, taken_in
from gongkai.apps.casework import services
from gongkai.apps.casework.models import Case, EvidenceKind, NumberSeries
from gongkai.apps.casework.paper_kinds import Paper
from gongkai.apps.casework.selectors import table_three
from gongkai.apps.casework.verification import verify
from gongkai.statute.errors import ActRefused

pytestmark = pytest.mark.django_db
KEPT, SECOND, THIRD = "2025年维修项目清单", "2025年维修合同", "2025年验收报告"


@pytest.fixture
def organ() -> Organ:
    return made_organ()


def split(case: Case, organ: Organ, *matters: str, kept: str = KEPT) -> list[Case]:
    did(services.split, case, organ.handler, kept=kept, split_off=list(matters))
    return list(case.parts.order_by("pk"))


def test_each_matter_has_its_number_and_all_keep_the_day_of_receipt(organ: Organ) -> None:
    case = in_hand(organ)
    parts = split(case, organ, SECOND, THIRD)
    case.refresh_from_db()
    assert [each.matter for each in (case, *parts)] == [KEPT, SECOND, THIRD]
    assert [each.number for each in parts] == ["〔2026〕2号", "〔2026〕3号"]
    for part in parts:
        assert (part.received_on, part.due_on, part.channel) == (case.received_on, case.due_on, case.channel)
        assert (part.applicant.name, part.applicant.phone) == ("张三丰", "13900000000")
        assert (part.title, part.request_text) == (case.title, case.request_text)
        assert (part.assignee, part.department) == (organ.handler, "基建科")
        assert part.split_from == case


def test_every_ledger_tells_of_the_others_and_stands_proof(organ: Organ) -> None:
    case = in_hand(organ)
    parts = split(case, organ, SECOND, THIRD)
    told = case.events.get(kind_code="split").details
    assert told == {"kept": KEPT, "split_off": [SECOND, THIRD], "into": [part.reference for part in parts]}
    assert parts[0].events.get(kind_code="split_from").details == {"origin": case.reference, "kept": SECOND}
    assert list(verify(Case.objects.all())) == [None, None, None]


def test_table_three_counts_each_matter_once(organ: Organ) -> None:
    case = in_hand(organ)
    assert table_three([organ.agency.pk], year=2026)["new"]["total"] == 1
    split(case, organ, SECOND, THIRD)
    table = table_three([organ.agency.pk], year=2026)
    assert (table["new"]["natural_person"], table["carried_out"]["natural_person"], table["total"]["total"]) == (
        3,
        3,
        0,
    )


def test_the_scans_of_the_application_lie_in_every_file(organ: Organ) -> None:
    case = in_hand(organ)
    scan = Paper(name="申请表.txt", content="申请".encode())
    did(services.attach, case, organ.intake, papers=(scan,), evidence=EvidenceKind.APPLICATION.value)
    did(services.attach, case, organ.intake, papers=(scan,), evidence=EvidenceKind.SEARCH.value)
    (part,) = split(case, organ, SECOND)
    assert [(paper.shown_name, paper.evidence) for paper in part.documents.all()] == [("申请表.txt", "application")]
    assert part.events.filter(kind_code="document_attached").count() == 1


def test_a_correction_before_the_split_holds_for_the_parts(organ: Organ) -> None:
    case = in_hand(organ)
    did(services.ask_correction, case, organ.handler, items=["年度"], reason="请写明", days=15)
    did(services.receive_correction, case, organ.intake, text="是2025年的")
    (part,) = split(case, organ, SECOND)
    case.refresh_from_db()
    assert part.due_on == case.due_on
    assert [note.text for note in part.notes.all()] == ["是2025年的"]
    with pytest.raises(ActRefused, match="补正"):
        did(services.ask_correction, part, organ.handler, items=["年度"], reason="请写明", days=15)


def test_a_refused_split_leaves_no_case_and_takes_no_number(organ: Organ) -> None:
    case = in_hand(organ)
    did(services.ask_third_party, case, organ.handler, party="甲公司", part="报价")
    before = NumberSeries.objects.get(agency=organ.agency, series="register").last
    with pytest.raises(ActRefused, match="已经征求意见"):
        split(case, organ, SECOND)
    assert Case.objects.count() == 1
    assert NumberSeries.objects.get(agency=organ.agency, series="register").last == before


@pytest.mark.parametrize(
    ("kept", "matters", "told"),
    [
        (KEPT, [], "至少写明一项"),
        (KEPT, ["  "], "至少写明一项"),
        (KEPT, [KEPT], "不能相同"),
        ("", [SECOND], "继续办理"),
    ],
)
def test_matters_have_to_be_told_apart(organ: Organ, kept: str, matters: list[str], told: str) -> None:
    case = in_hand(organ)
    with pytest.raises(ActRefused, match=told):
        split(case, organ, *matters, kept=kept)
    assert not case.parts.exists()


def test_an_application_nobody_registered_is_not_split(organ: Organ) -> None:
    case = taken_in(organ)
    with pytest.raises(ActRefused, match="尚未登记"):
        split(case, organ, SECOND)


def test_each_part_is_handled_by_itself_and_its_letter_speaks_of_its_matter(organ: Organ) -> None:
    from gongkai.apps.casework.lettering import restored
    from gongkai.letters.letter import as_text

    case = in_hand(organ)
    (part,) = split(case, organ, SECOND)
    given = {"provided": [SECOND], "form": "纸质"}
    for each, matter in ((case, KEPT), (part, SECOND)):
        did(services.propose, each, organ.handler, outcome="granted.provided", facts=given)
        did(services.approve, each, organ.leader)
        did(services.decide, each, organ.handler)
        assert f"申请公开“{matter}”" in as_text(restored(each.letters.get()))


def test_the_family_is_not_taken_for_a_repeat(organ: Organ, client, monkeypatch) -> None:
    monkeypatch.setattr("gongkai.desk.clock.today", lambda: TODAY)
    case = in_hand(organ)
    parts = split(case, organ, SECOND, THIRD)
    client.force_login(organ.handler)
    page = client.get(f"/desk/cases/{parts[1].pk}/")
    assert list(page.context["repeats"]) == []
    assert f'由 <a href="/desk/cases/{case.pk}/">{case.reference}</a> 拆分登记' in page.text


def test_the_desk_splits_by_a_form_and_shows_the_links(organ: Organ, client, monkeypatch) -> None:
    monkeypatch.setattr("gongkai.desk.clock.today", lambda: TODAY)
    case = in_hand(organ)
    client.force_login(organ.handler)
    address = f"/desk/cases/{case.pk}/acts/split/"
    assert client.get(address).context["form"]["kept"].value() == case.title
    form = {"seen": case.last_seq, "on": TODAY.isoformat(), "kept": KEPT, "split_off": f"{SECOND}\n{THIRD}"}
    assert client.post(address, form).status_code == 302
    second = client.post(address, form)
    assert second.status_code == 400
    assert "李承办：拆分为多件" in second.text
    assert case.parts.count() == 2
    page = client.get(f"/desk/cases/{case.pk}/").text
    assert all(f"{part.reference}　{part.matter}" in page for part in case.parts.all())


def test_the_applicants_code_opens_every_part_and_no_other_case(organ: Organ, client) -> None:
    from gongkai.apps.casework import marks

    case, other = in_hand(organ), in_hand(organ, title="别人的申请", name="李四")
    parts = split(case, organ, SECOND)
    code = marks.secret_code(case.intake_key)
    client.post("/follow/", {"number": case.reference, "code": code})
    page = client.get(f"/follow/{case.pk}/").text
    assert f"{parts[0].reference}　{SECOND}" in page
    assert client.get(f"/follow/{parts[0].pk}/").status_code == 200
    assert client.get(f"/follow/{other.pk}/").status_code == 302
