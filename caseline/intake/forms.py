"""Forms of referrals, screening, decisions and admission."""

import re

from flask_babel import gettext as _, lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import IntegerField, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, Length, NumberRange, Optional, ValidationError

from caseline.i18n import LANGUAGES
from caseline.intake.words import KINDS, OUTCOMES, ROUTES, TOLD
from caseline.contacts.forms import DayField, ManyField


def _tidy(text):
    return text and text.strip()


class ReferralForm(FlaskForm):
    name = StringField(_l("Family or person"), filters=[_tidy], validators=[DataRequired(_l("Please write whom it is about.")), Length(max=120)])
    kind = SelectField(_l("It is"), choices=list(KINDS.items()))
    received_on = DayField(_l("Received on"), validators=[DataRequired(_l("Please say when it came."))])
    referrer = StringField(_l("Who refers them"), validators=[Length(max=200)], description=_l("Name and organisation; “the husband, by telephone”."))
    route = SelectField(_l("How they come to us"), choices=list(ROUTES.items()), default="")
    summary = TextAreaField(_l("What is asked, and what is known"), validators=[Length(max=8000)])
    reach = StringField(_l("How to reach them safely"), validators=[Length(max=300)])
    languages = StringField(_l("Languages"), validators=[Length(max=120)])
    members = TextAreaField(_l("Who belongs to the family"), validators=[Length(max=2000)], description=_l("One name on each line; they become members when the family is admitted."))


class ScreeningForm(FlaskForm):
    screened_on = DayField(_l("Screened on"), validators=[DataRequired(_l("Please say when."))])
    screened_by = StringField(_l("By"), validators=[Length(max=120)])
    interpreter = StringField(_l("Who interpreted"), validators=[Length(max=120)])
    told = ManyField(_l("What we told them"), choices=list(TOLD.items()))
    interest = TextAreaField(_l("What they hope for"), validators=[Length(max=4000)])
    contingency = TextAreaField(_l("If something happens before we decide"), validators=[Length(max=4000)])


class DecisionForm(FlaskForm):
    outcome = SelectField(_l("Decision"), choices=[(key, word) for key, word in OUTCOMES.items() if key not in {"", "admitted"}])
    decided_on = DayField(_l("Date"), validators=[DataRequired(_l("Please say when."))])
    reason = TextAreaField(_l("Why"), filters=[_tidy], validators=[DataRequired(_l("Please write why: they may come back.")), Length(max=4000)])


class AdmissionForm(FlaskForm):
    reference = StringField(_l("Reference"), filters=[_tidy], validators=[Length(max=40)], description=_l("Your own code, such as PT-2026-01."))
    language = SelectField(_l("Language of the procedure"), choices=[*LANGUAGES.items(), ("de", "Deutsch")])
    user_id = SelectField(_l("Case manager"), coerce=int)
    known = SelectField(_l("The family is already known"), coerce=int, default=0)
    decided_on = DayField(_l("Date"), validators=[DataRequired(_l("Please say when."))])
    reason = TextAreaField(_l("Why"), filters=[_tidy], validators=[DataRequired(_l("Please write why.")), Length(max=4000)])

    def validate_reference(self, field):
        if self.known.data:
            return
        if not field.data or not re.fullmatch(r"[\w.\-]+", field.data):
            raise ValidationError(_("A reference has letters, digits, dots and hyphens only."))


class CapacityForm(FlaskForm):
    families = IntegerField(_l("Families in all"), validators=[Optional(), NumberRange(0, 100_000, message=_l("Please write a number."))])
    each = IntegerField(_l("Families for one case manager"), validators=[Optional(), NumberRange(0, 1000, message=_l("Please write a number."))])
