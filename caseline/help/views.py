"""Help for case managers: topics, search in them, what is new."""

from flask import Blueprint, abort, render_template, request

from caseline.help import topics
from caseline.i18n import language
from caseline.users.guard import before_second_factor, everyone

bp = Blueprint("help", __name__, url_prefix="/help")


@bp.get("/")
@everyone
@before_second_factor
def index():
    """All topics, or those that hold the words of ?q=."""
    query = request.args.get("q", "").strip()[:200]
    hits = topics.search(query, language()) if query else []
    return render_template("help/index.html", topics=topics.topics(language()), query=query, hits=hits)


@bp.get("/whats-new")
@everyone
@before_second_factor
def whats_new():
    return _page(topics.WHATS_NEW)


@bp.get("/<name>")
@everyone
@before_second_factor
def topic(name):
    return _page(name)


def _page(name: str):
    found = topics.topic(name, language()) or abort(404)
    return render_template("help/topic.html", topics=topics.topics(language()), topic=found, next_topic=_after(found))


def _after(found: topics.Topic) -> topics.Topic | None:
    names = topics.ORDER
    place = names.index(found.name) + 1 if found.name in names else len(names)
    return topics.topic(names[place], language()) if place < len(names) else None
