"""Who may come to the desk (工作台权限)."""

from __future__ import annotations

from gongkai.apps.audit.permissions import STAFF, Act, Policy


class PeopleAct(Act):
    """Acts of people as such (人员操作)."""

    ENTER_DESK = ("people.enter_desk", "进入工作台")
    SIGN_IN = ("people.sign_in", "登录")


POLICY = Policy({PeopleAct.ENTER_DESK: STAFF, PeopleAct.SIGN_IN: STAFF})
