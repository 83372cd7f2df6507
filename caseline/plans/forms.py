"""Forms of the plan, its goals, actions and reviews."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length

from caseline.assessments.forms import LinesField
from caseline.contacts.forms import DateField
from caseline.plans.words import ENGAGEMENT, GOAL_STATES


class PlanForm(FlaskForm):
    made_on = DateField(_l("Made on"))
    agreed_on = DateField(_l("Agreed with the family on"))
    next_review = DateField(_l("Next review"))
    language = StringField(_l("Language of the talk"), validators=[Length(max=60)])
    interpreter = StringField(_l("Who interpreted"), validators=[Length(max=120)])
    contingency = TextAreaField(_l("If things go wrong, detention included"), validators=[Length(max=8000)])
    limits_explained = TextAreaField(_l("What nobody can promise, as explained"), validators=[Length(max=8000)])


class GoalForm(FlaskForm):
    goal = StringField(_l("Goal"), validators=[InputRequired(_l("Please write what the family wants to reach.")), Length(max=300)])
    why = TextAreaField(_l("Why, in their words"), validators=[Length(max=2000)])
    status = SelectField(_l("State"), choices=list(GOAL_STATES.items()))


class ActionForm(FlaskForm):
    what = StringField(_l("What"), validators=[InputRequired(_l("Please write what is to be done.")), Length(max=300)])
    who = StringField(_l("Who"), validators=[Length(max=120)])
    due = DateField(_l("By when"))


class FullActionForm(ActionForm):
    steps = LinesField(_l("Small steps"), description=_l("One on each line, small enough to be done in a week."))
    done_on = DateField(_l("Done on"))


class ReviewForm(FlaskForm):
    held_on = DateField(_l("Held on"), validators=[InputRequired(_l("Please say when the review was held."))])
    engagement = SelectField(_l("Engagement"), choices=[("", _l("not said")), *ENGAGEMENT.items()])
    changes = TextAreaField(_l("What changed since the last time"), validators=[InputRequired(_l("Please write what changed, or that nothing did.")), Length(max=8000)])
    family_says = TextAreaField(_l("What the family says about it"), validators=[Length(max=4000)])
    obstacles = TextAreaField(_l("What helped, what stood in the way"), validators=[Length(max=4000)])
    next_review = DateField(_l("Next review"))
