"""Forms of families and members."""

import re

from flask_babel import gettext as _, lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, ValidationError

from caseline.edtf import NotEdtf, parse, show, typed
from caseline.families.words import NUMBER_SYSTEMS, RELATIONS, SEXES, nationalities
from caseline.i18n import LANGUAGES, language


class FamilyForm(FlaskForm):
    name = StringField(_l("Family name"), validators=[InputRequired(_l("Please write how you call this family.")), Length(max=120)])
    reference = StringField(
        _l("Reference"),
        validators=[InputRequired(_l("Please give the family a reference of your own, such as PT-2026-01.")), Length(max=40)],
        description=_l("Your own code. It stands on papers and file names instead of the name."),
    )
    language = SelectField(_l("Language of the procedure"), choices=[*LANGUAGES.items(), ("de", "Deutsch")])

    def validate_reference(self, field):
        field.data = field.data.strip()
        if not re.fullmatch(r"[\w.\-]+", field.data):
            raise ValidationError(_("A reference has letters, digits, dots and hyphens only."))


class FamilyDetailsForm(FamilyForm):
    address = StringField(_l("Address"), validators=[Length(max=300)])
    reach = StringField(_l("How and when to reach them"), validators=[Length(max=300)])


class EmergencyForm(FlaskForm):
    reference = StringField(_l("The family's reference"), validators=[InputRequired(_l("Please write the reference.")), Length(max=40)])
    reason = TextAreaField(
        _l("Why it cannot wait"),
        filters=[lambda text: text and text.strip()],
        validators=[InputRequired(_l("Please write why.")), Length(min=20, max=500, message=_l("Please write a sentence that a coordinator can understand next week."))],
    )


class BirthField(StringField):
    """A birth date shown as people read it; what is no date stays as it was typed."""

    def _value(self):
        try:
            return show(parse(self.data), language()) if self.data else ""
        except NotEdtf:
            return self.data


class PersonForm(FlaskForm):
    name = StringField(_l("Name in dossiers"), validators=[InputRequired(_l("Please write a name.")), Length(max=160)], description=_l("Usually as in the passport."))
    called = StringField(_l("Called"), validators=[Length(max=60)], description=_l("Short name for the timeline."))
    relation = SelectField(_l("Relation"), choices=[("", _l("not said")), *RELATIONS.items()])
    sex = SelectField(_l("Sex"), choices=[("", _l("not said")), *SEXES.items()])
    born = BirthField(_l("Born"), validators=[Length(max=60)], description=_l("As precisely as you know: 18.04.1983, March 2014, about 1990."))
    birthplace = StringField(_l("Place of birth"), validators=[Length(max=120)])
    nationality = SelectField(_l("Nationality"))
    languages = StringField(_l("Languages"), validators=[Length(max=200)], description=_l("Speaks, reads, needs an interpreter for."))
    phone = StringField(_l("Telephone"), validators=[Length(max=60)])
    whereabouts = StringField(_l("Lives elsewhere"), validators=[Length(max=200)], description=_l("Only when not with the family: abroad, detained, in prison, with relatives."))
    other_names = TextAreaField(_l("Other spellings"), description=_l("One on each line."), validators=[Length(max=2000)])
    numbers = TextAreaField(_l("File numbers"), description=_l("One on each line, for example: SP 6.482.917"), validators=[Length(max=2000)])

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.nationality.choices = nationalities()

    def validate_born(self, field):
        if field.data and field.data.strip():
            try:
                field.data = typed(field.data, language()).text
            except NotEdtf as error:
                raise ValidationError(_("This date is not clear. Write for example 18.04.1983, March 2014 or about 1990.")) from error


_PREFIXES = {"sp": "oe_sp", "ov": "oe_sp", "o.v.": "oe_sp", "s.p.": "oe_sp", "oe": "oe_sp", "dvz": "oe_sp", "cg": "cgrs", "cgra": "cgrs", "cgvs": "cgrs", "nn": "niss", "niss": "niss", "insz": "niss", "rr": "niss"}


def read_numbers(text: str) -> list[tuple[str, str]]:
    """(system, value) for each line such as 'SP 6.482.917' or 'passport: EP123'; an unknown word makes it 'other'."""
    found = []
    for line in filter(None, (line.strip() for line in (text or "").splitlines())):
        word, _space, rest = line.replace(":", " ").partition(" ")
        system = _PREFIXES.get(word.lower()) or (word.lower() if word.lower() in NUMBER_SYSTEMS else None)
        found.append((system, rest.strip()) if system and rest.strip() else ("other", line))
    return found
