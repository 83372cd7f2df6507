"""Options, statuses and engagement: keys and their words."""

from flask_babel import lazy_gettext as _l

OPTIONS = {
    "stay_9bis": _l("Stay: humanitarian regularisation (9bis)"),
    "stay_9ter": _l("Stay: medical regularisation (9ter)"),
    "stay_family": _l("Stay: family reunification"),
    "stay_protection": _l("Stay: international protection"),
    "stay_other": _l("Stay: another route"),
    "other_state": _l("Legal stay in another state"),
    "voluntary_return": _l("Voluntary return"),
    "stay_undocumented": _l("Staying without papers"),
    "statelessness": _l("Recognition as stateless"),
}
OPTION_STATES = {"discussed": _l("discussed"), "chosen": _l("chosen"), "set_aside": _l("set aside"), "to_explore": _l("to explore")}
GOAL_STATES = {"open": _l("open"), "reached": _l("reached"), "partly": _l("partly reached"), "on_hold": _l("on hold"), "dropped": _l("dropped")}
ENGAGEMENT = {
    "actively_participating": _l("takes part actively"),
    "in_touch": _l("stays in touch"),
    "hard_to_reach": _l("hard to reach"),
    "disengaged": _l("no longer takes part"),
}
