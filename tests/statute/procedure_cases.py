"""Reading the procedure cases: short names of acts, with what they must say filled in where a case does not care."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from gongkai.statute.case_acts import ACT_KINDS, Act
from gongkai.statute.case_fields import Field, Plain, Shape
from gongkai.statute.outcomes_catalogue import OUTCOMES
from gongkai.statute.procedure_fields import FIELDS
from gongkai.statute.working_days import WorkCalendar, published

EDITION = date(2025, 11, 4)
SOMETHING: Mapping[Shape, Plain] = {
    Shape.TEXT: "如案卷所载",
    Shape.LINES: ["如案卷所载"],
    Shape.DATE: "2026-01-05",
    Shape.COUNT: 3,
    Shape.WITHHELD: [{"part": "第三页附表", "ground": "refused.internal_affairs", "reason": "内部流程"}],
}
TOLD: Mapping[str, Mapping[str, Plain]] = {
    "received": {"channel": "in_person", "applicant_kind": "natural_person", "calendar": EDITION.isoformat()},
    "correction_asked": {"days": 15},
    "third_party_asked": {"party": "甲公司"},
    "third_party_answered": {"party": "甲公司", "opinion": "object"},
    "third_party_told": {"party": "甲公司"},
    "organ_asked": {"party": "市财政局", "capacity": "co_maker"},
    "organ_answered": {"party": "市财政局", "opinion": "agree"},
    "extension_proposed": {"days": 20},
    "extended": {"days": 20},
    "reasons_asked": {"days": 5},
    "delayed": {"days": 10},
    "fee_proposed": {"basis": "pages", "units": 120, "yuan": 1100},
    "fee_notified": {"yuan": 1100},
    "fee_paid": {"yuan": 1100},
    "proposed": {"outcome": "granted.provided"},
    "delivered": {"way": "post"},
    "made_public": {"address": "https://www.example.gov.cn/1.html"},
    "disclosure_stayed": {"court": "浮山县人民法院", "order": "（2026）浮01行初2号之一"},
    "stay_lifted": {"basis": "rejected", "order": "（2026）浮01行初2号"},
    "disclosure_forbidden": {"court": "浮山县人民法院", "order": "（2026）浮01行初2号"},
    "split": {"kept": "2024年度清单", "split_off": ["2025年度清单"], "into": ["FS-2026-2"]},
    "split_from": {"origin": "FS-2026-1", "kept": "2025年度清单"},
    "reopened": {"basis": "court", "number": "（2026）浮01行初1号", "days": 20},
}


def calendars(_edition: date) -> WorkCalendar:
    return published()


def something(field: Field) -> Plain:
    """Return a value that a field takes."""
    return field.choices[0].code if field.choices else SOMETHING[field.shape]


def outcome_facts(code: str) -> dict[str, Plain]:
    """Return everything that an outcome asks for."""
    facts = {field.code: something(field) for field in OUTCOMES[code].facts}
    # What is still to be published is published after the answer, whenever that goes out.
    return facts | ({"to_publish_on": "2099-12-31"} if "to_publish_on" in facts else {})


def act(told: Mapping[str, Any]) -> Act:
    """Return the act that a line of a case speaks of."""
    kind, on = ACT_KINDS[told["do"]], told["on"]
    details: dict[str, Any] = {
        field.code: something(field) for field in FIELDS[kind] if field.is_required and field.shape is not Shape.TABLE
    }
    details |= TOLD.get(kind.code, {})
    details |= {name: value for name, value in told.items() if name not in ("do", "on", "without")}
    if kind.code == "proposed" and "facts" not in details:
        details["facts"] = outcome_facts(details["outcome"])
    if kind.code == "delivered":
        details["sent_on"] = told.get("sent_on", on)
    if kind.code == "decided":
        details["outcome"] = told.get("outcome", "granted.provided")
    if kind.code == "reopened":
        details["in_force_on"] = told.get("in_force_on", on)
    for name in told.get("without", ()):
        (details["facts"] if kind.code == "proposed" else details).pop(name)
    return Act(kind, on, details)
