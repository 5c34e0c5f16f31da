"""Who may come to the desk, and who looks after accounts and grants (人员权限)."""

from __future__ import annotations

from gongkai.apps.agencies.rights import AgencyPolicy
from gongkai.apps.agencies.roles import AgencyRole
from gongkai.apps.audit.permissions import STAFF, Act, Policy


class PeopleAct(Act):
    """Acts of people as such (人员操作)."""

    ENTER_DESK = ("people.enter_desk", "进入工作台")
    SIGN_IN = ("people.sign_in", "登录")
    CHANGE_PASSWORD = ("people.change_password", "修改密码")
    ENROL = ("people.enrol", "启用动态口令")
    LEAVE_SECOND_FACTOR = ("people.leave_second_factor", "停用动态口令")

    READ = ("people.read", "查看工作人员")
    OPEN_ACCOUNT = ("people.open_account", "建立账号")
    CHANGE_ACCOUNT = ("people.change_account", "修改账号")
    SWITCH = ("people.switch", "启用或停用账号")
    SET_SYSTEM_ROLE = ("people.set_system_role", "设定全系统角色")
    RESET_PASSWORD = ("people.reset_password", "重置密码")
    UNLOCK = ("people.unlock", "解除锁定")
    REQUIRE_SECOND_FACTOR = ("people.require_second_factor", "设定是否必须使用动态口令")
    CLEAR_SECOND_FACTOR = ("people.clear_second_factor", "清除动态口令")
    END_SESSIONS = ("people.end_sessions", "结束会话")
    GRANT = ("people.grant", "授予岗位")
    END_GRANT = ("people.end_grant", "终止岗位")


class ApplicantAct(Act):
    """Acts of applicants on their own account (申请人账号操作).

    No policy names them: no role gives anybody a right to the account of another.
    """

    OPEN = ("people.applicant_open", "建立申请人账号")
    CHANGE_PROFILE = ("people.applicant_change_profile", "修改申请人资料")
    CHANGE_PASSWORD = ("people.applicant_change_password", "修改申请人密码")
    RESET_PASSWORD = ("people.applicant_reset_password", "重设申请人密码")
    MOVE = ("people.applicant_move", "更换申请人邮箱")
    EXPORT = ("people.applicant_export", "导出申请人账号资料")
    CLOSE = ("people.applicant_close", "注销申请人账号")


POLICY = Policy({PeopleAct.ENTER_DESK: STAFF, PeopleAct.SIGN_IN: STAFF})

_ADMINISTRATORS = frozenset({AgencyRole.ADMINISTRATOR})

ACCOUNTS = AgencyPolicy(
    {
        PeopleAct.READ: _ADMINISTRATORS | {AgencyRole.AUDITOR},
        PeopleAct.OPEN_ACCOUNT: _ADMINISTRATORS,
        PeopleAct.CHANGE_ACCOUNT: _ADMINISTRATORS,
        PeopleAct.SWITCH: _ADMINISTRATORS,
        PeopleAct.SET_SYSTEM_ROLE: _ADMINISTRATORS,
        PeopleAct.RESET_PASSWORD: _ADMINISTRATORS,
        PeopleAct.UNLOCK: _ADMINISTRATORS,
        PeopleAct.REQUIRE_SECOND_FACTOR: _ADMINISTRATORS,
        PeopleAct.CLEAR_SECOND_FACTOR: _ADMINISTRATORS,
        PeopleAct.END_SESSIONS: _ADMINISTRATORS,
        PeopleAct.GRANT: _ADMINISTRATORS,
        PeopleAct.END_GRANT: _ADMINISTRATORS,
    },
    reading=frozenset({PeopleAct.READ}),
)
