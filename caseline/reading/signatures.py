"""The first bytes by which kinds of files are known, and what to tell people about the kinds that cannot be read."""
import re

PDF = 'application/pdf'
_OFFICE, _OPEN = 'application/vnd.openxmlformats-officedocument.', 'application/vnd.oasis.opendocument.'
DOCX, XLSX, PPTX = (_OFFICE + name for name in ('wordprocessingml.document', 'spreadsheetml.sheet', 'presentationml.presentation'))
ODT, ODS, ODP, ODG = (_OPEN + name for name in ('text', 'spreadsheet', 'presentation', 'graphics'))
MSG, EML, MBOX, TNEF = 'application/vnd.ms-outlook', 'message/rfc822', 'application/mbox', 'application/ms-tnef'
DOC, XLS, PPT, LOCKED = 'application/msword', 'application/vnd.ms-excel', 'application/vnd.ms-powerpoint', 'application/x-locked-office'
RTF, HTML, TEXT, CSV, XML, CARD = 'application/rtf', 'text/html', 'text/plain', 'text/csv', 'application/xml', 'text/calendar'
ZIP, EPUB = 'application/zip', 'application/epub+zip'
XLSB, VISIO, XPS, IWORK = 'application/vnd.ms-excel.sheet.binary', 'application/vnd.visio', 'application/oxps', 'application/x-iwork'
PACKED, SOUND, FILM, POSTSCRIPT, DJVU, JXL, VECTOR, PROGRAM, OTHER_OFFICE, SEALED = (
    f'application/x-{name}' for name in ('packed', 'sound', 'film', 'postscript', 'djvu', 'jpeg-xl', 'vector', 'program', 'ole-storage', 'sealed'))

PICTURES = ('image/jpeg', 'image/png', 'image/tiff', 'image/gif', 'image/bmp', 'image/webp', 'image/heic', 'image/avif', 'image/jp2',
            'image/x-portable-anymap', 'image/x-pcx', 'image/vnd.adobe.photoshop')

# (offset, bytes) → media type; the first that fits is taken
MAGIC = (
    (0, b'\xff\xd8\xff', 'image/jpeg'), (0, b'\x89PNG\r\n\x1a\n', 'image/png'), (0, b'II*\x00', 'image/tiff'), (0, b'MM\x00*', 'image/tiff'),
    (0, b'II+\x00', 'image/tiff'), (0, b'MM\x00+', 'image/tiff'), (0, b'GIF87a', 'image/gif'), (0, b'GIF89a', 'image/gif'),
    (0, b'\x00\x00\x00\x0cjP  ', 'image/jp2'), (0, b'\xff\x4f\xff\x51', 'image/jp2'), (0, b'8BPS\x00\x01', 'image/vnd.adobe.photoshop'),
    (0, b'\xb1\x68\xde\x3a', 'image/x-pcx'), (0, b'\x78\x9f\x3e\x22', TNEF), (0, b'{\\rtf', RTF),
    (0, b'\x1f\x8b', PACKED), (0, b'7z\xbc\xaf\x27\x1c', PACKED), (0, b'Rar!\x1a\x07', PACKED), (0, b'BZh', PACKED), (0, b'\xfd7zXZ\x00', PACKED),
    (0, b'\x28\xb5\x2f\xfd', PACKED), (257, b'ustar', PACKED), (0, b'MSCF', PACKED),
    (0, b'%!PS', POSTSCRIPT), (0, b'\xc5\xd0\xd3\xc6', POSTSCRIPT), (0, b'AT&TFORM', DJVU), (0, b'\xff\x0a', JXL), (4, b'JXL ', JXL),
    (0, b'ID3', SOUND), (0, b'OggS', SOUND), (0, b'fLaC', SOUND), (0, b'#!AMR', SOUND), (8, b'WAVE', SOUND), (0, b'\xff\xfb', SOUND),
    (8, b'AVI ', FILM), (0, b'\x1a\x45\xdf\xa3', FILM), (0, b'\x30\x26\xb2\x75\x8e\x66\xcf\x11', FILM), (0, b'\x00\x00\x01\xba', FILM),
    (0, b'\xd7\xcd\xc6\x9a', VECTOR), (40, b' EMF', VECTOR), (0, b'MZ', PROGRAM), (0, b'\x7fELF', PROGRAM),
    (0, b'\xffWPC', OTHER_OFFICE), (0, b'\xe4\x52\x5c\x7b\x8c\xd8\xa7\x4d', OTHER_OFFICE),
)
HEIF_BRANDS = (b'heic', b'heix', b'mif1', b'msf1', b'heim', b'heis', b'hevc')
# kinds of which two letters alone would say too little: a text may begin with “BM”
BITMAP = re.compile(rb'BM.{4}\0\0\0\0.{4}[\x0c\x10\x28\x34\x38\x40\x6c\x7c]\0\0\0', re.DOTALL)
ANYMAP = re.compile(rb'P[1-6]\s+(?:#[^\n]*\n\s*)*\d+\s+(?:#[^\n]*\n\s*)*\d+\s')
PCX = re.compile(rb'\x0a[\x00\x02-\x05]\x01[\x01\x02\x04\x08]')
BOXED_FILM = re.compile(rb'....ftyp', re.DOTALL)

_AS_PDF = 'Save it as PDF and add it again.'
UNSUPPORTED = {
    XLSB: 'This is a binary Excel file (.xlsb). Open it in Excel, save it as .xlsx or PDF, and add it again.',
    VISIO: f'This is a Visio drawing. {_AS_PDF}', XPS: f'This is an XPS file. Print it to PDF and add that.',
    IWORK: 'This is a Pages, Numbers or Keynote file. Export it as PDF and add it again.',
    PACKED: 'This is a packed archive. Unpack it and add the files in it.',
    SOUND: 'This is a sound recording. Caseline does not listen: write down what matters as a contact or an event.',
    FILM: 'This is a film. Caseline does not watch: write down what matters as a contact or an event.',
    POSTSCRIPT: f'This is a PostScript file. {_AS_PDF}', DJVU: f'This is a DjVu file. {_AS_PDF}',
    JXL: 'This is a JPEG XL picture. Save it as JPEG or PNG and add it again.',
    VECTOR: 'This is a Windows drawing. Save it as PDF or PNG and add it again.',
    PROGRAM: 'This is a computer program and no paper. It was not opened.',
    OTHER_OFFICE: f'This comes from an office program that Caseline does not know. {_AS_PDF}',
    SEALED: 'This is a sealed or signed mail (S/MIME). Open it in your mail program and save what it holds.',
}
