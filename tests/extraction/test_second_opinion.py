"""What the wordings leave is proposed only where all signs agree, with its reason, and never against the paper itself."""
import pytest

from caseline.extraction import extract
from caseline.extraction.likeness import NOTHING, packed, unpacked
from caseline.extraction.second_opinion import second_opinion
from caseline.extraction.signs import Told, signs_of
from caseline.extraction.understand import told_in

LETTER = 'Brussels, 3 March 2024\n\nDear colleague,\n\n{}\n\nKind regards\nAn Peeters'


def model(**weights):
    """A model in which each word speaks for one type: model(yoga='health')."""
    types = [*dict.fromkeys(weights.values()), NOTHING]
    return unpacked(packed(types, [-0.2] * (len(types) - 1) + [0.1], {f'w {word}': {types.index(kind): 3.9} for word, kind in weights.items()}))


def told(sentence, learned):
    """The mentions of a letter with this sentence, before and after the second opinion."""
    paper = told_in([LETTER.format(sentence)])
    before = [(mention.type, mention.edtf) for mention in paper.story.mentions]
    second_opinion(paper.story, paper.paper, learned)
    return before, paper.story.mentions


def test_a_date_that_no_wording_explains_is_proposed_with_the_word_that_speaks_for_it():
    before, after = told('Zrabi quwwat flimma on 12 May 2022.', model(flimma='health'))
    assert ('health', '2022-05-12') not in before
    [added] = [mention for mention in after if (mention.type, mention.edtf) not in before]
    assert (added.type, added.edtf, added.why) == ('health', '2022-05-12', 'words such as “flimma” around the date')


def test_without_a_clear_likeness_nothing_is_proposed():
    before, after = told('Zrabi quwwat flimma on 12 May 2022.', model(other_word='health'))
    assert [(mention.type, mention.edtf) for mention in after] == before


@pytest.mark.parametrize('sentence', ['Zrabi flimma on 3 March 2024.', 'Flimma valid until 12 May 2022.', 'Flimma due by 12 May 2025 at the latest.'])
def test_the_papers_own_date_and_terms_are_no_events(sentence):
    before, after = told(sentence, model(flimma='health'))
    assert [(mention.type, mention.edtf) for mention in after] == before


def test_what_is_still_to_come_is_not_proposed_as_having_happened():
    before, after = told('Zrabi quwwat flimma on 12 May 2026.', model(flimma='health'))
    assert [(mention.type, mention.edtf) for mention in after] == before


def test_the_same_event_is_not_proposed_twice():
    _, after = told('Zrabi flimma on 12 May 2022. Again, quwwat flimma on 12 May 2022.', model(flimma='health'))
    assert [mention.edtf for mention in after if mention.type == 'health'] == ['2022-05-12']


def test_a_clear_likeness_corrects_the_wordings_but_never_the_papers_own_event():
    before, after = told('He applied for asylum on 12 May 2022, flimma and all.', model(flimma='health', unheard='asylum_application', unsaid='lawyer_contact'))
    assert ('asylum_application', '2022-05-12') in before
    [corrected] = [mention for mention in after if mention.type == 'health']
    assert corrected.edtf == '2022-05-12' and corrected.score < 70, 'it is no surer than what is only like other papers'
    own = [kind for kind, day in before if day == '2024-03-03']
    assert own == [mention.type for mention in after if mention.edtf == '2024-03-03']


def test_signs_are_words_place_and_paper_with_other_dates_as_one_word():
    paper = told_in([LETTER.format('He fell ill on 12 May 2022 and on 14 May 2022 saw a doctor.')])
    page, index, moments = next(item for item in paper.story.dated if len(item[2]) == 2)
    signs = signs_of(paper.paper, page, index, moments, 0, Told('', False, True))
    assert {'w ill', 'w doctor', 'w xdate', 'b0 on', 'L', 'of 2'} <= set(signs) and max(signs.values()) <= 1
    assert not [sign for sign in signs if '2022' in sign]


def test_every_quote_of_a_second_opinion_stands_in_the_paper():
    text = LETTER.format('Sinds maart 2019 slapen ze bij een nicht in Laken. La petite a commencé la crèche le 4 mai 2020.')
    for event in extract([text]).events:
        assert text[event.start:event.end] == event.quote
