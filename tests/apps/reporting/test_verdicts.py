"""The verdict is the gravest thing there is to say."""

from __future__ import annotations

import pytest

from gongkai.apps.reporting.verdicts import Outcome, outcome_of


@pytest.mark.parametrize(
    ("errors", "warnings", "notices", "missing", "outcome"),
    [
        (0, 0, 0, 0, Outcome.CLEAN),
        (0, 0, 2, 0, Outcome.NOTICES),
        (0, 0, 2, 1, Outcome.INCOMPLETE),
        (0, 1, 2, 1, Outcome.WARNINGS),
        (1, 1, 2, 1, Outcome.ERRORS),
    ],
)
def test_the_verdict_is_the_gravest(errors: int, warnings: int, notices: int, missing: int, outcome: Outcome) -> None:
    assert outcome_of(errors=errors, warnings=warnings, notices=notices, missing_tables=missing) is outcome
