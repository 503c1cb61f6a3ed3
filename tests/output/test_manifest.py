import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as some

from compiler.output.manifest import DamageError, Entry, dump, parse

SHA = "0" * 64
GOOD = {"sha256": SHA, "emitter": "inventory", "origin": "regions"}


def test_the_bytes_are_fixed() -> None:
    files = {"b": Entry(SHA, "inventory", "regions.0"), "a/ü": Entry(SHA, "runbook", "")}
    assert (
        dump(files).decode()
        == f"""\
{{
  "files": {{
    "a/ü": {{
      "emitter": "runbook",
      "origin": "",
      "sha256": "{SHA}"
    }},
    "b": {{
      "emitter": "inventory",
      "origin": "regions.0",
      "sha256": "{SHA}"
    }}
  }},
  "version": 1
}}
"""
    )


WORDS = some.text("abcÄ-_.0", min_size=1, max_size=5).filter(lambda word: word not in (".", ".."))
ENTRIES = some.builds(Entry, some.from_regex(r"[0-9a-f]{64}", fullmatch=True), WORDS, some.just("") | WORDS)


@given(some.dictionaries(WORDS, ENTRIES), some.randoms())
def test_what_is_dumped_is_parsed_again_and_order_is_no_matter(files: dict[str, Entry], random: object) -> None:
    assert parse(dump(files)) == files
    assert dump(dict(reversed(files.items()))) == dump(files)


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"", "isn't JSON"),
        (b"{", "isn't JSON"),
        (b"\xff\xfe{}", "isn't JSON"),
        (b"[" * 100_000, "isn't JSON"),
        (b"<<<<<<< HEAD\n{}\n=======\n{}\n>>>>>>> topic\n", "holds a merge conflict"),
        (b'{\n  "files": {\n<<<<<<< HEAD\n', "holds a merge conflict"),
        (b"[]", "isn't a manifest"),
        (b"null", "isn't a manifest"),
        (b'{"version": 1}', "isn't a manifest"),
        (b'{"version": 1, "files": {}, "more": 1}', "isn't a manifest"),
        (b'{"version": 1, "files": []}', "isn't a manifest"),
        (b'{"version": 2, "files": {}}', "isn't of version 1"),
        (b'{"version": "1", "files": {}}', "isn't of version 1"),
        (b'{"version": true, "files": {}}', "isn't of version 1"),
    ],
)
def test_a_body_that_is_no_manifest_says_what_is_wrong(body: bytes, reason: str) -> None:
    with pytest.raises(DamageError) as raised:
        parse(body)
    assert str(raised.value).startswith(reason)


@pytest.mark.parametrize(
    ("path", "raw", "reason"),
    [
        ("/etc/passwd", GOOD, "isn't a plain path"),
        ("../../secret", GOOD, "isn't a plain path"),
        ("a\\..\\b", GOOD, "has a backslash"),
        ("a\x1b[2Jb", GOOD, "a\\x1b[2Jb"),
        ("MANIFEST.json", GOOD, "is the place of the manifest"),
        ("a", {}, "says of `a`"),
        ("a", [], "says of `a`"),
        ("a", GOOD | {"mode": "0777"}, "says of `a`"),
        ("a", GOOD | {"sha256": "0"}, "impossible value for `a`"),
        ("a", GOOD | {"sha256": SHA.replace("0", "A")}, "impossible value for `a`"),
        ("a", GOOD | {"sha256": 5}, "impossible value for `a`"),
        ("a", GOOD | {"origin": None}, "impossible value for `a`"),
    ],
)
def test_an_entry_that_atlas_never_wrote_makes_the_whole_manifest_unusable(path: str, raw: object, reason: str) -> None:
    with pytest.raises(DamageError) as raised:
        parse(orjson.dumps({"version": 1, "files": {"fine": GOOD, path: raw}}))
    assert reason in str(raised.value)
    assert str(raised.value).isprintable()
