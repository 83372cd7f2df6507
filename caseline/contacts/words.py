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
    "authority": _l("authority or desk"),
    "housing": _l("housing"),
    "community": _l("neighbour, friend or group"),
    "interpreter": _l("interpreter"),
    "other": _l("other"),
}
LEGAL_AID = {"": _l("not known"), "none": _l("none"), "asked": _l("asked"), "granted": _l("granted"), "refused": _l("refused")}
EVERY = {
    "week": _l("every week"),
    "two_weeks": _l("every two weeks"),
    "three_weeks": _l("every three weeks"),
    "month": _l("every month"),
    "two_months": _l("every two months"),
    "quarter": _l("every three months"),
}
REFERRAL_STATES = {
    "asked": _l("asked, waits for an answer"),
    "accepted": _l("accepted, waits for the first appointment"),
    "started": _l("has begun"),
    "ended": _l("ended"),
    "refused": _l("refused by the service"),
    "not_taken_up": _l("not taken up by the family"),
}
WAITING = ("asked", "accepted")
