"""Forms of stages, resolutions and closures."""

from flask_babel import gettext as _, lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, Length

from caseline.contacts.forms import DateField, DayField, ManyField, actor_choices
from caseline.families.words import STAGES
from caseline.stages.words import CLOSURE_REASONS, RESOLUTIONS


class StageForm(FlaskForm):
    stage = SelectField(_l("Stage"), choices=[(key, word) for key, word in STAGES.items() if key != "closed"])
    on = DayField(_l("From"), validators=[DataRequired(_l("Please say from when."))])
    reason = StringField(_l("Why"), filters=[lambda text: text and text.strip()], validators=[DataRequired(_l("Please write why.")), Length(max=500)])


class ResolutionForm(FlaskForm):
    kind = SelectField(_l("How it was settled"), choices=[(key, word) for key, word in RESOLUTIONS.items() if key != "none"])
    on = DateField(_l("When"), validators=[DataRequired(_l("Please say when."))])
    persons = ManyField(_l("For whom (nobody ticked: the whole family)"), coerce=int)
    note = StringField(_l("Note"), validators=[Length(max=1000)])

    def __init__(self, family, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.persons.choices = [(person.id, person.short_name) for person in family.persons]


class ClosureForm(FlaskForm):
    on = DayField(_l("Closed on"), validators=[DataRequired(_l("Please say when."))])
    reason = SelectField(_l("Why case management ends"), choices=list(CLOSURE_REASONS.items()))
    outcome = TextAreaField(_l("Where the family stands now"), validators=[DataRequired(_l("Please write how the family leaves.")), Length(max=4000)])
    helped = TextAreaField(_l("What helped"), validators=[Length(max=4000)])
    undermined = TextAreaField(_l("What undermined it"), validators=[Length(max=4000)])
    after_care = TextAreaField(_l("After-care"), validators=[Length(max=4000)], description=_l("A residence paper is not the end: who stays in touch, what has to be renewed when."))
    follow_up_on = DayField(_l("Look again on"))
    referred_actor_id = SelectField(_l("Referred to, from the book"), coerce=int, default=0)
    referred_to = StringField(_l("Referred to somebody else"), validators=[Length(max=300)])
    retention_from = DayField(_l("The file’s keeping is counted from"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.referred_actor_id.choices = [(0, _("nobody")), *actor_choices()]
