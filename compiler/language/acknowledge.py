"""`acknowledge`: the only way past a rule, one finding at a time."""

from compiler.language.block import Block, key
from compiler.language.names import CodeName, Contact, DottedPath, Sentence
from compiler.language.scalars import Date


class Acknowledgement(Block):
    """A known gap that somebody answers for, until a day."""

    code: CodeName = key("The code of the finding.", example="recovery-none")
    path: DottedPath = key("The path that the finding is about.", example="regions.ap-southeast-1.recovery")
    accepts: Sentence | None = key(
        "The worst value that is accepted, where the finding has one. A worse one is a new finding.",
        default=None,
        absent="the finding has no value",
        example="TLS1.2",
    )
    reason: Sentence = key("Why it can't be otherwise.", example="Singapore has one AWS region.")
    owner: Contact = key("Who answers for it.", example="dpo")
    expires: Date = key("The last day on which it holds; at most 400 days ahead.", example="2027-05-31")
