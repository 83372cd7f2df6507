"""Forms of legal screenings, questions to lawyers, and the steps of a mandate."""

from flask_babel import gettext as _, lazy_gettext as _l
from flask_wtf import FlaskForm
from sqlalchemy import select
from wtforms import SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, ValidationError

from caseline.contacts.forms import DateField, DayField, ManyField, actor_choices, people_choices
from caseline.db import db
from caseline.documents.models import Document
from caseline.legal.words import STEP_KINDS
from caseline.timeline.models import Event
from caseline.timeline.words import shown_date


class ScreeningForm(FlaskForm):
    on = DayField(_l("Date"), validators=[InputRequired(_l("Please say when."))])
    actor_id = SelectField(_l("By whom, from the book"), coerce=int, default=0)
    by = StringField(_l("Or by somebody else"), validators=[Length(max=160)])
    persons = ManyField(_l("For whom (nobody ticked: the whole family)"), coerce=int)
    summary = TextAreaField(_l("Result in a few sentences"), validators=[Length(max=8000)])
    questions = TextAreaField(_l("Questions that this leaves for a lawyer"), validators=[Length(max=4000)], description=_l("One on each line; they join the questions of this family."))
    next_step = StringField(_l("Next step"), validators=[Length(max=300)])
    next_on = DayField(_l("By when"))
    events = ManyField(_l("Applications and decisions it is about"), coerce=int)
    document_id = SelectField(_l("Written advice among the papers"), coerce=int, default=0)

    def __init__(self, family, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.actor_id.choices = [(0, _("somebody else")), *actor_choices()]
        self.persons.choices = people_choices(family)
        self.events.choices = event_choices()
        self.document_id.choices = paper_choices()

    def validate_by(self, field):
        if not self.actor_id.data and not (field.data or "").strip():
            raise ValidationError(_("Please say who looked at the case."))


class QuestionForm(FlaskForm):
    question = TextAreaField(_l("Question"), validators=[InputRequired(_l("Please write the question.")), Length(max=2000)])
    actor_id = SelectField(_l("To whom"), coerce=int, default=0)
    asked_on = DayField(_l("Asked on"), description=_l("Leave empty while it is not asked yet."))
    event_id = SelectField(_l("About which row of the timeline"), coerce=int, default=0)
    answer = TextAreaField(_l("Answer"), validators=[Length(max=4000)])
    answered_on = DayField(_l("Answered on"))
    answered_by = StringField(_l("By"), validators=[Length(max=160)])

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.actor_id.choices = [(0, _("nobody yet")), *actor_choices("lawyer")]
        self.event_id.choices = [(0, _("none")), *event_choices()]


class StepForm(FlaskForm):
    kind = SelectField(_l("It was"), choices=list(STEP_KINDS.items()))
    on = DateField(_l("Date"), validators=[InputRequired(_l("Please say when."))])
    what = TextAreaField(_l("What"), validators=[InputRequired(_l("Please write what was filed or advised.")), Length(max=4000)])
    answered_on = DateField(_l("Answered on"))
    outcome = StringField(_l("Outcome"), validators=[Length(max=500)])
    document_id = SelectField(_l("Paper"), coerce=int, default=0)
    event_id = SelectField(_l("Row of the timeline"), coerce=int, default=0)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.document_id.choices = paper_choices()
        self.event_id.choices = [(0, _("none")), *event_choices()]


def event_choices() -> list[tuple[int, str]]:
    """(id, date and sentence) of the rows of the timeline, the latest first."""
    found = select(Event).where(Event.deleted_at.is_(None), Event.sensitivity != "off_record").order_by(Event.earliest.desc(), Event.id.desc())
    return [(one.id, f"{shown_date(one.edtf, one.within)}{_(': ')}{one.sentence}"[:140]) for one in db.session.scalars(found)]


def paper_choices() -> list[tuple[int, str]]:
    """(id, name) of the papers, the latest first; 0 for none."""
    found = select(Document).where(Document.deleted_at.is_(None), Document.sensitivity != "off_record").order_by(Document.id.desc())
    return [(0, _("not among the papers")), *((one.id, one.shown_name) for one in db.session.scalars(found))]
