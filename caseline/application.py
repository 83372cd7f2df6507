"""The application: a name and its settings at first; furnished with every feature when somebody comes or the records are opened.

So a command that needs neither pages nor records, and a process that reads a paper, start without them.
"""

import gc
import sys
import threading
from importlib import import_module
from pathlib import Path
from types import ModuleType

from flask import Flask
from werkzeug.routing import Map

from caseline.addresses import LaterRule
from caseline.cli import Commands
from caseline.config import Settings, load_settings

ROOT = Path(__file__).parent.parent
LARGEST_UPLOAD = 300 * 1024 * 1024
FURNISHING = "caseline.furnishing"
RUBBISH_AFTER = 5000  # new objects until Python looks for rubbish, instead of 700: a long page makes a hundred thousand that it needs


class Application(Flask):
    """Flask; `furnish` gives it the features, once. Whoever needs an address, as every request does, or the records has it done."""

    url_rule_class = LaterRule
    _is_furnished = True  # while Flask itself is being made

    def __init__(self, *names, **where):
        super().__init__(*names, **where)
        self._is_furnished = self._is_under_way = False
        self._one_at_a_time = threading.RLock()
        self.cli = Commands(self)

    @property
    def url_map(self) -> Map:
        """Every address."""
        self.furnish()
        return self._addresses

    @url_map.setter
    def url_map(self, addresses: Map) -> None:
        self._addresses = addresses

    def furnish(self) -> None:
        """Add records, guards and every feature, if they are not there yet; other threads wait until all are."""
        if self._is_furnished:
            return
        with self._one_at_a_time:
            if self._is_furnished or self._is_under_way:  # what is being added may itself open the records
                return
            self._is_under_way = True
            try:
                _furnishing().furnish(self)
                self._is_furnished = True
            finally:
                self._is_under_way = False

    def request_context(self, environ):
        self.furnish()  # here, because a request for a strange host asks for no address, and meets the guards too
        return super().request_context(environ)


def create_app(settings: Settings | None = None, **config) -> Application:
    """The application. `config` overrides Flask settings (tests)."""
    settings = settings or load_settings()
    app = Application("caseline", template_folder=ROOT / "templates", static_folder=ROOT / "static", instance_path=str(settings.instance))
    app.config.update(
        SETTINGS=settings,
        CREATE_APP=create_app,  # for commands that work in an instance of their own
        SECRET_KEY=settings.derive("sessions").hex(),
        TRUSTED_HOSTS=list(settings.hosts) or None,
        SESSION_COOKIE_NAME="__Host-caseline" if settings.behind_https else "caseline",
        SESSION_COOKIE_SECURE=settings.behind_https,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        PERMANENT_SESSION_LIFETIME=settings.longest_session,
        WTF_CSRF_TIME_LIMIT=None,  # the token lives as long as the session: a long form must not lose its text
        MAX_CONTENT_LENGTH=LARGEST_UPLOAD + 1024 * 1024,
        MAX_FORM_PARTS=2000,
        BABEL_TRANSLATION_DIRECTORIES=str(ROOT / "translations"),
    )
    app.config.update(config)
    return app


def _furnishing() -> ModuleType:
    """The module that knows every feature. What is loaded with it stays: looking for rubbish meanwhile takes a fifth of the start (measured)."""
    if FURNISHING in sys.modules:
        return import_module(FURNISHING)
    gc.disable()
    try:
        return import_module(FURNISHING)
    finally:
        gc.freeze()
        gc.set_threshold(RUBBISH_AFTER, *gc.get_threshold()[1:])
        gc.enable()
