"""Every role against every act on the records behind table two."""

from __future__ import annotations

from apps.people.role_matrix import Expected, assert_policy
from gongkai.apps.agencies.roles import AgencyRole as R
from gongkai.apps.disclosure.permissions import POLICY, DisclosureAct

KEEPERS = {R.EDITOR, R.REPORT_CLERK, R.DISCLOSURE_HEAD}
EXPECTED: Expected = {
    DisclosureAct.READ: {role for role in R if role is not R.ADMINISTRATOR},
    DisclosureAct.REGISTER_DOCUMENT: KEEPERS,
    DisclosureAct.CHANGE_DOCUMENT: KEEPERS,
    DisclosureAct.CONCLUDE_CLEAN_UP: {R.DISCLOSURE_HEAD},
    DisclosureAct.IMPORT_DECISIONS: KEEPERS,
    DisclosureAct.VOID_DECISION: {R.DISCLOSURE_HEAD},
    DisclosureAct.RECORD_CHARGE: KEEPERS,
}


def test_every_role_may_do_what_is_told_and_nothing_else() -> None:
    assert_policy(POLICY, EXPECTED)
    assert set(EXPECTED) == set(DisclosureAct)
