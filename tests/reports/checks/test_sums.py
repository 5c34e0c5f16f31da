"""The sums of tables three and four, and the one correction that mends them."""

from __future__ import annotations

import pytest

from gongkai.reports.checks.sums import sums
from gongkai.reports.findings import Finding, Severity
from reports.checks.invented_reports import SOUND, report


def _wrong(**changes: int | None) -> list[Finding]:
    cells = {path.replace("__", "."): value for path, value in changes.items()}
    return list(sums(report(figures={**SOUND, **cells})))


def _rules(findings: list[Finding]) -> list[str]:
    return [finding.rule for finding in findings]


@pytest.mark.parametrize("edition", ["2019", "2021"])
def test_report_of_zeros_adds_up(edition: str) -> None:
    assert list(sums(report(edition=edition))) == []


def test_sound_report_adds_up() -> None:
    assert list(sums(report(figures=SOUND))) == []


def test_one_wrong_cell_is_reported_for_every_sum_it_breaks() -> None:
    findings = _wrong(applications__new__natural_person=12)
    assert sorted(_rules(findings)) == ["applications.balance", "applications.row_sum"]
    assert {finding.severity for finding in findings} == {Severity.ERROR}


def test_balance_names_every_cell_left_before_right() -> None:
    [balance, _] = _wrong(applications__new__natural_person=12)
    assert balance.cells == (
        "applications.new.natural_person",
        "applications.carried_in.natural_person",
        "applications.total.natural_person",
        "applications.carried_out.natural_person",
    )
    assert (balance.expected, balance.found) == ("13", "11")


def test_single_correction_is_told_where_there_is_exactly_one() -> None:
    told = "如将表三“一、本年新收政府信息公开申请数量”的“自然人”由12改为10，该表全部勾稽关系即成立。"
    assert [finding.message.endswith(told) for finding in _wrong(applications__new__natural_person=12)] == [True, True]


def test_message_spells_the_numbers_out() -> None:
    [balance, row_sum] = _wrong(applications__new__natural_person=12)
    assert "12＋1＝13" in balance.message
    assert "10＋1＝11" in balance.message
    assert "12＋2＋1（其余为0）＝15" in row_sum.message
    assert "所填为13" in row_sum.message
    assert (row_sum.expected, row_sum.found) == ("15", "13")


def test_total_of_outcomes_is_expected_to_be_their_sum() -> None:
    findings = _wrong(applications__granted__natural_person=6)
    total = next(finding for finding in findings if finding.rule == "applications.total")
    assert (total.expected, total.found) == ("11", "10")
    assert len(total.cells) == 22
    assert total.cells[0] == "applications.total.natural_person"


def test_no_correction_is_told_where_two_cells_are_wrong() -> None:
    findings = _wrong(applications__new__natural_person=12, applications__granted__business=3)
    assert findings
    assert not any("如将" in finding.message for finding in findings)


def test_no_correction_is_told_where_any_of_five_cells_would_do() -> None:
    [finding] = _wrong(remedies__reconsideration__total=5)
    assert finding.rule == "remedies.block_sum"
    assert (finding.expected, finding.found) == ("4", "5")
    assert "如将" not in finding.message


def test_correction_below_zero_is_not_proposed() -> None:
    """Total 0, pending 1, the rest 0: only total = 1 and pending = 0 mend it; the other three would be -1."""
    [finding] = _wrong(
        remedies__litigation_direct__upheld=0,
        remedies__litigation_direct__total=0,
        remedies__litigation_direct__pending=1,
    )
    assert (finding.expected, finding.found) == ("1", "0")
    assert "如将" not in finding.message


def test_blank_cell_decides_nothing() -> None:
    assert _rules(_wrong(applications__new__natural_person=None)) == []


def test_blank_elsewhere_does_not_hide_a_broken_sum_but_withholds_the_advice() -> None:
    findings = _wrong(applications__new__natural_person=12, applications__granted__research=None)
    assert sorted(_rules(findings)) == ["applications.balance", "applications.row_sum"]
    assert not any("如将" in finding.message for finding in findings)


def test_table_four_does_not_touch_the_advice_on_table_three() -> None:
    findings = _wrong(applications__new__natural_person=12, remedies__reconsideration__total=5)
    assert ["如将" in finding.message for finding in findings] == [True, True, False]


def test_table_that_was_not_recovered_is_not_summed() -> None:
    lonely = {path: value for path, value in SOUND.items() if path.startswith("remedies.")}
    assert list(sums(report(figures=lonely, tables=("remedies",)))) == []


def test_finding_cites_the_form() -> None:
    [finding] = _wrong(remedies__reconsideration__total=5)
    assert finding.citation == "政府信息公开工作年度报告格式附件表四"
