"""Review: a page beside what it seems to tell; accept, correct, dismiss, same as, undo, by mouse or key."""

from flask import Blueprint, abort, flash, g, make_response, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from caseline.db import db
from caseline.documents.images import marked_text, page_picture
from caseline.documents.listing import pages_of
from caseline.documents.models import Document
from caseline.i18n import language
from caseline.reading import boxes_of
from caseline.timeline import decisions, matching, review, words
from caseline.timeline.forms import Typed, read_event
from caseline.timeline.models import Decision, Event, Proposal
from caseline.users.models import User

bp = Blueprint("review", __name__, url_prefix="/families/<int:family_id>/review")


@bp.get("/")
def start(family_id):
    """The first thing that waits, in this paper (?document=) or in the family."""
    document_id = request.args.get("document", type=int)
    waiting = review.waiting(family_id, document_id)
    if not waiting:
        return render_template("timeline/review_done.html", document=db.session.get(Document, document_id or 0))
    return redirect(url_for("review.show", family_id=family_id, proposal_id=waiting[0].id))


@bp.get("/<int:proposal_id>")
def show(family_id, proposal_id):
    return _screen(_proposal(proposal_id))


@bp.post("/<int:proposal_id>")
def decide(family_id, proposal_id):
    """One decision, then on to the next proposal."""
    proposal = _proposal(proposal_id)
    try:
        given = _carry_out(proposal, request.form.get("deed", "accept"))
    except decisions.AlreadyDecided as late:
        db.session.rollback()
        return _told_late(late.proposal)
    if given and given.errors:
        db.session.rollback()
        return _screen(proposal, given, 422)
    db.session.commit()
    return _next_after(proposal)


@bp.post("/undo")
def undo(family_id):
    proposal = db.session.get(Proposal, request.form.get("proposal", type=int) or 0) or review.last_decided(family_id, current_user.id)
    if proposal is None or proposal.decision not in (Decision.ACCEPTED, Decision.DISMISSED):
        flash(_("There is nothing to take back."), "warning")
        return redirect(url_for("review.start", family_id=family_id), 303)
    decisions.undo(proposal, user_id=current_user.id)
    db.session.commit()
    flash(_("Taken back: it waits for your decision again."))
    return redirect(url_for("review.show", family_id=family_id, proposal_id=proposal.id), 303)


def _carry_out(proposal, deed) -> Typed | None:
    if deed == "dismiss":
        decisions.dismiss(proposal, user_id=current_user.id, reason=request.form.get("reason", ""))
    elif deed == "same":
        event = db.session.get(Event, request.form.get("event", type=int) or 0)
        if event is None or event.deleted_at:
            return Typed(request.form.to_dict(), {"event": [_("Choose the event that this is the same as.")]})
        decisions.same_as(proposal, event, user_id=current_user.id)
    else:
        given = read_event(request.form, g.family.persons)
        if given.wording:
            decisions.accept(proposal, given.wording, user_id=current_user.id)
        return given
    return None


def _next_after(proposal):
    """The next one in this paper, else the next paper, else done."""
    here = [p for p in review.waiting(proposal.family_id, proposal.document_id)]
    later = [p for p in here if (p.page, p.start) >= (proposal.page, proposal.start)] or here or review.waiting(proposal.family_id)
    if not later:
        return redirect(url_for("review.start", family_id=proposal.family_id, document=proposal.document_id), 303)
    return redirect(url_for("review.show", family_id=proposal.family_id, proposal_id=later[0].id), 303)


def _told_late(proposal):
    who = db.session.get(User, proposal.decided_by or 0)
    verb = _("accepted") if proposal.decision == Decision.ACCEPTED else _("dismissed") if proposal.decision == Decision.DISMISSED else _("withdrawn")
    flash(_("%(name)s decided this one meanwhile: %(decision)s. Nothing was changed by you.", name=who.name if who else _("A colleague"), decision=verb), "warning")
    return _next_after(proposal)


def _screen(proposal, given=None, status=200):
    document = db.session.get(Document, proposal.document_id)
    pages = pages_of(document.id)
    page = next((page for page in pages if page.number == proposal.page), None) or abort(404)
    proposals = review.of_document(document.id)
    others = [p for p in proposals if p.page == proposal.page and p.id != proposal.id]
    found = matching.candidates(proposal)
    html = render_template(
        "timeline/review.html",
        proposal=proposal, document=document, pages=pages, page=page,
        picture=page_picture(page, proposal.start, proposal.end), text=marked_text(page, proposal.start, proposal.end),
        other_marks=_other_marks(page, others), progress=review.progress(proposals),
        position=next(n for n, p in enumerate(proposals, 1) if p.id == proposal.id) if proposal in proposals else 0,
        following=[p for p in proposals if p.decision == Decision.UNDECIDED and p.id != proposal.id][:6],
        candidates=found, disagreement=next((c for c in found if c.disagrees), None), types=words.types(),
        given=given or _as_proposed(proposal), last=review.last_decided(proposal.family_id, current_user.id),
    )
    return make_response(html, status)


def _as_proposed(proposal) -> Typed:
    dates = {f"date_{role}": words.shown_date(value) for role, value in proposal.dates.items()}
    values = {"type": proposal.type, "when": words.shown_date(proposal.edtf), "within": proposal.within, "sentence": proposal.said_in(language()), "people": proposal.person_ids}
    return Typed({**values, **dates})


def _other_marks(page, others):
    if not page.has_image:
        return []
    placed = page.words
    return [(x0 * page.width, y0 * page.height, (x1 - x0) * page.width, (y1 - y0) * page.height) for p in others for x0, y0, x1, y1 in boxes_of(placed, p.start, p.end)]


def _proposal(proposal_id) -> Proposal:
    return db.session.get(Proposal, proposal_id) or abort(404)
