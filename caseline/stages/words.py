"""The words of stages, resolutions and closures; their keys are those of the network's questionnaires."""

from flask_babel import lazy_gettext as _l

WORK_STAGES = ("screening", "assessment", "planning", "intervention", "review", "closure")
RESOLUTIONS = {
    "refugee_status": _l("refugee status"),
    "subsidiary_protection": _l("subsidiary protection"),
    "residence_humanitarian_9bis": _l("stay on humanitarian grounds (9bis)"),
    "residence_medical_9ter": _l("stay on medical grounds (9ter)"),
    "residence_family": _l("stay with a family member"),
    "residence_stateless": _l("stay as a stateless person"),
    "other_temporary_or_permanent_residence": _l("another stay"),
    "legal_stay_other_state": _l("legal stay in another state"),
    "voluntary_return": _l("voluntary return"),
    "forced_removal": _l("forced removal"),
    "none": _l("none so far"),
}
CLOSURE_REASONS = {
    "resolved": _l("the case is resolved"),
    "disengaged_informed_choice": _l("the family stopped: an informed choice"),
    "disengaged_lost_contact": _l("contact was lost"),
    "absconded_from_authorities": _l("the family avoids the authorities"),
    "redetained": _l("detained again"),
    "moved_abroad": _l("moved abroad"),
    "transferred_to_other_service": _l("another service goes on"),
    "not_suitable_after_assessment": _l("not suitable after the assessment"),
    "death": _l("death"),
    "end_of_project": _l("end of the project"),
}
