"""The kinds of consent and of safety notes, and what a consent of each kind usually says."""

from flask_babel import lazy_gettext as _l

CONSENTS = {
    "participation": _l("taking part in case management"),
    "recording": _l("writing down what is told"),
    "share_with_lawyer": _l("giving the file to a lawyer"),
    "share_with_commissioner": _l("giving the file to the Child Rights Commissioner"),
    "share_with_family": _l("giving the file to the other members of the family"),
    "share_with_service": _l("speaking with a service or an organisation"),
    "health_information_to_lawyer": _l("giving health information to a lawyer"),
    "contact_with_immigration_office": _l("speaking with the Immigration Office"),
    "evaluation": _l("figures and case studies without names"),
    "other": _l("something else"),
}
PURPOSES = {
    "participation": _l("We look for a lasting solution together. You can stop at any time, without consequences."),
    "recording": _l("So that nothing is told twice, and the way through the procedures can be seen as a whole."),
    "share_with_lawyer": _l("So that the lawyer knows the whole story and its proofs."),
    "share_with_commissioner": _l("So that the Commissioner can say what the children need."),
    "share_with_family": _l("So that everybody has the same papers in their own hands."),
    "share_with_service": _l("So that the service can help without asking everything again."),
    "health_information_to_lawyer": _l("Only what the lawyer needs for an application."),
    "contact_with_immigration_office": _l("For the question agreed with you, nothing else."),
    "evaluation": _l("So that others learn what helps families. Nobody can be recognised."),
}
# Which consent a reader of a dossier needs; readers outside this table need none (the family's own copy, our own list).
READERS = {"lawyer": "share_with_lawyer", "commissioner": "share_with_commissioner", "service": "share_with_service", "immigration_office": "contact_with_immigration_office"}

SAFETY = {"phone": _l("telephone"), "people": _l("people"), "place": _l("place"), "way": _l("how to speak"), "other": _l("other")}
KEPT_FOR = {"author": _l("for me alone"), "team": _l("for the team of this family"), "nobody": _l("not at all")}
