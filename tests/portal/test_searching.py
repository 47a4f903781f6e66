"""The same Thai word, however it is typed or stored."""

import pytest

from portal.searching import searchable

STORED = {
    "น\u0e49ำ": ["น\u0e49\u0e4d\u0e32", "น\u0e4d\u0e49\u0e32", "น\u200b\u0e49ำ"],
    "สำนักงาน": ["ส\u0e4d\u0e32นักงาน", "สำนัก\u00adงาน", "สำนัก\ufeffงาน"],
    "กี\u0e48": ["ก\u0e48ี", "กี\u0e48\u0e48"],
    "แพทย\u0e4c": ["เเพทย\u0e4c"],
    "เขต 12": ["เขต ๑๒"],
    "Office 12": ["OFFICE ๑๒", "\uff2f\uff46\uff46\uff49\uff43\uff45 12"],
}


@pytest.mark.parametrize(
    "typed, stored", [(typed, stored) for stored, all_ in STORED.items() for typed in all_]
)
def test_what_looks_the_same_is_the_same(typed: str, stored: str):
    assert typed != stored
    assert searchable(typed) == searchable(stored)


@pytest.mark.parametrize("one, other", [("กา", "ก้า"), ("ก่า", "ก้า"), ("เกา", "แกา"), ("นำ", "นา")])
def test_what_looks_different_stays_different(one: str, other: str):
    assert searchable(one) != searchable(other)
