"""Who may do what with annual reports (年度报告权限)."""

from __future__ import annotations

from gongkai.apps.reporting.permissions.annual import ANNUAL_POLICY, ReportAct
from gongkai.apps.reporting.permissions.collecting import POLICY, ReportingAct
from gongkai.apps.reporting.permissions.report_collections import COLLECTION_POLICY, CollectionAct

__all__ = ("ANNUAL_POLICY", "COLLECTION_POLICY", "POLICY", "CollectionAct", "ReportAct", "ReportingAct")
