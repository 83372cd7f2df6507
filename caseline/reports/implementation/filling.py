"""The evaluation table: what Caseline counts by itself, what people wrote with its source, at four moments."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from caseline.chronology.counting import add_months
from caseline.db import db, now
from caseline.history import record
from caseline.reports.gather import gather
from caseline.reports.implementation.indicators import MOMENTS, OUTCOMES, Indicator, Outcome
from caseline.reports.implementation.models import PlanPeriod, PlanValue


class WrittenMeanwhile(Exception):
    """A colleague wrote this value after the page was opened."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One value: what was counted (None: not countable, or the day has not come), what was written, and which of them holds."""

    counted: int | None
    written: PlanValue | None

    @property
    def value(self) -> str:
        """What a person wrote outweighs the count."""
        if self.written and self.written.value:
            return self.written.value
        return "" if self.counted is None else str(self.counted)


@dataclass(frozen=True, slots=True)
class Line:
    indicator: Indicator
    cells: Mapping[str, Cell]


def table(period: PlanPeriod, today: date) -> list[tuple[Outcome, list[Line]]]:
    """Every outcome with its lines; a moment that lies ahead has no count yet."""
    days = {moment: date.fromisoformat(getattr(period, moment)) for moment in MOMENTS}
    cohorts = {moment: gather(None, end=day, today=today) for moment, day in days.items() if day <= today}
    written = {(one.indicator, one.moment): one for one in values(period)}

    def cell(indicator: Indicator, moment: str) -> Cell:
        counted = indicator.counted(cohorts[moment]) if indicator.counted and moment in cohorts else None
        return Cell(counted, written.get((indicator.key, moment)))

    return [(outcome, [Line(one, {moment: cell(one, moment) for moment in MOMENTS}) for one in outcome.indicators]) for outcome in OUTCOMES]


def values(period: PlanPeriod) -> list[PlanValue]:
    return list(db.session.scalars(select(PlanValue).where(PlanValue.period_id == period.id)))


def current() -> PlanPeriod | None:
    """The plan's latest period."""
    return db.session.scalar(select(PlanPeriod).order_by(PlanPeriod.baseline.desc(), PlanPeriod.id.desc()).limit(1))


def begin(name: str, first: date) -> PlanPeriod:
    """A period of two years from this day: six months, one year, two years later."""
    later = {"six_months": 6, "mid_term": 12, "end": 24}
    period = PlanPeriod(name=name, baseline=first.isoformat(), **{moment: add_months(first, months).isoformat() for moment, months in later.items()})
    db.session.add(period)
    db.session.flush()
    record("implementation plan begun", f"plan_period:{period.id}")
    return period


def write(period: PlanPeriod, indicator: str, moment: str, *, value: str, source: str, note: str, version: int, user_id: int) -> None:
    """Keep what somebody writes; nothing at all takes it away. Raises WrittenMeanwhile."""
    kept = db.session.scalar(select(PlanValue).where(PlanValue.period_id == period.id, PlanValue.indicator == indicator, PlanValue.moment == moment))
    told = (value.strip()[:2000], source.strip()[:500], note.strip()[:4000])
    if kept and (kept.value, kept.source, kept.note) == told or not kept and not any(told):
        return
    if version != (kept.version if kept else 0):
        raise WrittenMeanwhile(f"{indicator} at {moment} was written by somebody else meanwhile.")
    if not any(told):
        db.session.delete(kept)
    else:
        kept = kept or PlanValue(period_id=period.id, indicator=indicator, moment=moment, version=0)
        kept.value, kept.source, kept.note = told
        kept.by_user, kept.at = user_id, now()
        kept.version += 1
        db.session.add(kept)
    record("implementation value written", f"plan_period:{period.id}", indicator=indicator, moment=moment)
