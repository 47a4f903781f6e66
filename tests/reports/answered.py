"""What two departments answer in tests whose figures are counted by hand; the office answers `COMPLETE`."""

from typing import Any

from tests.rounds import COMPLETE

FIRST: dict[str, Any] = COMPLETE | {
    "topics": ["people", "data"],
    "budget": {"equipment": "33.4", "systems": "66.6", "training": "0"},
    "citizen_survey": "yes",
    "systems_owner": {"payroll": "own", "documents": "central"},
}
SECOND: dict[str, Any] = {
    "plan": "none",
    "topics": ["people"],  # behind a gate that says no
    "all_posts": 7,
    "digital_posts": {"na": "ไม่มีตำแหน่ง"},
    "has_services": "yes",
    "services": [{"service_name": "ขออนุญาต"}, {"service_name": "แจ้งเหตุ", "online": "yes"}],
    "citizen_survey": "no",
    "systems_owner": {"payroll": "own"},
}
