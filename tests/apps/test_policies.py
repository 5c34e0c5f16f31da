"""Every role against every act: what is not told here is denied."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied

from gongkai.apps.audit import permissions as audit
from gongkai.apps.audit.permissions import Act, AuditAct, Policy, Role
from gongkai.apps.people import permissions as people
from gongkai.apps.people.permissions import PeopleAct
from gongkai.apps.reporting import permissions as reporting
from gongkai.apps.reporting.permissions import ReportingAct

ALLOWED = {
    Role.ANONYMOUS: {ReportingAct.READ, ReportingAct.DEPOSIT},
    Role.OFFICER: {
        ReportingAct.READ,
        ReportingAct.DEPOSIT,
        ReportingAct.READ_WITHDRAWN,
        PeopleAct.ENTER_DESK,
        PeopleAct.SIGN_IN,
    },
    Role.REPORT_CLERK: {
        ReportingAct.READ,
        ReportingAct.DEPOSIT,
        ReportingAct.PUBLISH,
        ReportingAct.WITHDRAW,
        ReportingAct.RESTORE,
        ReportingAct.READ_WITHDRAWN,
        PeopleAct.ENTER_DESK,
        PeopleAct.SIGN_IN,
    },
    Role.ADMINISTRATOR: {
        ReportingAct.READ,
        ReportingAct.DEPOSIT,
        ReportingAct.PUBLISH,
        ReportingAct.WITHDRAW,
        ReportingAct.RESTORE,
        ReportingAct.READ_WITHDRAWN,
        PeopleAct.ENTER_DESK,
        PeopleAct.SIGN_IN,
        AuditAct.READ,
    },
    Role.AUDITOR: {
        ReportingAct.READ,
        ReportingAct.READ_WITHDRAWN,
        PeopleAct.ENTER_DESK,
        PeopleAct.SIGN_IN,
        AuditAct.READ,
    },
}
POLICIES: tuple[tuple[Policy, type[Act]], ...] = (
    (reporting.POLICY, ReportingAct),
    (people.POLICY, PeopleAct),
    (audit.POLICY, AuditAct),
)
EVERY = [(policy, act, role) for policy, acts in POLICIES for act in acts for role in Role]


@pytest.mark.parametrize(("policy", "act", "role"), EVERY, ids=lambda given: getattr(given, "code", ""))
def test_each_role_may_do_what_is_told_and_nothing_else(policy: Policy, act: Act, role: Role) -> None:
    assert policy.allows(act, role=role) is (act in ALLOWED[role])


def test_an_act_that_no_policy_names_is_denied_to_everybody() -> None:
    silent = Policy({})
    assert not any(silent.allows(act, role=role) for act in ReportingAct for role in Role)


def test_a_denied_act_is_refused_in_words_with_the_role_and_the_act() -> None:
    with pytest.raises(PermissionDenied, match="“访客”没有“撤下年度报告”的权限"):
        reporting.POLICY.require(ReportingAct.WITHDRAW, role=Role.ANONYMOUS)
