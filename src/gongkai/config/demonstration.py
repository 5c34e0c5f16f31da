"""The people and reports of the demonstration: invented, and the same every time (演示内容)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from gongkai.apps.agencies.kinds import AgencyKind, Level
from gongkai.apps.agencies.models import Agency
from gongkai.apps.agencies.profile import Profile
from gongkai.apps.agencies.rights import Held, Rights
from gongkai.apps.agencies.roles import AgencyRole
from gongkai.apps.agencies.services import found
from gongkai.apps.audit.permissions import Role
from gongkai.apps.people.models import Officer
from gongkai.apps.people.visitors import Visitor
from gongkai.apps.reporting.services import UnreadableError, take_in

PASSWORD = "gongkai-demo"  # noqa: S105  It is printed on the screen and opens a server on this machine only.
AGENCY = "青岚市人民政府办公室"


@dataclass(frozen=True, slots=True)
class Persona:
    """Somebody to sign in as (演示账号)."""

    username: str
    name: str
    role: Role


PERSONAS: Sequence[Persona] = (
    Persona("clerk", "周文静", Role.REPORT_CLERK),
    Persona("officer", "陈立新", Role.OFFICER),
    Persona("auditor", "吴敬之", Role.AUDITOR),
    Persona("admin", "沈和平", Role.ADMINISTRATOR),
)


def samples_directory() -> Path | None:
    """Return where the sample reports are, or None where they were not installed (样例目录)."""
    places = (Path("samples/reports"), Path(__file__).parents[3] / "samples" / "reports")
    return next((place for place in places if place.is_dir()), None)


def make_personas() -> Officer:
    """Make the accounts that are not there yet and return the one that takes reports in (建立演示账号)."""
    known = set(Officer.objects.values_list("username", flat=True))
    for persona in PERSONAS:
        if persona.username not in known:
            Officer.objects.create_user(
                persona.username, PASSWORD, name=persona.name, role_code=persona.role.code, agency=_office()
            )
    return Officer.objects.get(username=PERSONAS[0].username)


def _office() -> Agency:
    """Return the organ that everybody of the demonstration works for."""
    known = Agency.objects.filter(name=AGENCY).first()
    if known is not None:
        return known
    profile = Profile(
        code="990100-QL01",
        name=AGENCY,
        kind_code=AgencyKind.DEPARTMENT.code,
        level_code=Level.CITY.code,
        division_code="990100",
        letter_prefix="青政公开",
    )
    return found(profile, parent=None, by=Visitor(), rights=Rights(held=(Held(AgencyRole.ADMINISTRATOR, ""),)))


def load_samples(directory: Path, *, by: Officer) -> Iterator[str]:
    """Take in every sample that is not there yet; yield what could not be read (收录样例)."""
    for path in sorted(directory.iterdir()):
        if path.is_file() and not path.name.startswith("."):
            try:
                take_in(path.read_bytes(), name=path.name, by=by, holder=f"officer:{by.pk}")
            except UnreadableError as refusal:
                yield f"{path.name}：{refusal}"
