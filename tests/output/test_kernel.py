import ctypes
import errno
from pathlib import Path
from types import SimpleNamespace

import pytest
from disk import contents, fill

from compiler.output import kernel


@pytest.fixture
def pair(tmp_path: Path) -> tuple[Path, Path]:
    first, second = tmp_path / "first", tmp_path / "second"
    fill(first, {"a": b"1"})
    fill(second, {"b/c": b"2"})
    return first, second


@pytest.mark.parametrize("library", ["as it is", "without renameat2"])
def test_two_folders_trade_places(pair: tuple[Path, Path], library: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if library != "as it is":
        libc = ctypes.CDLL(None, use_errno=True)
        monkeypatch.setattr(kernel, "_libc", lambda: SimpleNamespace(syscall=libc.syscall))
    assert kernel.exchange(*pair)
    assert contents(pair[0]) == {"b/c": b"2"}
    assert contents(pair[1]) == {"a": b"1"}


def test_what_cannot_trade_places_is_an_error_that_names_both(pair: tuple[Path, Path]) -> None:
    with pytest.raises(FileNotFoundError) as raised:
        kernel.exchange(pair[0], pair[1] / "nowhere")
    assert (raised.value.filename, raised.value.filename2) == (str(pair[0]), str(pair[1] / "nowhere"))


@pytest.mark.parametrize("code", [errno.EINVAL, errno.ENOSYS, errno.EOPNOTSUPP, errno.EPERM])
def test_a_system_without_the_service_says_so_and_changes_nothing(
    pair: tuple[Path, Path], code: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    def renameat2(*_: object) -> int:
        ctypes.set_errno(code)
        return -1

    monkeypatch.setattr(kernel, "_libc", lambda: SimpleNamespace(renameat2=renameat2))
    assert kernel.exchange(*pair) is False
    assert contents(pair[0]) == {"a": b"1"}


@pytest.mark.parametrize("machine", ["x86_64", "made up"])
def test_without_a_c_library_or_a_known_number_there_is_no_exchange(
    pair: tuple[Path, Path], machine: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kernel, "_libc", lambda: None if machine == "x86_64" else SimpleNamespace())
    monkeypatch.setattr(kernel.platform, "machine", lambda: machine)
    assert kernel.exchange(*pair) is False


@pytest.mark.parametrize("library", ["as it is", "none"])
def test_flushing_works_with_and_without_the_service(
    pair: tuple[Path, Path], library: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if library == "none":
        monkeypatch.setattr(kernel, "_libc", lambda: None)
        with pytest.raises(FileNotFoundError):
            kernel.flush(pair[0], [f"{pair[0]}/nowhere"])
    kernel.flush(pair[0], [f"{pair[0]}/a"])
