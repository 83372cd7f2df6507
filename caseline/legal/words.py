"""The words of legal screenings and of lawyers' steps; route keys are those of the plan's options."""

from flask_babel import lazy_gettext as _l

ROUTES = {
    "stay_9bis": _l("Humanitarian regularisation (9bis)"),
    "stay_9ter": _l("Medical regularisation (9ter)"),
    "stay_family": _l("Family reunification"),
    "stay_protection": _l("International protection, again or for the first time"),
    "statelessness": _l("Recognition as stateless"),
    "stay_victim": _l("Victim of trafficking or of violence"),
    "stay_child": _l("A child’s own right: nationality, guardianship"),
    "stay_work": _l("Work or study"),
    "other_state": _l("Legal stay in another state"),
    "voluntary_return": _l("Voluntary return"),
    "appeal": _l("Appeal, or an appeal that still runs"),
    "stay_other": _l("Another route"),
}
RESULTS = {"possible": _l("possible"), "perhaps": _l("perhaps, something is missing"), "later": _l("not now, perhaps later"), "no": _l("no grounds"), "unclear": _l("to be asked")}
TONES = {"possible": "done", "perhaps": "ask", "later": "", "no": "", "unclear": "ask"}
STEP_KINDS = {"filed": _l("filed"), "advised": _l("advised"), "asked": _l("asked of an office"), "received": _l("received"), "hearing": _l("hearing"), "other": _l("other")}
ANSWERED_KINDS = ("filed", "asked")  # steps that wait for an answer
