"""The words of families that templates of several features use."""

from flask import Flask

from caseline.families.team import unseen_emergencies
from caseline.families.words import NUMBER_SYSTEMS, RELATIONS, STAGES


def register(app: Flask) -> None:
    app.jinja_env.globals.update(relations=RELATIONS, stage_names=STAGES, number_systems=NUMBER_SYSTEMS, unseen_emergencies=unseen_emergencies)
