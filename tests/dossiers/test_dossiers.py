"""A reader gets a dossier that can be checked line by line, in the reader's language, with nothing the family kept back."""

import io
import re
from dataclasses import replace

import docx
import pytest

from caseline.chronology import Case, Person
from caseline.chronology.chronology import build
from caseline.dossiers.choices import Profile
from caseline.dossiers.contents import assemble
from caseline.dossiers.layouts import LAYOUTS, word_file
from caseline.dossiers.wording import LANGUAGES, load
from caseline.word.comments import read_notes
from tests.word.wordprocessingml import body_of, faults, parts_of, w

from . import demiri


def make(kind="lawyer", lang="fr", known=None, **changes):
    return assemble(demiri.chronology(lang), persons=demiri.profiles(), documents=demiri.papers(), kind=kind, lang=lang,
                    options=demiri.choices(**changes), exhibits_known=known)


def words_of(data: bytes) -> str:
    """All that stands in the file, with the no-break spaces of French as spaces."""
    return "\n".join("".join(one.text or "" for one in paragraph.iter(w("t"))) for paragraph in body_of(data).iter(w("p"))
                     ).replace("\u00a0", " ")


def table_headed(data: bytes, *headers: str) -> list[list[str]]:
    """The rows of the table whose header starts with these words."""
    for table in docx.Document(io.BytesIO(data)).tables:
        rows = [[cell.text for cell in row.cells] for row in table.rows]
        if rows[0][:len(headers)] == list(headers):
            return rows[1:]
    raise AssertionError(f"no table headed {headers}")


@pytest.mark.parametrize("kind", LAYOUTS)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_kind_in_every_language_is_a_sound_word_file(kind, lang):
    data = word_file(make(kind, lang))
    assert faults(data) == []
    assert "{" not in words_of(data) and "None" not in words_of(data)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_row_of_the_chronology_names_its_source(lang):
    words, dossier = load(lang), make("lawyer", lang)
    rows = table_headed(word_file(dossier), words.say("no"), words.say("date"), words.say("event"))
    assert len(rows) == len(dossier.rows) == 27
    exhibit = words.say("exhibit", n="").strip()
    accounts = [words.say(key) for key in ("family_account", "third_party_account", "observed", "not_documented")]
    for row in rows:
        assert re.search(rf"{exhibit} \d+, {words.say('page', n='')}\d+", row[5]) or any(one in row[5] for one in accounts), row
    assert sum(words.say("not_documented") in row[5] for row in rows) == 1


@pytest.mark.parametrize("kind", ["lawyer", "request", "commissioner"])
def test_every_exhibit_cited_stands_in_the_inventory(kind):
    dossier = make(kind)
    listed = {one.number for one in dossier.exhibits}
    cited = {cite.exhibit for row in dossier.rows for cite in row.cites if cite.basis == "paper"}
    assert cited <= listed and None not in cited and sorted(listed) == list(range(1, len(listed) + 1))


def test_the_case_managers_own_notes_are_cited_as_observations_and_never_handed_over():
    dossier = make()
    assert "home_visit_note" not in {demiri.PAPERS[number][0] for number in (one.number for one in dossier.exhibits)} - {"home_visit_note"}
    assert load("fr").say("observed") in words_of(word_file(dossier))
    assert not any("visite" in one.kind.lower() for one in dossier.exhibits)


def test_disputed_dates_show_every_value_with_its_source_and_the_one_used():
    text = words_of(word_file(make()))
    assert "Point contesté 3 – Décision d'irrecevabilité (9bis/9ter), 12 mars 2019" in text
    for value in ("27 mars 2019", "29 mars 2019", "1er janvier 1982", "30 novembre 1982", "9 mai 2014"):
        assert value in text
    assert "date peut-être attribuée par une administration" in text and "retenue ici" in text
    assert "scan0" not in text


def test_terms_say_that_a_lawyer_must_confirm_them_and_the_running_one_comes_first():
    rows = table_headed(word_file(make("lawyer", "en")), "Last day")
    assert rows[0][0].startswith("2 April 2024") and "22 days left" in rows[0][0] and rows[0][3] == "running"
    assert "to be confirmed by a lawyer" in words_of(word_file(make("lawyer", "en")))


def test_silent_years_are_said_plainly():
    rows = table_headed(word_file(make()), "Du", "Au")
    assert [row[:2] for row in rows][1] == ["30 juin 2016", "juin 2018"]


def test_what_consent_keeps_back_stands_nowhere_and_is_only_counted_for_the_sender():
    secret = next(event.id for event in demiri.events() if event.type == "health")
    open_file, kept = make(), make(withheld_events=frozenset({secret}), withheld_documents=frozenset({11, 9}))
    assert kept.withheld == 4  # the event, two papers, and the mandate that only one of them tells of
    asked = {question.text for question in kept.questions}  # free text: the case manager's own responsibility
    text = "\n".join(line for line in words_of(word_file(kept)).splitlines() if line not in asked)
    assert "angoisse" in words_of(word_file(open_file)) and "angoisse" not in text
    assert "29 mars 2019" not in text and "Lettre d’avocat" not in text and "withheld" not in text.lower()
    assert not any(step.event == secret for thread in kept.threads for step in thread.steps)


def test_a_row_that_rests_only_on_withheld_papers_goes_with_them():
    rows = make(withheld_documents=frozenset({16, 2})).rows
    assert "asylum_interview" not in {row.type for row in rows} and "cgrs_refusal" not in {row.type for row in rows}


def test_pseudonymised_no_name_birth_day_or_file_number_is_left():
    data = word_file(make("lawyer", "fr", pseudonymised=True, summary="Arta et sa mère Bashkime DEMIRI espèrent."))
    text = words_of(data) + b"".join(parts_of(data).values()).decode("utf-8", "replace")
    for name in ("DEMIRI", "Demiri", "Arta", "Luan", "Elira", "Bashkim", "Arben", "7.123.456", "7123456", "12/14567"):
        assert name not in text, name
    assert "15 septembre 2014" not in text and "11.1982" not in text
    assert "A.2" in text and "L." in text


def test_named_people_and_a_period_narrow_the_dossier_without_counting_as_withheld():
    narrow = make(persons=(demiri.LUAN,), since="2014", until="2019-12")
    assert [member.name for member in narrow.members] == ["DEMIRI Luan"] and narrow.withheld == 0
    assert {row.edtf[:4] for row in narrow.rows} <= {"2014", "2015", "2016", "2017", "2018", "2019"}
    assert all("Arta" not in row.persons for row in narrow.rows)


def test_a_procedure_can_be_left_out_with_its_steps():
    (first, *_) = [one.id for one in demiri.chronology("fr").procedures]
    narrow = make(procedures=(first,))
    assert len(narrow.threads) == 1 and "application_9bis" not in {row.type for row in narrow.rows}
    assert "birth" in {row.type for row in narrow.rows} and narrow.withheld == 0


def test_only_key_events_can_be_asked_for():
    rows = make(only_key=True).rows
    assert rows and all(row.key for row in rows) and [row.number for row in rows] == list(range(1, len(rows) + 1))


def test_a_reader_keeps_exhibit_numbers_from_version_to_version():
    first = make(documents=(1, 3, 7))
    known = {1: 1, 3: 2, 7: 3}
    second = make(known=known)
    by_kind = {one.number: one for one in second.exhibits}
    assert len(first.exhibits) == 3 and not any(one.is_new for one in first.exhibits)
    assert [by_kind[number].is_new for number in (1, 2, 3)] == [False] * 3
    assert sorted(by_kind) == list(range(1, 16)) and all(by_kind[number].is_new for number in range(4, 16))


def test_each_child_has_a_sheet_with_the_seven_elements_and_what_is_unknown_is_said():
    text = words_of(word_file(make("commissioner", "en")))
    assert text.count("Elements of the best interests") == 3
    for element in ("views", "identity", "family", "care", "vulnerability", "health", "education"):
        assert text.count(load("en").say(f"interest_{element}")) >= 3
    assert "je rêve en français" in text and "The child’s voice has not been collected: not documented" in text
    assert "11 of 13 years of life" in text and "aged 5–6" in text


def test_a_childs_chronology_begins_at_its_birth():
    document = docx.Document(io.BytesIO(word_file(make("commissioner", "en"))))
    stories = [table for table in document.tables if [cell.text for cell in table.rows[0].cells][:3] == ["Date", "Age", "Event"]]
    assert stories[2].rows[1].cells[0].text == "21 November 2019"


def test_the_family_can_tick_an_answer_on_every_line():
    dossier = make("family", "nl")
    data = word_file(dossier)
    boxes = len(list(body_of(data).iter("{http://schemas.microsoft.com/office/word/2010/wordml}checkbox")))
    assert boxes >= 3 * (len(dossier.rows) + len(dossier.members)) + 3
    assert not dossier.exhibits and "ik weet het niet" in words_of(data)


def test_the_request_shows_each_year_of_presence_and_what_is_missing():
    data = word_file(make("request", "fr"))
    years = table_headed(data, "Année", "Bashkime")
    assert [row[0] for row in years] == [str(year) for year in range(2012, 2025)]
    assert years[0][1].startswith("pièce") and "non prouvé" in years[5][1] and years[3][1] == "déclaré seulement"
    assert "Casier judiciaire – manque" in words_of(data)


def test_the_card_says_who_is_known_and_tells_no_story():
    data = word_file(make("card", "nl"))
    text = words_of(data)
    assert "gekend door de Belgische overheid" in text and "sont connues des autorités belges" in text
    assert "angoisse" not in text and "Tubize" not in text and "7.123.456" in text


def test_a_card_without_the_name_of_the_organisation_is_still_a_sentence():
    text = words_of(word_file(make("card", "nl", organisation="", valid_until=None)))
    assert "begeleid door onze organisatie" in text and "door ." not in text and "Geldig tot" not in text


def test_a_draft_is_marked_until_it_is_validated():
    draft, final = (parts_of(word_file(make(draft=state))) for state in (True, False))
    assert 'string="PROJET"' in draft["word/header_default.xml"].decode() and "word/header_default.xml" not in final


def test_a_lawyers_remark_on_a_row_finds_its_event_again():
    document = docx.Document(io.BytesIO(word_file(make())))
    (table,) = [one for one in document.tables if [cell.text for cell in one.rows[0].cells][:3] == ["N°", "Date", "Événement"]]
    document.add_comment(table.rows[4].cells[2].paragraphs[0].runs, "Date exacte ?", author="Me Exemple")
    buffer = io.BytesIO()
    document.save(buffer)
    (note,) = read_notes(buffer.getvalue()).notes
    assert note.place.event == make().rows[3].event and note.place.section == "Chronologie complète"


def test_an_empty_case_still_gives_every_kind_of_dossier():
    empty = build(Case("PT-0", (Person(1, "An"),)), today=demiri.TODAY, lang="nl")
    for kind in LAYOUTS:
        dossier = assemble(empty, persons=(Profile(1, "An"),), documents=(), kind=kind, lang="nl",
                           options=replace(demiri.choices(), summary="", request="", questions=()))
        assert faults(word_file(dossier)) == []


def test_a_translation_stands_beside_the_sentence_and_is_marked():
    event = demiri.events()[0].id
    text = words_of(word_file(make("lawyer", "nl", translations={event: "De familie verklaart te zijn aangekomen."})))
    assert "[Werkvertaling] De familie verklaart te zijn aangekomen." in text and "La famille déclare" in text


def test_a_language_without_wording_is_refused():
    with pytest.raises(LookupError, match="sq"):
        make(lang="sq")
