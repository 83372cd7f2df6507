"""A date in words, the way a careful person writes it in English, French, Dutch or German."""
from __future__ import annotations

from caseline.edtf import words
from caseline.edtf.value import Edtf, parse

_COLUMN = {'day': 0, 'month': 1, 'season': 2}


def show(value: Edtf | str, lang: str, *, within: bool = False, short: bool = False) -> str:
    """Write an EDTF value in `lang` (en, fr, nl, de; any other language is written in English).

    `within` says that a range holds one unknown moment (“between 13 and 20 January 2020”) instead of lasting throughout
    (“from 13 to 20 January 2020”). `short` abbreviates months and uses a dash. Raises NotEdtf for text that is not EDTF.
    """
    value = parse(value) if isinstance(value, str) else value
    lang = lang[:2].lower() if lang[:2].lower() in words.MONTHS else 'en'
    if value.precision == 'interval':
        return _interval(value, lang, within, short)
    return _single(value, lang, short)


def _interval(value: Edtf, lang: str, within: bool, short: bool) -> str:
    left, _, right = value.text.partition('/')
    if left == '..':
        return _with('latest' if within else 'until', parse(right), lang, short)
    if right == '..':
        return _with('earliest' if within else 'since', parse(left), lang, short)
    if right == '':
        return words.END_UNKNOWN[lang].format(x=_single(parse(left), lang, short))
    start, end = parse(left), parse(right)
    plain = not (start.approximate or start.uncertain)
    a = _before(start, end, lang, short) if plain else _single(start, lang, short)
    b = _single(end, lang, short)
    if short and not within:
        return f'{a}–{b}' if a.strip('.').isdigit() else f'{a} – {b}'
    days = start.precision == end.precision == 'day' and plain and not (end.approximate or end.uncertain)
    return words.RANGES[lang][2 * within + (not days)].format(a=a, b=b)


def _before(start: Edtf, end: Edtf, lang: str, short: bool) -> str:
    """The first date of a range without what the second one will say again: “13” of “13 to 20 January 2020”."""
    if start.precision == end.precision == 'day' and not end.approximate:
        if start.text[:7] == end.text[:7]:
            return _day_number(start.earliest.day, lang)
        if start.text[:4] == end.text[:4]:
            return f'{_day_number(start.earliest.day, lang)} {_month(start, lang, short)}'
    if start.precision == end.precision == 'month' and start.text[:4] == end.text[:4] and not end.approximate:
        return _month(start, lang, short)
    return _single(start, lang, short)


def _single(value: Edtf, lang: str, short: bool) -> str:
    written = _with('about', value, lang, short) if value.approximate else _plain(value, lang, short)
    return words.UNSURE[lang].format(x=written) if value.uncertain else written


def _with(phrase: str, value: Edtf, lang: str, short: bool) -> str:
    """`phrase` (about, since, until, earliest, latest) before the date, with the articles its language wants."""
    x = _single(value, lang, short) if value.approximate and phrase != 'about' else _plain(value, lang, short)
    if value.uncertain and phrase != 'about':
        x = words.UNSURE[lang].format(x=_plain(value, lang, short))
    template = words.PHRASES[lang][phrase][_COLUMN.get(value.precision, 3)]
    if lang == 'fr' and value.precision == 'decade':
        template = template.replace('’en ', '’aux ').replace(' en {', ' dans {')
        x = x.removeprefix('les ') if '’aux' in template else x
    elided = x[:1] in 'éaeiouhEAIOUH'
    return template.format(x=x, article='l’' if elided else 'le ', to='à l’' if elided else 'au ', dative='dem ')


def _plain(value: Edtf, lang: str, short: bool) -> str:
    year = value.text[:4]
    if value.precision == 'day':
        return f'{_day_number(value.earliest.day, lang)} {_month(value, lang, short)} {year}'
    if value.precision == 'month':
        return f'{_month(value, lang, short)} {year}'
    if value.precision == 'season':
        return words.SEASON_OF_YEAR[lang].format(season=words.SEASONS[lang][int(value.text[5:7]) - 21], year=year)
    if value.precision == 'decade':
        return words.DECADE[lang].format(x=value.earliest.year)
    if value.precision == 'century':
        return words.CENTURY[lang].format(a=value.earliest.year, b=value.latest.year)
    return year


def _day_number(day: int, lang: str) -> str:
    if lang == 'fr':
        return '1er' if day == 1 else str(day)
    return f'{day}.' if lang == 'de' else str(day)


def _month(value: Edtf, lang: str, short: bool) -> str:
    return (words.SHORT_MONTHS if short else words.MONTHS)[lang][value.earliest.month - 1]
