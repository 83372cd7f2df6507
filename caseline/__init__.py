"""Caseline: a family's papers in, a reviewed and sourced timeline out."""

from pathlib import Path

from flask import Flask, request
from flask_wtf import CSRFProtect

from caseline import cli, compressing, engine, errors, features, headers, i18n, limits, reads
from caseline.addresses import LaterRule
from caseline.config import Settings, load_settings
from caseline.db import db
from caseline.families import guard as families_guard
from caseline.htmx import htmx, vary_by_htmx
from caseline.store import Bucket
from caseline.uploads import keep_in_memory
from caseline.users import guard as users_guard
from caseline.vault import Vault

ROOT = Path(__file__).parent.parent
LARGEST_UPLOAD = 300 * 1024 * 1024


def create_app(settings: Settings | None = None, **config) -> Flask:
    """The application, ready to serve. `config` overrides Flask settings (tests)."""
    settings = settings or load_settings()
    app = Flask(__name__, template_folder=ROOT / "templates", static_folder=ROOT / "static", instance_path=str(settings.instance))
    app.url_rule_class = LaterRule
    app.config.update(
        SETTINGS=settings,
        CREATE_APP=create_app,  # for commands that work in an instance of their own
        SECRET_KEY=settings.derive("sessions").hex(),
        SQLALCHEMY_DATABASE_URI=engine.database_url(settings),
        SQLALCHEMY_ENGINE_OPTIONS=engine.engine_options(settings),
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
    _connect(app, settings)
    _guard(app)
    for feature in features.VIEWS:
        app.register_blueprint(feature.bp)
    cli.register(app)
    errors.register(app)
    for register in features.CONTEXTS:
        register(app)
    keep_in_memory(app)
    return app


def _connect(app: Flask, settings: Settings) -> None:
    store = Bucket(settings.store_url) if settings.store_url else None
    reserve = settings.reserve_mb * 1024 * 1024
    app.extensions["vault"] = Vault(settings.data / "vault", settings.derive("families"), store=store, reserve=reserve)
    db.init_app(app)
    with app.app_context():
        engine.prepare_engine(db.engine, settings)
    i18n.babel.init_app(app, locale_selector=i18n.choose_locale)
    htmx.init_app(app)
    CSRFProtect(app)
    users_guard.login_manager.init_app(app)


def _guard(app: Flask) -> None:
    """In this order: where a post comes from, who asks, which family; then the headers of every answer."""
    app.after_request(compressing.compress)  # what is named first is done last
    app.before_request(headers.refuse_cross_site_posts)
    app.before_request(headers.refuse_null_characters)
    app.before_request(_write_when_posting)
    app.before_request(users_guard.require_sign_in)
    app.before_request(families_guard.open_family)
    app.teardown_request(families_guard.close_family)
    app.teardown_request(_stop_writing)
    app.after_request(reads.note)
    app.after_request(vary_by_htmx)
    app.after_request(headers.strict)
    limits.register(app)  # last, so that what it answers instead carries every header


def _write_when_posting() -> None:
    whose = (request.view_args or {}).get("family_id", engine.OF_NO_FAMILY)
    request.environ["caseline.writing"] = engine.start_writing(whose) if request.method not in headers.SAFE_METHODS else None


def _stop_writing(_error=None) -> None:
    if token := request.environ.pop("caseline.writing", None):
        engine.stop_writing(token)
