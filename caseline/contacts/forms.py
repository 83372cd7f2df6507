"""Forms of contacts, of the people around a family, and of lawyers' mandates."""

from flask_babel import gettext as _, lazy_gettext as _l
from flask_wtf import FlaskForm
from sqlalchemy import select
from wtforms import IntegerField, SelectField, SelectMultipleField, StringField, TextAreaField, widgets
from wtforms.validators import InputRequired, Length, NumberRange, Optional, ValidationError

from caseline.contacts.models import Actor
from caseline.contacts.words import ACTOR_KINDS, CHANNELS, LEGAL_AID
from caseline.db import db
from caseline.edtf import NotEdtf, typed
from caseline.i18n import language


class DateField(StringField):
    """A date as people type it; its data is EDTF once it is valid, and what was typed otherwise."""


    def pre_validate(self, form):
        if self.data and self.data.strip():
            try:
                self.data = typed(self.data, language()).text
            except NotEdtf as error:
                raise ValidationError(_("This date is not clear. Write for example 18.04.1983, March 2014 or about 1990.")) from error


class ManyField(SelectMultipleField):
    """Several ticks."""

    widget = widgets.ListWidget(prefix_label=False)
    option_widget = widgets.CheckboxInput()


class ContactForm(FlaskForm):
    summary = TextAreaField(_l("What was said or done"), validators=[InputRequired(_l("Please write a line about this contact.")), Length(max=20_000)])
    channel = SelectField(_l("How"), choices=list(CHANNELS.items()))
    at = DateField(_l("When"), validators=[InputRequired(_l("Please say when it was."))])
    time = StringField(_l("Time"), validators=[Length(max=10)])
    minutes = IntegerField(_l("Minutes"), validators=[Optional(), NumberRange(0, 24 * 60, message=_l("Minutes are a number between 0 and 1440."))])
    place = StringField(_l("Place"), validators=[Length(max=200)])
    actors = ManyField(_l("With whom, from the book"), coerce=int)
    persons = ManyField(_l("With whom, of the family"), coerce=int)
    others = StringField(_l("Others present"), validators=[Length(max=300)])
    interpreter = StringField(_l("Who interpreted"), validators=[Length(max=120)])

    def __init__(self, family, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.actors.choices = actor_choices()
        self.persons.choices = [(person.id, person.short_name) for person in family.persons]


class ActorForm(FlaskForm):
    name = StringField(_l("Name"), validators=[InputRequired(_l("Please write a name.")), Length(max=160)])
    kind = SelectField(_l("Kind"), choices=list(ACTOR_KINDS.items()))
    organisation = StringField(_l("Firm or organisation"), validators=[Length(max=160)])
    phone = StringField(_l("Telephone"), validators=[Length(max=60)])
    email = StringField(_l("E-mail"), validators=[Length(max=160)])
    address = StringField(_l("Address"), validators=[Length(max=300)])
    languages = StringField(_l("Languages"), validators=[Length(max=120)])
    services = StringField(_l("What they offer"), validators=[Length(max=500)])
    note = TextAreaField(_l("Note"), validators=[Length(max=4000)])


class MandateForm(FlaskForm):
    actor_id = SelectField(_l("Lawyer"), coerce=int)
    start = DateField(_l("From"))
    end = DateField(_l("Until"), description=_l("Leave empty when it is not known; write “..” while it goes on."))
    persons = ManyField(_l("For whom (nobody ticked: the whole family)"), coerce=int)
    legal_aid = SelectField(_l("Legal aid"), choices=list(LEGAL_AID.items()))
    reason = StringField(_l("Why it changed"), validators=[Length(max=500)])
    filed = TextAreaField(_l("What was filed"), validators=[Length(max=4000)])
    advised = TextAreaField(_l("What was advised"), validators=[Length(max=4000)])

    def __init__(self, family, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.actor_id.choices = actor_choices("lawyer")
        self.persons.choices = [(person.id, person.short_name) for person in family.persons]


def actor_choices(kind: str = "") -> list[tuple[int, str]]:
    """(id, name) of everybody in the book, or of one kind."""
    wanted = select(Actor).where(Actor.closed_at.is_(None)).order_by(Actor.name)
    return [(actor.id, actor.shown_name) for actor in db.session.scalars(wanted.where(Actor.kind == kind) if kind else wanted)]
