"""Handing in files over HTTP, good and bad."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from threading import BoundedSemaphore
from urllib.parse import quote

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError
from django.test import Client

from apps.made_reports import PASSWORD, fault, made_officer, made_report, published
from gongkai.apps.audit.permissions import Role
from gongkai.apps.reporting import batches
from gongkai.apps.reporting.models import Deposit, PublishedReport
from gongkai.apps.reporting.services import collecting
from gongkai.apps.reporting.services.collecting import take_in
from gongkai.documents.problems import Problem
from gongkai.portal.attempts import Allowance
from gongkai.portal.reports import checking
from gongkai.reports.model import Report

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _told_by_the_first_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read ``good…`` as a report and everything else as a broken file."""

    def read(content: bytes, *, source: str) -> Report:
        if content.startswith(b"good"):
            return made_report(findings=(fault(),))
        return Report(source, problems=(Problem("file.truncated", "文件不完整，请重新下载。"),))

    monkeypatch.setattr(
        batches,
        "take_in",
        lambda content, *, name, by, holder: take_in(content, name=name, by=by, holder=holder, read=read),
    )


def file(content: bytes = b"good", name: str = "年报.docx") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def test_limits_are_told_beforehand(client) -> None:
    page = client.get("/reports/check/").text
    assert "每个文件不超过 40 MB，一次最多 20 个，合计不超过 100 MB" in page


def test_several_files_are_told_one_by_one(client) -> None:
    page = client.post("/reports/check/", {"files": [file(), file(b"bad", "坏的.pdf")]}).text
    assert "1 处错误" in page
    assert "坏的.pdf" in page
    assert "文件不完整，请重新下载。" in page
    assert PublishedReport.objects.count() == 1


def test_a_visitor_sees_the_result_and_another_does_not(client) -> None:
    client.post("/reports/check/", {"files": [file()]})
    report = PublishedReport.objects.get()
    assert client.get(f"/reports/{report.pk}/").status_code == 200
    assert f'href="/reports/{report.pk}/"' in client.get("/reports/check/").text
    assert Client().get(f"/reports/{report.pk}/").status_code == 404


def test_a_clerk_s_file_goes_into_the_collection() -> None:
    made_officer(Role.REPORT_CLERK)
    signed_in = Client()
    signed_in.login(username="report_clerk", password=PASSWORD)
    assert "加入公开目录" in signed_in.get("/reports/check/").text
    signed_in.post("/reports/check/", {"files": [file()]})
    assert Client().get(f"/reports/{PublishedReport.objects.get().pk}/").status_code == 200


def test_an_auditor_is_told_why_not(client) -> None:
    client.force_login(made_officer(Role.AUDITOR))
    answer = client.get("/reports/check/")
    assert answer.status_code == 403
    assert "“审计员”没有“提交报告自查”的权限" in answer.text


def test_one_file_sent_by_the_script_gets_its_line_alone(client) -> None:
    answer = client.post("/reports/check/", {"files": [file()]}, headers={"X-Gongkai-Part": "outcome"})
    assert answer.text.strip().startswith("<li")


def test_no_file_is_told(client) -> None:
    answer = client.post("/reports/check/", {})
    assert answer.status_code == 400
    assert "请先选择要核查的文件。" in answer.text


def test_too_many_files_are_refused_together(client) -> None:
    answer = client.post("/reports/check/", {"files": [file(b"good%d" % number) for number in range(21)]})
    assert answer.status_code == 400
    assert "一次最多提交 20 个文件" in answer.text
    assert not PublishedReport.objects.exists()


def test_a_file_too_large_is_refused_and_the_others_are_not(client, monkeypatch) -> None:
    monkeypatch.setattr(batches, "MAX_FILE_BYTES", 10)
    page = client.post("/reports/check/", {"files": [file(b"good" * 10, "大.pdf"), file()]}).text
    assert "文件超过 40 MB" in page
    assert PublishedReport.objects.count() == 1


def test_a_request_too_large_is_refused_unread(client, settings) -> None:
    settings.MAX_REQUEST_BYTES = 1024 * 1024
    answer = client.post("/reports/check/", {"files": [file(b"good" * 400_000)]})
    assert answer.status_code == 413
    assert "合计不能超过 1 MB" in answer.text


def test_too_many_files_in_an_hour_are_put_off_whichever_browser_sends_them(client, monkeypatch) -> None:
    monkeypatch.setattr(checking, "CHECKING", Allowance("check", 2, timedelta(hours=1)))
    assert client.post("/reports/check/", {"files": [file(), file()]}).status_code == 200
    for browser in (client, Client()):
        answer = browser.post("/reports/check/", {"files": [file()]})
        assert answer.status_code == 429
        assert "提交得太频繁" in answer.text
    assert Client(REMOTE_ADDR="192.0.2.7").post("/reports/check/", {"files": [file()]}).status_code == 200


def test_while_as_many_as_may_are_waiting_for_the_readers_the_next_is_told_to_come_again(client, monkeypatch) -> None:
    readers = BoundedSemaphore(1)
    monkeypatch.setattr(checking, "_readers", readers)
    monkeypatch.setattr(checking, "_PATIENCE_SECONDS", 0.01)
    with readers:
        answer = client.post("/reports/check/", {"files": [file()]})
    assert answer.status_code == 503
    assert "这次没有核查。请过一分钟再提交" in answer.text
    # Nobody keeps a place: refused, read or broken, it is free again.
    for content in (b"good", b"bad"):
        assert client.post("/reports/check/", {"files": [file(content)]}).status_code == 200


def test_of_files_that_take_too_long_together_the_rest_is_told_to_come_again(client, monkeypatch) -> None:
    moments = iter([0.0, 0.0, 21.0])
    monkeypatch.setattr(batches, "monotonic", lambda: next(moments))
    page = client.post("/reports/check/", {"files": [file(), file(b"good too", "慢.docx")]}).text
    assert PublishedReport.objects.count() == 1
    assert "这个文件没有核查到。请再提交一次" in page


def test_a_form_without_our_mark_is_refused_in_chinese() -> None:
    answer = Client(enforce_csrf_checks=True).post("/reports/check/", {"files": [file()]})
    assert answer.status_code == 403
    assert "页面已过期" in answer.text
    assert not PublishedReport.objects.exists()


def test_a_name_with_a_path_is_cut_to_its_last_part(client) -> None:
    client.post("/reports/check/", {"files": [file(name="年报<b>.docx")]})
    assert "年报&lt;b&gt;.docx" in client.get("/reports/check/").text


def test_my_files_cost_the_same_for_three_and_for_thirty(client, django_assert_num_queries) -> None:
    client.post("/reports/check/", {"files": [file(b"good%d" % number) for number in range(3)]})
    with django_assert_num_queries(2):
        client.get("/reports/check/")
    for batch in range(2):
        client.post("/reports/check/", {"files": [file(b"good%d-%d" % (batch, number)) for number in range(14)]})
    with django_assert_num_queries(2):
        client.get("/reports/check/")


def test_services_and_the_page_agree_on_how_long_a_private_report_is_kept(client) -> None:
    assert collecting.PRIVATE_FOR.days == 7
    assert "七天后自动删除" in client.get("/reports/check/").text


def test_a_public_file_checked_by_a_visitor_stays_public(client) -> None:
    report = published(made_report(), content=b"good")
    page = client.post("/reports/check/", {"files": [file()]}).text
    assert "此前已经收录过同一个文件" in page
    report.refresh_from_db()
    assert report.is_public


def test_a_stranger_with_the_same_bytes_learns_nothing_of_the_first(client) -> None:
    client.post("/reports/check/", {"files": [file(name="张三的初稿.docx")]})
    Deposit.objects.update(received_at=datetime(2020, 1, 2, tzinfo=UTC))
    PublishedReport.objects.update(received_at=datetime(2020, 1, 2, tzinfo=UTC))
    stranger, report = Client(), PublishedReport.objects.get()
    told = stranger.post("/reports/check/", {"files": [file(name="我的.docx")]}).text
    assert "此前已经收录" not in told
    for address in ("", "report.json", "report.html"):
        page = stranger.get(f"/reports/{report.pk}/{address}").content.decode()
        assert "张三" not in page
        assert "2020年1月2日" not in page
    page = stranger.get(f"/reports/{report.pk}/").text
    assert "我的.docx" in page
    original = stranger.get(f"/reports/{report.pk}/original/")
    assert b"".join(original.streaming_content) == b"good"
    assert quote("张三") not in original.headers["Content-Disposition"]
    assert quote("我的") in original.headers["Content-Disposition"]
    first = client.get(f"/reports/{report.pk}/").text
    assert "张三的初稿.docx" in first
    assert "我的.docx" not in first
    assert "2020年1月2日" in first


def test_a_visitor_is_told_of_their_own_earlier_file(client) -> None:
    client.post("/reports/check/", {"files": [file()]})
    assert "此前已经收录过同一个文件" in client.post("/reports/check/", {"files": [file()]}).text


def test_while_the_database_is_held_the_page_says_to_come_again(client, monkeypatch) -> None:
    def held(*_files: object, **_named: object) -> None:
        raise OperationalError("database is locked")

    monkeypatch.setattr(checking, "take_in_files", held)
    client.raise_request_exception = False
    answer = client.post("/reports/check/", {"files": [file()]})
    assert answer.status_code == 503
    assert "系统正忙" in answer.text
    assert "填写的内容还在" in answer.text
