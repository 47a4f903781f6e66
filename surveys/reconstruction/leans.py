"""What an answer makes likelier elsewhere, so that the answers of one agency make sense together."""

from dataclasses import dataclass
from typing import Final

from surveys.questionnaire.values import Answers
from surveys.questionnaire.vocabulary import Audience
from surveys.reconstruction.conditions import (
    Condition,
    chose,
    has_no_digital_posts,
    lacks_electronic_service,
    neither,
)

CERTAIN: Final = 20_000
"""More than all propensities: it comes first, or last, as far as the quota reaches."""

MUCH: Final = 2500
SOME: Final = 900


@dataclass(frozen=True, slots=True)
class Lean:
    """The propensity for `key` (a question, an item, or "question/option") moves by `by`."""

    key: str
    by: int
    when: Condition
    audience: Audience | None = None


_critical = chose("critical_infrastructure", "yes")
_no_social_media = neither(chose("promotion_channels", "facebook", "line", "youtube", "twitter"))
_no_new_technology = chose("new_technologies", "none")

LEANS: Final = (
    Lean("security_policy", CERTAIN, _critical, Audience.DEPARTMENT),
    Lean("security_policy_topics", CERTAIN, _critical, Audience.DEPARTMENT),
    Lean("security_policy", SOME, _critical, Audience.PROVINCE),
    Lean("plan_linkage", -CERTAIN, chose("national_plans", "none")),
    Lean("cio_succession_plan", -SOME, chose("cio_status", "parent")),
    Lean("cio_succession_plan", -MUCH, chose("cio_status", "none")),
    Lean("staff_sufficiency", -CERTAIN, has_no_digital_posts),
    Lean("service_paper_form", -CERTAIN, chose("service_electronic", "no")),
    Lean("service_id_copy", -MUCH, chose("service_electronic", "no")),
    Lean("online_service_features", -CERTAIN, lacks_electronic_service),
    Lean("satisfaction_assessed", -CERTAIN, lacks_electronic_service),
    Lean("promotion_activities", -SOME, lacks_electronic_service),
    Lean("promotion_activities/not_applicable", CERTAIN, lacks_electronic_service),
    Lean("user_involvement", -SOME, lacks_electronic_service),
    Lean("user_involvement/not_applicable", CERTAIN, lacks_electronic_service),
    Lean("document_channels/e_document", -CERTAIN, chose("system_documents", "none")),
    Lean("erp_use", MUCH, chose("back_office_integration", "all", "most")),
    Lean("erp_processes", CERTAIN, chose("erp_use", "complete")),
    Lean("infrastructure_adequacy", -SOME, chose("it_maintenance", "none")),
    Lean("backup_locations/own_data_centre", SOME, chose("security_controls", "server_room")),
    Lean("big_data_uses", SOME, chose("big_data_status", "in_use")),
    Lean("new_technology_stage", -CERTAIN, _no_new_technology),
    Lean("mobile_services", -SOME, _no_social_media),
    Lean("mobile_services", MUCH, chose("promotion_channels", "mobile_app")),
    Lean("mobile_services/mobile_app", CERTAIN, chose("promotion_channels", "mobile_app")),
    Lean("social_media_uses", -SOME, _no_social_media),
    Lean("social_media_uses", SOME, chose("promotion_channels", "facebook", "line", "youtube", "twitter")),
)


def leans(key: str) -> bool:
    """Whether anything leans to `key`."""
    return key in _BY_KEY


def leaning(key: str, answers: Answers, audience: Audience) -> int:
    """By how much the answers so far move the propensity for `key`."""
    return sum(
        lean.by for lean in _BY_KEY.get(key, ()) if lean.audience in (None, audience) and lean.when(answers)
    )


_BY_KEY: Final = {
    key: tuple(lean for lean in LEANS if lean.key == key) for key in {lean.key for lean in LEANS}
}
