"""How people write dates in each language Caseline prints: names of months and seasons, and the small words around them.

A phrase is a template. `{d}` is a day with its article where the language needs one; `{x}` is a month, season or year.
"""
from __future__ import annotations

MONTHS = {
    'en': 'January February March April May June July August September October November December'.split(),
    'fr': 'janvier février mars avril mai juin juillet août septembre octobre novembre décembre'.split(),
    'nl': 'januari februari maart april mei juni juli augustus september oktober november december'.split(),
    'de': 'Januar Februar März April Mai Juni Juli August September Oktober November Dezember'.split(),
}
SHORT_MONTHS = {
    'en': 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(),
    'fr': 'janv. févr. mars avr. mai juin juil. août sept. oct. nov. déc.'.split(),
    'nl': 'jan. feb. mrt. apr. mei jun. jul. aug. sep. okt. nov. dec.'.split(),
    'de': 'Jan. Feb. März Apr. Mai Juni Juli Aug. Sep. Okt. Nov. Dez.'.split(),
}
SEASONS = {
    'en': ('spring', 'summer', 'autumn', 'winter'),
    'fr': ('printemps', 'été', 'automne', 'hiver'),
    'nl': ('lente', 'zomer', 'herfst', 'winter'),
    'de': ('Frühjahr', 'Sommer', 'Herbst', 'Winter'),
}

# name → (before a day, before a month, before a season, before a year or longer)
PHRASES = {
    'en': {
        'about': ('about {x}',) * 4,
        'since': ('since {x}',) * 4,
        'until': ('until {x}',) * 4,
        'earliest': ('on or after {x}',) + ('in {x} or later',) * 3,
        'latest': ('on or before {x}',) + ('in {x} or earlier',) * 3,
    },
    'fr': {
        'about': ('vers le {x}', 'vers {x}', 'vers {article}{x}', 'vers {x}'),
        'since': ('depuis le {x}', 'depuis {x}', 'depuis {article}{x}', 'depuis {x}'),
        'until': ('jusqu’au {x}', 'jusqu’en {x}', 'jusqu’{to}{x}', 'jusqu’en {x}'),
        'earliest': ('au plus tôt le {x}', 'au plus tôt en {x}', 'au plus tôt {to}{x}', 'au plus tôt en {x}'),
        'latest': ('au plus tard le {x}', 'au plus tard en {x}', 'au plus tard {to}{x}', 'au plus tard en {x}'),
    },
    'nl': {
        'about': ('rond {x}', 'rond {x}', 'rond de {x}', 'rond {x}'),
        'since': ('sinds {x}', 'sinds {x}', 'sinds de {x}', 'sinds {x}'),
        'until': ('tot {x}', 'tot {x}', 'tot de {x}', 'tot {x}'),
        'earliest': ('ten vroegste op {x}', 'ten vroegste in {x}', 'ten vroegste in de {x}', 'ten vroegste in {x}'),
        'latest': ('uiterlijk op {x}', 'uiterlijk in {x}', 'uiterlijk in de {x}', 'uiterlijk in {x}'),
    },
    'de': {
        'about': ('um den {x}', 'etwa {x}', 'etwa {x}', 'um {x}'),
        'since': ('seit dem {x}', 'seit {x}', 'seit {dative}{x}', 'seit {x}'),
        'until': ('bis zum {x}', 'bis {x}', 'bis {x}', 'bis {x}'),
        'earliest': ('frühestens am {x}', 'frühestens im {x}', 'frühestens im {x}', 'frühestens {x}'),
        'latest': ('spätestens am {x}', 'spätestens im {x}', 'spätestens im {x}', 'spätestens {x}'),
    },
}

# (throughout a range of days, of anything longer; one unknown moment within a range of days, of anything longer)
RANGES = {
    'en': ('from {a} to {b}', 'from {a} to {b}', 'between {a} and {b}', 'between {a} and {b}'),
    'fr': ('du {a} au {b}', 'de {a} à {b}', 'entre le {a} et le {b}', 'entre {a} et {b}'),
    'nl': ('van {a} tot {b}', 'van {a} tot {b}', 'tussen {a} en {b}', 'tussen {a} en {b}'),
    'de': ('vom {a} bis {b}', 'von {a} bis {b}', 'zwischen dem {a} und dem {b}', 'zwischen {a} und {b}'),
}
UNSURE = {'en': '{x} (uncertain)', 'fr': '{x} (incertain)', 'nl': '{x} (onzeker)', 'de': '{x} (unsicher)'}
SEASON_OF_YEAR = {'en': '{season} {year}', 'fr': '{season} {year}', 'nl': '{season} van {year}', 'de': '{season} {year}'}
DECADE = {'en': 'the {x}s', 'fr': 'les années {x}', 'nl': 'de jaren {x}', 'de': 'die {x}er-Jahre'}
CENTURY = {'en': 'the years {a} to {b}', 'fr': 'les années {a} à {b}', 'nl': 'de jaren {a} tot {b}', 'de': 'die Jahre {a} bis {b}'}
END_UNKNOWN = {'en': '{x} (end unknown)', 'fr': '{x} (fin inconnue)', 'nl': '{x} (einde onbekend)', 'de': '{x} (Ende unbekannt)'}

# What people type before a date, longest first where one begins another.
TYPED_BEFORE = {
    'about': ('vers le mois de', 'vers la', "vers l'", 'vers le', 'vers', 'environ', 'autour de', 'autour du', 'ca.', 'ca', 'c.', 'circa',
              'about', 'around', 'approximately', 'rond de', 'rond', 'omstreeks', 'ongeveer', 'um den', 'um', 'etwa', 'gegen', 'ungefähr',
              'mid', 'mi', 'medio', 'midden', 'mitte', 'début', 'debut', 'begin', 'early', 'anfang', 'fin', 'late', 'end of', 'eind', 'ende'),
    'since': ('depuis le', 'depuis', 'since', 'sinds', 'vanaf', 'seit dem', 'seit', 'à partir du', 'à partir de', 'ab dem', 'ab', 'from'),
    'until': ("jusqu'au", "jusqu'en", "jusqu'à", 'until', 'till', 'up to', 'tot en met', 'tot', 'bis zum', 'bis'),
    'before': ('avant le', 'avant', 'before', 'voor', 'vóór', 'vor dem', 'vor'),
    'after': ('après le', 'après', 'after', 'na', 'nach dem', 'nach'),
    'plain': ('le', 'en', 'au mois de', 'in', 'on', 'op', 'am', 'im', 'den', 'de', 'the', 'year', 'année', 'jaar', 'jahr'),
}
TYPED_BETWEEN = (('entre le', 'et le'), ('entre', 'et'), ('du', 'au'), ('de', 'à'), ('between', 'and'), ('from', 'to'), ('tussen', 'en'),
                 ('van', 'tot en met'), ('van', 'tot'), ('zwischen dem', 'und dem'), ('zwischen', 'und'), ('vom', 'bis zum'), ('vom', 'bis'), ('von', 'bis'))
