"""Collections and correction requests in a real browser: a story without script, and every page at two widths."""

from __future__ import annotations

import os

import pytest
from playwright.sync_api import expect

from apps.made_reports import made_report
from apps.people.invented import PASSWORD
from apps.reporting.gathered import ERROR, NOTICE, WARNING, Scene, build_scene, faulty, finding, member_of
from gongkai.apps.reporting.models import CorrectionRequest
from gongkai.reports.writers import html
from journeys.test_pages_for_everybody import WIDTHS, complaints_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
DESK = "/desk/collections/"


@pytest.fixture
def scene() -> Scene:
    made = build_scene(whole="浮玉市")
    balance = "表三“自然人”列：第一项加第二项之和，等于第三项加第四项之和。现14＋1＝15，而12＋4＝16。"
    cells = ("applications.new.natural_person", "applications.carried_out.natural_person")
    made.add(
        *(
            faulty(
                f"浮玉市{name}局",
                2024,
                finding("applications.balance", ERROR, *cells, message=balance),
                finding("section.missing", WARNING, message="缺少第五部分“存在的主要问题及改进情况”。"),
                finding("report.late", NOTICE, message="报告落款日期为2025年4月20日，晚于2025年1月31日的期限。"),
            )
            for name in ("水利", "教育", "民政", "司法", "财政")
        ),
        made_report("浮玉市审计局", 2024),
    )
    return made


def signed_in(open_page, scene: Scene, *, width: int, script: bool = True):
    page = open_page("/desk/", width=width, script=script)
    page.get_by_label("用户名").fill(scene.supervisor.username)
    page.get_by_label("密码").fill(PASSWORD)
    page.get_by_role("button", name="登录").click()
    page.get_by_role("button", name="退出").wait_for()
    return page


def test_a_faulty_report_is_asked_to_be_corrected_and_comes_back_corrected(open_page, scene: Scene, tmp_path) -> None:
    page = signed_in(open_page, scene, width=1280, script=False)
    page.goto(DESK)
    page.get_by_role("link", name="全市年报").click()
    page.get_by_label("机关名称").fill("水利")
    page.get_by_role("button", name="筛选").click()
    page.get_by_role("link", name="浮玉市水利局2024年度报告").first.click()
    page.get_by_label("收函机关的电子邮箱").fill("water@example.com")
    page.get_by_role("button", name="起草").click()
    expect(page.get_by_role("article")).to_contain_text("1.表三“自然人”列")
    page.get_by_label("发文字号").fill("浮政公开函〔2026〕5号")
    page.get_by_label("回复期限").fill("2099-03-01")
    page.get_by_role("button", name="发出").click()
    corrected = tmp_path / "更正后.html"
    corrected.write_bytes(html.write(made_report("浮玉市水利局", 2024)))
    page.goto(f"{DESK}{scene.collection.pk}/add/")
    page.set_input_files("#files", str(corrected))
    page.get_by_role("button", name="收录").click()
    page.goto(f"{DESK}requests/{CorrectionRequest.objects.get().pk}/")
    expect(page.get_by_text("已经改正").first).to_be_visible()
    page.get_by_label("办理结果或者撤销的理由").first.fill("更正属实。")
    page.get_by_role("button", name="办结").click()
    expect(page.locator("dl.details")).to_contain_text("已办结")


@pytest.mark.parametrize("width", WIDTHS)
def test_collection_pages_are_accessible_and_fit_the_window(open_page, scene: Scene, width: int) -> None:
    page = signed_in(open_page, scene, width=width)
    member = member_of("浮玉市水利局")
    _looked_at(page, "before", f"{DESK}reports/{member.pk}/", width)
    page.get_by_role("button", name="起草").click()
    expect(page.get_by_label("发文字号")).to_be_visible()
    request = CorrectionRequest.objects.get()
    own = f"{DESK}{scene.collection.pk}/"
    pages = {
        "collections": DESK,
        "collection": own,
        "members": f"{own}reports/",
        "add": f"{own}add/",
        "member": f"{DESK}reports/{member.pk}/",
        "requests": f"{DESK}requests/",
        "draft": f"{DESK}requests/{request.pk}/",
    }
    for name, address in pages.items():
        _looked_at(page, name, address, width)
    CorrectionRequest.objects.update(state="sent", sent_on="2020-01-02", due_on="2020-01-17")
    scene.add(made_report("浮玉市水利局", 2024, figures={"applications.new.total": 3}))
    _looked_at(page, "request", f"{DESK}requests/{request.pk}/", width)


def _looked_at(page, name: str, address: str, width: int) -> None:
    page.goto(address)
    assert (address, complaints_of(page)) == (address, [])
    if folder := os.environ.get("GONGKAI_SCREENSHOTS"):
        page.screenshot(path=f"{folder}/{name}-{width}.png", full_page=True)
