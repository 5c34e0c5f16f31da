"""The organs and officers of the demonstration: a small city that is on no map (演示城市)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.contrib.auth.hashers import make_password

from gongkai.apps.agencies.kinds import AgencyKind, Direction, Level, Way
from gongkai.apps.agencies.models import Agency
from gongkai.apps.agencies.profile import Profile
from gongkai.apps.agencies.rights import Held, Rights
from gongkai.apps.agencies.roles import AgencyRole
from gongkai.apps.agencies.services import found, set_channel
from gongkai.apps.audit.permissions import Role
from gongkai.apps.people.models import Grant, Officer
from gongkai.apps.people.visitors import Visitor

PASSWORD = "gongkai-demo"  # noqa: S105  It is printed on the screen and opens a server on this machine only.
_LONG_AGO = date(2019, 5, 15)
_ALL_POWER = Rights(held=(Held(AgencyRole.ADMINISTRATOR, ""),))


@dataclass(frozen=True, slots=True)
class DemoOrgan:
    """An organ of the city (演示机关). ``above`` is the code of the organ over it."""

    code: str
    name: str
    kind: AgencyKind
    level: Level
    prefix: str
    above: str | None = None


CITY, OFFICE, LAND, HOUSING, SCHOOLS = "990100-QL00", "990100-QL01", "990100-QL02", "990100-QL03", "990100-QL04"
SONGXI, BAISHI = "990100-QL11", "990100-QL12"
COUNTY, COUNTY_FINANCE = "990121-QL21", "990121-QL22"
ORGANS: Sequence[DemoOrgan] = (
    DemoOrgan(CITY, "青岚市人民政府", AgencyKind.GOVERNMENT, Level.CITY, "青政公开"),
    DemoOrgan(OFFICE, "青岚市人民政府办公室", AgencyKind.DEPARTMENT, Level.CITY, "青政办公开", CITY),
    DemoOrgan(LAND, "青岚市自然资源和规划局", AgencyKind.DEPARTMENT, Level.CITY, "青自然资公开", CITY),
    DemoOrgan(HOUSING, "青岚市住房和城乡建设局", AgencyKind.DEPARTMENT, Level.CITY, "青建公开", CITY),
    DemoOrgan(SCHOOLS, "青岚市教育局", AgencyKind.DEPARTMENT, Level.CITY, "青教公开", CITY),
    DemoOrgan(SONGXI, "松溪镇人民政府", AgencyKind.GOVERNMENT, Level.TOWNSHIP, "松政公开", CITY),
    DemoOrgan(BAISHI, "白石乡人民政府", AgencyKind.GOVERNMENT, Level.TOWNSHIP, "白政公开", CITY),
    DemoOrgan(COUNTY, "碧川县人民政府", AgencyKind.GOVERNMENT, Level.COUNTY, "碧政公开", CITY),
    DemoOrgan(COUNTY_FINANCE, "碧川县财政局", AgencyKind.DEPARTMENT, Level.COUNTY, "碧财公开", COUNTY),
)
_HANDLING = (OFFICE, LAND, HOUSING, SCHOOLS, SONGXI, BAISHI)
_REPORTING = (CITY, *_HANDLING, COUNTY, COUNTY_FINANCE)


@dataclass(frozen=True, slots=True)
class Persona:
    """Somebody to sign in as (演示账号). ``duties`` are roles with the organs where they are held."""

    username: str
    name: str
    role: Role = Role.OFFICER
    home: str = OFFICE
    duties: tuple[tuple[AgencyRole, tuple[str, ...]], ...] = ()

    @property
    def told(self) -> str:
        """What the account is for (用途)."""
        labels = [role.label for role, _ in self.duties]
        return "、".join(labels) if labels else self.role.label


PERSONAS: Sequence[Persona] = (
    Persona("clerk", "周文静", Role.REPORT_CLERK, OFFICE, ((AgencyRole.REPORT_CLERK, _REPORTING),)),
    Persona("intake", "叶小舟", home=LAND, duties=((AgencyRole.INTAKE, _HANDLING),)),
    Persona("officer", "陈立新", home=LAND, duties=((AgencyRole.HANDLER, _HANDLING),)),
    Persona("legal", "穆清和", home=LAND, duties=((AgencyRole.LEGAL_REVIEWER, _HANDLING),)),
    Persona(
        "head",
        "岳明远",
        home=LAND,
        duties=((AgencyRole.DISCLOSURE_HEAD, _REPORTING), (AgencyRole.SECOND_REVIEWER, (OFFICE,))),
    ),
    Persona(
        "leader",
        "秦怀瑾",
        home=LAND,
        duties=((AgencyRole.APPROVER, _REPORTING), (AgencyRole.FINAL_REVIEWER, (OFFICE,))),
    ),
    Persona("editor", "柳子衿", home=OFFICE, duties=((AgencyRole.EDITOR, (OFFICE,)),)),
    Persona("reviewer", "冉长宁", home=OFFICE, duties=((AgencyRole.FIRST_REVIEWER, (OFFICE,)),)),
    Persona("supervisor", "温景行", home=CITY, duties=((AgencyRole.SUPERVISOR, (CITY,)),)),
    Persona("auditor", "吴敬之", Role.AUDITOR),
    Persona("admin", "沈和平", Role.ADMINISTRATOR),
)


def build_city() -> dict[str, Agency]:
    """Make the organs that are not there yet, and return all by their codes (建立演示机关)."""
    city: dict[str, Agency] = {agency.code: agency for agency in Agency.objects.filter(code__in=_codes())}
    for organ in ORGANS:
        parent = city[organ.above] if organ.above else None
        city[organ.code] = city.get(organ.code) or _founded(organ, parent=parent)
    return city


def settle_officers(city: dict[str, Agency]) -> dict[str, Officer]:
    """Make the accounts and roles that are not there yet, and return the officers by user name (建立演示账号)."""
    officers = {officer.username: officer for officer in Officer.objects.filter(username__in=_usernames())}
    # Hashing is slow on purpose; the one password that is printed on the screen need not be hashed for each.
    hashed = make_password(PASSWORD) if len(officers) < len(PERSONAS) else ""
    for persona in PERSONAS:
        if persona.username not in officers:
            officers[persona.username] = Officer.objects.create(
                username=persona.username,
                password=hashed,
                name=persona.name,
                role_code=persona.role.code,
                agency=city[persona.home],
            )
        _give_duties(persona, officers[persona.username], city)
    return officers


def _give_duties(persona: Persona, officer: Officer, city: dict[str, Agency]) -> None:
    known = set(Grant.objects.filter(officer=officer).values_list("agency_id", "role_code"))
    Grant.objects.bulk_create(
        Grant(officer=officer, agency=city[code], role_code=role.code, valid_from=_LONG_AGO)
        for role, codes in persona.duties
        for code in codes
        if (city[code].pk, role.code) not in known
    )


def _founded(organ: DemoOrgan, *, parent: Agency | None) -> Agency:
    agency = found(_profile(organ, parent), parent=parent, by=Visitor(), rights=_ALL_POWER)
    set_channel(
        agency=agency,
        way=Way.WEB,
        is_open=True,
        direction=Direction.BOTH,
        announced_text="在网上填写申请表，本机关收到后与您电话确认，确认之日为收到申请之日。",
        by=Visitor(),
        rights=_ALL_POWER,
    )
    return agency


def _profile(organ: DemoOrgan, parent: Agency | None) -> Profile:
    number = organ.code[-2:]
    return Profile(
        code=organ.code,
        name=organ.name,
        kind_code=organ.kind.code,
        level_code=organ.level.code,
        division_code=organ.code[:6],
        letter_prefix=organ.prefix,
        contacts={
            "office_name": f"{organ.name}政府信息公开办公室",
            "office_address": f"青岚市云台区晴川大道{int(number) + 1}号",
            "postcode": "990100",
            "office_hours": "工作日 9:00—12:00，14:00—17:30（法定节假日除外）",
            "phone": f"0999-100000{number}",
            "fax": f"0999-100001{number}",
            "email": f"foi{number}@example.com",
            "website": "https://www.example.com/",
            "reconsideration_organ": parent.name if parent else "云岭省人民政府",
            "reconsideration_address": "青岚市云台区晴川大道1号行政复议接待室",
            "reconsideration_online": "https://fuyi.example.com/",
            "court": "青岚市云台区人民法院" if parent else "青岚市中级人民法院",
        },
    )


def _codes() -> list[str]:
    return [organ.code for organ in ORGANS]


def _usernames() -> list[str]:
    return [persona.username for persona in PERSONAS]
