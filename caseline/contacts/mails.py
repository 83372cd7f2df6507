"""A mail dropped on the contacts: read in the shut-in reader, kept as a paper, and written down as a contact with its people."""

import re
from datetime import date, datetime
from email.utils import getaddresses, parsedate_to_datetime

from sqlalchemy import select

from caseline.contacts import writing
from caseline.contacts.models import Actor, Contact
from caseline.contacts.quick import Known
from caseline.db import db
from caseline.documents.models import Document
from caseline.documents.reading import OpenedFile
from caseline.families.models import Family
from caseline.reading import Reading, ReadFailure
from caseline.reading.confined import Reader

_reader = Reader()  # of its own: a mail is read while somebody waits, in a moment
MAILS = {"message/rfc822", "application/vnd.ms-outlook"}
LONGEST = 1200  # characters of the mail's own words that go into the contact; the paper holds them all
_HEADER = re.compile(r"(?:From|To|Cc|Date|Subject): .*")
_QUOTED = re.compile(r"^(?:>|-{2,} ?(?:Original|Message|Oorspronkelijk|Ursprüngliche)|_{10,}|(?:On|Le|Op|Am) .{6,80}(?:wrote|a écrit|schreef|schrieb)\s*:)", re.MULTILINE)


def contact_of(document: Document) -> Contact | None:
    """The contact that this mail was already written down as."""
    return db.session.scalar(select(Contact).where(Contact.document_id == document.id, Contact.deleted_at.is_(None)).limit(1))


def write_down(family: Family, document: Document, *, user_id: int) -> Contact | None:
    """Write a stored mail down as a contact; None when the file is no mail, or cannot be read yet."""
    reading = _read(family, document)
    if reading is None or reading.media_type not in MAILS:
        return None
    headers = {name.lower(): value for name, value in dict(reading.headers).items()}
    sent = _moment(headers.get("date", ""))
    named = getaddresses([headers.get(name, "") for name in ("from", "to", "cc")])
    people, actors = _of_the_family(family, named), _of_the_book(named)
    contact = Contact(
        family_id=family.id, channel="mail", at=(sent.date() if sent else date.today()).isoformat(), time=f"{sent:%H:%M}" if sent else "", person_ids=people, actor_ids=actors,
        others=_strangers(headers.get("from", ""), people, actors), summary=_summary(headers.get("subject", ""), reading) or document.shown_name,
        document_id=document.id, document_ids=[], topics=[], by_user=user_id,
    )
    return writing.keep(contact)


def _read(family: Family, document: Document) -> Reading | None:
    try:
        with OpenedFile(family, document.address) as path:
            return _reader.read(path, name=document.name)
    except ReadFailure:
        return None


def _moment(text: str) -> datetime | None:
    try:
        return parsedate_to_datetime(text) if text else None
    except (ValueError, TypeError):
        return None


def _of_the_family(family: Family, named: list[tuple[str, str]]) -> list[int]:
    return [one.id for one in writing.people_of(family) if any(_is(name, one) for name, _address in named)]


def _of_the_book(named: list[tuple[str, str]]) -> list[int]:
    """By address first: names are shared, addresses are not."""
    addresses = {address.lower() for _name, address in named if address}
    actors = db.session.scalars(select(Actor).where(Actor.closed_at.is_(None)).order_by(Actor.name)).all()
    known = {one.id for one in actors if {one.email.lower(), *(person.email.lower() for person in one.contact_persons)} & addresses - {""}}
    by_name = {one.id for one in writing.everybody_in_the_book() if any(_is(name, one) for name, _address in named)}
    return sorted(known | by_name)


def _is(name: str, one: Known) -> bool:
    """Whether a display name is a spelling of somebody: all words of either are among those of the other, two at least."""
    told = _words(name)
    return any(len(said := _words(spelling)) >= 2 and len(told) >= 2 and (said <= told or told <= said) for spelling in one.names)


def _words(name: str) -> set[str]:
    return {word for word in re.findall(r"\w{2,}", name.casefold()) if word not in {"me", "mr", "mme", "dr"}}


def _strangers(sender: str, people: list[int], actors: list[int]) -> str:
    """The sender, when nobody of the family or the book was recognised."""
    name, address = (getaddresses([sender]) or [("", "")])[0]
    return "" if people or actors else (name or address)[:300]


def _summary(subject: str, reading: Reading) -> str:
    """The subject and the mail's own words, without its headers and without what it quotes."""
    text = "\n".join(page.text for page in reading.pages)
    lines = text.split("\n")
    while lines and (_HEADER.match(lines[0]) or not lines[0].strip()):
        lines.pop(0)
    own = "\n".join(lines)
    quoted = _QUOTED.search(own)
    own = re.sub(r"\n{3,}", "\n\n", own[: quoted.start()] if quoted else own).strip()
    return "\n".join(filter(None, [subject.strip(), own[:LONGEST] + ("…" if len(own) > LONGEST else "")]))
