"""The columns of a list, and the words under which they and the roles are known in both languages."""

from collections.abc import Mapping
from typing import Final

from agencies.models import Role

AGENCY: Final = "agency"
EMAIL: Final = "email"
NAME: Final = "full_name"
POSITION: Final = "position"
PHONE: Final = "phone"
ROLE: Final = "role"

COLUMNS: Final = (AGENCY, EMAIL, NAME, POSITION, PHONE, ROLE)
OBLIGATORY: Final = (AGENCY, EMAIL, NAME, ROLE)

HEADINGS: Final[Mapping[str, tuple[str, str]]] = {
    AGENCY: ("รหัสหน่วยงาน", "Agency code"),
    EMAIL: ("อีเมล", "E-mail address"),
    NAME: ("ชื่อและนามสกุล", "Name"),
    POSITION: ("ตำแหน่ง", "Position"),
    PHONE: ("โทรศัพท์", "Telephone"),
    ROLE: ("บทบาท", "Role"),
}
"""Thai and English, as the template has them."""

OTHER_HEADINGS: Final[Mapping[str, str]] = {
    "รหัส": AGENCY,
    "agency": AGENCY,
    "code": AGENCY,
    "email": EMAIL,
    "e-mail": EMAIL,
    "ชื่อ": NAME,
    "ชื่อ-นามสกุล": NAME,
    "ชื่อ นามสกุล": NAME,
    "full name": NAME,
    "หมายเลขโทรศัพท์": PHONE,
    "phone": PHONE,
}
ROLE_WORDS: Final[Mapping[str, Role]] = {
    "ผู้กรอก": Role.OFFICER,
    "officer": Role.OFFICER,
    "ผู้รับรอง": Role.APPROVER,
    "approver": Role.APPROVER,
    "ผู้อ่าน": Role.READER,
    "reader": Role.READER,
}


def column_of(heading: str) -> str | None:
    """The column that a heading stands for, however it is written; None for one that is not known."""
    plain = " ".join(heading.casefold().split())
    for column, names in HEADINGS.items():
        if plain in {column, *(name.casefold() for name in names)}:
            return column
    return OTHER_HEADINGS.get(plain)


def role_of(word: str) -> Role | None:
    """The role that a word stands for in either language."""
    return ROLE_WORDS.get(" ".join(word.casefold().split()))
