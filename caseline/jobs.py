"""Background work that survives a crash: rows in the database, claimed with a lease, done by embedded threads."""

import logging
import os
import threading
import uuid
from collections.abc import Callable
from datetime import datetime, timedelta

from flask import Flask, current_app
from sqlalchemy import JSON, ForeignKey, or_, select, update
from sqlalchemy.orm import Mapped, mapped_column

from caseline.db import Base, Moment, db, family_scope, now
from caseline.engine import OF_THE_QUEUE, writing
from caseline.waking import Listener, tell_others

LEASE = timedelta(minutes=2)
ATTEMPTS = 3
LOOK_AGAIN = 3  # seconds after which a worker looks by itself for work whose worker died, or that nobody announced
log = logging.getLogger(__name__)

_handlers: dict[str, Callable] = {}
_woken = threading.Condition()
_told = 0  # how often work was announced: a word that comes while a worker is looking must not be lost


class Job(Base):
    """One piece of work for one family. A job whose lease ran out (its worker died) is taken up again."""

    __tablename__ = "job"

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    family_id: Mapped[int] = mapped_column(ForeignKey("family.id", ondelete="CASCADE"), index=True)
    subject_id: Mapped[int]
    details: Mapped[dict] = mapped_column(JSON, default=dict)
    state: Mapped[str] = mapped_column(default="waiting", index=True)  # waiting, running, failed; done jobs are removed
    attempts: Mapped[int] = mapped_column(default=0)
    lease_until: Mapped[datetime | None] = mapped_column(Moment)
    worker: Mapped[str] = mapped_column(default="")
    added_at: Mapped[datetime] = mapped_column(Moment, default=now)


class Pause(Base):
    """A time in which jobs of some kinds wait, because a coordinator said so."""

    __tablename__ = "pause"

    id: Mapped[int] = mapped_column(primary_key=True)
    kinds: Mapped[list] = mapped_column(JSON, default=list)
    since: Mapped[datetime] = mapped_column(Moment, default=now)
    by: Mapped[int | None]
    until: Mapped[datetime | None] = mapped_column(Moment)


def pause(kinds: list[str], user_id: int | None) -> None:
    """Let jobs of these kinds wait; those under way come to their end. The caller commits."""
    if paused() is None:
        db.session.add(Pause(kinds=kinds, by=user_id))


def resume() -> None:
    """Go on with what waits; the caller commits, then wakes the workers."""
    if held := paused():
        held.until = now()


def paused() -> Pause | None:
    """What holds work back now."""
    return db.session.scalar(select(Pause).where(Pause.until.is_(None)).order_by(Pause.id.desc()).limit(1))


def handles(kind: str):
    """Mark the function that does jobs of this kind: it takes (subject_id, details) inside the family's scope.

    It must be idempotent: after a crash it is called again. It commits its own work, and ends its transaction before
    anything slow, because every transaction of a job holds the write lock.
    """

    def mark(function):
        _handlers[kind] = function
        return function

    return mark


def when_given_up(kind: str):
    """Mark the function that tells the case manager that a job of this kind failed for good."""
    return handles(f"{kind} given up")


def add(kind: str, *, family_id: int, subject_id: int, **details) -> Job:
    """Put work in the queue, in the caller's transaction; call `wake` once it is committed."""
    job = Job(kind=kind, family_id=family_id, subject_id=subject_id, details=details)
    db.session.add(job)
    return job


def wake() -> None:
    """Work was committed: let every worker know, here and in other processes."""
    _wake_here()
    tell_others(current_app.config["SETTINGS"])


def run_all(worker: str = "") -> int:
    """Do everything that waits, here and now (commands, tests). Returns how many jobs were done."""
    done, worker = 0, worker or f"{os.getpid()}-{uuid.uuid4().hex[:8]}"
    while job := _claim(worker):
        _work(job)
        done += 1
    return done


class Workers:
    """Embedded worker threads: they sleep until woken, and look by themselves every few seconds for orphaned work."""

    def __init__(self, app: Flask, count: int):
        self._app, self._stopping = app, threading.Event()
        self._listener = Listener(app.config["SETTINGS"], _wake_here)
        self._threads = [threading.Thread(target=self._loop, name=f"worker-{n}", daemon=True) for n in range(count)]

    def start(self) -> "Workers":
        for thread in [self._listener, *self._threads]:
            thread.start()
        return self

    def wait(self) -> None:
        """Stay until `stop` is called from elsewhere or the process is interrupted."""
        for thread in self._threads:
            thread.join()

    def stop(self) -> None:
        self._stopping.set()
        self._listener.stop()
        _wake_here()
        for thread in self._threads:
            thread.join(timeout=30)

    def _loop(self) -> None:
        while not self._stopping.is_set():
            told = _told
            try:
                with self._app.app_context():
                    run_all()
            except Exception:  # a worker outlives every fault: the job's own failure is already recorded
                log.exception("background work was interrupted")
            with _woken:
                if told == _told and not self._stopping.is_set():
                    _woken.wait(timeout=LOOK_AGAIN)


def _wake_here() -> None:
    global _told
    with _woken:
        _told += 1
        _woken.notify_all()


def _claim(worker: str) -> Job | None:
    """Take the oldest job that waits, or whose worker has died; nobody else gets the same one."""
    free = or_(Job.state == "waiting", (Job.state == "running") & (Job.lease_until < now()))
    with writing(OF_THE_QUEUE):
        held = paused()
        wanted = select(Job.id).where(free, Job.kind.not_in(held.kinds if held else [])).order_by(Job.id).limit(1).with_for_update(skip_locked=True)
        job_id = db.session.scalar(wanted)
        if job_id is None:
            db.session.rollback()
            return None
        values = {"state": "running", "worker": worker, "lease_until": now() + LEASE, "attempts": Job.attempts + 1}
        db.session.execute(update(Job).where(Job.id == job_id).values(**values))
        db.session.commit()
    job = db.session.get(Job, job_id, populate_existing=True)
    db.session.expunge(job)
    db.session.rollback()
    return job


def _work(job: Job) -> None:
    kind = job.kind if job.attempts <= ATTEMPTS else f"{job.kind} given up"
    with _KeepLease(job):
        try:
            # every transaction of a job may write: one that begins by reading could not be promoted under load
            with family_scope([job.family_id]), writing(job.family_id):
                _handlers[kind](job.subject_id, job.details)
        except Exception:
            log.exception("job %s (%s) failed, attempt %s", job.id, job.kind, job.attempts)
            db.session.rollback()
            _settle(job, failed=job.attempts > ATTEMPTS)
            return
    _settle(job, done=True)


def _settle(job: Job, *, done: bool = False, failed: bool = False) -> None:
    with writing(OF_THE_QUEUE):
        kept = db.session.get(Job, job.id, populate_existing=True)
        if kept is not None and kept.worker == job.worker:
            if done:
                db.session.delete(kept)
            else:
                kept.state = "failed" if failed else "waiting"
        db.session.commit()


class _KeepLease:
    """Renew a job's lease while it runs, so that only the work of a dead process is taken over."""

    def __init__(self, job: Job):
        self._job, self._over = job, threading.Event()

    def __enter__(self):
        self._app = current_app._get_current_object()
        self._thread = threading.Thread(target=self._renew, daemon=True)
        self._thread.start()

    def __exit__(self, *_):
        self._over.set()

    def _renew(self):
        while not self._over.wait(LEASE.total_seconds() / 3):
            with self._app.app_context(), writing(OF_THE_QUEUE):
                mine = (Job.id == self._job.id) & (Job.worker == self._job.worker)
                db.session.execute(update(Job).where(mine).values(lease_until=now() + LEASE))
                db.session.commit()
