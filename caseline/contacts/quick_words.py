"""The words by which a contact jotted down in one line is understood, in English, French, Dutch and German; accents left out
where the text is compared without them."""

import re

_ANY = re.IGNORECASE


def _words(*alternatives: str) -> re.Pattern:
    return re.compile(r"\b(?:" + "|".join(alternatives) + r")(?=\W|$)", _ANY)


CHANNEL_WORDS = {
    "accompaniment": _words("accompan\\w+", "accompagn\\w+", "begeleid\\w*", "mee naar", "went with", "begleit\\w+"),
    "visit": _words("home visits?", "visits?", "visited", "visites?(?: à domicile)?", "vad", "huisbezoek(?:en)?", "bezoek", "bezocht", "hausbesuch", "besuch"),
    "call": _words("phone ?calls?", "calls?", "called", "phoned?", "rang", "tel\\.?", "appels?", "appelé", "appelle", "coup de fil", "téléphone", "téléphoné", "bel(?:t|de)?", "gebeld", "telefoon\\w*", "telefon\\w*", "angerufen", "anruf"),
    "message": _words("messages?", "texted", "text", "sms", "whats ?app", "signal", "texto", "bericht(?:je)?", "nachricht"),
    "mail": _words("e-?mails?", "e-?mailed", "mails?", "mailed", "letters?", "wrote", "courriels?", "courriers?", "lettres?", "écrit", "brief", "brieven", "gemaild", "post"),
    "meeting": _words("meetings?", "met", "appointment", "rendez-vous", "rdv", "réunion", "entretien", "afspraak", "vergadering", "gesprek", "overleg", "treffen", "termin"),
}

DAYS_AGO = {
    "today": 0, "aujourd'hui": 0, "aujourd’hui": 0, "vandaag": 0, "heute": 0, "this morning": 0, "ce matin": 0, "vanmorgen": 0,
    "yesterday": 1, "hier": 1, "gisteren": 1, "gestern": 1, "the day before yesterday": 2, "avant-hier": 2, "eergisteren": 2, "vorgestern": 2,
}  # fmt: skip
WEEKDAYS = {
    word: number
    for number, words in enumerate([
        ("monday", "lundi", "maandag", "montag", "mon"), ("tuesday", "mardi", "dinsdag", "dienstag", "tue"), ("wednesday", "mercredi", "woensdag", "mittwoch", "wed"),
        ("thursday", "jeudi", "donderdag", "donnerstag", "thu"), ("friday", "vendredi", "vrijdag", "freitag", "fri"),
        ("saturday", "samedi", "zaterdag", "samstag", "sat"), ("sunday", "dimanche", "zondag", "sonntag", "sun"),
    ])
    for word in words
}  # fmt: skip

_HOUR = r"(?:hours?|hrs?|heures?|uur|u|h|stunden?|std)"
_MINUTE = r"(?:minutes?|minuten?|mins?|min|m|['’′])"
# (pattern, minutes of a match), the longest wording first: “1h30” before “1h”. From seven on, “14h30” is a time of the day.
LENGTHS = [
    (re.compile(r"\b([0-6])\s?(?:h|u)\s?([0-5]\d)(?:\s?min)?\b", _ANY), lambda m: int(m[1]) * 60 + int(m[2])),
    (re.compile(rf"\b(\d)\s?{_HOUR}\s?(?:and|et|en|und)?\s?(\d{{1,2}})\s?{_MINUTE}(?=\W|$)", _ANY), lambda m: int(m[1]) * 60 + int(m[2])),
    (re.compile(rf"\b(\d)[.,](\d)\s?{_HOUR}(?=\W|$)", _ANY), lambda m: int(m[1]) * 60 + int(m[2]) * 6),
    (re.compile(r"\b(?:half an hour|(?:une )?demi[- ]heure|(?:een )?half uur(?:tje)?|(?:eine )?halbe stunde)\b", _ANY), lambda _m: 30),
    (re.compile(r"\b(?:an hour and a half|une heure et demie|anderhalf uur|anderthalb stunden)\b", _ANY), lambda _m: 90),
    (re.compile(r"\b(?:a quarter of an hour|un quart d[’']heure|een kwartier|eine viertelstunde)\b", _ANY), lambda _m: 15),
    (re.compile(r"\b(?:an hour|une heure|een uur(?:tje)?|eine stunde)\b", _ANY), lambda _m: 60),
    (re.compile(rf"(?<![\d:.,/])(\d{{1,3}})\s?{_MINUTE}(?=\W|$)", _ANY), lambda m: int(m[1])),
    (re.compile(rf"(?<![\d:.,/])(?<!at )(?<!à )(?<!om )([0-6])\s?{_HOUR}(?=\W|$)", _ANY), lambda m: int(m[1]) * 60),
]

WITH = ("with", "avec", "met", "mit", "present", "presents", "aanwezig")
INTERPRETED = ("interpreter", "interpreted by", "interprete", "interpretes", "tolk", "dolmetscher", "dolmetscherin")
PLACES = frozenset({
    "at home", "at the office", "office", "online", "by video", "a domicile", "chez eux", "chez elle", "chez lui", "au bureau", "bureau", "en ligne", "par video",
    "thuis", "bij hen thuis", "op kantoor", "kantoor", "zu hause", "im buro",
})  # fmt: skip
EVERYBODY = ("family", "famille", "gezin", "familie", "everybody", "tous", "iedereen")
RELATION_WORDS = {
    "mother": ("mother", "mere", "maman", "moeder", "mama", "mutter"),
    "father": ("father", "pere", "papa", "vader", "vater"),
    "grandmother": ("grandmother", "grand-mere", "oma", "grootmoeder"),
    "partner": ("partner", "partenaire"),
}
TITLES = frozenset({"me", "maitre", "mr", "mrs", "ms", "mme", "mmes", "m", "mlle", "madame", "monsieur", "dr", "dokter", "docteur", "prof", "meester", "mevr", "mevrouw", "dhr", "meneer", "frau", "herr", "advocaat", "avocat", "avocate", "lawyer"})
LITTLE = frozenset({
    "with", "to", "from", "of", "the", "a", "an", "at", "by", "and", "for", "in", "on", "her", "his", "their", "our", "avec", "a", "au", "aux", "de", "du", "des", "la", "le", "les", "l", "d", "chez", "par", "et",
    "pour", "met", "aan", "naar", "van", "bij", "op", "het", "de", "een", "en", "voor", "mit", "an", "von", "bei", "der", "die", "das", "dem", "den", "und", "im", "zu",
})  # fmt: skip
# Words that many names of the book share: alone they tell nobody.
GENERIC = frozenset({
    "school", "ecole", "basisschool", "cabinet", "kantoor", "advocaten", "avocats", "cpas", "ocmw", "commune", "gemeente", "service", "dienst", "centre", "centrum", "office", "bureau",
    "asbl", "vzw", "maison", "huis", "hopital", "ziekenhuis", "hospital", "immigration",
})  # fmt: skip
