"""Another language is files and nothing else: a small Italian, laid beside the others in a copy of the engines."""
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ENGINES = Path(__file__).parents[2] / 'caseline'
WORDS = {
    'months': {'1': ['gennaio'], '2': ['febbraio'], '3': ['marzo'], '4': ['aprile'], '5': ['maggio'], '6': ['giugno'], '7': ['luglio'], '8': ['agosto'],
               '9': ['settembre'], '10': ['ottobre'], '11': ['novembre'], '12': ['dicembre']},
    'numbers': {'uno': 1, 'due': 2, 'tre': 3}, 'and': ['e'], 'to': ['al'], 'of': ['di', 'del'], 'before_month': ['di', 'a', 'nel', 'da', 'fino a'],
    'units': {'day': [['giorno'], ['giorni']], 'month': [['mese'], ['mesi']]},
    'relative': [['\\b«ieri»', '-1 day paper'], ['\\b{n} «{units}» dopo', '+n unit told']]}
AROUND = {'about': ['circa', 'verso'], 'part': ['inizio', 'fine'], 'since': ['dal', 'da'], 'until': ['fino al'], 'laws': ['legge', 'decreto'], 'law_words': ['legge', 'decreto'],
          'law_beginnings': ['legge', 'decreto'], 'law_joints': ['del', 'n'], 'law_links': ['del', 'n.', 'n']}
WORDING = {'stopwords': ['il', 'lo', 'la', 'gli', 'una', 'che', 'di', 'del', 'della', 'stata', 'è', 'con', 'per', 'nel', 'non', 'sono'],
           'roles': {'notified': ['notificat*'], 'since': ['dal'], 'born': ['nat(o|a)( a [a-z]+)?,? il']}, 'future_words': ['sara'], 'negation': ['non'],
           'of': ['del'], 'of_a_noun': ['del'], 'date_labels': ['fatto a [a-z]+,? il'], 'titles': ['il signor', 'la signora'], 'not_names': ['roma', 'prefettura']}
CUES = {'events': {'asylum_application': ['domanda di (asilo|protezione internazionale)'], 'order_to_leave': ['ordine di lasciare il territorio']},
        'outcomes': {}, 'generic': {'decision': ['decisione']}}
ASK = '''
import json, sys, types
package = types.ModuleType("caseline"); package.__path__ = [sys.argv[1]]; sys.modules["caseline"] = package
from caseline.extraction import extract
found = extract([sys.stdin.read()])
print(json.dumps({"languages": found.languages, "date": found.document_date and found.document_date.edtf,
                  "events": [[event.type, event.edtf, dict(event.dates)] for event in found.events]}))
'''


@pytest.fixture(scope='module')
def engines(tmp_path_factory):
    """The pure engines with Italian beside the other languages; no line of code is touched."""
    home = tmp_path_factory.mktemp('engines') / 'caseline'
    for name in ('extraction', 'edtf', 'countries'):
        shutil.copytree(ENGINES / name, home / name, ignore=shutil.ignore_patterns('__pycache__'))
    shutil.copy(ENGINES / 'later.py', home / 'later.py')
    for place, words in (('extraction/dates/lexicon/it.json', WORDS), ('extraction/dates/lexicon/it.around.json', AROUND),
                         ('extraction/lexicon/it.json', WORDING), ('countries/be/cues/it.json', CUES)):
        (home / place).write_text(json.dumps(words), 'utf-8')
    return home


def read(engines, text):
    done = subprocess.run([sys.executable, '-c', ASK, str(engines)], input=text, capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def test_a_paper_in_a_language_that_was_laid_beside_the_others_is_understood(engines):
    found = read(engines, 'Roma, 3 maggio 2021\n\nGentile collega,\nla signora Bo Zanga ha presentato una domanda di asilo il 12 marzo 2019, secondo la legge del 28 febbraio 1990.\n'
                          "L\'ordine di lasciare il territorio del 4 giugno 2020 è stato notificato alla signora il 18 giugno 2020. Non sono state presentate altre domande.\n")
    assert found['languages'][0] == 'it' and found['date'] == '2021-05-03'
    assert ['asylum_application', '2019-03-12', {}] in found['events']
    assert ['order_to_leave', '2020-06-04', {'notification_date': '2020-06-18'}] in found['events']
    assert all('1990' not in edtf for _, edtf, _ in found['events'])


def test_the_other_languages_are_read_as_before(engines):
    found = read(engines, 'Gent, 3 mei 2021\n\nGeachte collega,\nMevrouw Zanga heeft op 12 maart 2019 een asielaanvraag ingediend, en het gezin woont sinds die dag in Gent.\n')
    assert found['languages'][0] == 'nl' and ['asylum_application', '2019-03-12', {}] in found['events']
