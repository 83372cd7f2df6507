"""The picture's own words, by language; a caller may hand in others."""
from collections.abc import Mapping

_WORDS: dict[str, tuple[str, str, str, str]] = {
    'title': ('The family’s legal history, {first} to {last}', 'L’histoire juridique de la famille, de {first} à {last}',
              'De juridische geschiedenis van het gezin, {first} tot {last}', 'Die Rechtsgeschichte der Familie, {first} bis {last}'),
    'procedures': ('Procedures', 'Procédures', 'Procedures', 'Verfahren'),
    'lawyer': ('Lawyer', 'Avocat', 'Advocaat', 'Anwalt'),
    'today': ('today', 'aujourd’hui', 'vandaag', 'heute'),
    'born': ('born', 'naissance', 'geboren', 'geboren'),
    'open': ('open', 'en cours', 'lopend', 'offen'),
    'no_paper': ('No paper, {months} months', 'Aucun document, {months} mois', 'Geen document, {months} maanden', 'Kein Beleg, {months} Monate'),
    'no_paper_short': ('{months} months', '{months} mois', '{months} mnd.', '{months} Mon.'),
    'to': ('{first} to {last}', '{first} à {last}', '{first} tot {last}', '{first} bis {last}'),
    'more': ('{count} events', '{count} événements', '{count} gebeurtenissen', '{count} Ereignisse'),
    'granted': ('granted', 'accordé', 'toegekend', 'gewährt'), 'refused': ('refused', 'refusé', 'geweigerd', 'abgelehnt'),
    'inadmissible': ('inadmissible', 'irrecevable', 'onontvankelijk', 'unzulässig'),
    'rejected': ('rejected', 'rejeté', 'verworpen', 'verworfen'), 'annulled': ('annulled', 'annulé', 'vernietigd', 'aufgehoben'),
    'withdrawn': ('withdrawn', 'retiré', 'ingetrokken', 'zurückgezogen'), 'suspended': ('suspended', 'suspendu', 'geschorst', 'ausgesetzt'),
    'decided': ('decided', 'tranché', 'beslist', 'entschieden'),
    'appeal': ('appeal', 'recours', 'beroep', 'Beschwerde'),
    'asylum_procedure': ('asylum procedure', 'procédure d’asile', 'asielprocedure', 'Asylverfahren'),
    'no_stay': ('no stay', 'sans séjour', 'geen verblijf', 'kein Aufenthalt'),
    'temporary_stay': ('temporary stay', 'séjour temporaire', 'tijdelijk verblijf', 'vorläufiger Aufenthalt'),
    'stay': ('residence', 'séjour accordé', 'verblijfsrecht', 'Aufenthaltsrecht'),
    'unknown': ('status not known', 'statut inconnu', 'status onbekend', 'Status unbekannt'),
    'gap': ('nothing known', 'rien de connu', 'niets bekend', 'nichts bekannt'),
    'application': ('application', 'demande', 'aanvraag', 'Antrag'), 'decision': ('decision', 'décision', 'beslissing', 'Entscheidung'),
    'hearing': ('hearing', 'audience', 'zitting', 'Anhörung'),
    'order_to_leave': ('order to leave', 'ordre de quitter', 'bevel om te vertrekken', 'Ausreisebefehl'),
    'arrival': ('arrival', 'arrivée', 'aankomst', 'Ankunft'), 'birth': ('birth', 'naissance', 'geboorte', 'Geburt'),
    'held': ('detention or return house', 'détention ou maison de retour', 'detentie of terugkeerwoning', 'Haft oder Rückkehrhaus'),
}
_LANGUAGES = ('en', 'fr', 'nl', 'de')


def labels(lang: str) -> Mapping[str, str]:
    """Return the words in a language (English where it is unknown)."""
    column = _LANGUAGES.index(lang) if lang in _LANGUAGES else 0
    return {key: words[column] for key, words in _WORDS.items()}
