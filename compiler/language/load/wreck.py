"""Where and why libyaml gave up, and what it had read shortly before."""

from __future__ import annotations

import re

import yaml
from yaml.events import CollectionEndEvent, CollectionStartEvent, ScalarEvent

from compiler.frozen import frozen
from compiler.language.load.flaws import place
from compiler.language.load.text import Text

CLOSING = {"{": "}", "[": "]"}
_WORD = re.compile(r"[^\s:,\[\]{}]+|\S")


@frozen
class Wreck:
    """The end of reading, as positions in `text.body`.

    `at` is where libyaml gave up, `since` where the part begins that it was reading, `last` the last scalar (start,
    end, quote or ""), `opened` the brackets that are open, outermost first, `root` where the document begins.
    """

    text: Text
    problem: str
    at: int
    since: int
    last: tuple[int, int, str]
    opened: tuple[int, ...]
    root: int

    def at_line(self, position: int) -> int:
        return self.text.line(position)

    def start_of_line(self, position: int) -> int:
        return self.text.starts[self.text.line(position)]

    def rest_of_line(self, start: int) -> str:
        """The line from `start` on, without a comment."""
        line = self.text.body[start : self.text.end_of_line(self.text.line(start))]
        return re.sub(r"\s#.*$", "", line).rstrip()

    def sign(self, position: int) -> str:
        return self.text.body[position : position + 1]

    def word(self, position: int) -> str:
        match = _WORD.match(self.text.body, position)
        return match[0] if match else ""

    def indentation(self, position: int) -> str:
        """What stands before `position` in its line."""
        return self.text.body[self.start_of_line(position) : position]

    def is_end(self) -> bool:
        return not self.text.body[self.at :].strip()


def find_wreck(text: Text) -> Wreck:
    """Read a text that has a syntax error once more, and look around where it breaks."""
    last, opened, begun = (0, 0, ""), [], []
    problem, at, since = "", len(text.body), len(text.body)
    try:
        for event in yaml.parse(text.body, Loader=yaml.CSafeLoader):
            if isinstance(event, ScalarEvent):
                last = (*place(event), event.style or "")
                begun.append(last[0])
            elif isinstance(event, CollectionStartEvent):
                opened.append(place(event)[0])
                begun.append(opened[-1])
            elif isinstance(event, CollectionEndEvent):
                opened.pop()
            del begun[1:]
    except yaml.MarkedYAMLError as error:
        problem = error.problem or ""
        at = error.problem_mark.index if error.problem_mark else at
        since = error.context_mark.index if error.context_mark else at
    brackets = tuple(position for position in opened if text.body[position : position + 1] in CLOSING)
    return Wreck(text, problem, at, since, last, brackets, begun[0] if begun else 0)
