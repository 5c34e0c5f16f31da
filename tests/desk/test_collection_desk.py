"""Collections and correction requests on the desk: what each page shows, takes and refuses."""

from __future__ import annotations

from io import BytesIO

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from apps.made_reports import made_report
from apps.people.invented import make_agency, make_officer
from apps.reporting.gathered import ERROR, NOTICE, TODAY, Scene, build_scene, faulty, finding, member_of
from gongkai.apps.agencies.roles import AgencyRole
from gongkai.apps.reporting.models import CorrectionRequest, ReportCollection
from gongkai.apps.reporting.reading_engines import open_engine
from gongkai.apps.reporting.services.collection_intakes import begin_intake, run_intake
from gongkai.apps.search.services import catch_up
from gongkai.reports.writers import html

pytestmark = pytest.mark.django_db
DESK = "/desk/collections/"


@pytest.fixture
def scene() -> Scene:
    made = build_scene(whole="浮玉市")
    wrong = finding("applications.total", ERROR, "applications.total.total", message="表三“总计”列不符。")
    made.add(faulty("浮玉市水利局", 2024, wrong), made_report("浮玉市教育局", 2024))
    return made


@pytest.fixture
def desk(scene: Scene, client: Client) -> Client:
    client.force_login(scene.supervisor)
    return client


def test_a_collection_is_opened_and_found_in_the_list(desk: Client, scene: Scene) -> None:
    answer = desk.post(DESK, {"agency": scene.city.pk, "name": "2025年全市年报", "whole": ""}, follow=True)
    assert "还没有收录报告" in answer.content.decode()
    listed = desk.get(DESK).content.decode()
    assert "2025年全市年报" in listed
    assert "全市年报" in listed


@pytest.mark.parametrize(("name", "told"), [("", "请填写“名称”"), ("全市年报", "已经有名为“全市年报”的报告集")])
def test_a_name_that_will_not_do_is_refused_and_what_was_typed_stays(desk: Client, scene: Scene, name, told) -> None:
    answer = desk.post(DESK, {"agency": scene.city.pk, "name": name, "whole": "浮玉市"})
    assert answer.status_code == 422
    assert told in answer.content.decode()
    assert 'value="浮玉市"' in answer.content.decode()
    assert ReportCollection.objects.count() == 1


def test_the_page_shows_verdicts_frequent_errors_and_findings(desk: Client, scene: Scene) -> None:
    page = desk.get(f"{DESK}{scene.collection.pk}/").content.decode()
    for told in (
        "表三：总计不等于各结果之和",
        "表三“总计”列不符。",
        "有错误</span></a> 1 份",
        "未发现问题</span></a> 1 份",
    ):
        assert told in page
    catch_up()
    worded = desk.get(f"{DESK}{scene.collection.pk}/", {"text": "总计 不符"}).content.decode()
    assert "表三“总计”列不符。" in worded
    assert 'value="总计 不符"' in worded
    assert "没有符合条件的发现" in desk.get(f"{DESK}{scene.collection.pk}/", {"text": "结转"}).content.decode()
    exported = b"".join(desk.get(f"{DESK}{scene.collection.pk}/findings.csv", {"text": "总计"}).streaming_content)
    assert "浮玉市水利局" in exported.decode()
    filtered = desk.get(f"{DESK}{scene.collection.pk}/", {"q": "教育"}).content.decode()
    assert "没有符合条件的发现" in filtered
    assert 'value="教育"' in filtered


def test_the_page_costs_the_same_for_many_reports(desk: Client, scene: Scene, django_assert_max_num_queries) -> None:
    address = f"{DESK}{scene.collection.pk}/"
    for more in (range(0), range(90)):
        scene.add(*(faulty(f"浮玉市第{number}局", 2024) for number in more))
        with django_assert_max_num_queries(14):
            page = desk.get(address).content.decode()
    assert "下一页" in page


def test_a_folder_that_was_not_taken_in_to_the_end_says_how_far_it_got(desk: Client, scene: Scene, tmp_path) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    for number in range(3):
        (folder / f"{number}.html").write_bytes(html.write(made_report(f"浮玉市第{number}局", 2024)))
    told = {"by": scene.supervisor, "today": TODAY}
    intake = begin_intake(collection=scene.collection, folder=folder, chunk_files=1, **told)
    address = f"{DESK}{scene.collection.pk}/"
    assert "3 个文件已处理 0 个" in desk.get(address).text
    with open_engine("local", scheduler="", workers=1) as engine:
        steps = run_intake(intake=intake, engine=engine, **told)
        next(steps)
        steps.close()
    page = desk.get(address).text
    assert "还没有收录完：3 个文件已处理 1 个，最近一批完成于" in page
    assert "gongkai manage collect_reports" in page
    with open_engine("local", scheduler="", workers=1) as engine:
        for _ in run_intake(intake=intake, engine=engine, **told):
            pass
    assert "还没有收录完" not in desk.get(address).text


def test_files_are_uploaded_and_their_fate_is_told(desk: Client, scene: Scene) -> None:
    files = [
        SimpleUploadedFile("民政局.html", html.write(made_report("浮玉市民政局", 2024))),
        SimpleUploadedFile("<b>坏</b>.txt", "不是报告".encode()),
    ]
    page = desk.post(f"{DESK}{scene.collection.pk}/add/", {"files": files}).content.decode()
    assert "<dt>新收录</dt><dd>1</dd>" in page
    assert "&lt;b&gt;坏&lt;/b&gt;.txt：" not in page  # A name is its last part: what stands before a slash is a folder.
    assert "b&gt;.txt：" in page
    assert "浮玉市民政局2024年度报告" in page


@pytest.mark.parametrize(("files", "told"), [([], "请先选择"), ([BytesIO(b"x")] * 101, "一次最多收录 100 个文件")])
def test_no_file_and_too_many_are_refused_in_words(desk: Client, scene: Scene, files, told: str) -> None:
    named = [SimpleUploadedFile(f"{number}.txt", file.getvalue()) for number, file in enumerate(files)]
    answer = desk.post(f"{DESK}{scene.collection.pk}/add/", {"files": named})
    assert answer.status_code == 422
    assert told in answer.content.decode()


def test_findings_are_handed_out_as_csv_and_workbook(desk: Client, scene: Scene) -> None:
    told = b"".join(desk.get(f"{DESK}{scene.collection.pk}/findings.csv")).decode()  # type: ignore[call-overload]
    assert told.count("\r\n") == 2
    assert "浮玉市水利局" in told
    assert desk.get(f"{DESK}{scene.collection.pk}/findings.xlsx").content[:2] == b"PK"
    assert desk.get(f"{DESK}{scene.collection.pk}/findings.exe").status_code == 404


def test_the_sums_are_checked_from_the_page(desk: Client, scene: Scene) -> None:
    scene.add(made_report("浮玉市人民政府", 2024, figures={"proactive.licensing.decisions": 7}))
    page = desk.post(f"{DESK}{scene.collection.pk}/sums/", follow=True).content.decode()
    assert "汇总数不等于各机关之和" in page
    assert "为7，而所汇总的2份报告该项之和为0" in page


def test_a_request_goes_from_draft_to_closed_on_the_desk(
    desk: Client, scene: Scene, django_capture_on_commit_callbacks
) -> None:
    member = member_of("浮玉市水利局")
    page = desk.get(f"{DESK}reports/{member.pk}/").content.decode()
    assert "起草更正要求" in page
    chosen = [str(each.pk) for each in member.findings.all()]
    page = desk.post(
        f"{DESK}reports/{member.pk}/", {"findings": chosen, "email": "water@example.com"}, follow=True
    ).content.decode()
    request = CorrectionRequest.objects.get()
    address = f"{DESK}requests/{request.pk}/"
    assert "1.表三“总计”列不符" in page
    assert "起草更正要求" not in desk.get(f"{DESK}reports/{member.pk}/").content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        desk.post(address, {"step": "send", "number": "浮函1号", "due_on": "2099-01-05"})
    assert len(mail.outbox) == 1
    assert "2099年1月5日" in desk.get(address).content.decode()
    desk.post(address, {"step": "answer", "text": "已经更正，\n重新公布。"})
    page = desk.post(address, {"step": "close", "text": "更正属实"}, follow=True).content.decode()
    assert "已办结" in page
    assert page.index("起草") < page.index("登记回复") < page.rindex("更正属实")
    assert desk.get(f"{address}letter.docx").content[:2] == b"PK"
    assert desk.get(f"{address}letter.pdf").content[:4] == b"%PDF"
    assert desk.get(f"{address}letter.exe").status_code == 404


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"step": "send", "number": "浮函1号", "due_on": "2001-01-05"}, "今天以后"),
        ({"step": "send", "number": "浮函1号", "due_on": "下周"}, "2026-03-13 这样的日期"),
        ({"step": "send", "number": "", "due_on": "2099-01-05"}, "请填写“发文字号”。"),
        ({"step": "revise", "addressee": "浮函1号", "body": ""}, "请填写“正文"),
        ({"step": "close", "text": "好"}, "不能这样办理"),
        ({"step": "nonsense"}, "不能这样办理"),
    ],
)
def test_a_step_that_will_not_do_is_refused_in_words(desk: Client, scene: Scene, asked, told: str) -> None:
    member = member_of("浮玉市水利局")
    desk.post(f"{DESK}reports/{member.pk}/", {"findings": [str(each.pk) for each in member.findings.all()]})
    request = CorrectionRequest.objects.get()
    answer = desk.post(f"{DESK}requests/{request.pk}/", asked)
    assert answer.status_code == 422
    assert told in answer.content.decode()
    assert "浮函1号" not in asked.values() or "浮函1号" in answer.content.decode()
    request.refresh_from_db()
    assert request.state == "draft"


def test_a_draft_without_a_finding_or_with_a_bad_address_is_refused(desk: Client, scene: Scene) -> None:
    member = member_of("浮玉市水利局")
    answer = desk.post(f"{DESK}reports/{member.pk}/", {"email": "不是邮箱"})
    assert answer.status_code == 422
    for told in ("请至少选择一处问题", "电子邮箱的格式不对", 'value="不是邮箱"'):
        assert told in answer.content.decode()
    assert not CorrectionRequest.objects.exists()


def test_requests_are_listed_by_state(desk: Client, scene: Scene) -> None:
    member = member_of("浮玉市水利局")
    desk.post(f"{DESK}reports/{member.pk}/", {"findings": [str(each.pk) for each in member.findings.all()]})
    CorrectionRequest.objects.update(state="sent", sent_on="2020-01-01", due_on="2020-01-16")
    assert "逾期未复</span>" in desk.get(f"{DESK}requests/").content.decode()
    assert "浮玉市水利局" in desk.get(f"{DESK}requests/?state=late").content.decode()
    assert "没有这样的更正要求" in desk.get(f"{DESK}requests/?state=closed").content.decode()
    assert "有 1 件更正要求逾期没有回复" in desk.get(DESK).content.decode()


def addresses(scene: Scene) -> list[str]:
    member = member_of("浮玉市水利局")
    own = f"{DESK}{scene.collection.pk}/"
    return [own, f"{own}reports/", f"{own}add/", f"{own}findings.csv", f"{DESK}reports/{member.pk}/"]


def test_a_supervisor_of_another_organ_is_told_that_there_is_nothing(scene: Scene, client: Client) -> None:
    other = make_officer("邻市监督", role=AgencyRole.SUPERVISOR, agency=make_agency("石城市人民政府"))
    client.force_login(other)
    assert {address: client.get(address).status_code for address in addresses(scene)} == dict.fromkeys(
        addresses(scene), 404
    )
    assert "全市年报" not in client.get(DESK).content.decode()


def test_an_auditor_reads_and_is_offered_nothing_to_do(scene: Scene, client: Client) -> None:
    client.force_login(make_officer("吴敬之", role=AgencyRole.AUDITOR, agency=scene.city))
    page = client.get(f"{DESK}{scene.collection.pk}/").content.decode()
    assert "导出 CSV" in page
    assert "收录报告" not in page
    assert "核对汇总数" not in page
    assert client.get(f"{DESK}{scene.collection.pk}/add/").status_code == 403
    member = client.get(f"{DESK}reports/{member_of('浮玉市水利局').pk}/").content.decode()
    assert "起草更正要求" not in member


def test_a_visitor_is_shown_the_way_to_sign_in(scene: Scene, client: Client) -> None:
    for address in addresses(scene):
        assert client.get(address).status_code == 302


def test_the_report_itself_opens_for_who_may_read_the_collection(desk: Client, scene: Scene) -> None:
    report = member_of("浮玉市水利局").report_id
    assert "浮玉市水利局" in desk.get(f"/reports/{report}/").content.decode()
    assert Client().get(f"/reports/{report}/").status_code == 404


def test_reports_are_listed_by_verdict(desk: Client, scene: Scene) -> None:
    own = f"{DESK}{scene.collection.pk}/reports/"
    assert "浮玉市教育局" in desk.get(own).content.decode()
    assert "浮玉市教育局" not in desk.get(f"{own}?verdict=errors").content.decode()
    assert "浮玉市水利局" not in desk.get(f"{own}?after=浮玉市水利局&after_id=999999999").content.decode()


def test_a_corrected_report_is_compared_on_the_requests_page(desk: Client, scene: Scene) -> None:
    member = member_of("浮玉市水利局")
    desk.post(f"{DESK}reports/{member.pk}/", {"findings": [str(each.pk) for each in member.findings.all()]})
    request = CorrectionRequest.objects.get()
    desk.post(f"{DESK}requests/{request.pk}/", {"step": "send", "number": "浮函2号", "due_on": "2099-01-05"})
    scene.add(
        faulty(
            "浮玉市水利局",
            2024,
            finding("report.late", NOTICE, message="晚了。"),
            figures={"applications.new.total": 8},
        )
    )
    page = desk.get(f"{DESK}requests/{request.pk}/").content.decode()
    for told in (
        "<dt>已经改正</dt><dd>1</dd>",
        "<dt>新出现</dt><dd>1</dd>",
        "<dt>改动的单元格</dt><dd>1</dd>",
        "晚了。",
    ):
        assert told in page
