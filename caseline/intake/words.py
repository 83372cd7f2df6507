"""The words of intake; keys are those of the network's questionnaires."""

from flask_babel import lazy_gettext as _l

KINDS = {"referral": _l("referral"), "enquiry": _l("enquiry")}
ROUTES = {
    "": _l("not known"),
    "from_detention": _l("from detention"),
    "community": _l("from the community"),
    "referred_by_organisation": _l("another organisation"),
    "self_referral": _l("the family itself"),
    "other": _l("another way"),
}
OUTCOMES = {
    "": _l("open"),
    "admitted": _l("admitted"),
    "waiting": _l("waiting list"),
    "not_admitted": _l("not admitted"),
    "referred_elsewhere": _l("referred elsewhere"),
    "answered": _l("answered"),
}
ANSWERS = {"yes": _l("yes"), "no": _l("no"), "dont_know": _l("not known yet"), "no_answer": _l("no answer"), "not_relevant": _l("not relevant")}
CRITERIA = {
    "s1_children": _l("A family with children under 18"),
    "s2_undocumented": _l("Without a right to stay"),
    "s3_detention_risk": _l("At risk of detention"),
    "s4_accommodation": _l("Has a stable place to live"),
    "s5_no_public_order": _l("No serious public-order record"),
    "s6_willing": _l("Willing to work with case managers"),
    "s7_no_major_health": _l("No major medical or psychological issue"),
    "s8_basic_needs": _l("Can meet basic needs"),
    "s9_unreturnable": _l("Return is impossible, or imminent"),
    "s10_ties": _l("Ties in the community"),
    "s11_own_voice": _l("Each adult can say directly what they want"),
}
DEFAULT = tuple(CRITERIA)[:7]
TOLD = {
    "independent": _l("independent of the authorities"),
    "recorded": _l("what is written down and for whom"),
    "confidential": _l("what stays between us, and its limits"),
    "no_promise": _l("no papers and no money can be promised"),
    "may_stop": _l("taking part is free and can stop at any time"),
}
