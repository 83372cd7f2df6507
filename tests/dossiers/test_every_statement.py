"""Every statement of every dossier of every example family carries its source, or says whose word it is, or that nothing shows it."""

import re
from collections.abc import Iterator
from datetime import date

import pytest

from caseline.db import db, family_scope
from caseline.dossiers.choices import Choices
from caseline.dossiers.dossier import Dossier
from caseline.dossiers.layouts import LAYOUTS, pages, word_file
from caseline.dossiers.making import assemble_for
from caseline.dossiers.wording import LANGUAGES, Wording, load
from caseline.families.models import Family
from caseline.word.blocks import Bullets, Heading, Paragraph, Row, Table
from caseline.word.inline import plain
from tests.word.wordprocessingml import faults

from .example_families import FOLDERS, opened

# What says something of the family; the other tables count, ask, list exhibits, or say what is missing.
STATEMENTS = ("family", "identity_claims", "procedures", "key_chronology", "full_chronology", "stay_periods", "terms", "lawyers", "gaps", "uncertain",
              "presence", "child_facts", "child_story", "best_interests", "family_people", "family_story")
OTHERS = ("about_this_file", "at_a_glance", "stay_strip", "questions", "evidence", "inventory", "read_back", "signature_stamp", "family_unknown", "title_card")
WORDS = ("family_account", "third_party_account", "lawyer_account", "earlier_account", "observed", "not_documented", "no_document_found", "to_date_unknown", "only_declared", "not_shown",
         "we_have_paper", "you_told_us", "others_told_us", "we_saw", "agreed_unknown", "voice_how_unknown", "exhibits_named")
YEAR_OF_NOBODY = "–"  # nobody of this column was born or here yet


def sourced(words: Wording, dossier: Dossier) -> re.Pattern:
    """What a statement must hold: an exhibit or a row by number, a paper by its name, how a child was heard, or one of the words."""
    papers = {cite.paper for row in dossier.rows for cite in row.cites if cite.paper} | {child.facts.voice_how for child in dossier.children if child.facts.voice_how}
    numbered = [re.escape(words.say(key, n="")).replace(r"\ ", r"\s*") + r"\s*\d+" for key in ("exhibit", "row")]
    return re.compile("|".join([*numbered, *map(re.escape, [words.say(key) for key in WORDS]), *map(re.escape, papers)]))


def statements(words: Wording, dossier: Dossier) -> Iterator[tuple[str, str]]:
    """(where, text) of every statement that the dossier prints."""
    known, others = ({words.say(key).partition(" (")[0] for key in keys} for keys in (STATEMENTS, OTHERS))
    disputes, categories, place = {point.sentence for point in dossier.disputes}, {one.category for one in dossier.evidence}, ""
    for block in pages(dossier).blocks:
        if isinstance(block, Heading):
            place = plain(block.pieces)
        elif isinstance(block, Table):
            about = block.summary.partition(": ")[0]
            if block.summary in disputes or about in known or block.summary in known:
                yield from ((block.summary, told(row)) for row in block.rows)
            else:
                assert about in others or block.summary in others or about in categories, f"is “{block.summary}” a statement?"
        elif isinstance(block, Bullets) and place in (words.say("measures"), words.say("commissioner_question")):
            yield from ((place, plain(item)) for item in block.items)
        elif isinstance(block, Paragraph) and block.style == "quote":
            yield place, f"{plain(block.pieces)} {words.say('observed')}"  # a child's own words stand between quotation marks


def told(row: Row) -> str:
    return " | ".join(" ".join(map(plain, cell.paragraphs)) for cell in row.cells)


@pytest.fixture(scope="module", params=FOLDERS, ids=lambda folder: folder.name)
def family(request, first_instance, tmp_path_factory):
    """(application, family number) of an example family, opened once for all its dossiers."""
    from tests import databases
    from tests.conftest import open_instance

    folder = tmp_path_factory.mktemp("examples") / "caseline"
    databases.copy(first_instance, folder)
    app = open_instance(folder)
    yield app, opened(app, request.param)
    with app.app_context():
        db.session.remove()
        db.engine.dispose()
    databases.forget(folder)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_statement_stands_without_its_source(family, lang):
    app, family_id = family
    words, count = load(lang), 0
    with app.test_request_context(), family_scope([family_id]):
        for kind in LAYOUTS:
            dossier = assemble_for(db.session.get(Family, family_id), kind=kind, lang=lang, options=Choices(prepared_on=date(2026, 11, 22), organisation="Maison Claire"))
            must_hold = sourced(words, dossier)
            for place, said in statements(words, dossier):
                count += 1
                years_of_nobody = place == words.say("presence") and set(said.split(" | ")[1:]) <= {YEAR_OF_NOBODY}
                assert must_hold.search(said) or years_of_nobody or kind == "card", (kind, place, said)
            assert kind != "card" or words.say("card_basis") in [plain(block.pieces) for block in pages(dossier).blocks if isinstance(block, Paragraph)]
            assert faults(word_file(dossier)) == [], kind
    assert count > 150


def test_exhibits_that_are_cited_are_all_in_the_inventory(family):
    app, family_id = family
    with app.test_request_context(), family_scope([family_id]):
        for kind in ("lawyer", "commissioner", "request"):
            dossier = assemble_for(db.session.get(Family, family_id), kind=kind, lang="fr", options=Choices(prepared_on=date(2026, 11, 22)))
            cited = {cite.exhibit for row in dossier.rows for cite in row.cites if cite.exhibit}
            assert cited and cited <= {one.number for one in dossier.exhibits}
