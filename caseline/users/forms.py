"""The forms of accounts: what is asked, and the sentences for what cannot be accepted."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import EmailField, PasswordField, SelectField, StringField
from wtforms.validators import EqualTo, InputRequired, Length, Regexp

from caseline.i18n import LANGUAGES
from caseline.users.models import Role
from caseline.users.passwords import LONGEST, SHORTEST

_NAME = [InputRequired(_l("Please write a name.")), Length(max=120, message=_l("A name may have 120 characters at most."))]
_EMAIL = [InputRequired(_l("Please write an e-mail address.")), Regexp(r"^[^@\s]+@[^@\s]+$", message=_l("This is not an e-mail address: it needs one @ and no spaces."))]
_PASSWORD = [
    InputRequired(_l("Please choose a password.")),
    Length(min=SHORTEST, max=LONGEST, message=_l("A password needs 15 to 128 characters. Four or five unrelated words do well.")),
]

ROLE_LABELS = {
    Role.CASE_MANAGER: _l("Case manager"),
    Role.COORDINATOR: _l("Coordinator"),
    Role.EVALUATOR: _l("Evaluator"),
    Role.LAWYER: _l("Lawyer (guest)"),
}


class SignInForm(FlaskForm):
    email = EmailField(_l("E-mail"), validators=_EMAIL)
    password = PasswordField(_l("Password"), validators=[InputRequired(_l("Please write your password."))])


class FirstAccountForm(FlaskForm):
    name = StringField(_l("Your name"), validators=_NAME)
    email = EmailField(_l("E-mail"), validators=_EMAIL)
    password = PasswordField(_l("Password"), validators=_PASSWORD)
    repeat = PasswordField(_l("The same password again"), validators=[EqualTo("password", message=_l("The two passwords differ."))])
    language = SelectField(_l("Language"), choices=list(LANGUAGES.items()))


class AccountForm(FlaskForm):
    name = StringField(_l("Name"), validators=_NAME)
    email = EmailField(_l("E-mail"), validators=_EMAIL)
    role = SelectField(_l("Role"), choices=[(role.value, label) for role, label in ROLE_LABELS.items()])
    language = SelectField(_l("Language"), choices=list(LANGUAGES.items()))
    password = PasswordField(_l("First password"), validators=_PASSWORD, description=_l("Tell it in person. The colleague changes it under “My account”."))


class LanguageForm(FlaskForm):
    language = SelectField(_l("Language"), choices=list(LANGUAGES.items()))


class PasswordForm(FlaskForm):
    current = PasswordField(_l("Password now"), validators=[InputRequired(_l("Please write your password."))])
    password = PasswordField(_l("New password"), validators=_PASSWORD)
    repeat = PasswordField(_l("The same password again"), validators=[EqualTo("password", message=_l("The two passwords differ."))])
