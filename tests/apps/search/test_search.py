"""Only what is public is found, all of it, and the index follows the database."""

from __future__ import annotations

import contextlib
from datetime import date

import pytest
from django.core.management import call_command
from django.db import transaction

from apps.made_reports import made_officer, made_report, published, taken_in
from gongkai.apps.audit.permissions import Role
from gongkai.apps.people.visitors import Visitor
from gongkai.apps.reporting.services.collecting import restore, withdraw
from gongkai.apps.search import engine, selectors, services
from gongkai.apps.search.models import OfferTally, PendingChange
from gongkai.apps.search.wanted import Wanted, wanted_from

DAY = date(2026, 3, 2)


def titles(words: str, **limits) -> list[str]:
    return ["".join(stretch.text for stretch in hit.title) for hit in selectors.search(Wanted(words, **limits)).hits]


@pytest.fixture
def budget(db):
    texts = {1: "本年公开部门预算三公经费，涉及供水管网改造。"}
    return published(made_report("云溪县财政局", 2022, texts=texts))


def test_a_word_of_two_characters_is_found_anywhere_in_the_text(budget) -> None:
    services.catch_up()
    assert titles("管网") == ["云溪县财政局2022年政府信息公开工作年度报告"]
    assert titles("网管") == []


def test_a_single_character_is_found_even_at_the_end_of_a_run(budget) -> None:
    services.catch_up()
    assert len(titles("造")) == 1
    assert len(titles("供")) == 1
    assert titles("癸") == []


def test_a_stretch_that_crosses_punctuation_is_not_invented(budget) -> None:
    services.catch_up()
    assert titles("费涉") == []


def test_all_words_must_stand_in_it(budget) -> None:
    services.catch_up()
    assert len(titles("供水 三公经费")) == 1
    assert titles("供水 房产") == []


def test_a_private_report_is_not_found(db) -> None:
    taken_in(made_report("云溪县水务局", texts={1: "供水管网"}), by=Visitor(), holder="session:x")
    services.catch_up()
    services.rebuild()
    assert titles("供水") == []
    assert selectors.alike("供水管网") == []


def test_a_withdrawn_report_is_not_found_even_before_the_index_follows(budget) -> None:
    services.catch_up()
    withdraw(report=budget, by=made_officer(Role.ADMINISTRATOR), reason="有误")
    assert titles("供水") == []
    services.catch_up()
    assert selectors.search(Wanted("供水")).total == 0


def test_a_restored_report_is_found_again(budget) -> None:
    administrator = made_officer(Role.ADMINISTRATOR)
    restore(report=withdraw(report=budget, by=administrator, reason="有误"), by=administrator)
    services.catch_up()
    assert len(titles("供水")) == 1


def test_a_change_is_noted_only_if_its_transaction_stands(budget) -> None:
    services.catch_up()
    with transaction.atomic():
        services.note_change(kind="report", number=budget.pk)
        transaction.set_rollback(True)
    assert not PendingChange.objects.exists()


def test_the_same_thing_noted_twice_is_in_the_index_once(budget) -> None:
    services.note_change(kind="report", number=budget.pk)
    services.note_change(kind="report", number=budget.pk)
    assert services.catch_up() == 3
    assert selectors.search(Wanted("供水")).total == 1
    assert not PendingChange.objects.exists()


def test_who_finds_another_writing_leaves_the_note_for_them(budget) -> None:
    with engine.writing():
        assert services.catch_up() == 0
        assert PendingChange.objects.count() == 1
    assert services.catch_up() == 1


def test_a_writing_that_fails_leaves_the_index_as_it_was(budget) -> None:
    services.catch_up()
    with contextlib.suppress(KeyError), engine.writing() as writer:
        writer.forget_all()
        raise KeyError
    assert len(titles("供水")) == 1


def test_an_index_that_was_lost_is_rebuilt_from_the_database(budget, capsys) -> None:
    services.catch_up()
    engine.start_afresh()
    assert titles("供水") == []
    call_command("rebuild_search")
    assert "索引已重建，共 1 条。" in capsys.readouterr().out
    assert len(titles("供水")) == 1


def test_facets_count_and_narrow(db) -> None:
    for agency, year in (("云溪县财政局", 2021), ("云溪县财政局", 2022), ("云溪县水务局", 2022)):
        published(made_report(agency, year))
    services.catch_up()
    facets = selectors.search(Wanted("年度报告")).facets
    assert [(facet.value, facet.count) for facet in facets["year"]] == [("2022", 2), ("2021", 1)]
    assert {(facet.value, facet.count) for facet in facets["agency"]} == {("云溪县财政局", 2), ("云溪县水务局", 1)}
    assert [(facet.label, facet.count) for facet in facets["kind"]] == [("年度报告", 3)]
    assert titles("", agency="云溪县水务局") == ["云溪县水务局2022年政府信息公开工作年度报告"]
    assert len(titles("年度报告", year=2022)) == 2


def test_results_are_paged(db) -> None:
    for year in range(2003, 2023):
        published(made_report("云溪县财政局", year))
    services.catch_up()
    first = selectors.search(Wanted("年度报告"))
    second = selectors.search(Wanted("年度报告", page=2))
    assert (first.total, len(first.hits), first.next_page) == (20, 15, 2)
    assert (len(second.hits), second.next_page) == (5, None)
    assert not {hit.entry.number for hit in first.hits} & {hit.entry.number for hit in second.hits}


def test_a_description_finds_what_shares_much_with_it(budget) -> None:
    published(made_report("云溪县教育局", 2022, texts={1: "义务教育招生范围。"}))
    services.catch_up()
    found = selectors.alike("想要云溪县财政局2022年部门预算")
    assert found[0].entry.agency == "云溪县财政局"
    assert selectors.alike("危险化学品仓库选址的论证会记录") == []
    assert selectors.alike("！？") == []


@pytest.mark.parametrize(
    "words", ["", " ", "\x00", "a" * 5000, "'\"()*:AND OR", "𠮷", "\u202e号", "[.*+?^$", "〔2026〕"]
)
def test_whatever_is_typed_is_answered(budget, words: str) -> None:
    services.catch_up()
    selectors.search(wanted_from({"q": words, "year": words, "page": words}))
    selectors.alike(words)


def test_a_page_far_beyond_the_end_is_answered(budget) -> None:
    services.catch_up()
    assert selectors.search(wanted_from({"q": "供水", "page": "999999999"})).hits == []


def test_what_was_offered_and_sufficed_is_counted_by_day(db) -> None:
    services.count_offer(day=DAY, shown=0)
    services.count_offer(day=DAY, shown=3)
    services.count_offer(day=DAY, shown=1)
    services.count_sufficed(day=DAY)
    services.count_passed_over(day=DAY)
    tally = OfferTally.objects.get()
    assert (tally.day, tally.offered, tally.sufficed, tally.passed_over) == (DAY, 2, 1, 1)


def test_more_cannot_suffice_than_was_offered(db) -> None:
    services.count_sufficed(day=DAY)
    assert OfferTally.objects.get().sufficed == 0
