"""Who may do what with annual reports (年度报告权限)."""

from __future__ import annotations

from gongkai.apps.reporting.permissions.annual import ANNUAL_POLICY, ReportAct
from gongkai.apps.reporting.permissions.collecting import POLICY, ReportingAct

__all__ = ("ANNUAL_POLICY", "POLICY", "ReportAct", "ReportingAct")
