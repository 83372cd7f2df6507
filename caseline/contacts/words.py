"""The keys of contacts and actors, and their words."""

from flask_babel import lazy_gettext as _l

CHANNELS = {
    "visit": _l("visit"),
    "call": _l("call"),
    "message": _l("message"),
    "mail": _l("e-mail or letter"),
    "meeting": _l("meeting"),
    "accompaniment": _l("accompaniment"),
}
ACTOR_KINDS = {
    "lawyer": _l("lawyer"),
    "school": _l("school"),
    "doctor": _l("doctor or carer"),
    "ngo": _l("organisation"),
    "municipality": _l("municipality"),
    "authority": _l("authority"),
    "interpreter": _l("interpreter"),
    "other": _l("other"),
}
LEGAL_AID = {"": _l("not known"), "none": _l("none"), "asked": _l("asked"), "granted": _l("granted"), "refused": _l("refused")}
