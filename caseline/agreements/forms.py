"""Forms of consents, withdrawals, safety notes and confidences."""

from flask_babel import gettext as _, lazy_gettext as _l
from flask_wtf import FlaskForm
from sqlalchemy import select
from wtforms import RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, Length, ValidationError

from caseline.agreements.words import CONSENTS, KEPT_FOR, SAFETY
from caseline.db import db
from caseline.documents.models import Document
from caseline.contacts.forms import DayField


def _people(family, nobody=None):
    people = [(person.id, person.short_name) for person in family.persons]
    return [(0, nobody), *people] if nobody else people


class ConsentForm(FlaskForm):
    person_id = SelectField(_l("Who"), coerce=int, default=0)
    kind = SelectField(_l("What for"), choices=list(CONSENTS.items()))
    answer = RadioField(_l("Answer"), choices=[("given", _l("agrees")), ("refused", _l("refuses"))], default="given")
    given_on = DayField(_l("Date"), validators=[DataRequired(_l("Please say when."))])
    what = TextAreaField(_l("What exactly"), validators=[Length(max=2000)], description=_l("What is recorded or handed over, in the words used with the person."))
    why = TextAreaField(_l("Why"), validators=[Length(max=2000)])
    for_whom = StringField(_l("For whom"), validators=[Length(max=300)], description=_l("For example: Me Lenoir only."))
    until = DayField(_l("Only until"))
    language = StringField(_l("Explained in which language"), validators=[Length(max=60)])
    interpreter = StringField(_l("Who interpreted"), validators=[Length(max=120)])
    document_id = SelectField(_l("Signed copy"), coerce=int, default=0)
    note = StringField(_l("Note"), validators=[Length(max=1000)])

    def __init__(self, family, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.person_id.choices = _people(family)
        papers = db.session.execute(select(Document.id, Document.title, Document.name).where(Document.deleted_at.is_(None)).order_by(Document.id.desc()))
        self.document_id.choices = [(0, _("not among the papers")), *((paper.id, paper.title or paper.name) for paper in papers)]


class WithdrawalForm(FlaskForm):
    withdrawn_on = DayField(_l("Withdrawn on"), validators=[DataRequired(_l("Please say when."))])
    withdrawn_why = StringField(_l("Why, when it was said"), validators=[Length(max=500)])


class SafetyForm(FlaskForm):
    text = TextAreaField(_l("What must be kept in mind"), validators=[DataRequired(_l("Please write what must be kept in mind.")), Length(max=1000)], description=_l("For example: never call this number; her husband must not know."))
    kind = SelectField(_l("It is about"), choices=list(SAFETY.items()))
    person_id = SelectField(_l("Who"), coerce=int, default=0)
    start = DayField(_l("From"))
    end = DayField(_l("Until"), description=_l("Leave empty while it holds."))

    def __init__(self, family, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.person_id.choices = _people(family, _("the whole family"))


class ConfidenceForm(FlaskForm):
    kept_for = RadioField(_l("Keep it"), choices=list(KEPT_FOR.items()), validators=[DataRequired(_l("Please say for whom it is kept."))])
    text = TextAreaField(_l("What was told"), validators=[Length(max=10_000)])
    told_on = DayField(_l("Date"), validators=[DataRequired(_l("Please say when."))])
    person_id = SelectField(_l("Who told it"), coerce=int, default=0)
    until = DayField(_l("Erase it after"))

    def __init__(self, family, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.person_id.choices = _people(family, _("not said"))

    def validate_text(self, field):
        if self.kept_for.data != "nobody" and not (field.data or "").strip():
            raise ValidationError(_("Please write what was told, or choose to keep nothing."))
