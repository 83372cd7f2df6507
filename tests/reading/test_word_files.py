"""Everything a Word file shows a reader comes out as text, once; what was struck out does not."""
import pytest
from PIL import Image

from caseline.reading import ReadFailure, read
from tests.reading import papers as made


def text_of(put, body: str, **parts: str) -> str:
    reading = read(put(made.docx(body, **parts)), name='letter.docx')
    assert all((page.width, page.height, page.words) == (0, 0, ()) for page in reading.pages)
    return '\n'.join(page.text for page in reading.pages)


PLACES = {
    'a paragraph': made.paragraph('Né le 3 mars 2010'),
    'a run split in the middle of a word': '<w:p><w:r><w:t>Né le 3 ma</w:t></w:r><w:r><w:t>rs 2010</w:t></w:r></w:p>',
    'a table cell': f'<w:tbl><w:tr><w:tc>{made.paragraph("Né le 3 mars 2010")}</w:tc></w:tr></w:tbl>',
    'a table in a table': '<w:tbl><w:tr><w:tc><w:tbl><w:tr><w:tc>' + made.paragraph('Né le 3 mars 2010')
                          + '</w:tc></w:tr></w:tbl><w:p/></w:tc></w:tr></w:tbl>',
    'a link': '<w:p><w:hyperlink><w:r><w:t>Né le 3 mars 2010</w:t></w:r></w:hyperlink></w:p>',
    'inserted text': '<w:p><w:ins><w:r><w:t>Né le 3 mars 2010</w:t></w:r></w:ins></w:p>',
    'text moved here': '<w:p><w:moveTo><w:r><w:t>Né le 3 mars 2010</w:t></w:r></w:moveTo></w:p>',
    'a content control': f'<w:sdt><w:sdtContent>{made.paragraph("Né le 3 mars 2010")}</w:sdtContent></w:sdt>',
    'a field result': '<w:p><w:fldSimple><w:r><w:t>Né le 3 mars 2010</w:t></w:r></w:fldSimple></w:p>',
    'a text box': '<w:p><w:r><mc:AlternateContent><mc:Choice><w:drawing><wps:txbx><w:txbxContent>' + made.paragraph('Né le 3 mars 2010')
                  + '</w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>'
                  + made.paragraph('Né le 3 mars 2010') + '</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>',
    'an old text box': '<w:p><w:r><w:pict><v:textbox><w:txbxContent>' + made.paragraph('Né le 3 mars 2010')
                       + '</w:txbxContent></v:textbox></w:pict></w:r></w:p>',
    'a no-break hyphen beside it': '<w:p><w:r><w:t>Né le 3 mars 2010 (Neder</w:t><w:noBreakHyphen/><w:t>over)</w:t></w:r></w:p>',
}


@pytest.mark.parametrize('place', PLACES)
def test_text_is_found_once_wherever_word_keeps_it(place, put):
    assert text_of(put, PLACES[place]).count('Né le 3 mars 2010') == 1


@pytest.mark.parametrize('part', ['header1', 'footer2', 'footnotes', 'endnotes', 'comments'])
def test_text_outside_the_body_is_found(part, put):
    inside = made.paragraph('notifié le 22 septembre 2014')
    if part in ('footnotes', 'endnotes', 'comments'):
        inside = f'<w:{part[:-1]} w:id="2" w:author="An">{inside}</w:{part[:-1]}>'
    assert 'notifié le 22 septembre 2014' in text_of(put, made.paragraph('La décision'), **{part: inside})


def test_the_same_header_three_times_is_read_once(put):
    header = made.paragraph('Office des Étrangers')
    text = text_of(put, made.paragraph('La décision'), header1=header, header2=header, header3=header)
    assert text.count('Office des Étrangers') == 1


def test_deleted_text_stays_deleted(put):
    body = ('<w:p><w:r><w:t>arrivé en </w:t></w:r><w:del><w:r><w:delText>2009</w:delText></w:r></w:del>'
            '<w:moveFrom><w:r><w:t>2008</w:t></w:r></w:moveFrom><w:ins><w:r><w:t>2010</w:t></w:r></w:ins></w:p>')
    assert text_of(put, body) == 'arrivé en 2010'


def test_rows_are_lines_and_a_page_break_starts_a_leaf(put):
    row = '<w:tr>' + ''.join(f'<w:tc>{made.paragraph(cell)}</w:tc>' for cell in ('12/03/2011', 'Annexe 26')) + '</w:tr>'
    reading = read(put(made.docx(f'<w:tbl>{row}{row}</w:tbl><w:p><w:r><w:br w:type="page"/></w:r></w:p>' + made.paragraph('Suite'))),
                   name='a.docx')
    assert [page.text for page in reading.pages] == ['12/03/2011 Annexe 26\n12/03/2011 Annexe 26', 'Suite']


def test_footnotes_are_marked_where_they_stand(put):
    body = '<w:p><w:r><w:t>Refus</w:t><w:footnoteReference w:id="2"/></w:r></w:p>'
    notes = f'<w:footnote w:id="-1" w:type="separator">{made.paragraph("----")}</w:footnote><w:footnote w:id="2">{made.paragraph("notifié le 3 mai")}</w:footnote>'
    assert text_of(put, body, footnotes=notes) == 'Refus [2]\n[2] notifié le 3 mai'


def test_a_long_text_is_cut_into_leaves_at_paragraph_ends(put):
    body = ''.join(made.paragraph(f'Paragraphe {number}. ' + 'La famille attend une décision. ' * 8) + '<w:p/>' for number in range(60))
    reading = read(put(made.docx(body)), name='a.docx')
    assert len(reading.pages) > 3
    assert all(len(page.text) < 5_000 and page.text.startswith('Paragraphe') for page in reading.pages)
    assert [page.number for page in reading.pages] == list(range(1, len(reading.pages) + 1))
    assert reading.pages[0].language == 'fr'


def test_a_file_with_macros_is_read_and_said_to_hold_them(put):
    data = made.package({'word/document.xml': f'<w:document {made.WORD}><w:body>{made.paragraph("Bonjour madame")}</w:body></w:document>',
                         'word/vbaProject.bin': b'\0'})
    reading = read(put(data), name='a.docm')
    assert reading.pages[0].text == 'Bonjour madame' and 'macros' in reading.warnings[0]


def test_strict_files_use_other_namespaces_and_are_read_too(put):
    data = made.docx(made.paragraph('Né le 3 mars 2010'))
    strict = made.package({'word/document.xml': '<w:document xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"><w:body>'
                           + made.paragraph('Né le 3 mars 2010') + '</w:body></w:document>'})
    assert read(put(strict), name='a.docx').pages[0].text == read(put(data), name='a.docx').pages[0].text


def test_a_word_file_without_a_word_is_said_to_be_empty(put):
    with pytest.raises(ReadFailure) as empty:
        read(put(made.docx('<w:p/>')), name='a.docx')
    assert empty.value.code == 'empty'


def test_scans_pasted_into_a_word_file_come_out_as_files_and_logos_do_not(put):
    scan = made.encoded(Image.effect_noise((400, 400), 60))
    data = made.package({'word/document.xml': f'<w:document {made.WORD}><w:body><w:p/></w:body></w:document>',
                         'word/media/image1.png': scan, 'word/media/image2.png': made.encoded(Image.new('L', (40, 40)))})
    reading = read(put(data), name='a.docx')
    attached, = reading.attachments
    assert (attached.name, attached.data, attached.inline) == ('image1.png', scan, True)
    assert reading.pages[0].text == '' and 'pictures and no text' in reading.warnings[0]


def test_a_drawing_whose_text_only_old_programs_get_is_read(put):
    old = '<w:p><mc:AlternateContent><mc:Choice/><mc:Fallback><w:pict><v:textbox><w:txbxContent>' + made.paragraph('Né à Genk') + '</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:p>'
    assert read(put(made.docx(old)), name='a.docx').pages[0].text.strip() == 'Né à Genk'


def test_boxes_to_tick_and_hidden_text(put):
    form = ('<w:p><w:r><w:sym w:font="Wingdings" w:char="F0FE"/><w:t>married </w:t></w:r><w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox>'
            '<w:default w:val="1"/><w:checked w:val="0"/></w:checkBox></w:ffData></w:fldChar></w:r><w:r><w:t>divorced</w:t></w:r>'
            '<w:r><w:rPr><w:vanish/></w:rPr><w:t>not printed</w:t></w:r><w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t> since 2010</w:t></w:r></w:p>')
    reading = read(put(made.docx(form)), name='a.docx')
    assert reading.pages[0].text == '☒married ☐ divorced since 2010' and 'left out' in reading.warnings[0]


def test_pages_and_files_that_other_programs_put_in(put):
    members = {'[Content_Types].xml': '<Types/>', 'word/document.xml': f'<w:document {made.WORD} xmlns:r="r"><w:body>{made.paragraph("Report")}<w:altChunk r:id="c1"/></w:body></w:document>',
               'word/_rels/document.xml.rels': '<Relationships><Relationship Id="c1" Target="chunk.html"/></Relationships>',
               'word/chunk.html': '<p>Heard on 3 March</p>', 'word/embeddings/visits.xlsx': b'PK'}
    reading = read(put(made.package(members)), name='a.docx')
    assert 'Heard on 3 March' in reading.pages[0].text and [paper.name for paper in reading.attachments] == ['visits.xlsx']
