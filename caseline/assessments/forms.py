"""Forms of assessments and vulnerabilities."""

from flask_babel import gettext as _, lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, Length

from caseline.assessments.words import ASKED, HEARD, RISKS, VULNERABILITIES
from caseline.contacts.forms import DateField, DayField


class LinesField(TextAreaField):
    """A list, one thing on each line; its data is a list of texts."""

    def _value(self):
        return "\n".join(self.data or [])

    def process_formdata(self, valuelist):
        self.data = [line.strip()[:500] for line in (valuelist[0] if valuelist else "").splitlines() if line.strip()]


class AssessmentForm(FlaskForm):
    person_id = SelectField(_l("Who"), coerce=int)
    on = DayField(_l("Date"), validators=[DataRequired(_l("Please say when."))])
    heard = SelectField(_l("Heard"), choices=list(HEARD.items()), default="")
    interpreter = StringField(_l("Who interpreted"), validators=[Length(max=120)])
    own_words = TextAreaField(_l("In their own words"), validators=[Length(max=10_000)], description=_l("As it was said, not as we would say it. A child’s words go to the Commissioner only with consent."))
    own_language = StringField(_l("Said in which language"), validators=[Length(max=60)])
    needs = LinesField(_l("Needs"), description=ASKED["needs"])
    strengths = LinesField(_l("Strengths"), description=ASKED["strengths"])
    barriers = LinesField(_l("Barriers"), description=ASKED["barriers"])
    living = TextAreaField(_l("How they live"), validators=[Length(max=4000)], description=ASKED["living"])
    dynamics = TextAreaField(_l("Who decides, who speaks"), validators=[Length(max=4000)], description=ASKED["dynamics"])
    options_known = TextAreaField(_l("Which options they know of"), validators=[Length(max=4000)])
    ties = TextAreaField(_l("Ties in the country"), validators=[Length(max=4000)], description=ASKED["ties"])
    conditions = TextAreaField(_l("Conditions imposed"), validators=[Length(max=4000)], description=ASKED["conditions"])
    detention = TextAreaField(_l("Experience of detention"), validators=[Length(max=4000)], description=ASKED["detention"])
    risk = SelectField(_l("Risk of leaving the programme"), choices=list(RISKS.items()), default="")
    risk_why = StringField(_l("Why"), validators=[Length(max=500)])
    again_on = DayField(_l("Look again on"))

    def __init__(self, family, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.person_id.choices = [*((person.id, person.short_name) for person in family.persons), (0, _("the whole family"))]


class VulnerabilityForm(FlaskForm):
    person_id = SelectField(_l("Who"), coerce=int)
    what = SelectField(_l("What"), choices=list(VULNERABILITIES.items()))
    comment = StringField(_l("In this case"), validators=[Length(max=500)])
    start = DateField(_l("Since"))
    end = DateField(_l("Until"), description=_l("Leave empty while it lasts."))

    def __init__(self, family, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.person_id.choices = [(person.id, person.short_name) for person in family.persons]
