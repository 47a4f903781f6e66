"""What the answers of one agency may not say together. The questionnaire itself forbids none of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from surveys.questionnaire.values import Answers
from surveys.questionnaire.vocabulary import Audience
from surveys.reconstruction.conditions import (
    Condition,
    chose,
    chose_all,
    digital_posts,
    has_no_digital_posts,
    lacks_electronic_service,
    number_of,
    view_of,
)


@dataclass(frozen=True, slots=True)
class Rule:
    """Where `when` is so, `then` must be so too."""

    text: str
    when: Condition
    then: Condition
    audience: Audience | None = None


ALL_TOPICS: Final = (
    *("access_control", "user_accounts", "user_duties", "network"),
    *("operating_system", "applications", "backup", "risk_audit"),
)


def _none_of(question: str, *options: str) -> Condition:
    chosen = chose(question, *options)
    return lambda answers: not chosen(answers)


RULES: Final = (
    Rule(
        "critical infrastructure has a security policy on all topics",
        chose("critical_infrastructure", "yes"),
        chose_all("security_policy_topics", ALL_TOPICS),
        Audience.DEPARTMENT,
    ),
    Rule(
        "a plan that agrees with no national plan shows no link",
        chose("national_plans", "none"),
        _none_of("plan_linkage", "every_project", "some_projects"),
    ),
    Rule(
        "no complete succession plan without a CIO",
        chose("cio_status", "none"),
        _none_of("cio_succession_plan", "complete"),
    ),
    Rule(
        "digital staff are not enough where there are none",
        has_no_digital_posts,
        _none_of("staff_sufficiency", "enough", "mostly"),
    ),
    Rule(
        "somebody is in charge where there are digital posts",
        lambda answers: digital_posts(answers) > 0,
        _none_of("staff_sufficiency", "none"),
    ),
    Rule(
        "a service that is not electronic needs its paper form",
        lambda answers: "services" in answers,
        lambda answers: all(
            row.get("service_electronic") != "no" or row.get("service_paper_form") != "no"
            for row in answers["services"]
        ),
    ),
    Rule(
        "no conveniences of online services where there are none",
        lacks_electronic_service,
        _none_of(
            "online_service_features",
            *("search", "foreign_languages", "manual", "video_audio", "status_tracking", "opinions"),
        ),
    ),
    Rule(
        "satisfaction with electronic services is not assessed where there are none",
        lacks_electronic_service,
        _none_of("satisfaction_assessed", "done"),
    ),
    Rule(
        "no electronic documents are sent without a system for them",
        chose("system_documents", "none"),
        _none_of("document_channels", "e_document"),
    ),
    Rule(
        "systems that ERP covers completely are connected",
        chose("erp_use", "complete"),
        _none_of("back_office_integration", "some", "none"),
    ),
    Rule(
        "complete ERP covers most processes",
        chose("erp_use", "complete"),
        number_of("erp_processes", 5),
    ),
    Rule(
        "new technology that is in use has a name",
        chose("new_technologies", "none"),
        _none_of("new_technology_stage", "in_service", "pilot"),
    ),
    Rule(
        "services promoted through a mobile app have one",
        chose("promotion_channels", "mobile_app"),
        chose("mobile_services", "mobile_app"),
        Audience.DEPARTMENT,
    ),
    Rule(
        "social media that promote services are used",
        chose("promotion_channels", "facebook", "line", "youtube", "twitter"),
        _none_of("social_media_uses", "none"),
    ),
)


def broken_rules(answers: Answers, audience: Audience) -> Iterator[str]:
    """What the answers should not say together."""
    view = view_of(answers)
    for rule in RULES:
        if rule.audience in (None, audience) and rule.when(view) and not rule.then(view):
            yield rule.text
