"""The words of registers and the rows they mean, as law.md H has them."""

from __future__ import annotations

import pytest

from gongkai.statute.outcomes_catalogue import OUTCOMES
from gongkai.statute.past_outcomes import outcome_worded


@pytest.mark.parametrize(
    ("words", "row"),
    [
        ("同意公开答复", "granted"),
        ("已主动公开", "granted"),
        ("同意部分公开", "partly_granted"),
        ("涉密", "refused.state_secret"),
        ("第三方不同意公开", "refused.third_party"),
        ("（七）属于行政执法案卷", "refused.enforcement_file"),
        ("信息不存在", "unavailable.not_held"),
        ("非本部门掌握", "unavailable.not_held"),
        ("2.没有现成信息需要另行制作", "unavailable.needs_creation"),
        ("补正后申请内容仍不明确", "unavailable.still_unclear"),
        ("1.信访举报投诉类申请", "declined.petition"),
        ("重复申请", "declined.repeat"),
        ("逾期不补正", "other.uncorrected"),
        ("未缴费", "other.fee_unpaid"),
        ("申请人撤回", "other.other"),
    ],
)
def test_the_words_of_a_register_name_one_row_of_the_form(words: str, row: str) -> None:
    assert OUTCOMES[outcome_worded(words)].row == row


@pytest.mark.parametrize("words", ["不予公开", "不同意公开", "其他", "已办结", ""])
def test_words_that_may_mean_several_rows_are_refused(words: str) -> None:
    with pytest.raises(ValueError, match="不能确定"):
        outcome_worded(words)


@pytest.mark.parametrize("outcome", OUTCOMES.values(), ids=lambda outcome: outcome.code)
def test_every_outcome_is_known_by_its_label_and_its_code(outcome) -> None:
    assert outcome_worded(outcome.label) == outcome.code
    assert outcome_worded(outcome.code) == outcome.code
