"""`classes`: kinds of data, and what is promised about each."""

from typing import Literal

from compiler.language.block import Block, key

Holds = Literal["none", "pseudonymous", "personal", "special"]
Copies = Literal["home", "jurisdiction", "everywhere"]
Bound = Literal["region", "country", "jurisdiction", "system", "world"]
Writes = Literal["home", "single", "append"]


class ResidencyClass(Block):
    """Four answers about a kind of data. `global` and `regional` come with the language."""

    copies: Copies = key(
        "Which homes keep a copy of a row: its own (home), all in its jurisdiction (jurisdiction), all (everywhere).",
        example="home",
    )
    stays_in: Bound = key(
        "The line that nothing of it crosses: region, country, jurisdiction, system or world. Backups, replicas, logs, "
        "caches, edges and messages are bound too.",
        example="jurisdiction",
    )
    writes: Writes = key(
        "Who may write a row: its own home (home), replication.writer (single), any home but only new rows (append).",
        example="home",
    )
    holds: Holds = key(
        "What it may say about a person: none, pseudonymous, personal, special (GDPR Art. 9). Of a class that is "
        "copied, the copies: columns that an entity withholds may say more.",
        example="personal",
    )


BUILT_IN = {
    "global": {"copies": "everywhere", "stays_in": "system", "writes": "single", "holds": "personal"},
    "regional": {"copies": "home", "stays_in": "jurisdiction", "writes": "home", "holds": "personal"},
}
"""The classes that every file has. A file can't declare another class by one of these names."""
