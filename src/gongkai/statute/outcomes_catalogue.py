"""All outcomes, in the order of table three (办理结果目录)."""

from __future__ import annotations

from collections.abc import Mapping

from gongkai.statute.outcomes import Outcome
from gongkai.statute.outcomes_declined import DECLINED, ENDED
from gongkai.statute.outcomes_disclosed import DISCLOSED
from gongkai.statute.outcomes_refused import REFUSED
from gongkai.statute.outcomes_unavailable import UNAVAILABLE

OUTCOMES: Mapping[str, Outcome] = {
    outcome.code: outcome for outcome in (*DISCLOSED, *REFUSED, *UNAVAILABLE, *DECLINED, *ENDED)
}


def outcome_for(code: str) -> Outcome:
    """Return the outcome of a code (按代码取办理结果). Raises KeyError."""
    return OUTCOMES[code]
