"""What an application consists of: records, guards, every feature with its pages, and what is said when something fails."""

from flask import Flask, request
from flask_wtf import CSRFProtect

from caseline import compressing, engine, errors, features, headers, i18n, limits, reads
from caseline.db import db
from caseline.families import guard as families_guard
from caseline.htmx import htmx, vary_by_htmx
from caseline.store import Bucket
from caseline.uploads import keep_in_memory
from caseline.users import guard as users_guard
from caseline.vault import Vault


def furnish(app: Flask) -> None:
    """Add everything to an application that has its settings."""
    _connect(app)
    _guard(app)
    for feature in features.VIEWS:
        app.register_blueprint(feature.bp)
    errors.register(app)
    for register in features.CONTEXTS:
        register(app)
    keep_in_memory(app)


def _connect(app: Flask) -> None:
    settings = app.config["SETTINGS"]
    store = Bucket(settings.store_url) if settings.store_url else None
    reserve = settings.reserve_mb * 1024 * 1024
    app.extensions["vault"] = Vault(settings.data / "vault", settings.derive("families"), store=store, reserve=reserve)
    app.config.setdefault("SQLALCHEMY_DATABASE_URI", engine.database_url(settings))
    app.config.setdefault("SQLALCHEMY_ENGINE_OPTIONS", engine.engine_options(settings))
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
