"""The log is added to and never changed."""

from __future__ import annotations

import pytest

from apps.made_reports import made_officer
from gongkai.apps.audit.frozen import FrozenRecordError
from gongkai.apps.audit.models import Entry
from gongkai.apps.audit.selectors import PAGE_ENTRIES, latest_entries
from gongkai.apps.audit.services import record
from gongkai.apps.people.visitors import Visitor
from gongkai.apps.reporting.permissions import ReportingAct

pytestmark = pytest.mark.django_db


@pytest.fixture
def entry() -> Entry:
    officer = made_officer()
    return record(ReportingAct.WITHDRAW, by=officer, on=officer, reason="重复")


def test_an_entry_says_who_did_what_on_what(entry: Entry) -> None:
    assert (entry.actor, entry.act, entry.label) == ("年报专员（report_clerk）", "reporting.withdraw", "撤下年度报告")
    assert (entry.target_kind, entry.target, entry.details) == (
        "people.officer",
        "年报专员（report_clerk）",
        {"reason": "重复"},
    )


def test_an_entry_of_a_visitor_names_no_account() -> None:
    entry = record(ReportingAct.DEPOSIT, by=Visitor(), on=made_officer())
    assert (entry.actor, entry.actor_id) == ("访客", None)


def test_an_entry_cannot_be_written_again(entry: Entry) -> None:
    entry.actor = "别人"
    with pytest.raises(FrozenRecordError):
        entry.save()


def test_an_entry_cannot_be_deleted(entry: Entry) -> None:
    with pytest.raises(FrozenRecordError):
        entry.delete()


def test_entries_cannot_be_changed_in_bulk(entry: Entry) -> None:
    with pytest.raises(FrozenRecordError):
        Entry.objects.filter(pk=entry.pk).update(actor="别人")
    with pytest.raises(FrozenRecordError):
        Entry.objects.all().delete()


def test_entries_are_read_newest_first_a_page_at_a_time() -> None:
    officer = made_officer()
    written = [record(ReportingAct.DEPOSIT, by=officer, on=officer).pk for _ in range(PAGE_ENTRIES + 3)]
    first = latest_entries()
    assert [entry.pk for entry in first] == written[::-1][: PAGE_ENTRIES + 1]
    following = latest_entries(before=first[PAGE_ENTRIES - 1].pk)
    assert [entry.pk for entry in following] == [written[2], written[1], written[0]]
