"""Asking the full-text index which entries hold every word, newest first: whole words before words that only begin so.

Whole words are looked up as fast among a million pages as among a thousand. A beginning stands for many words, and SQLite
joins all their entries before it gives the first: at a million pages that took half a second. So beginnings are only
looked for when whole words did not find enough. Few words begin as most longer beginnings do: the index's own vocabulary
knows them. Where it knows very many, and for the shortest beginnings, the newest entries' own text is looked through, for
what is that common stands there; the index is only asked for all of them when it does not. (An index of beginnings beside
that of words makes it 0.6 of the text instead of 0.3.) PostgreSQL is slow with common words too, and looks there first.

In a few families most questions have a word that stands there seldom or nowhere: its entries are read, instead of following
a common word through all other families.
"""

from collections.abc import Generator, Iterator

from sqlalchemy import Connection, Select, func, literal, select

from caseline.db import db
from caseline.search.models import SearchEntry
from caseline.search.sounding import sound

WORDS = 32  # by which a beginning is looked for
SHORT = 3  # letters; so short a beginning stands for more words than that
LOOKED_THROUGH = 500  # entries whose text is looked through for a beginning of more words
GLANCED_AT = 200  # entries whose text PostgreSQL looks through before it asks its index
SEVERAL = 20  # entries whose text is read sooner than a common word is followed through the index
PIECES = 64  # pages of the index that are put together at once: some milliseconds at most
_AFTER = "\U0010ffff"
# By hand, not through SQLAlchemy, which takes longer than the index. Whoever asks for families' entries names their scopes.
_HOLDING = "SELECT rowid AS id FROM search_text WHERE search_text MATCH ? ORDER BY rowid DESC LIMIT ?"
_NEWEST = "SELECT id FROM search_entry ORDER BY id DESC LIMIT ?"
_HOLDS = "' ' || folded || ' ' LIKE ?"
_WHOSE_TEXT = "SELECT id FROM search_entry WHERE id IN ({near}) AND {each} ORDER BY id DESC LIMIT ?"
_TOLD = "INSERT INTO search_text(search_text, rank) VALUES (?, ?)"
_IS_EAGER = "SELECT 1 FROM search_text_config WHERE k = 'usermerge' AND v = 2"
# From one word to the next, over all the entries that hold it.
_BEGINNING = """WITH RECURSIVE begun(term) AS (
    SELECT (SELECT term FROM search_text_words WHERE term >= :first ORDER BY term LIMIT 1)
    UNION ALL
    SELECT (SELECT following.term FROM search_text_words AS following WHERE following.term >= begun.term || char(1) ORDER BY following.term LIMIT 1)
    FROM begun WHERE begun.term < :after LIMIT :most)
SELECT term FROM begun WHERE term < :after"""


def entries_holding(wanted: list[str], scopes: list[str], most: int) -> list[int]:
    """Ids of at most `most` entries (and some more, to tell that there are) that hold every folded word or its beginning.

    `scopes` are the families' words (see `scope_of`); none means every family. People are also found by sound.
    """
    ask = _on_postgresql if db.engine.dialect.name == "postgresql" else _on_sqlite
    found: dict[int, None] = {}
    for ids in ask(wanted, scopes, most + 1):
        found |= dict.fromkeys(ids)
        if len(found) > most:
            break
    return list(found)


def put_together(connection: Connection) -> None:
    """Join the pieces that earlier changes left in SQLite's index, two of about one size at a time: a word is looked for in each.

    Inside a transaction that writes, before new entries are written: those that wait in memory would become a piece of their own.
    """
    if connection.dialect.name == "sqlite":
        if connection.exec_driver_sql(_IS_EAGER).scalar() is None:  # once for each index, which keeps it
            connection.exec_driver_sql(_TOLD, ("usermerge", 2))
        connection.exec_driver_sql(_TOLD, ("merge", PIECES))


def _on_sqlite(wanted: list[str], scopes: list[str], most: int) -> Iterator[list[int]]:
    inside = [f"scope : ({' OR '.join(scopes)})"] if scopes else []
    if scopes and len(wanted) > 1 and (yield from _through_a_seldom_word(wanted, inside, most)):
        return
    whole = {word: _one_of([word]) for word in wanted}
    yield _matching([*whole.values(), *inside], most)
    known = {word: _words_beginning(word) for word in wanted if len(word) > SHORT}
    few = {word: _one_of([word, *begun]) for word, begun in known.items() if len(begun) <= WORDS}
    many = [word for word in wanted if word not in few]
    if not many and any(known[word] not in ([], [word]) for word in few):
        yield _matching([*few.values(), *inside], most)
    if many:
        found, was_all = _looked_through(many, [*few.values(), *inside], most)
        yield found
        if len(found) < most and not was_all:
            yield _matching([*few.values(), *(f'({whole[word]} OR folded : "{word}" *)' for word in many), *inside], most)


def _through_a_seldom_word(wanted: list[str], inside: list[str], most: int) -> Generator[list[int], None, bool]:
    """In few families: the entries with a word that is seldom there, and of these the ones that hold the other words. Returns whether these were all."""
    for word in sorted(wanted, key=len, reverse=True):
        near = _matching([_one_of([word]), *inside], SEVERAL + 1)
        if len(near) > SEVERAL:
            continue
        others = [one for one in wanted if one != word]
        yield _of_these(others, " ", _numbers(near), (), most)
        if len(word) <= SHORT or len(begun := _words_beginning(word)) > WORDS:
            return False
        near = near if begun in ([], [word]) else _matching([_one_of([word, *begun]), *inside], SEVERAL + 1)
        if len(near) > SEVERAL:
            return False
        yield _of_these(others, "", _numbers(near), (), most)
        return True
    return False


def _matching(expressions: list[str], most: int) -> list[int]:
    return _first_of_each(_HOLDING, (" AND ".join(expressions), most))


def _one_of(words: list[str]) -> str:
    """An expression for any of these words, or the sound of the first."""
    heard = sound(words[0])
    return "folded : (" + " OR ".join(f'"{word}"' for word in dict.fromkeys([*words, *([heard] if heard else [])])) + ")"


def _words_beginning(word: str) -> list[str]:
    """Words of the index that begin so, in their order; one more than WORDS when there are more."""
    return _first_of_each(_BEGINNING, {"first": word, "after": word + _AFTER, "most": WORDS + 1})


def _looked_through(beginnings: list[str], expressions: list[str], most: int) -> tuple[list[int], bool]:
    """Those of the newest entries that match in whose text a word begins with (or sounds as) each of these; and whether these were all that match."""
    near, asked = (_HOLDING, (" AND ".join(expressions), LOOKED_THROUGH)) if expressions else (_NEWEST, (LOOKED_THROUGH,))
    found = _of_these(beginnings, "", near, asked, most)
    return found, len(found) < most and len(_first_of_each(near, asked)) < LOOKED_THROUGH


def _of_these(words: list[str], ending: str, near: str, asked: tuple, most: int) -> list[int]:
    """Of these entries (numbers, or a statement with its values) the newest in whose text each word stands so, or its sound."""
    held = [[f"% {word}{ending}%", *([f"% {heard} %"] if (heard := sound(word)) else [])] for word in words]
    each = " AND ".join(f"({' OR '.join([_HOLDS] * len(patterns))})" for patterns in held)
    return _first_of_each(_WHOSE_TEXT.format(near=near, each=each), (*asked, *(pattern for patterns in held for pattern in patterns), most))


def _numbers(ids: list[int]) -> str:
    return ", ".join(map(str, ids))


def _first_of_each(statement: str, values: tuple | dict) -> list:
    """The first column of what a statement of this module gives."""
    return [row[0] for row in db.session.connection().exec_driver_sql(statement, values)]


def _on_postgresql(wanted: list[str], scopes: list[str], most: int) -> Iterator[list[int]]:
    inside = f" & ({' | '.join(scopes)})" if scopes else ""
    for beginning in ("", ":*"):
        yield list(db.session.scalars(_in_the_newest(wanted, bool(beginning)).limit(most)))
        question = " & ".join(f"({word}{beginning} | {heard})" if (heard := sound(word)) else f"{word}{beginning}" for word in wanted) + inside
        yield list(db.session.connection().scalars(_all_matching(question).limit(most)))


def _in_the_newest(wanted: list[str], beginning: bool) -> Select:
    """Those of the newest entries in scope in whose text each word stands (or a word begins so)."""
    newest = select(SearchEntry.id, SearchEntry.folded).order_by(SearchEntry.id.desc()).limit(GLANCED_AT).subquery()
    spaced = literal(" ") + newest.c.folded + " "
    each = [spaced.contains(f" {word}" if beginning else f" {word} ", autoescape=True) for word in wanted]
    return select(newest.c.id).where(*each).order_by(newest.c.id.desc())


def _all_matching(question: str) -> Select:
    """By the index alone and ordered afterwards: PostgreSQL takes texts for cheap to cut, and would cut every one from the newest on until
    enough hold a seldom word (23 seconds among 20,000 pages). Only the question's scopes keep it to families."""
    entries = SearchEntry.__table__.c
    text = func.to_tsvector("simple", entries.scope + " " + entries.folded)
    matching = select(entries.id).where(text.op("@@")(func.to_tsquery("simple", question))).cte("matching").prefix_with("MATERIALIZED")
    return select(matching.c.id).order_by(matching.c.id.desc())
