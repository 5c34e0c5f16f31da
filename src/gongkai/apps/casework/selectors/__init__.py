"""Reading applications, each by somebody who may see it (查阅申请件)."""

from __future__ import annotations

from gongkai.apps.casework.calendar_moves import Move
from gongkai.apps.casework.selectors.act_letters import letter_after, view_after
from gongkai.apps.casework.selectors.behind import count_behind, places_behind
from gongkai.apps.casework.selectors.caseload import case_for, cases_visible_to
from gongkai.apps.casework.selectors.following import case_for_follower, case_of_account, cases_of_account
from gongkai.apps.casework.selectors.ledgers import (
    LedgerView,
    StateAsOf,
    calendar_moves,
    ledger_of,
    ledgers_of,
    letter_preview,
    state_as_of,
)
from gongkai.apps.casework.selectors.statistics import table_three
from gongkai.apps.casework.selectors.suspicions import Suspicion, suspected_kind, suspected_repeats

__all__ = (
    "LedgerView",
    "Move",
    "StateAsOf",
    "Suspicion",
    "calendar_moves",
    "case_for",
    "case_for_follower",
    "case_of_account",
    "cases_of_account",
    "cases_visible_to",
    "count_behind",
    "ledger_of",
    "ledgers_of",
    "letter_after",
    "letter_preview",
    "places_behind",
    "state_as_of",
    "suspected_kind",
    "suspected_repeats",
    "table_three",
    "view_after",
)
