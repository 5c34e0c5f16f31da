"""Findings found by words of their text: with every filter, in every order, page after page, and in no other search."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.management import call_command

from apps.made_reports import made_report
from apps.reporting.gathered import ERROR, NOTICE, TODAY, WARNING, Scene, build_scene, faulty, finding, member_of
from gongkai.apps.reporting.finding_search import all_asked_for, find_findings, search_from
from gongkai.apps.reporting.models import CollectedFinding, CollectedReport
from gongkai.apps.reporting.selectors import report_collections as gathered
from gongkai.apps.reporting.services import correction_requests as acts
from gongkai.apps.reporting.services.report_collections import open_collection
from gongkai.apps.search import services
from gongkai.apps.search.selectors import search
from gongkai.apps.search.wanted import Wanted
from gongkai.reports.findings import Finding

pytestmark = pytest.mark.django_db
TOTAL = "表三“总计”列不符。"
QUOTED = Finding(
    "narrative.disagrees", WARNING, "正文与表格不符。", (), quote="全年共受理信息公开申请37件，均按期办结。"
)


@pytest.fixture
def scene() -> Scene:
    made = build_scene()
    made.add(
        faulty("浮玉市水利局", 2024, finding("applications.total", ERROR, "applications.total.total", message=TOTAL)),
        faulty("浮玉市教育局", 2024, QUOTED),
        faulty("浮玉市教育局", 2023, finding("report.late", NOTICE, message="晚于1月31日发布。")),
    )
    services.catch_up()
    return made


def found(scene: Scene, text: str, **asked: str) -> list[str]:
    page = find_findings(scene.collection, search_from({"text": text, **asked}))
    return [f"{each.organ}{each.year}" for each in page.findings]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("总计", ["浮玉市水利局2024"]),
        ("37件", ["浮玉市教育局2024"]),  # in the passage that is quoted
        ("不符", ["浮玉市水利局2024", "浮玉市教育局2024"]),
        ("正文与表格不一致", ["浮玉市教育局2024"]),  # the rule in words, as the page shows it
        ("受理 办结", ["浮玉市教育局2024"]),
        ("办结受理", []),
        ("水利", []),  # of the organ, which has its own field
        ("件", ["浮玉市教育局2024"]),
        ("无此文字", []),
    ],
)
def test_a_finding_is_found_by_any_stretch_of_its_text(scene: Scene, text: str, told: list[str]) -> None:
    assert found(scene, text) == told


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"severity": "warning"}, ["浮玉市教育局2024"]),
        ({"rule": "applications.total"}, ["浮玉市水利局2024"]),
        ({"year": "2023"}, []),
        ({"q": "教育"}, ["浮玉市教育局2024"]),
        ({"q": "教育", "severity": "error"}, []),
        ({"sort": "organ"}, ["浮玉市教育局2024", "浮玉市水利局2024"]),
    ],
)
def test_words_go_with_every_filter_and_order(scene: Scene, asked: dict[str, str], told: list[str]) -> None:
    assert found(scene, "不符", **asked) == told


def test_words_and_the_year_sort_as_the_list_does(scene: Scene) -> None:
    scene.add(faulty("浮玉市民政局", 2021, finding("report.late", NOTICE, message="数据不符，且晚于期限。")))
    services.catch_up()
    assert found(scene, "不符", sort="year") == ["浮玉市民政局2021", "浮玉市水利局2024", "浮玉市教育局2024"]


@pytest.mark.parametrize("sort", ["rank", "organ", "year"])
def test_pages_with_words_give_each_once_and_the_export_all(scene: Scene, sort: str) -> None:
    scene.add(
        *(
            faulty(f"浮玉市第{number:03}局", 2020 + number % 3, figures={"applications.new.total": number})
            for number in range(120)
        )
    )
    services.catch_up()
    asked, shown, after = {"text": "合计不符", "sort": sort}, [], ""
    for _ in range(3):
        page = find_findings(scene.collection, search_from({**asked, "after": after}))
        shown += page.findings
        after = str(page.following)
    assert page.following is None
    assert len({each.pk for each in shown}) == len(shown) == 120
    keys = [tuple(getattr(each, name) for name in search_from(asked).order.fields) for each in shown]
    assert keys == sorted(keys)
    assert list(all_asked_for(scene.collection, search_from(asked))) == shown


def test_findings_of_another_collection_and_of_a_corrected_report_are_not_found(scene: Scene) -> None:
    other = open_collection(agency=scene.city, name="另一个", whole="", by=scene.supervisor, today=TODAY)
    assert find_findings(other, search_from({"text": "总计"})).findings == []
    member = member_of("浮玉市水利局")
    told = {"by": scene.supervisor, "today": TODAY}
    request = acts.draft_request(member=member, findings=gathered.findings_of_member(member), **told)
    acts.send_request(request=request, number="浮政公开函〔2026〕1号", due_on=TODAY + timedelta(days=15), **told)
    scene.add(made_report("浮玉市水利局", 2024, figures={"applications.new.total": 7}))
    assert CollectedReport.objects.filter(replaced_by__isnull=False).count() == 1
    assert found(scene, "总计") == []  # before the index heard of it
    services.catch_up()
    assert found(scene, "总计") == []


def test_what_the_desk_finds_the_public_does_not(scene: Scene) -> None:
    assert found(scene, "总计")
    answer = search(Wanted(words="总计"))
    assert (answer.total, list(answer.hits)) == (0, [])


def test_rebuilding_finds_the_same(scene: Scene, tmp_path, settings) -> None:
    settings.SEARCH_DIRECTORY = tmp_path / "lost"
    assert found(scene, "不符") == []
    call_command("rebuild_search", "--afresh")
    assert found(scene, "不符") == ["浮玉市水利局2024", "浮玉市教育局2024"]


def test_words_cost_the_same_among_many_findings(scene: Scene, django_assert_num_queries) -> None:
    for more in (range(0), range(120)):
        scene.add(*(faulty(f"浮玉市第{number}局", 2024) for number in more))
        services.catch_up()
        with django_assert_num_queries(1):
            find_findings(scene.collection, search_from({"text": "不符"}))
    assert CollectedFinding.objects.count() == 123


@pytest.mark.parametrize("text", ["。", '"', "%", "*", "\x00", "𠮷" * 60])
def test_whatever_is_typed_breaks_nothing(scene: Scene, text: str) -> None:
    find_findings(scene.collection, search_from({"text": text, "after": "9" * 18}))
