"""The records behind table two (主动公开记录)."""

from __future__ import annotations

from gongkai.apps.disclosure.models.charges import Charge
from gongkai.apps.disclosure.models.cleanups import CleanUp, CleanUpItem
from gongkai.apps.disclosure.models.decisions import Decision, DecisionImport, DecisionQuerySet, RefusedRow
from gongkai.apps.disclosure.models.documents import RuleDocument, RuleDocumentQuerySet, RuleEvent

__all__ = (
    "Charge",
    "CleanUp",
    "CleanUpItem",
    "Decision",
    "DecisionImport",
    "DecisionQuerySet",
    "RefusedRow",
    "RuleDocument",
    "RuleDocumentQuerySet",
    "RuleEvent",
)
