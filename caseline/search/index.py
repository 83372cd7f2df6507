"""Asking the full-text index which entries hold every word, newest first: whole words before words that only begin so.

Whole words are looked up as fast among a million pages as among a thousand. A beginning stands for many words, and SQLite
joins all their entries before it gives the first: at a million pages that took half a second. So beginnings are only
looked for when whole words did not find enough; first as words that the index's own vocabulary knows, then, when one
begins very many words, in the text of what the other words find.
"""

from collections.abc import Iterator

from sqlalchemy import bindparam, column, func, literal, literal_column, select, table

from caseline.db import db
from caseline.search.models import SearchEntry
from caseline.search.sounding import sound

WORDS = 64  # by which a beginning is looked for
SHORT = 3  # letters
LOOKED_THROUGH = 1000  # entries whose text is looked through for a beginning of more words
_index = table("search_text", column("rowid"))
_vocabulary = table("search_text_words", column("term"))
_AFTER = "\U0010ffff"
_HOLDING = select(_index.c.rowid).where(literal_column("search_text").op("MATCH")(bindparam("question"))).order_by(_index.c.rowid.desc()).limit(bindparam("most"))
_BEGINNING = select(_vocabulary.c.term).where(_vocabulary.c.term >= bindparam("first"), _vocabulary.c.term < bindparam("after")).limit(WORDS + 1)


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


def _on_sqlite(wanted: list[str], scopes: list[str], most: int) -> Iterator[list[int]]:
    inside = f" AND scope : ({' OR '.join(scopes)})" if scopes else ""
    yield _matching(" AND ".join(_one_of([word]) for word in wanted) + inside, most)
    longer = [word for word in wanted if len(word) > SHORT] or wanted  # short beginnings stand for half the index: only looked for alone
    known = {word: _words_beginning(word) for word in longer}
    others = [_one_of([word]) for word in wanted if word not in known]
    if any(begun not in ([], [word]) for word, begun in known.items()):
        yield _matching(" AND ".join(others + [_one_of([word, *begun[:WORDS]]) for word, begun in known.items()]) + inside, most)
    many = [word for word in wanted if len(known.get(word, ())) > WORDS or word not in known]
    few = [_one_of([word, *known[word]]) for word in wanted if word not in many]
    if many and few:
        yield _with_words_beginning(many, _matching(" AND ".join(few) + inside, LOOKED_THROUGH))[:most]
    elif many:
        yield _matching(" AND ".join(f'({_one_of([word])} OR folded : "{word}" *)' for word in many) + inside, most)


def _matching(question: str, most: int) -> list[int]:
    return list(db.session.scalars(_HOLDING, {"question": question, "most": most}))


def _one_of(words: list[str]) -> str:
    """An expression for any of these words, or the sound of the first."""
    heard = sound(words[0])
    return "folded : (" + " OR ".join(f'"{word}"' for word in dict.fromkeys([*words, *([heard] if heard else [])])) + ")"


def _words_beginning(word: str) -> list[str]:
    """Words of the index that begin so, in their order; one more than WORDS when there are more."""
    return list(db.session.scalars(_BEGINNING, {"first": word, "after": word + _AFTER}))


def _with_words_beginning(beginnings: list[str], ids: list[int]) -> list[int]:
    """Those of the entries in whose text a word begins with each of these, newest first."""
    spaced = literal(" ") + SearchEntry.folded
    each = [spaced.contains(f" {beginning}", autoescape=True) for beginning in beginnings]
    return list(db.session.scalars(select(SearchEntry.id).where(SearchEntry.id.in_(ids), *each).order_by(SearchEntry.id.desc()))) if ids else []


def _on_postgresql(wanted: list[str], scopes: list[str], most: int) -> Iterator[list[int]]:
    inside = f" & ({' | '.join(scopes)})" if scopes else ""
    text = func.to_tsvector("simple", SearchEntry.scope + " " + SearchEntry.folded)
    for beginning in ("", ":*"):
        question = " & ".join(f"({word}{beginning} | {heard})" if (heard := sound(word)) else f"{word}{beginning}" for word in wanted) + inside
        matching = select(SearchEntry.id).where(text.op("@@")(func.to_tsquery("simple", question)))
        yield list(db.session.scalars(matching.order_by(SearchEntry.id.desc()).limit(most)))
