"""A small country: two departments, a provincial office, and one person for everything that people may be.

    A          กรม ก, of ministry 11:    officer, second_officer, approver, reader
    B          กรม ข, of ministry 12:    other_officer
    office     an office of province 50:  office_officer
    monitors   ministry_monitor over ministry 11, province_monitor over province 50
    EGA        analyst, manager
    stranger   an account with no role at all

Nobody has a password (log in with `client.force_login`); `with_password` gives one.
"""

from typing import Any

import pytest

from agencies.models import (
    Agency,
    AgencyType,
    Membership,
    Ministry,
    OfficeKind,
    Province,
    Region,
    Role,
    User,
)
from surveys.questionnaire.model import Audience

PASSWORD = "ต้นไม้ใหญ่-2569-river"


def make_user(name: str, **fields: Any) -> User:
    return User.objects.create_user(email=f"{name}@example.go.th", full_name=f"คุณ {name}", **fields)


def make_member(name: str, role: Role, **scope: Any) -> User:
    """A person with one role; `scope` is `agency=`, `ministry=`, `province=` or nothing (EGA)."""
    user = make_user(name)
    Membership.objects.create(user=user, role=role, **scope)
    return user


def with_password(user: User, password: str = PASSWORD) -> User:
    user.set_password(password)
    user.save(update_fields=["password"])
    return user


def make_ministry(code: str, **fields: Any) -> Ministry:
    defaults = {"name_th": f"กระทรวง {code}", "name_en": f"Ministry {code}"}
    return Ministry.objects.create(code=code, **defaults | fields)


def make_province(code: str, **fields: Any) -> Province:
    defaults = {
        "name_th": f"จังหวัด {code}",
        "name_en": f"Province {code}",
        "iso_code": f"TH-{code}",
        "abbreviation_th": f"จ{code}",
        "region": Region.NORTH,
        "map_id": f"m{code}",
    }
    return Province.objects.create(code=code, **defaults | fields)


def make_department(code: str, ministry: Ministry, **fields: Any) -> Agency:
    defaults = {
        "name_th": f"กรม {code}",
        "name_en": f"Department {code}",
        "audience": Audience.DEPARTMENT.value,
        "type": AgencyType.GOVERNMENT,
        "region": Region.NATIONAL,
    }
    return Agency.objects.create(code=code, ministry=ministry, **defaults | fields)


def make_office(province: Province, kind: OfficeKind, **fields: Any) -> Agency:
    defaults = {
        "code": f"P{province.code}{kind.number:02}",
        "name_th": f"{kind.name_th}{province.name_th}",
        "name_en": f"{kind.name_en}, {province.name_en}",
        "audience": Audience.PROVINCE.value,
        "type": AgencyType.PROVINCIAL_OFFICE,
        "region": province.region,
    }
    return Agency.objects.create(province=province, office_kind=kind, **defaults | fields)


@pytest.fixture
def ministry(db: None) -> Ministry:
    return make_ministry("11", name_th="กระทรวงดิจิทัล", name_en="Ministry of Digital Economy")


@pytest.fixture
def other_ministry(db: None) -> Ministry:
    return make_ministry("12", name_th="กระทรวงพลังงาน", name_en="Ministry of Energy")


@pytest.fixture
def province(db: None) -> Province:
    return make_province("50", name_th="เชียงใหม่", name_en="Chiang Mai")


@pytest.fixture
def office_kind(db: None) -> OfficeKind:
    return OfficeKind.objects.create(number=10, name_th="สำนักงานที่ดินจังหวัด", name_en="Provincial Land Office")


@pytest.fixture
def agency_a(ministry: Ministry) -> Agency:
    return make_department("D1101", ministry, name_th="กรม ก", name_en="Department A")


@pytest.fixture
def agency_b(other_ministry: Ministry) -> Agency:
    return make_department("D1201", other_ministry, name_th="กรม ข", name_en="Department B")


@pytest.fixture
def office(province: Province, office_kind: OfficeKind) -> Agency:
    return make_office(
        province,
        office_kind,
        name_th="สำนักงานที่ดินจังหวัดเชียงใหม่",
        name_en="Provincial Land Office, Chiang Mai",
    )


@pytest.fixture
def officer(agency_a: Agency) -> User:
    return make_member("officer", Role.OFFICER, agency=agency_a)


@pytest.fixture
def second_officer(agency_a: Agency) -> User:
    return make_member("second.officer", Role.OFFICER, agency=agency_a)


@pytest.fixture
def approver(agency_a: Agency) -> User:
    return make_member("approver", Role.APPROVER, agency=agency_a)


@pytest.fixture
def reader(agency_a: Agency) -> User:
    return make_member("reader", Role.READER, agency=agency_a)


@pytest.fixture
def other_officer(agency_b: Agency) -> User:
    return make_member("other.officer", Role.OFFICER, agency=agency_b)


@pytest.fixture
def office_officer(office: Agency) -> User:
    return make_member("office.officer", Role.OFFICER, agency=office)


@pytest.fixture
def ministry_monitor(ministry: Ministry) -> User:
    return make_member("ministry.monitor", Role.MONITOR, ministry=ministry)


@pytest.fixture
def province_monitor(province: Province) -> User:
    return make_member("province.monitor", Role.MONITOR, province=province)


@pytest.fixture
def analyst(db: None) -> User:
    return make_member("analyst", Role.ANALYST)


@pytest.fixture
def manager(db: None) -> User:
    return make_member("manager", Role.MANAGER)


@pytest.fixture
def stranger(db: None) -> User:
    return make_user("stranger")


CAST = (
    "officer",
    "second_officer",
    "approver",
    "reader",
    "other_officer",
    "office_officer",
    "ministry_monitor",
    "province_monitor",
    "analyst",
    "manager",
    "stranger",
)


@pytest.fixture
def people(request: pytest.FixtureRequest) -> dict[str, User]:
    """Everybody by name, for tables of who × what."""
    return {name: request.getfixturevalue(name) for name in CAST}
