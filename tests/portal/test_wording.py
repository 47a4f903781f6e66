"""One Thai word for one thing, in every catalogue and in the questionnaire."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from script.catalogues import entries, read
from script.texts import domains
from surveys.questionnaire.csv_folder import read_folder

USE_INSTEAD = {
    "กรุณา": "โปรด",
    "โปรดใส่": "โปรดกรอก",
    "ส่งกลับ": "ส่งคืน",
    "ฉัน": "ท่าน",
    "เรา": "ระบบ or หน่วยงานของท่าน",
    "สิ่งที่พิมพ์": "ข้อมูลที่ท่านกรอก",
    "สิ่งที่ท่านพิมพ์": "ข้อมูลที่ท่านกรอก",
    "อ่านทวน": "ตรวจทาน",
    "กระจายน้ำหนัก": "เฉลี่ยน้ำหนัก",
    "ผู้ประสานงาน": "ผู้กรอก",
    "แต้ม": "คะแนนถ่วงน้ำหนัก",
    "สังเคราะห์": "สมมติ",
    "ข้อมูลจำลอง": "ข้อมูลสมมติ",
    "เลยกำหนดส่ง": "พ้นกำหนดเวลา",
    "อยู่ระหว่างการ": "อยู่ระหว่าง",
    "รอบปีที่ผ่านมา": "รอบ 12 เดือนที่ผ่านมา",
    "ปีงบประมาณ พ.ศ. 2560 ": "ปีงบประมาณที่สำรวจ",
    "บัตรประชาชน": "บัตรประจำตัวประชาชน",
    "วิดีโอ": "วีดิทัศน์",
    "คลิป": "วีดิทัศน์",
    "หรือธุรกิจ": "หรือภาคธุรกิจ",
    "โทรศัพท์มือถือ": "อุปกรณ์เคลื่อนที่",
    "เทคโนโลยีใหม่": "เทคโนโลยีอุบัติใหม่",
    "โครงสร้างพื้นฐานวิกฤต": "โครงสร้างพื้นฐานสำคัญ",
    "ถูกกำหนดให้เป็น": "ได้รับการกำหนดเป็น",
    "จ้างหน่วยงานภายนอก": "จ้างผู้รับจ้างภายนอก",
}
PRINTED_NAMES = {"การจัดการโครงสร้างพื้นฐานวิกฤต"}  # of an indicator, in the reports of earlier years
DEFINITIONS = Path("surveys/definitions")


@pytest.fixture(scope="module")
def texts() -> list[tuple[str, str]]:
    """Everything that is read in Thai, each with its file."""
    return [*catalogues(), *questionnaires()]


def catalogues() -> Iterator[tuple[str, str]]:
    for domain in domains():
        for message in entries(read(domain.po)):
            strings = (message.string,) if isinstance(message.string, str) else message.string or ()
            yield from ((domain.relative(domain.po), text) for text in strings)


def questionnaires() -> Iterator[tuple[str, str]]:
    for folder in DEFINITIONS.iterdir():
        for sheet, rows in read_folder(folder).items():
            cells = (cell for row in rows for cell in row if cell not in PRINTED_NAMES)
            yield from ((f"{folder / sheet}.csv", str(cell)) for cell in cells)


@pytest.mark.parametrize(("word", "instead"), USE_INSTEAD.items())
def test_a_word_that_has_a_better_one_is_not_used(
    word: str, instead: str, texts: list[tuple[str, str]]
) -> None:
    assert [(file, text, f"use {instead}") for file, text in texts if word in text] == []
