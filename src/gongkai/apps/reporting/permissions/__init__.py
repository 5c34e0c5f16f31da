"""Who may do what with annual reports (年度报告权限)."""

from __future__ import annotations

from gongkai.apps.reporting.permissions.collecting import POLICY, ReportingAct

__all__ = ("POLICY", "ReportingAct")
