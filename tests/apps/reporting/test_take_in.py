"""Taking in reports: once each, whole or not at all, and seen by whom they may be seen."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.storage import default_storage
from django.utils import timezone

from apps.made_reports import fault, made_officer, made_report, published, taken_in
from gongkai.apps.audit.models import Entry
from gongkai.apps.audit.permissions import Role
from gongkai.apps.people.visitors import Visitor
from gongkai.apps.reporting import originals
from gongkai.apps.reporting.models import Deposit, PublishedReport, Publisher, Standing
from gongkai.apps.reporting.selectors.collected import visible_to
from gongkai.apps.reporting.services import collecting
from gongkai.apps.reporting.services.collecting import UnreadableError, expire, restore, take_in, withdraw
from gongkai.documents.problems import Problem
from gongkai.reports.findings import Severity
from gongkai.reports.model import Report

pytestmark = pytest.mark.django_db
NEW, OUT = "applications.carried_in.total", "applications.carried_out.total"


def unreadable(_content: bytes, *, source: str) -> Report:
    return Report(source, problems=(Problem("file.truncated", "文件不完整。"),))


def test_the_same_report_twice_is_one() -> None:
    first, second = published(made_report()), published(made_report())
    assert first.pk == second.pk
    assert PublishedReport.objects.count() == 1
    assert Publisher.objects.get().reports == 1


def test_a_known_file_is_not_read_again() -> None:
    clerk = made_officer()
    take_in(b"x", name="a", by=clerk, holder="h", read=lambda _content, *, source: made_report())
    intake = take_in(b"x", name="b", by=clerk, holder="h", read=unreadable)
    assert intake.was_known


def test_a_file_that_cannot_be_read_leaves_nothing_behind() -> None:
    with pytest.raises(UnreadableError, match="文件不完整"):
        take_in(b"x", name="a.pdf", by=made_officer(), holder="h", read=unreadable)
    assert not PublishedReport.objects.exists()
    assert not Deposit.objects.exists()
    assert not Publisher.objects.exists()
    assert not default_storage.exists("reports")


def test_figures_that_do_not_fit_the_form_leave_nothing_behind() -> None:
    broken = made_report(figures={"applications.other.all.total": 1})
    with pytest.raises(ValueError, match="单元格与格式不符"):
        published(broken)
    assert not PublishedReport.objects.exists()
    assert not Publisher.objects.exists()


def test_a_disk_that_fails_leaves_no_record(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_digest: str, _content: bytes) -> None:
        raise OSError("disk full")

    clerk = made_officer(username="keeper")
    monkeypatch.setattr(collecting.originals, "keep", full)
    with pytest.raises(OSError, match="disk full"):
        taken_in(made_report(), by=clerk, holder="h")
    assert not PublishedReport.objects.exists()
    assert not Entry.objects.exists()


def test_the_original_is_kept_byte_for_byte_under_our_own_name() -> None:
    report = published(made_report(), content=b"\x00the file")
    with originals.fetch(report.digest) as file:
        assert file.read() == b"\x00the file"
    assert default_storage.exists(f"reports/{report.digest[:2]}/{report.digest}")


def test_an_original_that_was_cut_off_is_stored_again() -> None:
    report = published(made_report(), content=b"whole")
    name = f"reports/{report.digest[:2]}/{report.digest}"
    default_storage.delete(name)
    with default_storage.open(name, "wb") as file:
        file.write(b"wh")
    published(made_report(), content=b"whole")
    with originals.fetch(report.digest) as file:
        assert file.read() == b"whole"


def test_a_visitor_s_report_is_seen_by_that_visitor_alone() -> None:
    report = taken_in(made_report(), by=Visitor(), holder="session:a")
    assert report.standing == Standing.PRIVATE
    assert list(visible_to(role=Role.ANONYMOUS, holder="session:a")) == [report]
    for role in Role:
        assert not visible_to(role=role, holder="session:b").exists()
        assert not visible_to(role=role, holder=None).exists()


def test_an_officer_without_the_right_publishes_nothing() -> None:
    report = taken_in(made_report(), by=made_officer(Role.OFFICER), holder="officer:1")
    assert report.standing == Standing.PRIVATE


def test_an_auditor_hands_in_nothing() -> None:
    with pytest.raises(PermissionDenied):
        taken_in(made_report(), by=made_officer(Role.AUDITOR), holder="officer:1")


def test_two_visitors_with_the_same_file_share_the_record_and_not_the_sight() -> None:
    first = taken_in(made_report(), by=Visitor(), holder="session:a")
    second = taken_in(made_report(), by=Visitor(), holder="session:b")
    assert first.pk == second.pk
    assert Deposit.objects.count() == 2
    assert not visible_to(role=Role.ANONYMOUS, holder="session:c").exists()


def test_a_clerk_makes_public_what_a_visitor_had_handed_in() -> None:
    taken_in(made_report(), by=Visitor(), holder="session:a")
    report = published(made_report())
    assert report.is_public
    assert report.uploader.username == "keeper"
    assert visible_to(role=Role.ANONYMOUS, holder=None).get() == report


def test_a_publisher_s_sums_follow_its_public_reports() -> None:
    published(made_report(year=2021, findings=(fault(), fault(Severity.WARNING))))
    later = published(made_report(year=2022, findings=(fault(), fault(), fault(Severity.NOTICE))))
    taken_in(made_report(year=2023), by=Visitor(), holder="session:a")
    publisher = Publisher.objects.get()
    assert (publisher.reports, publisher.errors, publisher.warnings, publisher.latest_year) == (2, 3, 1, 2022)
    withdraw(report=later, by=later.uploader, reason="重复")
    publisher.refresh_from_db()
    assert (publisher.reports, publisher.errors, publisher.warnings, publisher.latest_year) == (1, 1, 1, 2021)


def test_a_report_is_compared_with_the_year_before_whichever_comes_first() -> None:
    later = published(made_report(year=2022, figures={NEW: 3}))
    assert later.errors == 0
    published(made_report(year=2021, figures={OUT: 1}))
    later.refresh_from_db()
    assert [finding["rule"] for finding in later.findings_between_years] == ["applications.carry_over"]
    assert (later.errors, later.outcome_code) == (1, "errors")
    assert Publisher.objects.get().errors == 1


def test_a_report_is_judged_again_when_the_year_before_is_withdrawn() -> None:
    earlier = published(made_report(year=2021, figures={OUT: 1}))
    later = published(made_report(year=2022, figures={NEW: 3}))
    assert later.errors == 1
    withdraw(report=earlier, by=earlier.uploader, reason="有误")
    later.refresh_from_db()
    assert (later.errors, later.findings_between_years) == (0, [])


def test_reports_of_another_agency_say_nothing_of_each_other() -> None:
    published(made_report("云溪县财政局", 2021, figures={OUT: 1}))
    assert published(made_report("云溪县教育局", 2022, figures={NEW: 3})).errors == 0


def test_a_private_report_is_compared_with_public_ones_and_changes_none() -> None:
    public = published(made_report(year=2022, figures={NEW: 3}))
    taken_in(made_report(year=2021, figures={OUT: 1}), by=Visitor(), holder="session:a")
    mine = taken_in(made_report(year=2023, figures={NEW: 9}), by=Visitor(), holder="session:a")
    public.refresh_from_db()
    assert public.errors == 0
    assert [finding["rule"] for finding in mine.findings_between_years] == ["applications.carry_over"]


def test_withdrawing_keeps_the_record_and_writes_the_reason() -> None:
    report = published(made_report())
    withdraw(report=report, by=report.uploader, reason="不是最终稿")
    report.refresh_from_db()
    assert report.standing == Standing.WITHDRAWN
    assert not visible_to(role=Role.ANONYMOUS, holder=None).exists()
    assert visible_to(role=Role.OFFICER, holder=None).get() == report
    entry = Entry.objects.order_by("-id").first()
    assert (entry.act, entry.details["reason"]) == ("reporting.withdraw", "不是最终稿")


@pytest.mark.parametrize("role", [Role.OFFICER, Role.AUDITOR])
def test_withdrawing_is_refused_without_the_right(role: Role) -> None:
    report = published(made_report())
    with pytest.raises(PermissionDenied):
        withdraw(report=report, by=made_officer(role), reason="试试")
    report.refresh_from_db()
    assert report.is_public


def test_a_withdrawn_report_comes_back_when_restored() -> None:
    report = published(made_report())
    withdraw(report=report, by=report.uploader, reason="误操作")
    restore(report=report, by=report.uploader)
    report.refresh_from_db()
    assert report.is_public
    acts = list(Entry.objects.order_by("id").values_list("act", flat=True))
    assert acts == ["reporting.publish", "reporting.withdraw", "reporting.restore"]


def test_private_reports_expire_with_their_files_and_public_ones_stay(django_capture_on_commit_callbacks) -> None:
    public = published(made_report(year=2021))
    mine = taken_in(made_report(year=2022), by=Visitor(), holder="session:a", content=b"mine")
    now = timezone.now()
    assert expire(now=now + timedelta(days=6)) == 0
    with django_capture_on_commit_callbacks(execute=True):
        assert expire(now=now + timedelta(days=8)) == 1
    assert list(PublishedReport.objects.all()) == [public]
    assert not Deposit.objects.filter(holder="session:a").exists()
    assert not default_storage.exists(f"reports/{mine.digest[:2]}/{mine.digest}")
    assert default_storage.exists(f"reports/{public.digest[:2]}/{public.digest}")


def test_a_private_report_handed_in_again_lives_on() -> None:
    taken_in(made_report(), by=Visitor(), holder="session:a")
    PublishedReport.objects.update(received_at=timezone.now() - timedelta(days=8))
    Deposit.objects.update(received_at=timezone.now() - timedelta(days=8))
    taken_in(made_report(), by=Visitor(), holder="session:b")
    assert expire(now=timezone.now()) == 0


def test_a_file_that_others_keep_in_private_is_read_like_a_new_one() -> None:
    report = taken_in(made_report(), by=Visitor(), holder="session:a", content=b"x")
    readings: list[str] = []

    def read(_content: bytes, *, source: str) -> Report:
        readings.append(source)
        return made_report()

    intake = take_in(b"x", name="b.docx", by=Visitor(), holder="session:b", read=read)
    assert (intake.report.pk, intake.was_known, readings) == (report.pk, False, ["b.docx"])
    assert take_in(b"x", name="c.docx", by=Visitor(), holder="session:b", read=read).was_known
    assert readings == ["b.docx"]


def test_a_withdrawn_file_is_not_told_of() -> None:
    report = published(made_report(), content=b"x")
    withdraw(report=report, by=report.uploader, reason="有误")
    holder = "session:b"
    intake = take_in(b"x", name="b", by=Visitor(), holder=holder, read=lambda _content, *, source: made_report())
    assert not intake.was_known
