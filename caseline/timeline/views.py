"""The timeline of a family: the register, one row opened in place, findings, the picture, exports."""

from collections import Counter
from collections.abc import Iterator
from functools import partial

from flask import Blueprint, Response, abort, flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from markupsafe import Markup
from sqlalchemy import select

from caseline.chronology.ages import age, school_year
from caseline.chronology.order import as_date, span
from caseline.db import db, now
from caseline.history import family_history, record
from caseline.htmx import page_or_part, wants_part
from caseline.i18n import language
from caseline.streaming import rendered, streamed
from caseline.timeline import reasoning, words
from caseline.timeline.drawing import drawn
from caseline.timeline.exporting import FORMATS, accepted
from caseline.timeline.lately import Built
from caseline.timeline.models import Citation, Event, FindingDecision
from caseline.timeline.reasoning import Wanted
from caseline.timeline.register import Writer, written_once

bp = Blueprint("timeline", __name__, url_prefix="/families/<int:family_id>/timeline")


@bp.get("/")
def show(family_id):
    """The register: years, rows, silences; beside it what does not fit, what runs, what the lawyer is asked."""
    wanted, lang = _wanted(), language()

    def kept() -> Built:
        return reasoning.built(g.family, proposals=wanted.proposals)

    if wants_part():
        return "".join(_register(kept(), wanted))
    return streamed(
        "timeline/show.html",
        wanted=wanted, filtered=bool(request.args), kept=kept,
        register=lambda kept: _register(kept, wanted),
        used_types=lambda kept: kept.once(("types", lang), lambda: _used_types(kept.chronology)),
        drawing=lambda kept: kept.once(("drawing", wanted.person, lang), lambda: drawn(kept.chronology, wanted.person)),
    )


def _register(kept: Built, wanted: Wanted) -> Iterator[Markup]:
    """The register in pieces as they are written, and whole once it was written."""
    name, written = ("register", wanted, language()), []
    if known := kept.derived.get(name):
        yield from known
        return
    built = kept.chronology
    years, undated = reasoning.by_year(built, wanted)
    findings = reasoning.open_findings(built)
    flagged = {row_id for finding in findings for row_id in finding.rows}
    for piece in rendered(
        "timeline/_register.html",
        built=built, years=years, undated=undated, findings=findings, writer=Writer(_names(), flagged), margin=_margin,
        written_once=partial(written_once, kept.rows),
        terms=[term for term in built.terms if term.status in {"running", "unknown"}],
    ):
        written.append(piece)
        yield piece
    kept.derived[name] = written


@bp.get("/rows/<int:event_id>")
def row(family_id, event_id):
    """One row opened: every source with its quote and date, other dates, history, what can be done."""
    built = reasoning.reason(g.family)
    one = reasoning.row_of_event(built, event_id) or abort(404)
    event = db.session.get(Event, event_id) or abort(404)
    citations = db.session.scalars(select(Citation).where(Citation.event_id.in_(one.events)).order_by(Citation.id)).all()
    documents = {source.document_id: source.document for source in one.sources}
    past = [entry for entry in family_history(family_id, 500) if entry.subject == f"event:{event_id}" or entry.details.get("event") == event_id]
    about = [finding for finding in reasoning.open_findings(built) if one.id in finding.rows]
    return page_or_part(
        "timeline/row.html", "timeline/_row_open.html",
        row=one, event=event, citations=citations, sources_of=Counter(citation.event_id for citation in citations).__getitem__, documents=documents, past=past, findings=about, built=built, names=_names(),
    )


@bp.get("/findings/")
def findings(family_id):
    built = reasoning.reason(g.family)
    return render_template("timeline/findings.html", open=reasoning.open_findings(built), dismissed=reasoning.dismissed_findings(built), built=built)


@bp.post("/findings/")
def answer_finding(family_id):
    """Dismiss a finding with a reason, or open it again."""
    key, reason = request.form.get("key", ""), request.form.get("reason", "").strip()
    finding = next((f for f in reasoning.reason(g.family).findings if f.key == key), None) or abort(404)
    kept = db.session.scalar(select(FindingDecision).where(FindingDecision.key == key))
    if request.form.get("deed") == "reopen":
        if kept:
            db.session.delete(kept)
    elif not reason:
        flash(_("Please write why this finding can be put aside: whoever reads the file later will want to know."), "error")
        return redirect(url_for("timeline.findings", family_id=family_id), 303)
    else:
        kept = kept or FindingDecision(family_id=family_id, key=key)
        kept.fingerprint, kept.reason, kept.decided_by, kept.decided_at = finding.fingerprint, reason[:1000], current_user.id, now()
        db.session.add(kept)
    record("finding opened again" if request.form.get("deed") == "reopen" else "finding dismissed", "finding", family_id=family_id, key=key)
    db.session.commit()
    return redirect(request.form.get("back") or url_for("timeline.findings", family_id=family_id), 303)


@bp.post("/export.<any(json, csv, html, xlsx, ics, svg, timelinejs):form>")
def export(family_id, form):
    """A file of the chronology: asked with a button, because who took what out of the house is written down."""
    chosen = FORMATS[form]
    written = chosen.write(accepted(reasoning.reason(g.family)))
    record("exported", f"chronology:{form}", family_id=family_id)
    db.session.commit()
    response = Response(written, mimetype=chosen.media_type)
    response.headers.set("Content-Disposition", "attachment", filename=f"{g.family.reference} chronology.{chosen.ending}")
    return response


def _wanted() -> Wanted:
    asked = request.args
    return Wanted(asked.get("person", type=int), asked.get("kind", ""), bool(asked.get("key")), bool(asked.get("proposals")))


def _names() -> dict[int, str]:
    return {person.id: person.short_name for person in g.family.persons}


def _used_types(built) -> list[tuple[str, str]]:
    return sorted({(row.type, words.type_name(row.type)) for row in built.rows if row.id > 0}, key=lambda pair: pair[1])


def _margin(year: int) -> list[str]:
    """What stands beside a year: each child's age during it and the school year by age."""
    told = []
    for person in g.family.persons:
        years = age(person.born, str(year)) if person.born else None
        if years is None or years.most > 18:
            continue
        if span(person.born).start == span(person.born).end and as_date(span(person.born).start).year == year:
            told.append(_("%(name)s born %(date)s", name=person.short_name, date=words.shown_date(person.born).rsplit(" ", 1)[0]))
        elif person.is_child:
            told.append(f"{person.short_name} {years.most}{_school(person.born, year)}")
    return told


def _school(born: str, year: int) -> str:
    found = school_year(born, as_date(span(f"{year}-09-15").start))
    if found is None:
        return ""
    level = {"nursery": _("nursery"), "primary": _("primary"), "secondary": _("secondary")}[found.level]
    return _(": %(grade)s. %(level)s", grade=found.grade, level=level)
