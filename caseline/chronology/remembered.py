"""What the same few texts mean, worked out once: a case names the same days and people again and again."""
from collections.abc import Callable, Hashable
from typing import Any

_ROOM = 65536


class Remembered(dict):
    """The answers of a function, looked up as `answers[question]`; all are forgotten when there is no more room.

    The library's own cache keeps its answers in the order of their use. In a case of 20,000 events that order lies
    scattered over the memory, and keeping it cost more than most of the answers.
    """
    __slots__ = ('_answer', '_room')

    def __init__(self, answer: Callable[[Any], Any], room: int = _ROOM) -> None:
        super().__init__()
        self._answer, self._room = answer, room

    def __missing__(self, question: Hashable) -> Any:
        if len(self) >= self._room:
            self.clear()
        answer = self[question] = self._answer(question)
        return answer
