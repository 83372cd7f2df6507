"""A mail is its own words plus what hangs on it: attachments and forwarded mails become documents of their own."""
import base64
from email.message import EmailMessage
from email.mime.message import MIMEMessage

import pytest

from caseline.reading import read
from tests.reading import papers as made


def letter(**headers: str) -> EmailMessage:
    mail = EmailMessage()
    for name, value in {'From': 'Grace Okonjo <grace@example.org>', 'To': 'An <an@plan.example>', 'Subject': 'La décision du CGRA',
                        'Date': 'Tue, 4 Oct 2022 09:30:00 +0200', **headers}.items():
        mail[name] = value
    return mail


def test_the_headers_lead_the_text_and_are_given_apart(put):
    mail = letter()
    mail.set_content('Madame, la décision est arrivée le 3 octobre 2022.')
    reading = read(put(mail.as_bytes()), name='x.eml')
    assert reading.media_type == 'message/rfc822'
    assert reading.headers['subject'] == 'La décision du CGRA'
    assert reading.headers['from'] == 'Grace Okonjo <grace@example.org>'
    assert reading.pages[0].text.startswith('From: Grace Okonjo <grace@example.org>\nTo: An')
    assert 'Date: Tue, 04 Oct 2022 09:30:00 +0200' in reading.pages[0].text
    assert reading.pages[0].text.endswith('Madame, la décision est arrivée le 3 octobre 2022.')


@pytest.mark.parametrize('charset', ['utf-8', 'iso-8859-1', 'windows-1252', 'utf-16'])
def test_bodies_in_any_encoding(put, charset):
    body = 'Élève née le 3 août – reçu'.replace('–', '-' if charset == 'iso-8859-1' else '–')
    mail = b'From: a@b.org\r\nSubject: x\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=' + charset.encode() + b'\r\nContent-Transfer-Encoding: 8bit\r\n\r\n' + body.encode(charset)
    if charset == 'utf-16':
        mail = mail.split(b'Content-Transfer')[0] + b'Content-Transfer-Encoding: base64\r\n\r\n' + base64.encodebytes(body.encode(charset))
    assert body in read(put(mail), name='x.eml').pages[0].text


def test_an_html_mail_gives_its_visible_text(put):
    mail = letter()
    mail.set_content('<html><head><style>p {color: red}</style></head><body><p>Rendez-vous le <b>12&nbsp;mars</b> 2021</p><script>alert(1)</script>'
                     '<table><tr><td>Né le</td><td>27/08/2009</td></tr></table></body></html>', subtype='html')
    text = read(put(mail.as_bytes()), name='x.eml').pages[0].text
    assert 'Rendez-vous le 12 mars 2021' in text and 'Né le 27/08/2009' in text
    assert 'alert' not in text and 'color' not in text


def test_of_two_versions_the_plain_one_is_taken_unless_it_is_a_stub(put):
    full, stub = letter(), letter()
    for mail, plain in ((full, 'Le rendez-vous est fixé au 12 mars 2021 à 14 h.'), (stub, 'HTML only')):
        mail.set_content(plain)
        mail.add_alternative('<p>Le rendez-vous est fixé au <b>12 mars 2021</b> à 14 h.</p>', subtype='html')
    for mail in (full, stub):
        assert read(put(mail.as_bytes()), name='x.eml').pages[0].text.count('12 mars 2021') == 1


def test_attachments_keep_their_names_and_bytes(put):
    mail = letter()
    mail.set_content('Voir annexe.')
    mail.add_attachment(made.pdf('Décision'), maintype='application', subtype='pdf', filename='décision du 4 sept.pdf')
    mail.add_attachment(b'x', maintype='application', subtype='pdf', filename='../../etc/passwd')
    logo = made.encoded(made.page_picture(size=(40, 40)))
    mail.add_attachment(logo, maintype='image', subtype='png', filename='logo.png', disposition='inline', cid='<l1>')
    first, second, third = read(put(mail.as_bytes()), name='x.eml').attachments
    assert (first.name, first.data, first.inline) == ('décision du 4 sept.pdf', made.pdf('Décision'), False)
    assert second.name == 'passwd'
    assert third.inline


def test_a_forwarded_mail_is_a_document_of_its_own(put):
    inner = letter(Subject='Convocation au 12 mars')
    inner.set_content('Vous êtes convoquée le 12 mars 2021.')
    inner.add_attachment(made.pdf('x'), maintype='application', subtype='pdf', filename='convocation.pdf')
    outer = letter(Subject='Fwd: Convocation')
    outer.set_content('Ci-dessous.')
    outer.make_mixed()
    outer.attach(MIMEMessage(inner))
    forwarded, = read(put(outer.as_bytes()), name='x.eml').attachments
    assert forwarded.name == 'Convocation au 12 mars.eml'
    again = read(put(forwarded.data), name=forwarded.name)
    assert 'convoquée le 12 mars 2021' in again.pages[0].text
    assert again.attachments[0].name == 'convocation.pdf'


def test_a_mailbox_line_before_the_headers_does_not_hide_the_mail(put):
    mail = letter()
    mail.set_content('Bonjour')
    reading = read(put(b'From grace@example.org Tue Oct  4 09:30:00 2022\n' + mail.as_bytes()), name='x')
    assert reading.headers['subject'] == 'La décision du CGRA'


def test_a_letter_that_begins_like_a_header_is_no_mail(put):
    assert read(put('Date: 3 mars 2020\n\nMadame, nous vous écrivons.'.encode()), name='x.txt').media_type == 'text/plain'


def test_raw_letters_in_headers_and_a_wrong_charset(put):
    for encoding in ('utf-8', 'cp1252'):
        mail = 'From: Zoé Ünal <zoe@example.org>\nTo: an@example.org\nSubject: Décision\nContent-Type: text/plain; charset=utf-8\n\nreçue le 3 août'
        reading = read(put(mail.encode(encoding)), name='a.eml')
        assert (reading.headers['from'], reading.headers['subject']) == ('Zoé Ünal <zoe@example.org>', 'Décision')
        assert reading.pages[0].text.endswith('reçue le 3 août')


def test_every_choice_is_made_by_itself_and_no_text_is_lost(put):
    """A text with its HTML copy, a longer HTML part after it, a footer: all three stand in the mail once."""
    mail = (b'From: an@example.org\nTo: bo@example.org\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=B\n\n'
            b'--B\nContent-Type: multipart/alternative; boundary=C\n\n--C\nContent-Type: text/plain\n\nWe come on Friday.\n'
            b'--C\nContent-Type: text/html\n\n<p>We come on Friday.</p>\n--C--\n'
            b'--B\nContent-Type: text/html\n\n<p>The hearing that was set for 3 March 2017 has been moved to another day.</p>\n'
            b'--B\nContent-Type: text/plain\n\nSent from a list\n--B--\n')
    text = read(put(mail), name='a.eml').pages[0].text
    assert text.count('We come on Friday.') == 1 and 'has been moved' in text and text.endswith('Sent from a list')


def test_parts_whose_end_the_header_does_not_tell(put):
    mail = b'From: an@example.org\nTo: bo@example.org\nContent-Type: multipart/mixed\n\n--X\nContent-Type: text/plain\n\nThe hearing is on Friday.\n--X--\n'
    reading = read(put(mail), name='a.eml')
    assert reading.pages[0].text.endswith('The hearing is on Friday.') and not reading.attachments


def test_flowed_lines_are_whole_again(put):
    mail = (b'From: an@example.org\nTo: bo@example.org\nContent-Type: text/plain; format=flowed\n\nThe hearing of 3 \nMarch 2017 was \nmoved.\n'
            b'> Please come \n> at nine.\n-- \nAn\n')
    assert read(put(mail), name='a.eml').pages[0].text.endswith('The hearing of 3 March 2017 was moved.\n> Please come at nine.\n--\nAn')


def test_a_forwarded_mail_in_base64_and_a_report_of_delivery(put):
    inner = base64.encodebytes(b'From: cy@example.org\nTo: an@example.org\nSubject: Inside\n\nThe letter itself.')
    mail = (b'From: an@example.org\nTo: bo@example.org\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=B\n\n'
            b'--B\nContent-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\n' + inner +
            b'\n--B\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; example.org\n\nFinal-Recipient: rfc822; bo@example.org\nAction: failed\n--B--\n')
    reading = read(put(mail), name='a.eml')
    assert b'The letter itself.' in reading.attachments[0].data and 'Action: failed' in reading.pages[0].text


def test_a_forward_with_raw_letters_beside_its_parts_costs_nothing_else(put):
    mail = (b'From: an@example.org\nContent-Type: multipart/mixed; boundary="AAA"\n\n--AAA\n\nStuff\n\n--AAA\nContent-Type: message/rfc822\n\n'
            b'From: bo@example.org\nContent-Type: multipart/mixed; boundary="BBB"\n\xff\xfe\n--BBB--\n\n--AAA--\n')
    assert read(put(mail), name='a.eml').pages[0].text.endswith('Stuff')
