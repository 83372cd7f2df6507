"""OpenDocument texts: every place that holds text, no deleted text, no trap."""
import pytest

from caseline.reading import ReadFailure, read
from tests.reading import papers as made


def text_of(put, body: str, **parts: str) -> str:
    return read(put(made.open_document('text', f'<office:text>{body}</office:text>', **parts)), name='a.odt').pages[0].text


PLACES = {
    'a paragraph': '<text:p>geboren op 3 maart 2010</text:p>',
    'a heading': '<text:h>geboren op 3 maart 2010</text:h>',
    'a span in a link': '<text:p>ze is <text:a><text:span>geboren op 3 maart</text:span></text:a> 2010</text:p>',
    'spaces kept apart': '<text:p>geboren<text:s/>op<text:s text:c="1"/>3<text:tab/>maart 2010</text:p>',
    'a list': '<text:list><text:list-item><text:p>geboren op 3 maart 2010</text:p></text:list-item></text:list>',
    'a table': '<table:table><table:table-row><table:table-cell><text:p>geboren op 3 maart 2010</text:p></table:table-cell></table:table-row></table:table>',
    'a text box': '<text:p><draw:frame><draw:text-box><text:p>geboren op 3 maart 2010</text:p></draw:text-box></draw:frame></text:p>',
    'a footnote': '<text:p>Ada<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>geboren op 3 maart 2010</text:p></text:note-body></text:note></text:p>',
    'a section': '<text:section><text:p>geboren op 3 maart 2010</text:p></text:section>',
}


@pytest.mark.parametrize('place', PLACES)
def test_text_is_found_once_wherever_the_file_keeps_it(place, put):
    assert text_of(put, PLACES[place]).count('geboren op 3 maart 2010') == 1


def test_headers_and_footers_are_read(put):
    styles = f'<office:document-styles {made.OPEN}><style:header><text:p>Sociaal Huis</text:p></style:header><style:footer><text:p>blz. 1</text:p></style:footer></office:document-styles>'
    assert text_of(put, '<text:p>Beste</text:p>', styles=styles) == 'Sociaal Huis\nBeste\nblz. 1'


def test_deleted_tracked_text_stays_deleted(put):
    body = ('<text:tracked-changes><text:changed-region><text:deletion><text:p>aangekomen in 2009</text:p></text:deletion></text:changed-region>'
            '</text:tracked-changes><text:p>aangekomen in 2010</text:p>')
    assert text_of(put, body) == 'aangekomen in 2010'


def test_a_file_with_a_lock_nobody_knows_says_that_it_is_locked(put):
    manifest = (f'<manifest:manifest {made.OPEN}><manifest:file-entry manifest:full-path="content.xml"><manifest:encryption-data/>'
                '</manifest:file-entry></manifest:manifest>')
    data = made.open_document('text', '', **{'META-INF/manifest.xml': manifest})
    with pytest.raises(ReadFailure) as locked:
        read(put(data), name='a.odt')
    assert locked.value.code == 'unsupported' and 'password' in locked.value.sentence


def test_a_spreadsheet_gives_a_leaf_a_sheet_and_whole_dates(put):
    body = ('<office:spreadsheet><table:table table:name="Gezin"><table:table-row>'
            '<table:table-cell><text:p>Ada</text:p></table:table-cell>'
            '<table:table-cell office:date-value="2010-03-03T00:00:00"><text:p>3/3/10</text:p></table:table-cell>'
            '</table:table-row></table:table><table:table table:name="School"/></office:spreadsheet>')
    pages = read(put(made.open_document('spreadsheet', body)), name='a.ods').pages
    assert [page.text for page in pages] == ['Gezin\nAda 2010-03-03', 'School']


def test_a_note_within_a_note_is_read_once(put):
    inner = '<text:note><text:note-citation>2</text:note-citation><text:note-body><text:p>by post</text:p></text:note-body></text:note>'
    note = f'<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>sent{inner}</text:p></text:note-body></text:note>'
    text = read(put(made.open_document('text', f'<office:text><text:p>The letter{note}</text:p></office:text>')), name='a.odt').pages[0].text
    assert text.split('\n') == ['The letter [1]', '[1] sent [2]', '[1] [2] by post']
