"""What plans and evidence put on the day's list: actions, reviews, papers that grow old before a filing, requests without answer."""

from collections import defaultdict
from datetime import date, timedelta

from flask import url_for
from flask_babel import gettext as _
from sqlalchemy import select

from caseline.contacts.rhythm import last_day
from caseline.db import db
from caseline.documents.models import Document
from caseline.evidence.checklist import ageing
from caseline.evidence.models import EvidenceLine, Filing
from caseline.home.todo import Todo, todo_source
from caseline.i18n import language
from caseline.plans.planning import what_is_due

ACTIONS_AHEAD, REVIEWS_AHEAD, FILINGS_AHEAD = timedelta(days=7), timedelta(days=14), timedelta(days=120)
ANSWER_AFTER = timedelta(days=14)


@todo_source
def actions_and_reviews(families, today, _user):
    """Actions of this week and late ones, undated ones too while the case runs; reviews of the next two weeks."""
    asleep = {family.id for family in families if family.stage in {"paused", "closed"}}
    wanted = {family.id for family in families}
    for due in what_is_due(today):
        if due.family_id not in wanted or (due.family_id in asleep and not due.late) or (due.day and due.day > today + (ACTIONS_AHEAD if due.action_id else REVIEWS_AHEAD)):
            continue
        group, what = ("actions", due.what) if due.action_id else ("reviews", _("Review of the plan"))
        url = url_for("goals.action", family_id=due.family_id, action_id=due.action_id) if due.action_id else url_for("plan_reviews.new", family_id=due.family_id, plan_id=due.plan_id)
        yield Todo(group, due.family_id, what, due=due.day, tone="finding" if due.late else "", why=due.who, url=url, done=url_for("goals.tick", family_id=due.family_id, action_id=due.action_id) if due.action_id else "")


@todo_source
def papers_too_old_for_a_filing(families, today, _user):
    """Papers that practice will no longer take as fresh on the day on which a file is meant to go out."""
    ids = [family.id for family in families]
    planned = {(one.family_id, one.purpose): day for one in db.session.scalars(select(Filing).where(Filing.family_id.in_(ids), Filing.planned != "")) if (day := last_day(one.planned)) and today <= day <= today + FILINGS_AHEAD}
    if not planned:
        return
    papers = defaultdict(list)
    live = select(Document).where(Document.family_id.in_({family_id for family_id, _purpose in planned}), Document.deleted_at.is_(None), Document.sensitivity != "off_record")
    for paper in db.session.scalars(live):
        papers[paper.family_id].append(paper)
    told = set()
    for (family_id, purpose), day in planned.items():
        for label, held in ageing(papers[family_id], purpose, day, language()):
            if held.document.id in told:
                continue  # it serves several lines, and is renewed once
            told.add(held.document.id)
            why = _("%(line)s; the file goes out on %(day)s", line=label, day=day.strftime("%d.%m.%Y"))
            yield Todo("evidence", family_id, held.document.shown_name, due=held.fresh_until, tone="finding", why=why, url=url_for("evidence.index", family_id=family_id))


@todo_source
def requests_without_answer(families, today, _user):
    """Evidence that was asked for two weeks ago and has not come."""
    asked = select(EvidenceLine).where(EvidenceLine.family_id.in_([family.id for family in families]), EvidenceLine.asked_on != "", EvidenceLine.received_on == "", EvidenceLine.not_needed == "")
    for line in db.session.scalars(asked):
        day = last_day(line.asked_on)
        if day and day + ANSWER_AFTER <= today and line.document_id is None:
            what = _("Ask again: %(whom)s", whom=line.asked_from or _("nobody was named"))
            yield Todo("evidence", line.family_id, what, due=day + ANSWER_AFTER, tone="finding", why=_("asked on %(day)s", day=day.strftime("%d.%m.%Y")), url=url_for("evidence.index", family_id=line.family_id))
