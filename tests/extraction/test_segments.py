"""Sentences, sections and what stays off the record."""
from caseline.extraction.fold import fold
from caseline.extraction.languages import languages_of
from caseline.extraction.postcode import is_postcode
from caseline.extraction.segment import sentences_of


def sentences(text):
    return [(text[item.start:item.end], item.section) for item in sentences_of(text, fold(text))]


def test_abbreviations_numbers_and_dates_do_not_end_a_sentence():
    text = 'Par un arrêt n° 62 418 du 31 mai 2011, Me. C. Dumont a gagné. Ausgestellt am 5. September 2018.'
    assert [part for part, _ in sentences(text)] == ['Par un arrêt n° 62 418 du 31 mai 2011, Me. C. Dumont a gagné.', 'Ausgestellt am 5. September 2018.']


def test_lines_broken_by_the_width_of_the_paper_are_one_sentence():
    text = 'La demande introduite par la famille de Bo auprès du bourgmestre de la commune\nde Schaerbeek a été transmise à l’Office des étrangers pour examen et décision.\n'
    assert len(sentences(text)) == 1


def test_form_lines_stay_apart():
    assert len(sentences('Nom : ZANGA\nPrénom : Bo\nNé le : 05.02.1984\n')) == 3


def test_the_act_of_notification_is_a_section_of_its_own():
    assert sentences('Bruxelles, le 3 juin 2016\n\nACTE DE NOTIFICATION\nNotifié le 20 juin 2016.')[-1] == ('Notifié le 20 juin 2016.', 'notification')


def test_a_paragraph_told_off_the_record_is_left_out_and_the_next_is_kept():
    text = 'An lives in Gent.\n\nOff the record: she works at night.\n\nBo goes to school.'
    assert [part for part, _ in sentences(text)] == ['An lives in Gent.', 'Bo goes to school.']


def test_languages_of_a_mixed_paper_are_both_named():
    text = fold('Vous êtes arrivés dans le Royaume et vous avez une demande. U bent in het land en de aanvraag is door u ingediend bij de dienst.')
    assert set(languages_of(text)) == {'fr', 'nl'}


def test_a_postal_code_is_not_a_year():
    text = 'Fabelstraat 5, 1980 Eppegem, sinds 1980 maart'
    assert is_postcode(text, 15, 19) and not is_postcode(text, 35, 39)


def test_the_rows_of_a_chronology_kept_by_hand_stay_apart_though_they_are_short_and_begin_small():
    text = 'Timeline as told by the mother at the kitchen table\n2006  married in the village\nend of 2008  husband taken\n2 June 2009  Greece, boat'
    dates = [text.index(date) for date in ('2006', 'end of', '2 June')]
    assert [text[item.start:item.end].split('  ')[0] for item in sentences_of(text, fold(text), dates)] == [
        'Timeline as told by the mother at the kitchen table', '2006', 'end of 2008', '2 June 2009']


def test_a_line_that_only_happens_to_begin_with_a_date_is_no_row():
    text = 'De aanvraag werd door de betrokkene per aangetekende brief ingediend op\n12 maart 2019 bij de burgemeester van de stad Antwerpen, en werd daar\nontvangen.'
    assert len(sentences_of(text, fold(text), [text.index('12 maart')])) == 1
