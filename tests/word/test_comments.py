"""The lawyer's remarks and changes come back onto the rows they were made on."""

import io
import time
import zipfile
from datetime import datetime

import docx
import pytest
from docx.oxml import parse_xml

from caseline.word.comments import read_notes
from caseline.word.foreign import BadWordFile
from caseline.word.package import zip_of
from caseline.word.writer import write

from .conftest import make_chronology
from .wordprocessingml import W, parts_of


def opened(rows=3):
    return docx.Document(io.BytesIO(write(make_chronology(rows))))


def saved(document) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def with_part(data: bytes, name: str, content: bytes) -> bytes:
    """The file with one part exchanged."""
    return zip_of([(one, content if one == name else part) for one, part in parts_of(data).items()])


def replace_words(paragraph, struck: str, written: str, author="Me Lambert"):
    """What Word writes when somebody replaces `struck` while changes are tracked."""
    (run,) = [run for run in paragraph.runs if struck in run.text]
    before, _, after = run.text.partition(struck)
    run.text = before
    stamp = f'w:id="90" w:author="{author}" w:date="2024-04-02T10:00:00Z"'
    pieces = (f'<w:del {stamp}><w:r><w:delText>{struck}</w:delText></w:r></w:del>',
              f'<w:ins {stamp}><w:r><w:t>{written}</w:t></w:r></w:ins>', f'<w:r><w:t>{after}</w:t></w:r>')
    for piece in reversed(pieces):
        run._r.addnext(parse_xml(piece.replace(" ", f' xmlns:w="{W}" ', 1) if " " in piece.split(">")[0] else
                                 piece.replace(">", f' xmlns:w="{W}">', 1)))


def test_a_remark_lands_on_its_row_with_author_date_and_the_words_it_is_about():
    document = opened()
    cell = document.tables[0].rows[2].cells[1]
    document.add_comment(cell.paragraphs[0].runs, "La notification est du 24.\nVoir la pièce 1.", author="Me Lambert")
    note = next(note for note in read_notes(saved(document)).notes if note.author == "Me Lambert")
    assert (note.place.event, note.place.column, note.place.row, note.place.section) == \
        (2, "Date", "2", "Tous les événements")
    assert note.about == "4 septembre 2014" and note.text == "La notification est du 24.\nVoir la pièce 1."
    assert isinstance(note.date, datetime) and not note.done and note.answers is None


def test_a_remark_on_the_inventory_lands_on_its_exhibit():
    document = opened()
    document.add_comment(document.tables[1].rows[1].cells[1].paragraphs[0].runs, "Page 2 manque", author="Me Lambert")
    note = next(note for note in read_notes(saved(document)).notes if note.author == "Me Lambert")
    assert note.place.exhibit == 1 and note.place.event is None


def test_a_remark_outside_the_tables_names_its_chapter():
    note = read_notes(write(make_chronology(1))).notes[0]
    assert (note.author, note.text, note.about, note.place.event, note.place.section) == \
        ("An", "à vérifier", "ensemble", None, "Résumé")


def test_an_edited_date_comes_back_as_before_and_after_on_its_row():
    document = opened()
    replace_words(document.tables[0].rows[3].cells[1].paragraphs[1], "22 septembre", "24 septembre")
    (change,) = read_notes(saved(document)).changes
    assert (change.kind, change.before, change.after) == ("replaced", "22 septembre", "24 septembre")
    assert change.whole_before == "notifié le 22 septembre 2014" and change.whole_after == "notifié le 24 septembre 2014"
    assert (change.place.event, change.author, change.date) == (3, "Me Lambert", datetime(2024, 4, 2, 10))


def test_two_people_changing_the_same_line_are_kept_apart():
    document = opened()
    paragraph = document.tables[0].rows[1].cells[1].paragraphs[1]
    replace_words(paragraph, "2014", "2015", author="Bo")
    replace_words(paragraph, "22", "23", author="An")
    assert [(one.author, one.before, one.after) for one in read_notes(saved(document)).changes] == \
        [("An", "22", "23"), ("Bo", "2014", "2015")]


def test_a_row_struck_out_comes_back_as_a_row():
    document = opened()
    row = document.tables[0].rows[2]._tr
    row.find(f"{{{W}}}trPr").append(parse_xml(f'<w:del xmlns:w="{W}" w:id="5" w:author="Me Lambert"/>'))
    (change,) = read_notes(saved(document)).changes
    assert change.kind == "row_deleted" and change.place.event == 2 and "4 septembre 2014" in change.before


def test_answers_and_resolved_remarks_keep_their_thread():
    data = write(make_chronology(1))
    parts = parts_of(data)
    comments = parts["word/comments.xml"].decode().replace("<w:p>", '<w:p w14:paraId="00000001">', 1).replace(
        "</w:comments>", '<w:comment w:id="1" w:author="Me Lambert"><w:p w14:paraId="00000002"><w:r><w:t>Oui</w:t></w:r></w:p>'
        "</w:comment></w:comments>")
    relations = parts["word/_rels/document.xml.rels"].decode().replace(
        "</Relationships>", '<Relationship Id="x" Type="http://schemas.microsoft.com/office/2011/relationships/'
        'commentsExtended" Target="commentsExtended.xml"/></Relationships>')
    extended = ('<w15:commentsEx xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml">'
                '<w15:commentEx w15:paraId="00000001" w15:done="1"/>'
                '<w15:commentEx w15:paraId="00000002" w15:paraIdParent="00000001" w15:done="0"/></w15:commentsEx>')
    parts |= {"word/comments.xml": comments.encode(), "word/_rels/document.xml.rels": relations.encode(),
              "word/commentsExtended.xml": extended.encode()}
    returned = read_notes(zip_of(list(parts.items())))
    assert [(note.id, note.answers, note.done) for note in returned.notes] == [("0", None, True), ("1", "0", False)]
    assert returned.warnings == ("note_without_place",)


def test_a_file_whose_bookmarks_were_lost_still_names_row_and_column():
    document = opened()
    document.add_comment(document.tables[0].rows[2].cells[3].paragraphs[0].runs, "?", author="Me Lambert")
    for mark in list(document.element.body.iter(f"{{{W}}}bookmarkStart", f"{{{W}}}bookmarkEnd")):
        mark.getparent().remove(mark)
    note = next(note for note in read_notes(saved(document)).notes if note.author == "Me Lambert")
    assert note.place.bookmark is None and (note.place.row, note.place.column) == ("2", "Source")


def test_a_dossier_nobody_touched_brings_nothing_back_but_its_own_remark():
    returned = read_notes(write(make_chronology(50)))
    assert len(returned.notes) == 1 and returned.changes == () and returned.warnings == ()


def test_a_strict_word_file_is_read_like_any_other():
    data = write(make_chronology(1))
    strict = parts_of(data)["word/document.xml"].replace(
        W.encode(), b"http://purl.oclc.org/ooxml/wordprocessingml/main")
    assert read_notes(with_part(data, "word/document.xml", strict)).notes[0].place.section == "Résumé"


def test_ten_thousand_overlapping_remarks_are_read_in_no_time():
    data = write(make_chronology(300))
    parts = parts_of(data)
    many = range(1, 10_001)
    opened = "".join(f'<w:commentRangeStart w:id="{n}"/>' for n in many)
    remarks = "".join(f'<w:comment w:id="{n}" w:author="x"><w:p/></w:comment>' for n in many)
    body = parts["word/document.xml"].decode().replace("<w:r>", f"{opened}<w:r>", 1)
    comments = parts["word/comments.xml"].decode().replace("</w:comments>", f"{remarks}</w:comments>")
    start = time.process_time()
    returned = read_notes(with_part(with_part(data, "word/document.xml", body.encode()), "word/comments.xml", comments.encode()))
    assert len(returned.notes) == 5000 and "too_many_notes" in returned.warnings and time.process_time() - start < 5


def test_entities_and_document_types_are_refused(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("the family's address")
    body = parts_of(write(make_chronology(1)))["word/document.xml"].decode()
    for doctype in (f'<!DOCTYPE d [<!ENTITY x SYSTEM "{secret.as_uri()}">]>', "<!DOCTYPE d>"):
        hostile = body.replace("?>", f"?>{doctype}", 1).replace("À valider", "&x;" if "ENTITY" in doctype else "x")
        with pytest.raises(BadWordFile, match="document type|damaged"):
            read_notes(with_part(write(make_chronology(1)), "word/document.xml", hostile.encode()))


def test_a_bomb_is_stopped_while_it_unpacks():
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b" " * (65 * 1024 * 1024))
    with pytest.raises(BadWordFile, match="more than"):
        read_notes(buffer.getvalue())


@pytest.mark.parametrize("data", [b"", b"hello", b"PK\x05\x06" + b"\0" * 18])
def test_what_is_no_word_file_is_refused(data):
    with pytest.raises(BadWordFile, match=r"\.$"):
        read_notes(data)


def test_macros_are_refused():
    parts = parts_of(write(make_chronology(1))) | {"word/vbaProject.bin": b"x"}
    with pytest.raises(BadWordFile, match="macros"):
        read_notes(zip_of(list(parts.items())))
