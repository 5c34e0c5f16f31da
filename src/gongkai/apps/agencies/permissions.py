"""Who may do what with organs (机关管理权限)."""

from __future__ import annotations

from gongkai.apps.agencies.rights import AgencyPolicy
from gongkai.apps.agencies.roles import EVERY_ROLE, AgencyRole
from gongkai.apps.audit.permissions import Act


class AgencyAct(Act):
    """Acts on organs (机关操作)."""

    READ = ("agencies.read", "查看机关设置")
    FOUND = ("agencies.found", "新设机关")
    CHANGE = ("agencies.change", "修改机关")
    MOVE = ("agencies.move", "调整隶属关系")
    SET_CHANNEL = ("agencies.set_channel", "设置申请渠道")
    SUCCEED = ("agencies.succeed", "登记职权划转")
    IMPORT = ("agencies.import", "导入机关")


_ADMINISTRATORS = frozenset({AgencyRole.ADMINISTRATOR})

POLICY = AgencyPolicy(
    {
        AgencyAct.READ: EVERY_ROLE,
        AgencyAct.FOUND: _ADMINISTRATORS,
        AgencyAct.CHANGE: _ADMINISTRATORS,
        AgencyAct.MOVE: _ADMINISTRATORS,
        # The guide is the disclosure office's own word (Article 12).
        AgencyAct.SET_CHANNEL: _ADMINISTRATORS | {AgencyRole.DISCLOSURE_HEAD},
        AgencyAct.SUCCEED: _ADMINISTRATORS,
        AgencyAct.IMPORT: _ADMINISTRATORS,
    },
    reading=frozenset({AgencyAct.READ}),
)
