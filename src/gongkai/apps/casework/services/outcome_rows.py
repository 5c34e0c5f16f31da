"""An organ fixes where an outcome counts that neither form nor standard has a row for (设置统计栏目)."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone

from gongkai.apps.agencies.models import Agency
from gongkai.apps.audit.services import record
from gongkai.apps.casework.models import OutcomeRow
from gongkai.apps.casework.permissions import POLICY, CaseAct
from gongkai.apps.people.models import Officer
from gongkai.apps.people.rights import rights_of
from gongkai.statute.case_fields import clean_text
from gongkai.statute.chinese_dates import write_date
from gongkai.statute.errors import ActRefused
from gongkai.statute.instruments import REPORT_FORM_2021
from gongkai.statute.outcomes_catalogue import OUTCOMES
from gongkai.statute.report_deadlines import Scope, report_due

_FORM = REPORT_FORM_2021.at("")


@transaction.atomic
def set_outcome_row(
    *, agency: Agency, outcome_code: str, row: str, from_year: int, reason: str, by: Officer, today: date
) -> OutcomeRow:
    """Let an outcome count in a row from a year on, here and at the organs below (设置统计栏目).

    Years before keep their figures: the year before may change until its report is due. Raises ActRefused,
    PermissionDenied.
    """
    POLICY.require(CaseAct.SET_ROWS, rights=rights_of(by, today), agency=agency)
    outcome, told = OUTCOMES.get(outcome_code), clean_text(reason)
    if outcome is None or row not in {outcome.row, *outcome.other_rows} or not outcome.other_rows:
        raise ActRefused("这种办理结果的统计栏目由年度报告格式确定，不能另设", _FORM)
    if not told:
        raise ActRefused("请写明设置的依据", _FORM)
    _require_year(from_year, agency=agency, today=today)
    chosen = OutcomeRow(
        agency=agency,
        outcome_code=outcome_code,
        row=row,
        from_year=from_year,
        reason=told[:500],
        recorded_at=timezone.now(),
        by=by,
    )
    chosen.save(force_insert=True)
    record(CaseAct.SET_ROWS, by=by, on=chosen, agency=agency.code, outcome=outcome_code, row=row, year=from_year)
    return chosen


def _require_year(from_year: int, *, agency: Agency, today: date) -> None:
    """Refuse a year whose figures were reported, or one that is far off."""
    due = report_due(Scope.OWN, level=agency.level_code, year=today.year - 1)
    if not today.year - 1 <= from_year <= today.year + 1:
        message = f"只能自{today.year - 1}年至{today.year + 1}年起设置；更早年度的统计已经公布，不能改变"
        raise ActRefused(message, _FORM)
    if from_year < today.year and today > due.on:
        message = f"{from_year}年度报告应当在{write_date(due.on)}前公布，统计口径不能再改变；请自{today.year}年起设置"
        raise ActRefused(message, due.citation)
