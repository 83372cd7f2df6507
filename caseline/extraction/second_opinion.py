"""A second opinion on the dates of a paper: what the wordings did not understand, or understood against all signs around the date.

Wordings come first and say why they spoke. What they leave is compared with the invented papers and phrases that were learned from
(`likeness`); only a clear likeness is proposed, with the confidence of the weakest wordings and the word that spoke for it. The
paper's own event, and a date that the text denies, are never touched. `python -m benchmarks.likeness` measures what it adds on papers that
nobody read.
"""
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from caseline.extraction.attach import told_aside
from caseline.extraction.likeness import NOTHING, Likeness
from caseline.extraction.mention import Mention, Page
from caseline.extraction.moments import Moment
from caseline.extraction.segment import Sentence
from caseline.extraction.signs import Paper, Told, signs_of
from caseline.extraction.story import Story

# By how much a type must be likelier than no event to be proposed, and than what the wordings said to replace or to drop that.
_ADDS, _RETYPES, _DROPS = 0.15, 0.15, 0.15
_SURE, _SCORE = 90.0, 60.0
_HEAD = 6
# Whose birth is an event, and whose a particular, has rules of its own (`births`).
_NEVER = ('birth', NOTHING)
# A word is named as a reason from this many letters on, with the two of its sign.
_TELLING = 5


@dataclass(frozen=True, slots=True)
class DatedPlace:
    """A date of a paper, `moments[number]` of the sentence `index` of its page, and the event that the wordings gave it, if any."""
    paper: Paper
    page: Page
    index: int
    moments: Sequence[Moment]
    number: int
    mention: Mention | None
    loose: bool
    denied: bool

    @property
    def sentence(self) -> Sentence:
        return self.page.sentences[self.index]

    @property
    def moment(self) -> Moment:
        return self.moments[self.number]

    def signs(self) -> dict[str, float]:
        """Return the signs around the date."""
        told = Told(self.mention.type if self.mention else '', self.mention is not None and self.mention.score >= _SURE, self.loose)
        return signs_of(self.paper, self.page, self.index, self.moments, self.number, told)


def second_opinion(story: Story, paper: Paper, model: Likeness) -> None:
    """Add, retype or drop mentions of a story that was read, where the signs are clear."""
    nothing = model.types.index(NOTHING)
    for place in list(dated_places(story, paper)):
        mention = place.mention
        if mention.primary or mention.type not in model.types if mention else place.denied:
            continue
        signs = place.signs()
        margins = model.margins(signs)
        best = max(range(len(margins)), key=margins.__getitem__)
        if mention:
            _judge(story, place, model.types[best], margins[best] - margins[model.types.index(mention.type)], model, signs)
        elif model.types[best] not in _NEVER and margins[best] - margins[nothing] >= _ADDS:
            _add(story, place, model.types[best], model, signs)


def dated_places(story: Story, paper: Paper) -> Iterator[DatedPlace]:
    """Yield the dates of a story that was read, in order."""
    loose = {(page.number, moment.start) for page, _, moment in story.loose}
    denied = {(page.number, moment.start) for page, moment in story.denied}
    for page, index, moments in story.dated:
        for number, moment in enumerate(moments):
            mention = next((mention for mention in story.mentions if _tells(mention, page, page.sentences[index], moment)), None)
            at = (page.number, moment.start)
            yield DatedPlace(paper, page, index, moments, number, mention, at in loose, at in denied)


def _tells(mention: Mention, page: Page, sentence: Sentence, moment: Moment) -> bool:
    return mention.page == page.number and mention.sentence is sentence and bool(mention.edtf) and mention.edtf.split('/')[0] == moment.edtf.split('/')[0]


def _add(story: Story, place: DatedPlace, kind: str, model: Likeness, signs: dict[str, float]) -> None:
    """Add an event of this type at this date unless it can be none: the head of the paper, the day of its own event, a day to come, an act of
    another court, what the sentence tells as having been before, a period of what does not last."""
    moment, day = place.moment, place.paper.date
    role = story.role_of(kind, moment)
    heading = moment.edtf == day and place.index < _HEAD or any(mention.primary and mention.edtf == moment.edtf for mention in story.mentions)
    still_to_come = bool(story.latest) and moment.edtf[:10] > (story.latest or '') and kind not in story.rules['scheduled']
    elsewhere = kind in story.elsewhere or story.only_elsewhere(kind) or _only_aside(place, kind)
    if heading or still_to_come or elsewhere or role not in ('main', 'start') or moment.is_interval and kind not in story.rules['spans']:
        return
    if any(mention.type == kind and mention.edtf and (mention.edtf.startswith(moment.edtf) or moment.edtf.startswith(mention.edtf)) for mention in story.mentions):
        return
    story.mentions.append(Mention(kind, moment.edtf, place.page.number, place.sentence, _SCORE, _why(place, kind, model, signs), moment.within,
                                  role == 'start', focus=moment.start))
    story.loose = [item for item in story.loose if item[2] is not moment]


def _judge(story: Story, place: DatedPlace, kind: str, margin: float, model: Likeness, signs: dict[str, float]) -> None:
    """Retype or drop what the wordings said of a date when the signs are clearly against it; an act told beside it keeps its one date."""
    mention = place.mention
    if mention is None or any(other.type == kind and other.sentence is place.sentence for other in story.mentions):
        return
    if kind == NOTHING:
        if margin >= _DROPS and mention in story.mentions:
            story.mentions.remove(mention)
    elif margin >= _RETYPES and story.role_of(kind, place.moment) in ('main', 'start') and not _only_aside(place, kind):
        mention.type, mention.score, mention.why = kind, _SCORE, _why(place, kind, model, signs)
        mention.dates = {role: day for role, day in mention.dates.items() if role == 'notification_date' and kind in story.rules['notified']}


def _only_aside(place: DatedPlace, kind: str) -> bool:
    """Whether the sentence speaks of such an event only as of something that was before."""
    named = [hit for hit in place.page.hits.get(place.index, ()) if hit.label == kind]
    return bool(named) and all(told_aside(place.page.folded, place.sentence, place.moment, hit) for hit in named)


def _why(place: DatedPlace, kind: str, model: Likeness, signs: dict[str, float]) -> str:
    """The words of the page that spoke most for this type."""
    low, high = place.sentence.start, place.sentence.end
    for sign in model.speaking_for(signs, kind):
        if sign.startswith(('w ', '2 ')) and len(sign) > _TELLING:
            found = re.search(rf'(?<!\w){re.escape(sign[2:])}(?!\w)', place.page.folded[low:high])
            if found:
                return f'words such as “{place.page.text[low + found.start():low + found.end()]}” around the date'
    return 'the words around the date'
