"""The forms of accounts: what is asked, and the sentences for what cannot be accepted."""

from flask_babel import gettext as _, lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import EmailField, PasswordField, SelectField, StringField
from wtforms.validators import EqualTo, InputRequired, Length, Regexp, ValidationError

from caseline.i18n import LANGUAGES
from caseline.users.models import Role
from caseline.users.passwords import LONGEST, SHORTEST, is_easy_to_guess

_NAME = [InputRequired(_l("Please write a name.")), Length(max=120, message=_l("A name may have 120 characters at most."))]
_EMAIL = [
    InputRequired(_l("Please write an e-mail address.")),
    Length(max=254, message=_l("An e-mail address may have 254 characters at most.")),
    Regexp(r"^\s*[^@\s]+@[^@\s]+\s*$", message=_l("This is not an e-mail address: it needs one @ and no spaces.")),
]
_PASSWORD = [
    InputRequired(_l("Please choose a password.")),
    Length(min=SHORTEST, max=LONGEST, message=_l("A password needs 15 to 128 characters. Four or five unrelated words do well.")),
]
_SAME = [EqualTo("password", message=_l("The two passwords differ."))]
_NEW, _KNOWN = {"autocomplete": "new-password"}, {"autocomplete": "current-password"}

ROLE_LABELS = {
    Role.CASE_MANAGER: _l("Case manager"),
    Role.COORDINATOR: _l("Coordinator"),
    Role.EVALUATOR: _l("Evaluator"),
    Role.LAWYER: _l("Lawyer (guest)"),
}


class SignInForm(FlaskForm):
    email = EmailField(_l("E-mail"), validators=_EMAIL, render_kw={"autocomplete": "username"})
    password = PasswordField(_l("Password"), validators=[InputRequired(_l("Please write your password."))], render_kw=_KNOWN)


class CodeForm(FlaskForm):
    code = StringField(
        _l("Code"),
        validators=[InputRequired(_l("Please write the six figures that your app shows now.")), Length(max=40)],
        render_kw={"autocomplete": "one-time-code", "inputmode": "text", "autocapitalize": "none", "spellcheck": "false"},
    )


class ConfirmForm(FlaskForm):
    password = PasswordField(_l("Your password"), validators=[InputRequired(_l("Please write your password."))], render_kw=_KNOWN)


class NewPasswordForm(FlaskForm):
    """Choosing a password. `about` are words that must not make it easy: the person's name and address."""

    password = PasswordField(_l("Password"), validators=_PASSWORD, render_kw=_NEW, description=_l("15 characters or more. Four or five unrelated words do well."))
    repeat = PasswordField(_l("The same password again"), validators=_SAME, render_kw=_NEW)
    about: tuple[str, ...] = ()

    def validate_password(self, field):
        if is_easy_to_guess(field.data, about=self.about):
            raise ValidationError(_("This password is among the first that a guesser would try. Take four or five words that have nothing to do with each other."))


class FirstAccountForm(NewPasswordForm):
    name = StringField(_l("Your name"), validators=_NAME, render_kw={"autocomplete": "name"})
    email = EmailField(_l("E-mail"), validators=_EMAIL, render_kw={"autocomplete": "username"})
    language = SelectField(_l("Language"), choices=list(LANGUAGES.items()))

    def validate_password(self, field):
        self.about = (self.name.data or "", self.email.data or "")
        super().validate_password(field)


class PasswordForm(NewPasswordForm):
    password = PasswordField(_l("New password"), validators=_PASSWORD, render_kw=_NEW, description=_l("15 characters or more. Four or five unrelated words do well."))
    current = PasswordField(_l("Password now"), validators=[InputRequired(_l("Please write your password."))], render_kw=_KNOWN)


class JoinForm(NewPasswordForm):
    code = StringField(
        _l("Code of your invitation"), validators=[InputRequired(_l("Please write the code that you were given.")), Length(max=60)], render_kw={"autocomplete": "off"}
    )


class AccountForm(FlaskForm):
    name = StringField(_l("Name"), validators=_NAME)
    email = EmailField(_l("E-mail"), validators=_EMAIL)
    role = SelectField(_l("Role"), choices=[(role.value, label) for role, label in ROLE_LABELS.items()])
    language = SelectField(_l("Language"), choices=list(LANGUAGES.items()))


class LanguageForm(FlaskForm):
    language = SelectField(_l("Language"), choices=list(LANGUAGES.items()))


class PasskeyForm(FlaskForm):
    name = StringField(_l("What to call it"), validators=[Length(max=60)], description=_l("For example: key on my key ring, office laptop."))
    credential = StringField(validators=[InputRequired(_l("Your browser made no passkey."))])
