"""Reports side by side."""

from __future__ import annotations

import pytest

from apps.made_reports import fault, made_report, published

pytestmark = pytest.mark.django_db
NEW, OTHER = "applications.new.total", "applications.other.all.total"


def test_the_years_of_an_agency_stand_side_by_side(client) -> None:
    for year, new in ((2020, 11), (2021, 22), (2022, 33)):
        edition = "2019" if year == 2020 else "2021"
        report = published(made_report(year=year, edition=edition, figures={NEW: new}))
    page = client.get("/reports/compare/", {"agency": report.publisher_id}).text
    assert "云溪县财政局历年申请办理情况" in page
    for text in ("2020年", "2021年", "2022年", ">11<", ">22<", ">33<"):
        assert text in page


def test_a_row_that_an_edition_lacks_is_not_a_zero(client) -> None:
    published(made_report(year=2020, edition="2019", figures={OTHER: 4}))
    report = published(made_report(year=2021))
    page = client.get("/reports/compare/", {"agency": report.publisher_id}).text
    assert "该版格式无此项" in page


def test_the_agencies_of_a_year_stand_side_by_side(client) -> None:
    first = published(made_report("甲局", 2022, figures={NEW: 11}))
    second = published(made_report("乙局", 2022, figures={NEW: 22}))
    published(made_report("乙局", 2021, figures={NEW: 99}))
    page = client.get("/reports/compare/", {"agency": [first.publisher_id, second.publisher_id]}).text
    assert "2022年度各机关申请办理情况" in page
    assert ">11<" in page
    assert ">22<" in page
    assert ">99<" not in page


def test_the_chart_says_in_words_what_it_draws(client) -> None:
    report = published(made_report(year=2022, figures={NEW: 748, "applications.total.total": 744}))
    page = client.get("/reports/compare/", {"agency": report.publisher_id}).text
    assert '<desc id="chart-description">2022年：本年新收 748，本年办结 744，结转下年 0。</desc>' in page
    assert "style=" not in page


def test_what_is_no_agency_leads_to_the_choice(client) -> None:
    for agency in ("x", "-1", "999", "99999999999999999999999999"):
        answer = client.get("/reports/compare/", {"agency": agency})
        assert answer.status_code == 200
        assert "先查找行政机关" in answer.text


def test_a_comparison_costs_the_same_for_three_and_for_ten(client, django_assert_num_queries) -> None:
    reports = [published(made_report(f"第{number}局", 2022)) for number in range(10)]
    agencies = [report.publisher_id for report in reports]
    for asked in (agencies[:3], agencies):
        with django_assert_num_queries(3):
            client.get("/reports/compare/", {"agency": asked})


def test_agencies_without_a_common_year_are_all_told(client) -> None:
    first = published(made_report("甲局", 2022, figures={NEW: 11}))
    second = published(made_report("乙局", 2021, figures={NEW: 22}))
    page = client.get("/reports/compare/", {"agency": [first.publisher_id, second.publisher_id]}).text
    assert "所选机关没有共同的年度。乙局没有2022年度的公开报告" in page
    assert f'href="/reports/compare/?agency={second.publisher_id}"' in page


def test_an_agency_without_the_chosen_year_is_told(client) -> None:
    reports = [published(made_report(name, 2022, figures={NEW: 11})) for name in ("甲局", "乙局")]
    published(made_report("甲局", 2021))
    asked = {"agency": [report.publisher_id for report in reports]}
    assert "下面没有列入" not in client.get("/reports/compare/", asked).text
    page = client.get("/reports/compare/", {**asked, "year": 2021}).text
    assert "乙局没有2021年度的公开报告" in page
    assert "没有共同的年度" not in page


def test_more_agencies_than_stand_side_by_side_are_told(client) -> None:
    reports = [published(made_report(f"第{number}局", 2022)) for number in range(14)]
    page = client.get("/reports/compare/", {"agency": [report.publisher_id for report in reports]}).text
    assert "一次最多对比 12 个机关，没有列入其余 2 个" in page


def test_figures_that_are_all_zero_are_said_and_not_drawn(client) -> None:
    report = published(made_report(year=2022))
    page = client.get("/reports/compare/", {"agency": report.publisher_id}).text
    assert "本年新收、本年办结、结转下年各年均为0。" in page
    assert "chart-title" not in page


def test_a_report_with_errors_is_marked_where_its_figures_stand(client) -> None:
    wrong = published(made_report("甲局", 2022, findings=(fault(), fault())))
    clean = published(made_report("乙局", 2022))
    page = client.get("/reports/compare/", {"agency": [wrong.publisher_id, clean.publisher_id]}).text
    assert page.count("处错误") == 1
    (heading,) = (told for told in page.split("</th>") if f'href="/reports/{wrong.pk}/">甲局</a>' in told)
    assert "2 处错误" in heading
