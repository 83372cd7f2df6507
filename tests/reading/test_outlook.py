"""Outlook's .msg files are read like any mail: words, people, the day it was sent, attachments, attached mails."""
import struct
from datetime import UTC, datetime

from caseline.reading import read
from tests.reading import papers as made
from tests.reading.compound import compound


def property_list(header: int, **ticks: int) -> bytes:
    entries = b''.join(struct.pack('<IIQ', tag << 16 | 0x40, 6, value) for tag, value in ((0x0039, ticks['sent']),))
    return bytes(header) + entries


def ticks(moment: datetime) -> int:
    return round((moment - datetime(1601, 1, 1, tzinfo=UTC)).total_seconds()) * 10_000_000


SENT = ticks(datetime(2021, 3, 12, 9, 30, tzinfo=UTC))


def stream(number: str, kind: str = '001F') -> str:
    return f'__substg1.0_{number}{kind}'


def wide(text: str) -> bytes:
    return text.encode('utf-16-le')


def mail(body: dict, header: int = 32, **more) -> dict:
    return {'__properties_version1.0': property_list(header, sent=SENT), stream('0037'): wide('Hoorzitting op 20 april'),
            stream('0C1A'): wide('Grace Okonjo'), stream('5D01'): wide('grace@example.org'), stream('0E04'): wide('An Peeters'),
            **body, **more}


BODY = {stream('1000'): wide('Beste An,\r\n\r\nDe hoorzitting is op 20 april 2021.')}


def test_words_people_and_day(put):
    reading = read(put(compound(mail(BODY))), name='hoorzitting.msg')
    assert reading.media_type == 'application/vnd.ms-outlook'
    assert reading.headers == {'from': 'Grace Okonjo <grace@example.org>', 'to': 'An Peeters', 'subject': 'Hoorzitting op 20 april',
                               'date': 'Fri, 12 Mar 2021 09:30:00 +0000'}
    assert reading.pages[0].text.endswith('Beste An,\n\nDe hoorzitting is op 20 april 2021.')


def test_names_in_an_old_code_page(put):
    old = mail({stream('1000', '001E'): 'Chère Éloïse, à bientôt.'.encode('cp1252')})
    assert 'Chère Éloïse, à bientôt.' in read(put(compound(old)), name='a.msg').pages[0].text


def test_a_body_kept_only_as_html(put):
    html = mail({stream('1013', '0102'): '<html><body><p>De hoorzitting is op <b>20 april</b> 2021.</p></body></html>'.encode()})
    assert 'De hoorzitting is op 20 april 2021.' in read(put(compound(html)), name='a.msg').pages[0].text


def test_a_body_kept_only_as_compressed_rtf(put):
    # “{\rtf1 abc}” and a repetition taken from the dictionary, written by hand after [MS-OXRTFCP]
    letters = b'Zitting 20 april 2021}'
    raw = b'{\\rtf1\\ansi ' + letters
    packed = b'\x01' + bytes([0x00, 0x0A - 2 + 0]) + b''.join(bytes([byte]) for byte in b'i ' + letters[:5])
    for at in range(5, len(letters), 8):
        packed += b'\x00' + letters[at:at + 8]
    data = struct.pack('<I', len(packed) + 12) + struct.pack('<I', len(raw)) + b'LZFu' + bytes(4) + packed
    assert 'Zitting 20 april 2021' in read(put(compound(mail({stream('1009', '0102'): data}))), name='a.msg').pages[0].text


def test_attachments_and_attached_mails(put):
    paper = made.pdf('Besluit van 4 september 2014')
    inner = mail({stream('1000'): wide('Uw afspraak is op 3 mei 2021.')}, header=24)
    outer = mail(BODY, **{
        '__attach_version1.0_#00000000': {stream('3707'): wide('besluit.pdf'), stream('3701', '0102'): paper},
        '__attach_version1.0_#00000001': {stream('3701', '000D'): inner},
        '__attach_version1.0_#00000002': {stream('3707'): wide('logo.png'), stream('3712'): wide('cid1'), stream('3701', '0102'): b'\x89PNG'}})
    first, second, third = read(put(compound(outer)), name='a.msg').attachments
    assert first.name == 'besluit.pdf' and first.data.startswith(paper) and not first.inline
    assert third.name == 'logo.png' and third.inline
    again = read(put(second.data), name=second.name)
    assert again.media_type == 'message/rfc822' and 'Uw afspraak is op 3 mei 2021.' in again.pages[0].text
    assert again.headers['date'].startswith('Fri, 12 Mar 2021')
