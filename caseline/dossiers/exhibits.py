"""Exhibit numbers for one reader: given once, never changed, never given again.

What a reader has received keeps its number in every later version, also when it is left out of one; new papers go on
after the highest number ever given to that reader.
"""

from collections.abc import Iterable, Mapping, Sequence


def numbered(documents: Iterable[int], known: Mapping[int, int]) -> dict[int, int]:
    """Numbers by document id for `documents` in the order they shall be numbered in.

    `known` are the numbers already sent to this reader. Raises ValueError when it gives one number to two documents.
    """
    if len(set(known.values())) != len(known):
        raise ValueError("two documents were sent to this reader under one exhibit number")
    following = max(known.values(), default=0) + 1
    numbers: dict[int, int] = {}
    for document in dict.fromkeys(documents):
        if document in known:
            numbers[document] = known[document]
        else:
            numbers[document] = following
            following += 1
    return numbers


def in_checklist_order(documents: Sequence, categories: Mapping[str, str]) -> list:
    """`documents` as an inventory lists them: by checklist category (A. Identity first), then by date, then by id; a
    translation comes right after its original.

    `categories` gives the category of a document kind; kinds without one come last.
    """
    ordered = sorted(documents, key=lambda one: (categories.get(one.kind or "", "~"), one.date or "9999", one.id))
    there = {one.source for one in ordered}
    originals = {one.source: [one] for one in ordered if one.translation_of not in there}
    alone = [one for one in ordered if one.translation_of not in originals]
    for one in ordered:
        if one.translation_of in originals:
            originals[one.translation_of].append(one)
    return [each for one in alone for each in originals.get(one.source, [one])]
