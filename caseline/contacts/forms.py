"""Forms of contacts, of the people around a family, and of lawyers' mandates."""

from flask_babel import gettext as _, lazy_gettext as _l
from flask_wtf import FlaskForm
from sqlalchemy import select
from wtforms import BooleanField, IntegerField, SelectField, SelectMultipleField, StringField, TextAreaField, widgets
from wtforms.validators import InputRequired, Length, NumberRange, Optional, ValidationError

from caseline.contacts import rhythm
from caseline.contacts.models import Actor, ContactSeries
from caseline.contacts.words import ACTOR_KINDS, CHANNELS, EVERY, LEGAL_AID, REFERRAL_STATES
from caseline.db import db
from caseline.edtf import NotEdtf, parse, typed
from caseline.i18n import language
from caseline.timeline.words import shown_date


class DateField(StringField):
    """A date as people type it, shown again as they read it; its data is EDTF once it is valid, and what was typed otherwise."""

    def _value(self):
        try:
            return shown_date(parse(self.data).text) if self.data else ""
        except NotEdtf:
            return self.data

    def pre_validate(self, form):
        if self.data and self.data.strip():
            try:
                self.data = typed(self.data, language()).text
            except NotEdtf as error:
                raise ValidationError(_("This date is not clear. Write for example 18.04.1983, March 2014 or about 1990.")) from error


class DayField(DateField):
    """One whole day."""

    def pre_validate(self, form):
        super().pre_validate(form)
        if self.data and self.data.strip() and parse(self.data).precision != "day":
            raise ValidationError(_("Please write a whole day, such as 18.04.2024."))


class ManyField(SelectMultipleField):
    """Several ticks."""

    widget = widgets.ListWidget(prefix_label=False)
    option_widget = widgets.CheckboxInput()


class WordsField(StringField):
    """A few words separated by commas; its data is a list of texts."""

    def _value(self):
        return ", ".join(self.data or [])

    def process_formdata(self, valuelist):
        self.data = list(dict.fromkeys(word.strip()[:40] for word in (valuelist[0] if valuelist else "").split(",") if word.strip()))[:12]


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
    topics = WordsField(_l("Topics"), description=_l("Separated by commas: school, housing, plan."))
    series_id = SelectField(_l("Part of a series"), coerce=int, default=0)

    def __init__(self, family, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.actors.choices = actor_choices()
        self.persons.choices = people_choices(family)
        self.series_id.choices = [(0, _("no")), *((one.id, one.what) for one in _series(family, self.series_id.data))]


class SeriesForm(FlaskForm):
    what = StringField(_l("What was agreed"), validators=[InputRequired(_l("Please write what was agreed, such as “weekly call with the mother”.")), Length(max=200)])
    every = SelectField(_l("How often"), choices=list(EVERY.items()))
    channel = SelectField(_l("How"), choices=list(CHANNELS.items()), default="call")
    start = DayField(_l("First on"), validators=[InputRequired(_l("Please say from when."))])
    end = DayField(_l("Until"), description=_l("Leave empty while it goes on."))
    persons = ManyField(_l("With whom, of the family"), coerce=int)
    actors = ManyField(_l("With whom, from the book"), coerce=int)

    def __init__(self, family, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.actors.choices = actor_choices()
        self.persons.choices = people_choices(family)


class RhythmForm(FlaskForm):
    days = IntegerField(_l("Days between contacts"), validators=[Optional(), NumberRange(1, 366, message=_l("Please write a number of days between 1 and 366."))], description=_l("Leave empty for the usual rhythm of the organisation."))
    why = StringField(_l("Why"), validators=[Length(max=300)])


class UsualRhythmForm(FlaskForm):
    days = IntegerField(_l("Days between contacts"), validators=[InputRequired(_l("Please write a number.")), NumberRange(1, 366, message=_l("Please write a number of days between 1 and 366."))])


class ServiceReferralForm(FlaskForm):
    what = StringField(_l("For what"), validators=[InputRequired(_l("Please write what the service is asked for.")), Length(max=300)])
    actor_id = SelectField(_l("To whom, from the book"), coerce=int, default=0)
    to_whom = StringField(_l("Or to somebody who is not in the book"), validators=[Length(max=200)])
    spoken_with = StringField(_l("With whom we spoke there"), validators=[Length(max=160)])
    persons = ManyField(_l("For whom (nobody ticked: the whole family)"), coerce=int)
    why = TextAreaField(_l("Why"), validators=[Length(max=2000)])
    asked_on = DayField(_l("Referred on"), validators=[InputRequired(_l("Please say when."))])
    state = SelectField(_l("How it stands"), choices=list(REFERRAL_STATES.items()))
    again_on = DayField(_l("Ask again on"))
    started_on = DayField(_l("First appointment on"))
    ended_on = DayField(_l("Ended on"))
    outcome = TextAreaField(_l("What came of it"), validators=[Length(max=4000)])

    def __init__(self, family, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.actor_id.choices = [(0, _("somebody else")), *actor_choices()]
        self.persons.choices = people_choices(family)

    def validate_to_whom(self, field):
        if not self.actor_id.data and not (field.data or "").strip():
            raise ValidationError(_("Please choose the service, or write its name."))


class ActorForm(FlaskForm):
    name = StringField(_l("Name"), validators=[InputRequired(_l("Please write a name.")), Length(max=160)])
    kind = SelectField(_l("Kind"), choices=list(ACTOR_KINDS.items()))
    organisation = StringField(_l("Firm or organisation"), validators=[Length(max=160)])
    phone = StringField(_l("Telephone"), validators=[Length(max=60)])
    email = StringField(_l("E-mail"), validators=[Length(max=160)])
    address = StringField(_l("Address"), validators=[Length(max=300)])
    languages = StringField(_l("Languages"), validators=[Length(max=120)])
    services = StringField(_l("What they offer"), validators=[Length(max=500)])
    access = StringField(_l("Who may come"), validators=[Length(max=300)], description=_l("With or without papers, what it costs, how long one waits."))
    hours = StringField(_l("When they are open"), validators=[Length(max=200)])
    people = TextAreaField(_l("Whom to ask for"), validators=[Length(max=4000)], description=_l("One on each line: name; task; telephone; e-mail."))
    note = TextAreaField(_l("Note"), validators=[Length(max=4000)])


class MandateForm(FlaskForm):
    actor_id = SelectField(_l("Lawyer"), coerce=int)
    start = DateField(_l("From"))
    still = BooleanField(_l("Still holds the file"), default=True)
    end = DateField(_l("Until"), description=_l("When it has ended; leave empty when the day is not known."))
    persons = ManyField(_l("For whom (nobody ticked: the whole family)"), coerce=int)
    legal_aid = SelectField(_l("Legal aid"), choices=list(LEGAL_AID.items()))
    legal_aid_asked_on = DateField(_l("Legal aid asked on"))
    legal_aid_answered_on = DateField(_l("Answered on"))
    reason = StringField(_l("Why it changed"), validators=[Length(max=500)])
    filed = TextAreaField(_l("What was filed"), validators=[Length(max=4000)])
    advised = TextAreaField(_l("What was advised"), validators=[Length(max=4000)])

    def __init__(self, family, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.actor_id.choices = actor_choices("lawyer")
        self.persons.choices = people_choices(family)


def actor_choices(kind: str = "") -> list[tuple[int, str]]:
    """(id, name) of everybody in the book, or of one kind."""
    wanted = select(Actor).where(Actor.closed_at.is_(None)).order_by(Actor.name)
    return [(actor.id, actor.shown_name) for actor in db.session.scalars(wanted.where(Actor.kind == kind) if kind else wanted)]


def people_choices(family) -> list[tuple[int, str]]:
    return [(person.id, person.short_name) for person in family.persons]


def _series(family, kept: int | None) -> list[ContactSeries]:
    """The running series, and the one that is chosen already."""
    running = rhythm.running([family.id])
    chosen = db.session.get(ContactSeries, kept) if kept else None
    return [*running, *([chosen] if chosen and chosen not in running else [])]
