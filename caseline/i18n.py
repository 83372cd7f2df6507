"""The interface's languages: chosen by the account, then by the browser."""

from flask import has_request_context, request
from flask_babel import Babel, get_locale
from flask_login import current_user

LANGUAGES = {"en": "English", "fr": "Français", "nl": "Nederlands"}
AS_WRITTEN_HERE = {"en": "en_GB", "fr": "fr_BE", "nl": "nl_BE"}  # how dates and numbers are written
babel = Babel()


def choose_language() -> str:
    """The language of this answer: 'en', 'fr' or 'nl'."""
    if not has_request_context():
        return "en"
    if current_user and current_user.is_authenticated and current_user.language in LANGUAGES:
        return current_user.language
    return request.accept_languages.best_match(list(LANGUAGES), "en")


def choose_locale() -> str:
    """The language with the habits of the country: 22/11/2026, never 11/22/26."""
    chosen = choose_language()
    return AS_WRITTEN_HERE.get(chosen, chosen)


def language() -> str:
    """The language in force now, for engines that take one."""
    locale = get_locale()
    return locale.language if locale else "en"
