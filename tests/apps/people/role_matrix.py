"""Every role against every act, at one's own organ and at others: what is not told is denied.

The expected table is written by hand: for each act, the roles that may do it. A role acts at the organ where it is
held; one that spreads, also at the organs below; none above or beside.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Set
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db import transaction

from apps.people.invented import make_agency, make_officer
from gongkai.apps.agencies.models import Agency
from gongkai.apps.agencies.rights import AgencyPolicy, Held, Rights
from gongkai.apps.agencies.roles import AgencyRole
from gongkai.apps.audit.permissions import Act
from gongkai.apps.people.models import Officer

Expected = Mapping[Act, Set[AgencyRole]]
SPREADING = {AgencyRole.SUPERVISOR, AgencyRole.AUDITOR, AgencyRole.ADMINISTRATOR}


@dataclass(frozen=True, slots=True)
class Trial:
    """One question of the matrix."""

    act: Act
    role: AgencyRole
    place: str
    allowed: bool

    def __str__(self) -> str:
        return f"{self.role.label} {self.act.label} {self.place}: should be {'allowed' if self.allowed else 'denied'}"


def trials(expected: Expected) -> Iterator[Trial]:
    """Yield every question, over all acts of the enums of which ``expected`` names any act."""
    for act in [act for acts in {type(act) for act in expected} for act in acts]:
        for role in AgencyRole:
            for place in ("own", "below", "above", "beside"):
                reached = place == "own" or (place == "below" and role in SPREADING)
                yield Trial(act, role, place, reached and role in expected.get(act, set()))


def assert_policy(policy: AgencyPolicy, expected: Expected) -> None:
    """Ask a policy every question; needs no database."""
    organs = {
        "above": Agency(name="上级", path="000001"),
        "own": Agency(name="本机关", path="000001000002"),
        "below": Agency(name="下级", path="000001000002000003"),
        "beside": Agency(name="平级", path="000001000004"),
    }
    wrong = [
        str(trial)
        for trial in trials(expected)
        if policy.allows(
            trial.act, rights=Rights(1, (Held(trial.role, organs["own"].path),)), agency=organs[trial.place]
        )
        is not trial.allowed
    ]
    assert wrong == []


def assert_guarded(
    attempts: Mapping[Act, Callable[[Officer, Agency], object]],
    expected: Expected,
    *,
    prepare: Callable[[Agency], object] = lambda _agency: None,
) -> None:
    """Do each act as an officer of every role, at every place: PermissionDenied where it is denied, only there.

    An attempt gets the officer and the organ, makes what it needs and calls the service; all it did is rolled back.
    What many attempts need at an organ is prepared there once.
    """
    above = make_agency("浮玉市人民政府", level_code="city")
    own = make_agency("浮玉市水利局", parent=above)
    organs = {
        "above": above,
        "own": own,
        "below": make_agency("浮玉市水政支队", parent=own),
        "beside": make_agency("浮玉市民政局", parent=above),
    }
    officers = {role: make_officer(role.label, role=role, agency=own) for role in AgencyRole}
    for organ in organs.values():
        prepare(organ)
    wrong = [
        str(trial)
        for trial in trials(expected)
        if trial.act in attempts
        and _goes_through(attempts[trial.act], officers[trial.role], organs[trial.place]) is not trial.allowed
    ]
    assert wrong == []


def _goes_through(attempt: Callable[[Officer, Agency], object], officer: Officer, agency: Agency) -> bool:
    try:
        with transaction.atomic():
            attempt(officer, agency)
            raise _UndoneError
    except _UndoneError:
        return True
    except PermissionDenied:
        return False


class _UndoneError(Exception):
    """Rolls back what an attempt did."""
