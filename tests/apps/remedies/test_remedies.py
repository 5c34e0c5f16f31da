"""Reconsideration and suits from notice to end; the counts of table four as of any day and moment."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from apps.casework.invented_cases import answered, make_case, make_office
from apps.people.invented import make_administrator, make_officer
from apps.people.role_matrix import Expected, assert_policy
from gongkai.apps.agencies.roles import AgencyRole
from gongkai.apps.agencies.roles import AgencyRole as R
from gongkai.apps.audit.frozen import FrozenRecordError
from gongkai.apps.people.rights import rights_of
from gongkai.apps.remedies.models import RemedyCase, RemedyRecord
from gongkai.apps.remedies.permissions import POLICY, RemedyCaseAct
from gongkai.apps.remedies.selectors.remedy_cases import counted_remedies, replies_due, table_four
from gongkai.apps.remedies.services.remedy_cases import (
    NewRound,
    RemedyForm,
    enter_remedy,
    map_outcome,
    record_event,
)
from gongkai.statute.errors import ActRefused
from gongkai.statute.remedy_cases import REMEDY_OUTCOMES, RemedyAct, RemedyBlock

TODAY = date(2026, 11, 2)
NOTHING = {"upheld": 0, "corrected": 0, "other": 0, "pending": 0, "total": 0}


@pytest.fixture
def office(db):
    return make_office()


@pytest.fixture
def enter(office):
    def entered(block: RemedyBlock = RemedyBlock.RECONSIDERATION, *, on: date = date(2026, 5, 6), **told) -> RemedyCase:
        plain = {name: told.pop(name) for name in ("is_simple", "is_counted_elsewhere") if name in told}
        form = RemedyForm(block, "不予公开用地批复的答复", "浮玉市人民政府", "浮府复〔2026〕1号", "苏怀瑾", **plain)
        return enter_remedy(agency=office.agency, form=form, received_on=on, by=office.handler, today=TODAY, **told)

    return entered


@pytest.fixture
def happen(office):
    def happened(remedy: RemedyCase, act: RemedyAct, on: date, outcome: str = "", **told) -> RemedyCase:
        by = told.pop("by", office.head)
        return record_event(remedy=remedy, act=act, on=on, by=by, today=TODAY, outcome_code=outcome, **told)

    return happened


def counts(office, year: int, block: str = "reconsideration", **told) -> dict[str, int]:
    return dict(table_four([office.agency.pk], year=year, **told)[block])


def test_a_case_counts_as_pending_and_then_by_its_outcome(office, enter, happen) -> None:
    remedy = enter(on=date(2025, 12, 15))
    happen(remedy, RemedyAct.CONCLUDED, date(2026, 2, 3), "decided.perform")
    assert counts(office, 2025) == NOTHING | {"pending": 1, "total": 1}
    assert counts(office, 2026) == NOTHING | {"corrected": 1, "total": 1}
    assert counts(office, 2027) == NOTHING
    assert list(counted_remedies([office.agency.pk], block="reconsideration", column="corrected", year=2026)) == [
        remedy
    ]


def test_a_co_defendant_does_not_count_the_case_again(office, enter) -> None:
    enter(RemedyBlock.SUIT_AFTER, is_counted_elsewhere=True)
    assert counts(office, 2026, "litigation_after_reconsideration") == NOTHING


def test_what_is_recorded_after_a_moment_had_not_happened_then(office, enter, happen) -> None:
    remedy = enter()
    moment = timezone.now()
    happen(remedy, RemedyAct.CONCLUDED, date(2026, 7, 1), "decided.upheld")
    enter(on=date(2026, 6, 1))
    assert counts(office, 2026, known_at=moment) == NOTHING | {"pending": 1, "total": 1}
    assert counts(office, 2026) == NOTHING | {"upheld": 1, "pending": 1, "total": 2}


def test_an_outcome_mapped_otherwise_leaves_the_years_before_alone(office, enter, happen) -> None:
    for year in (2025, 2026):
        happen(enter(on=date(year, 3, 2)), RemedyAct.CONCLUDED, date(year, 4, 10), "decided.mediated")
    administrator = make_administrator()
    map_outcome(
        outcome_code="decided.mediated",
        column_code="corrected",
        from_year=2026,
        reason="省政务公开办统一口径",
        by=administrator,
        today=TODAY,
    )
    assert counts(office, 2025)["other"] == 1
    assert counts(office, 2026)["corrected"] == 1
    with pytest.raises(ActRefused, match="已经公布"):
        map_outcome(
            outcome_code="decided.mediated",
            column_code="upheld",
            from_year=2024,
            reason="",
            by=administrator,
            today=TODAY,
        )
    with pytest.raises(PermissionDenied):
        map_outcome(
            outcome_code="decided.mediated",
            column_code="upheld",
            from_year=2026,
            reason="",
            by=make_officer(role=AgencyRole.ADMINISTRATOR, agency=office.agency),
            today=TODAY,
        )


def test_replies_are_told_a_week_ahead_the_most_urgent_first(office, enter, happen) -> None:
    late = enter(on=date(2026, 10, 12))
    soon = enter(on=date(2026, 10, 26), is_simple=True)
    enter(on=date(2026, 11, 2))
    done = enter(on=date(2026, 10, 12))
    happen(done, RemedyAct.REPLIED, date(2026, 10, 14))
    rights = rights_of(office.handler, TODAY)
    # 12 October: ten working days end on the 26th; 26 October: five end on 2 November.
    assert [(each.pk, each.due_on) for each in replies_due(rights, today=TODAY)] == [
        (late.pk, date(2026, 10, 26)),
        (soon.pk, date(2026, 11, 2)),
    ]


def test_an_order_to_answer_anew_opens_a_new_round_of_the_same_application(office, enter, happen) -> None:
    case = answered(office, make_case(office), "refused.internal_affairs", on=date(2026, 3, 16))
    remedy = enter(case=case)
    happen(
        remedy,
        RemedyAct.CONCLUDED,
        date(2026, 7, 1),
        "decided.revoked",
        anew=NewRound("浮府复〔2026〕1号", date(2026, 7, 1), 10),
    )
    case.refresh_from_db()
    assert case.is_open
    # Ten working days of 1 July 2026, a Wednesday.
    assert case.due_on == date(2026, 7, 15)
    assert counts(office, 2026)["corrected"] == 1


def test_a_refusal_of_the_application_leaves_the_outcome_unrecorded_too(office, enter, happen) -> None:
    remedy = enter(case=make_case(office))
    with pytest.raises(ActRefused, match="尚未答复"):
        happen(
            remedy,
            RemedyAct.CONCLUDED,
            date(2026, 7, 1),
            "decided.revoked",
            anew=NewRound("浮府复〔2026〕1号", date(2026, 7, 1), 10),
        )
    assert remedy.events.count() == 1


def test_a_suit_after_reconsideration_names_it(office, enter, happen) -> None:
    earlier = enter()
    enter(RemedyBlock.SUIT_AFTER, earlier=earlier)
    with pytest.raises(ActRefused, match="复议后起诉"):
        enter(RemedyBlock.DIRECT_SUIT, earlier=earlier)


def test_events_are_written_once_and_a_handler_may_not_strike(office, enter, happen) -> None:
    remedy = enter()
    with pytest.raises(FrozenRecordError):
        RemedyRecord.objects.get().save()
    with pytest.raises(PermissionDenied):
        happen(remedy, RemedyAct.STRUCK, TODAY, by=office.handler)
    happen(remedy, RemedyAct.STRUCK, TODAY)
    assert counts(office, 2026) == NOTHING


EXPECTED: Expected = {
    RemedyCaseAct.READ: {
        R.INTAKE,
        R.HANDLER,
        R.LEGAL_REVIEWER,
        R.DISCLOSURE_HEAD,
        R.APPROVER,
        R.REPORT_CLERK,
        R.SUPERVISOR,
        R.AUDITOR,
    },
    RemedyCaseAct.RECORD: {R.HANDLER, R.LEGAL_REVIEWER, R.DISCLOSURE_HEAD},
    RemedyCaseAct.STRIKE: {R.DISCLOSURE_HEAD},
    RemedyCaseAct.MAP_OUTCOMES: {R.ADMINISTRATOR},
}


def test_every_role_may_do_what_is_told_and_nothing_else() -> None:
    assert_policy(POLICY, EXPECTED)
    assert set(EXPECTED) == set(RemedyCaseAct)


STEPS = st.lists(
    st.tuples(
        st.sampled_from([act for act in RemedyAct if act is not RemedyAct.NOTICE_RECEIVED]),
        st.integers(0, 500),
        st.sampled_from(list(REMEDY_OUTCOMES)),
    ),
    max_size=6,
)


@given(st.lists(st.tuples(st.sampled_from(list(RemedyBlock)), STEPS), max_size=4))
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_sums_hold_every_count_opens_and_later_events_change_no_earlier_moment(office, enter, happen, told) -> None:
    moments = []
    for block, steps in told:
        remedy = enter(block, on=date(2024, 9, 2))
        for act, days, outcome in sorted(steps, key=lambda step: step[1]):
            try:
                happen(remedy, act, date(2024, 9, 2) + timedelta(days=days), outcome)
            except ActRefused:
                continue
        moment = timezone.now()
        moments.append((moment, table_four([office.agency.pk], year=2025)))
    for moment, known in moments:
        assert table_four([office.agency.pk], year=2025, known_at=moment) == known
    for block, columns in table_four([office.agency.pk], year=2025).items():
        assert columns["total"] == sum(count for column, count in columns.items() if column != "total")
        for column, count in columns.items():
            found = counted_remedies([office.agency.pk], block=block, column=column, year=2025)
            assert found.count() == count
