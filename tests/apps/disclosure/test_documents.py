"""Documents from registration to their end, and the counts of table two as of any day and moment."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, timedelta
from itertools import count

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from apps.people.invented import make_agency, make_officer
from gongkai.apps.agencies.roles import AgencyRole
from gongkai.apps.audit.frozen import FrozenRecordError
from gongkai.apps.disclosure.models import RuleDocument, RuleEvent
from gongkai.apps.disclosure.selectors.documents import COLUMNS, counted_rules, ending_soon, rule_counts
from gongkai.apps.disclosure.services.cleanups import begin_clean_up, conclude_clean_up, judge_documents
from gongkai.apps.disclosure.services.documents import (
    DocumentForm,
    change_document,
    publish_document,
    register_document,
)
from gongkai.apps.people.rights import rights_of
from gongkai.statute.errors import ActRefused
from gongkai.statute.validity import DocumentAct, DocumentEvent, DocumentKind, Validity

TODAY = date(2026, 11, 2)
NORMATIVE = DocumentKind.NORMATIVE


@pytest.fixture
def organ(db):
    return make_agency("浮玉市水利局")


@pytest.fixture
def head(organ):
    return make_officer(role=AgencyRole.DISCLOSURE_HEAD, agency=organ)


@pytest.fixture
def enter(organ, head):
    def entered(number: int, made_on: date, until: date | None = None, **told) -> RuleDocument:
        form = DocumentForm(
            title=f"浮玉市水利工程管理办法之{number}",
            number=f"浮水规〔{made_on.year}〕{number}号",
            made_on=made_on,
            in_force_on=made_on,
            term_until=until,
            **told,
        )
        return register_document(agency=organ, kind=NORMATIVE, form=form, by=head, today=TODAY)

    return entered


@pytest.fixture
def happen(head):
    def happened(document: RuleDocument, act: DocumentAct, on: date, **told) -> RuleDocument:
        event = DocumentEvent(act, on, told.pop("valid_until", None))
        return change_document(document=document, event=event, basis="局务会议决定", by=head, today=TODAY, **told)

    return happened


def counts(organ, year: int, **told) -> dict[str, int]:
    return dict(rule_counts([organ.pk], year=year, **told)["normative_documents"])


def test_made_repealed_and_in_force_are_counted_at_the_end_of_the_year(organ, enter, happen) -> None:
    enter(1, date(2024, 3, 1))
    happen(enter(2, date(2024, 5, 1)), DocumentAct.REPEALED, date(2025, 6, 30))
    enter(3, date(2020, 1, 1), until=date(2025, 12, 31))
    enter(4, date(2025, 2, 1))
    happen(enter(5, date(2025, 3, 1)), DocumentAct.STRUCK, date(2025, 3, 2))
    assert counts(organ, 2024) == {"made": 2, "repealed": 0, "in_force": 3}
    # The term of the third ends with the last day of 2025: it lapses on the first of January.
    assert counts(organ, 2025) == {"made": 1, "repealed": 1, "in_force": 3}
    assert counts(organ, 2026) == {"made": 0, "repealed": 1, "in_force": 2}
    assert rule_counts([organ.pk], year=2025)["regulations"] == {"made": 0, "repealed": 0, "in_force": 0}


def test_what_is_recorded_after_a_moment_is_not_in_the_counts_of_that_moment(organ, enter, happen) -> None:
    old = enter(1, date(2024, 3, 1))
    struck_later = enter(2, date(2025, 4, 1))
    moment = timezone.now()
    happen(old, DocumentAct.REPEALED, date(2025, 11, 30))
    happen(struck_later, DocumentAct.STRUCK, date(2025, 12, 1))
    enter(3, date(2025, 5, 1))
    assert counts(organ, 2025, known_at=moment) == {"made": 1, "repealed": 0, "in_force": 2}
    assert counts(organ, 2025) == {"made": 1, "repealed": 1, "in_force": 1}
    behind = counted_rules([organ.pk], kind=NORMATIVE.code, column="in_force", year=2025, known_at=moment)
    assert set(behind) == {old, struck_later}


def test_a_number_stands_once_until_its_entry_is_struck(enter, happen) -> None:
    first = enter(1, date(2025, 3, 1))
    with pytest.raises(ActRefused, match="已经登记了文号"):
        enter(1, date(2025, 3, 1))
    happen(first, DocumentAct.STRUCK, date(2025, 3, 2))
    enter(1, date(2025, 3, 1))


@pytest.mark.parametrize(
    ("told", "says"),
    [
        ({"made_on": date(2026, 11, 3)}, "晚于今天"),
        ({"published_on": date(2025, 2, 1)}, "发布日期早于成文日期"),
        ({"in_force_on": date(2025, 2, 1)}, "施行日期早于成文日期"),
        ({"term_until": date(2025, 3, 1)}, "有效期早于施行日期"),
    ],
)
def test_days_that_cannot_be_are_refused(organ, head, told, says) -> None:
    plain = {"title": "办法", "number": "1号", "made_on": date(2025, 3, 2), "in_force_on": date(2025, 3, 2)}
    if "made_on" in told:
        told = {**told, "in_force_on": told["made_on"]}
    with pytest.raises(ActRefused, match=says):
        register_document(agency=organ, kind=NORMATIVE, form=DocumentForm(**(plain | told)), by=head, today=TODAY)


def test_a_replacement_names_the_new_document(enter, happen) -> None:
    old = enter(1, date(2022, 3, 1))
    with pytest.raises(ActRefused, match="替代它的新文件"):
        happen(old, DocumentAct.REPLACED, date(2026, 1, 1))
    new = enter(2, date(2026, 1, 1))
    happen(old, DocumentAct.REPLACED, date(2026, 1, 1), other=new)
    assert old.events.get().other == new


def test_publication_is_noted_once_and_not_before_the_document_was_made(enter, head) -> None:
    document = enter(1, date(2026, 3, 1))
    with pytest.raises(ActRefused, match="之间"):
        publish_document(document=document, on=date(2026, 2, 1), by=head, today=TODAY)
    publish_document(document=document, on=date(2026, 3, 5), by=head, today=TODAY)
    with pytest.raises(ActRefused, match="已经登记"):
        publish_document(document=document, on=date(2026, 3, 6), by=head, today=TODAY)


def test_what_ends_within_ninety_days_is_told_the_first_first(organ, enter, head) -> None:
    enter(1, date(2022, 1, 1), until=TODAY + timedelta(days=91))
    late = enter(2, date(2022, 1, 1), until=TODAY + timedelta(days=90))
    soon = enter(3, date(2022, 1, 1), until=TODAY)
    enter(4, date(2022, 1, 1), until=TODAY - timedelta(days=1))
    assert list(ending_soon(rights_of(head, TODAY), today=TODAY)) == [soon, late]


def test_a_round_treats_all_its_documents_or_none(organ, enter, happen, head) -> None:
    kept, gone, ended = (enter(number, date(2018, 1, 1)) for number in (1, 2, 3))
    clean_up = begin_clean_up(agency=organ, title="2026年文件清理", basis="市政府统一部署", by=head, today=TODAY)
    verdicts = {kept: ("kept", ""), gone: ("repealed", "与上位法不一致"), ended: ("declared_lapsed", "调整对象已消失")}
    judge_documents(clean_up=clean_up, verdicts=verdicts, by=head, today=TODAY)
    happen(ended, DocumentAct.REPEALED, date(2026, 1, 1))
    with pytest.raises(ActRefused, match="之3”：文件自"):
        conclude_clean_up(clean_up=clean_up, on=TODAY, by=head, today=TODAY)
    assert RuleEvent.objects.filter(clean_up=clean_up).count() == 0
    judge_documents(clean_up=clean_up, verdicts={ended: ("", "")}, by=head, today=TODAY)
    conclude_clean_up(clean_up=clean_up, on=TODAY, by=head, today=TODAY)
    gone.refresh_from_db()
    assert gone.state.validity_on(TODAY) is Validity.REPEALED
    with pytest.raises(ActRefused, match="已经审定"):
        conclude_clean_up(clean_up=clean_up, on=TODAY, by=head, today=TODAY)


def test_an_editor_may_not_conclude_a_round(organ, head) -> None:
    clean_up = begin_clean_up(agency=organ, title="清理", basis="部署", by=head, today=TODAY)
    editor = make_officer(role=AgencyRole.EDITOR, agency=organ)
    with pytest.raises(PermissionDenied):
        conclude_clean_up(clean_up=clean_up, on=TODAY, by=editor, today=TODAY)


def test_what_happened_to_a_document_is_written_once(enter, happen) -> None:
    document = enter(1, date(2020, 1, 1))
    happen(document, DocumentAct.AMENDED, date(2021, 1, 1))
    event = RuleEvent.objects.get()
    with pytest.raises(FrozenRecordError):
        event.save()
    with pytest.raises(FrozenRecordError):
        RuleEvent.objects.all().delete()


@pytest.mark.parametrize("validity", list(Validity))
@pytest.mark.parametrize("day", [date(2021, 1, 1), date(2024, 1, 1), TODAY])
def test_the_filter_by_validity_agrees_with_the_law(enter, happen, validity, day) -> None:
    happen(enter(1, date(2020, 1, 1)), DocumentAct.REPEALED, date(2023, 1, 1))
    happen(enter(2, date(2020, 1, 1)), DocumentAct.DECLARED_LAPSED, date(2023, 1, 1))
    happen(enter(3, date(2020, 1, 1)), DocumentAct.AMENDED, date(2022, 1, 1))
    enter(4, date(2020, 1, 1), until=date(2023, 1, 1))
    enter(5, date(2023, 6, 1))
    happen(enter(6, date(2020, 1, 1), until=date(2025, 1, 1)), DocumentAct.REPEALED, date(2024, 6, 1))
    if validity is Validity.STRUCK:
        return
    documents = RuleDocument.objects.filter(made_on__lte=day)
    by_law = {each.pk for each in documents if each.state.validity_on(day) is validity}
    assert {each.pk for each in documents.with_validity(validity, day=day)} == by_law


# All examples share the database of one test, and a document with events stays: its number must not come again.
NUMBERS = count(100)
HISTORIES = st.lists(
    st.tuples(
        st.integers(2019, 2024),
        st.none() | st.integers(1, 4),
        st.lists(st.tuples(st.sampled_from([a for a in DocumentAct if a.code != "replaced"]), st.integers(0, 2200))),
    ),
    max_size=4,
)


@given(HISTORIES)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_in_force_is_last_years_plus_made_less_repealed_and_every_count_opens(organ, enter, happen, told) -> None:
    RuleDocument.objects.exclude(pk__in=RuleEvent.objects.values("document")).delete()
    for year, term, events in told:
        made = date(year, 6, 1)
        until = date(year + term, 12, 31) if term else None
        document = enter(next(NUMBERS), made, until=until)
        for act, days in events:
            on = made + timedelta(days=days)
            try:
                happen(document, act, on, valid_until=on + timedelta(days=900))
            except ActRefused:
                continue
    for year in range(2020, 2030):
        before, now = counts(organ, year - 1), counts(organ, year)
        assert now["in_force"] == before["in_force"] + now["made"] - now["repealed"]
        for column in COLUMNS:
            assert counted_rules([organ.pk], kind=NORMATIVE.code, column=column, year=year).count() == now[column]


@given(HISTORIES)
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_was_counted_at_a_moment_is_counted_as_of_that_moment_ever_after(organ, enter, happen, told) -> None:
    counted = []
    for year, term, events in told:
        made = date(year, 6, 1)
        document = enter(next(NUMBERS), made, until=date(year + term, 12, 31) if term else None)
        for act, days in events[:2]:
            moment = timezone.now()
            counted.append((moment, {year: counts(organ, year) for year in range(2020, 2027, 2)}))
            on = made + timedelta(days=days)
            with suppress(ActRefused):
                happen(document, act, on, valid_until=on + timedelta(days=900))
    for moment, of_years in counted:
        for year, then in of_years.items():
            assert counts(organ, year, known_at=moment) == then
            for column in COLUMNS:
                terms = {"kind": NORMATIVE.code, "column": column, "year": year, "known_at": moment}
                assert counted_rules([organ.pk], **terms).count() == then[column]
