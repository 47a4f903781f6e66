"""The people of a demonstration, listed on its log-in page. Elsewhere they are neither listed nor created."""

import datetime as dt
from dataclasses import dataclass, field

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from agencies.models import Agency, Membership, Ministry, Province, Role, User
from agencies.services import grant_membership

DEPARTMENT = "D1102"  # Thai Meteorological Department
OFFICE = "P5010"  # Provincial Land Office, Chiang Mai
MINISTRY = "11"
PROVINCE = "50"

PHONE = "0 2000 0000 ต่อ 1234"
PASSWORD = "ready-for-2560"  # noqa: S105 - shown on the page


class NotADemonstration(Exception):
    """People whose password everybody knows are created only where DEMO is set."""


@dataclass(frozen=True, slots=True)
class DemoAccount:
    """One person; `agency`, `ministry` and `province` are codes. `task` says what to try as this person."""

    name: str
    full_name: str
    position: str
    role: Role
    task: str | Promise
    agency: str = field(default="", kw_only=True)
    ministry: str = field(default="", kw_only=True)
    province: str = field(default="", kw_only=True)

    @property
    def email(self) -> str:
        return f"{self.name}@demo.example"


ACCOUNTS = (
    DemoAccount(
        "officer",
        "สมหญิง ใจดี",
        "นักวิชาการคอมพิวเตอร์ชำนาญการ",
        Role.OFFICER,
        _("Answer the questions of a department."),
        agency=DEPARTMENT,
    ),
    DemoAccount(
        "officer2",
        "วิชัย มั่นคง",
        "นักวิเคราะห์นโยบายและแผนปฏิบัติการ",
        Role.OFFICER,
        _("Answer at the same time as the first officer, in another browser."),
        agency=DEPARTMENT,
    ),
    DemoAccount(
        "approver",
        "ดร.ประภา สุวรรณรัตน์",
        "ผู้บริหารเทคโนโลยีสารสนเทศระดับสูง",
        Role.APPROVER,
        _("Check what was submitted, then sign it or return it."),
        agency=DEPARTMENT,
    ),
    DemoAccount(
        "reader",
        "อรทัย ศรีสุข",
        "นักจัดการงานทั่วไปชำนาญการ",
        Role.READER,
        _("Read the answers without changing anything."),
        agency=DEPARTMENT,
    ),
    DemoAccount(
        "office",
        "ธนากร คำแสน",
        "เจ้าพนักงานที่ดินชำนาญงาน",
        Role.OFFICER,
        _("See a shorter questionnaire that waits for its signature."),
        agency=OFFICE,
    ),
    DemoAccount(
        "office-approver",
        "บุญเรือน แก้วมา",
        "เจ้าพนักงานที่ดินจังหวัด",
        Role.APPROVER,
        _("Sign for the provincial office."),
        agency=OFFICE,
    ),
    DemoAccount(
        "ministry",
        "ศิริพร ทองแท้",
        "ผู้อำนวยการสำนักนโยบายและยุทธศาสตร์",
        Role.MONITOR,
        _("See which agencies of a ministry have responded, without their answers."),
        ministry=MINISTRY,
    ),
    DemoAccount(
        "province",
        "เกรียงไกร ล้านนา",
        "หัวหน้าสำนักงานจังหวัด",
        Role.MONITOR,
        _("See which offices of a province have responded, without their answers."),
        province=PROVINCE,
    ),
    DemoAccount(
        "analyst",
        "ณัฐพล วิเคราะห์",
        "นักวิเคราะห์ สรอ.",
        Role.ANALYST,
        _("Read the dashboard and all answers, and make the workbook."),
    ),
    DemoAccount(
        "manager",
        "พิมพ์ชนก ดิจิทัล",
        "ผู้จัดการโครงการสำรวจ สรอ.",
        Role.MANAGER,
        _("Run the round: extend deadlines, return answers, show the scores."),
    ),
)


def create_people(*, now: dt.datetime) -> list[User]:
    """Creates whoever is missing, and gives everybody the known password and role again. Needs the register.

    Raises NotADemonstration.
    """
    if not settings.DEMO:
        raise NotADemonstration
    return [_create(account, now) for account in ACCOUNTS]


def person(name: str) -> User:
    """One of the people that `create_people` has made, by the name of the account."""
    return User.objects.get(email=next(each.email for each in ACCOUNTS if each.name == name))


def listed_accounts() -> list[tuple[DemoAccount, Membership]]:
    """The accounts that exist, each with its role and what the role is for. One query."""
    memberships = Membership.objects.filter(user__email__in=[account.email for account in ACCOUNTS])
    of = {
        found.user.email: found
        for found in memberships.select_related("user", "agency", "ministry", "province")
    }
    return [(account, of[account.email]) for account in ACCOUNTS if account.email in of]


def _create(account: DemoAccount, now: dt.datetime) -> User:
    user, _new = User.objects.get_or_create(
        email=account.email,
        defaults={"full_name": account.full_name, "position": account.position, "phone": PHONE},
    )
    if not user.check_password(PASSWORD):
        user.set_password(PASSWORD)
        user.save(update_fields=["password"])
    grant_membership(
        user=user,
        role=account.role,
        agency=Agency.objects.get(code=account.agency) if account.agency else None,
        ministry=Ministry.objects.get(code=account.ministry) if account.ministry else None,
        province=Province.objects.get(code=account.province) if account.province else None,
        by=None,
        now=now,
    )
    return user
