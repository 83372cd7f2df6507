"""Every limit of the reading engine in one place: what is larger is refused with a sentence, never tried."""

MEBIBYTE = 1024 * 1024

# pages of one file; a case file of 3,000 pages is a removal box, not a letter
MAX_PAGES = 3_000
# text kept of one file (characters), so that a hostile file cannot fill the database
MAX_TEXT = 20_000_000
# mails: parts, depth of forwards in forwards, headers (stdlib parsers are slow or recursive beyond)
MAX_PARTS = 200
MAX_DEPTH = 20
MAX_HEADERS = 1_000
MAX_HEADER_BYTES = 64 * 1024
# attachments handed back for storing as documents of their own
MAX_ATTACHMENTS = 200
MAX_ATTACHMENT_BYTES = 200 * MEBIBYTE
# a picture within a text is taken for a scan from this size on; a logo is smaller
SMALLEST_SCAN = 30 * 1024
# zip packages (docx, odt, xlsx): counted while unpacking, never believed from the header
MAX_MEMBERS = 5_000
MAX_UNPACKED = 300 * MEBIBYTE
MAX_XML_PART = 64 * MEBIBYTE
# elements of one XML part: a tree needs about 100 bytes for each
MAX_ELEMENTS = 1_500_000
# spreadsheets
MAX_CELLS = 200_000
MAX_COLUMNS = 500
# pictures: JPEG is decoded smaller when it is larger, the others must be decoded whole
MAX_PIXELS = 50_000_000
MAX_JPEG_PIXELS = 250_000_000
# a page drawn for OCR or for the screen
MAX_DRAWN_PIXELS = 25_000_000
MAX_IMAGE_WIDTH = 4_000
# the longer side of what OCR looks at: 300 dpi of an A4 sheet
OCR_SIDE = 3_600
# files whose whole content becomes text
MAX_PLAIN_BYTES = 40 * MEBIBYTE
# characters of one leaf when the format has no pages of its own
LEAF = 3_500
# new objects between two looks for garbage while reading: a page of words is thousands of small ones, and no garbage
OBJECTS_BETWEEN_LOOKS = 50_000
