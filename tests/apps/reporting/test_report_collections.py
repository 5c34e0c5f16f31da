"""Collections: what comes in once, what is counted, what neighbours and sums say, what a page costs."""

from __future__ import annotations

import csv
from datetime import timedelta
from io import BytesIO, StringIO

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import Sum
from django.utils import timezone
from python_calamine import CalamineWorkbook

from apps.made_reports import made_report, published, taken_in
from apps.people.invented import make_agency, make_officer
from apps.reporting.gathered import (
    ERROR,
    NOTICE,
    TODAY,
    WARNING,
    Scene,
    build_scene,
    faulty,
    finding,
    member_of,
    put_in,
    read_file,
)
from gongkai.apps.agencies.roles import AgencyRole
from gongkai.apps.people.rights import rights_of
from gongkai.apps.people.visitors import Visitor
from gongkai.apps.reporting.finding_files import as_csv, as_xlsx
from gongkai.apps.reporting.finding_ranks import RULE_LABELS
from gongkai.apps.reporting.finding_search import PAGE_ROWS, find_findings, matching, search_from
from gongkai.apps.reporting.models import CollectedFinding, CollectedReport, OrganNamePart, PublishedReport
from gongkai.apps.reporting.selectors import collected
from gongkai.apps.reporting.selectors import report_collections as gathered
from gongkai.apps.reporting.services.collecting import expire, restore, withdraw
from gongkai.apps.reporting.services.report_collections import add_uploads, open_collection, sum_up
from gongkai.apps.reporting.verdicts import Outcome
from gongkai.reports.checks import RULES
from gongkai.reports.writers import html

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene() -> Scene:
    return build_scene()


def assert_counts_are_what_counting_gives(scene: Scene) -> None:
    """The kept counts against the rows themselves."""
    kept = scene.again()
    members = CollectedReport.objects.filter(collection=kept, replaced_by=None)
    findings = CollectedFinding.objects.filter(collection=kept, is_current=True)
    sums = members.aggregate(errors=Sum("errors"), warnings=Sum("warnings"), notices=Sum("notices"))
    assert {"reports": kept.reports, "errors": kept.errors, "warnings": kept.warnings, "notices": kept.notices} == {
        "reports": members.count(),
        **{name: total or 0 for name, total in sums.items()},
    }
    assert {name: findings.filter(severity=name).count() for name in ("error", "warning", "notice")} == {
        "error": kept.errors,
        "warning": kept.warnings,
        "notice": kept.notices,
    }
    for tally in gathered.most_frequent(kept):
        rows = findings.filter(rule=tally.rule)
        assert (tally.findings, tally.reports) == (rows.count(), rows.values("member").distinct().count())
    verdicts = gathered.verdicts_of(kept)
    assert verdicts == {outcome: members.filter(outcome_code=outcome.code).count() for outcome in Outcome}


def test_the_same_file_is_one_report_however_often_it_comes(scene: Scene) -> None:
    report = faulty()
    first, again = scene.add(report, report), scene.add(report)
    assert (first.taken, first.known) == (1, 1)
    assert (again.taken, again.known) == (0, 1)
    assert scene.again().reports == PublishedReport.objects.count() == 1
    assert_counts_are_what_counting_gives(scene)


def test_a_report_in_two_collections_is_kept_once_and_counted_in_both(scene: Scene) -> None:
    other = open_collection(agency=scene.city, name="另一集", by=scene.supervisor, today=TODAY)
    scene.add(faulty())
    put_in(other, faulty(), by=scene.supervisor)
    other.refresh_from_db()
    assert (scene.again().reports, other.reports, PublishedReport.objects.count()) == (1, 1, 1)


def test_a_public_report_that_is_gathered_stays_public_and_one_gathered_does_not_become_public(scene: Scene) -> None:
    public = published(faulty("浮玉市教育局"), content=b"the file")
    file = read_file(faulty("浮玉市教育局"))
    assert not PublishedReport.objects.filter(digest=file.digest).exists()
    scene.add(faulty("浮玉市水利局"))
    assert list(PublishedReport.objects.public()) == [public]


def test_counts_are_kept_by_verdict_rule_and_year(scene: Scene) -> None:
    scene.add(
        faulty("浮玉市水利局", 2024, finding("applications.total", ERROR), finding("applications.total", ERROR)),
        faulty("浮玉市教育局", 2024, finding("applications.total", ERROR), finding("report.late", NOTICE)),
        faulty("浮玉市民政局", 2023, finding("section.missing", WARNING)),
        made_report("浮玉市财政局", 2024),
    )
    kept = scene.again()
    assert (kept.reports, kept.errors, kept.warnings, kept.notices) == (4, 3, 1, 1)
    assert [(each.rule, each.reports, each.findings) for each in gathered.most_frequent(kept)] == [
        ("applications.total", 2, 3),
        ("report.late", 1, 1),
        ("section.missing", 1, 1),
    ]
    assert [each.rule for each in gathered.most_frequent(kept, year=2023)] == ["section.missing"]
    assert gathered.verdicts_of(kept) == {
        Outcome.ERRORS: 2,
        Outcome.WARNINGS: 1,
        Outcome.NOTICES: 0,
        Outcome.INCOMPLETE: 0,
        Outcome.CLEAN: 1,
    }
    assert gathered.years_of(kept) == [2024, 2023]
    assert_counts_are_what_counting_gives(scene)


CARRIED = {"applications.carried_out.total": 3, "applications.carried_out.natural_person": 3}


@pytest.mark.parametrize("order", [(0, 1), (1, 0)], ids=["in order", "the later year first"])
def test_years_are_compared_inside_the_collection_whichever_comes_first(scene: Scene, order) -> None:
    years = (made_report("浮玉市水利局", 2023, figures=CARRIED), made_report("浮玉市水利局", 2024))
    for place in order:
        scene.add(years[place])
    assert member_of("浮玉市水利局", 2024).outcome is Outcome.ERRORS
    assert member_of("浮玉市水利局", 2023).outcome is Outcome.CLEAN
    assert [each.rule for each in CollectedFinding.objects.all()] == ["applications.carry_over"]
    scene.add(made_report("浮玉市水利局", 2025))
    assert CollectedFinding.objects.count() == 1
    assert_counts_are_what_counting_gives(scene)


def test_where_the_year_before_is_not_gathered_the_public_report_is_asked(scene: Scene) -> None:
    published(made_report("浮玉市水利局", 2023, figures=CARRIED))
    scene.add(made_report("浮玉市水利局", 2024))
    assert [each.rule for each in CollectedFinding.objects.all()] == ["applications.carry_over"]
    assert_counts_are_what_counting_gives(scene)


def contradicted(scene: Scene) -> list[tuple[str, str | None]]:
    """What the members contradict of the year before: what they should say, and what they do."""
    assert_counts_are_what_counting_gives(scene)
    kept = CollectedFinding.objects.filter(rule="applications.carry_over", is_current=True)
    return [(each.told["expected"], each.told["found"]) for each in kept]


def public_year_end(carried_out: int, year: int = 2023) -> PublishedReport:
    return published(made_report("浮玉市水利局", year, figures={"applications.carried_out.total": carried_out}))


def test_a_member_is_judged_anew_when_the_public_report_it_was_judged_by_goes_or_another_comes(scene: Scene) -> None:
    first = public_year_end(2)
    scene.add(made_report("浮玉市水利局", 2024, figures={"applications.carried_in.total": 5}))
    assert contradicted(scene) == [("2", "5")]
    second = public_year_end(5)  # corrected: it bears the member out
    assert contradicted(scene) == []
    withdraw(report=second, by=second.uploader, reason="误传")
    assert contradicted(scene) == [("2", "5")]
    withdraw(report=first, by=first.uploader, reason="误传")
    assert contradicted(scene) == []
    assert member_of("浮玉市水利局").compared_with is None
    restore(report=first, by=first.uploader)
    assert contradicted(scene) == [("2", "5")]
    assert member_of("浮玉市水利局").compared_with == first


def test_a_member_that_came_first_is_judged_when_the_public_report_comes(scene: Scene) -> None:
    scene.add(made_report("浮玉市水利局", 2024, figures={"applications.carried_in.total": 5}))
    assert contradicted(scene) == []
    public_year_end(3, year=2022)
    assert contradicted(scene) == []
    public_year_end(3)
    assert contradicted(scene) == [("3", "5")]


def test_what_is_itself_in_the_collection_stands_there_whatever_the_public_sees(scene: Scene) -> None:
    scene.add(
        made_report("浮玉市水利局", 2023, figures={"applications.carried_out.total": 4}),
        made_report("浮玉市水利局", 2024, figures={"applications.carried_in.total": 5}),
    )
    gone = public_year_end(2)
    withdraw(report=gone, by=gone.uploader, reason="误传")
    assert contradicted(scene) == [("4", "5")]


def test_the_whole_is_compared_with_the_sum_of_all_others_and_again_without_counting_twice() -> None:
    scene = build_scene(whole="浮玉市")
    licences = "proactive.licensing.decisions"
    scene.add(
        made_report("浮玉市水利局", 2024, figures={licences: 3}),
        made_report("浮玉市教育局", 2024, figures={licences: 4}),
        made_report("浮玉市人民政府", 2024, figures={licences: 9}),
        made_report("浮玉市人民政府", 2023, figures={licences: 5}),
    )
    for _ in range(2):
        assert sum_up(collection=scene.collection, by=scene.supervisor, today=TODAY) == 1
        found = CollectedFinding.objects.get(rule="rollup.sum")
        assert (found.told["expected"], found.told["found"], found.year) == ("7", "9", 2024)
        assert scene.again().errors == 1
        assert_counts_are_what_counting_gives(scene)
    # The missing three licences come in: now the sum holds, and the finding goes.
    scene.add(made_report("浮玉市民政局", 2024, figures={licences: 2}))
    assert sum_up(collection=scene.collection, by=scene.supervisor, today=TODAY) == 0
    assert scene.again().errors == 0
    assert_counts_are_what_counting_gives(scene)


def test_without_a_whole_there_is_nothing_to_sum_up(scene: Scene) -> None:
    with pytest.raises(ValidationError, match="没有指明汇总政府"):
        sum_up(collection=scene.collection, by=scene.supervisor, today=TODAY)


def test_uploads_are_read_and_what_cannot_be_read_is_told_with_its_reason(scene: Scene) -> None:
    page = html.write(made_report("浮玉市水利局", 2024))
    files = [
        SimpleUploadedFile("好.html", page),
        SimpleUploadedFile("又一份.html", page),
        SimpleUploadedFile("../坏.docx", b"PK\x03\x04 broken"),
        SimpleUploadedFile("信.txt", "你好".encode()),
    ]
    added, refused = add_uploads(collection=scene.collection, files=files, by=scene.supervisor, today=TODAY)
    assert (added.taken, added.known) == (1, 1)
    assert [each.path for each in refused] == ["坏.docx", "信.txt"]
    assert all(each.refusal for each in refused)
    assert member_of("浮玉市水利局").source in {"好.html", "又一份.html"}


def test_a_name_is_told_once_for_an_organ_and_may_not_be_blank(scene: Scene) -> None:
    with pytest.raises(ValidationError, match="已经有名为"):
        open_collection(agency=scene.city, name=" 全市年报 ", by=scene.supervisor, today=TODAY)
    with pytest.raises(ValidationError, match="请填写报告集的名称"):
        open_collection(agency=scene.city, name="\u200b", by=scene.supervisor, today=TODAY)


def test_who_supervises_another_organ_sees_nothing_of_it(scene: Scene) -> None:
    scene.add(faulty())
    member = member_of("浮玉市水利局")
    other = make_officer("邻市监督", role=AgencyRole.SUPERVISOR, agency=make_agency("石城市人民政府"))
    rights = rights_of(other, TODAY)
    assert not gathered.collections_seen(rights).exists()
    assert not gathered.requests_seen(rights).exists()
    with pytest.raises(CollectedReport.DoesNotExist):
        gathered.member_seen(member.pk, rights=rights)
    with pytest.raises(PermissionDenied):
        add_uploads(collection=scene.collection, files=[], by=other, today=TODAY)


def test_a_gathered_report_is_open_to_the_collections_readers_and_nobody_else(scene: Scene) -> None:
    scene.add(faulty())
    report = PublishedReport.objects.get()

    def may_see(officer) -> bool:
        rights, holder = rights_of(officer, TODAY), f"officer:{officer.pk}"
        return collected.visible_to(role=officer.role, holder=holder, rights=rights).filter(pk=report.pk).exists()

    assert may_see(scene.supervisor)
    assert not may_see(make_officer("旁人", role=AgencyRole.HANDLER, agency=scene.city))
    assert not may_see(make_officer("邻市监督", role=AgencyRole.SUPERVISOR, agency=make_agency("石城市人民政府")))
    visitor = Visitor()
    assert not collected.visible_to(role=visitor.role, holder=None).filter(pk=report.pk).exists()


def test_a_reader_of_the_collection_is_not_told_under_which_name_somebody_else_handed_the_file_in(
    scene: Scene,
) -> None:
    report = faulty()
    file = read_file(report)
    taken_in(report, by=Visitor(), holder="session:somebody", content=b"secret name")
    PublishedReport.objects.update(digest=file.digest, source="我的举报.docx")
    scene.add(report)
    rights, holder = rights_of(scene.supervisor, TODAY), f"officer:{scene.supervisor.pk}"
    found = collected.report_for_reading(
        PublishedReport.objects.get().pk, role=scene.supervisor.role, holder=holder, rights=rights
    )
    assert found.source == "浮玉市水利局-2024.docx"


def test_a_gathered_report_does_not_expire(scene: Scene) -> None:
    scene.add(faulty())
    assert expire(now=timezone.now() + timedelta(days=365)) == 0
    assert PublishedReport.objects.count() == 1


def many_findings(scene: Scene, organs: int = 70) -> None:
    rules = ((rule, ERROR) for rule in RULES[:5])
    cycle = [*rules, ("section.missing", WARNING), ("report.late", NOTICE)]
    scene.add(
        *(
            faulty(
                f"浮玉市第{number:03d}局", 2023 + number % 2, finding(*cycle[number % 7]), finding(*cycle[number % 3])
            )
            for number in range(organs)
        )
    )


@pytest.mark.parametrize("sort", ["rank", "organ", "year"])
@pytest.mark.parametrize(
    "asked", [{}, {"severity": "error"}, {"year": "2023"}, {"rule": "applications.total"}, {"q": "局"}]
)
def test_pages_of_findings_give_each_once_in_order(scene: Scene, sort: str, asked: dict[str, str]) -> None:
    many_findings(scene)
    expected = list(matching(scene.collection, search_from({**asked, "sort": sort})))
    shown, after = [], ""
    while True:
        page = find_findings(scene.collection, search_from({**asked, "sort": sort, "after": after}))
        shown += page.findings
        if page.following is None:
            break
        assert len(page.findings) == PAGE_ROWS
        after = str(page.following)
    assert [each.pk for each in shown] == [each.pk for each in expected]
    assert len({each.pk for each in shown}) == len(shown) > 0
    keys = [tuple(getattr(each, name) for name in search_from({"sort": sort}).order.fields) for each in shown]
    assert keys == sorted(keys)


def test_findings_are_found_by_any_stretch_of_the_organs_name(scene: Scene) -> None:
    many_findings(scene)
    for words, organs in (("第007", {"浮玉市第007局"}), ("浮玉", 70), ("06局", {"浮玉市第006局"}), ("无此", set())):
        found = {each.organ for each in matching(scene.collection, search_from({"q": words}))}
        assert found == organs if isinstance(organs, set) else len(found) == organs
    assert OrganNamePart.objects.filter(organ="浮玉市第007局").count() == 8


def test_a_word_that_very_many_names_bear_is_found_by_walking(scene: Scene, monkeypatch) -> None:
    many_findings(scene)
    few = list(matching(scene.collection, search_from({"q": "局"})))
    monkeypatch.setattr("gongkai.apps.reporting.finding_search._FEW_ORGANS", 3)
    assert list(matching(scene.collection, search_from({"q": "局"}))) == few
    assert len(few) == 140


@pytest.mark.parametrize(
    "nonsense", [{"after": "x"}, {"after": "9" * 18}, {"year": "²"}, {"rule": "no"}, {"q": "\x00"}]
)
def test_nonsense_in_the_address_is_passed_over(scene: Scene, nonsense: dict[str, str]) -> None:
    many_findings(scene)
    assert len(find_findings(scene.collection, search_from(nonsense)).findings) == PAGE_ROWS


def test_a_page_asks_as_many_questions_of_many_reports_as_of_few(scene: Scene, django_assert_num_queries) -> None:
    many_findings(scene, 7)
    for more in (0, 1):
        if more:
            many_findings(scene, 120)
        with django_assert_num_queries(3):
            find_findings(scene.collection, search_from({"q": "第00", "sort": "year", "after": "1"}))
        with django_assert_num_queries(1):
            list(gathered.members_page(scene.collection, outcome=Outcome.ERRORS, after=("浮玉市第001局", 0)))


def test_adding_asks_as_many_questions_for_many_files_as_for_few(scene: Scene, django_assert_max_num_queries) -> None:
    few, many = range(2), range(100, 180)
    for numbers in (few, many):
        with django_assert_max_num_queries(34):
            scene.add(*(faulty(f"浮玉市第{number:03d}局", 2024) for number in numbers))


def test_findings_are_exported_with_every_column_and_formulas_disarmed(scene: Scene) -> None:
    scene.add(
        faulty("=cmd()", 2024, finding("applications.total", ERROR, "applications.new.total", message="表三，不符。"))
    )
    findings = list(matching(scene.collection, search_from({})).select_related("member"))
    rows = list(csv.reader(StringIO("".join(as_csv(findings)).lstrip("\ufeff"))))
    expected = [
        "'=cmd()",
        "2024",
        "错误",
        RULE_LABELS["applications.total"],
        "applications.total",
        "表三，不符。",
        "",
        "",
        "applications.new.total",
        "",
        "国办公开办函〔2021〕30号附件",
        "'=cmd()-2024.docx",
    ]
    assert rows[1:] == [expected]
    sheet = CalamineWorkbook.from_filelike(BytesIO(as_xlsx(findings))).get_sheet_by_index(0).to_python()
    assert sheet == [rows[0], expected]


def test_every_rule_has_words() -> None:
    assert set(RULE_LABELS) == set(RULES)
