"""Whole files: whatever fails and whenever the process ends, the old one is there or the new one, and nothing else."""

from __future__ import annotations

import errno
import gc
import os
import stat
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from game.record import atomic_files, drafts, locks
from game.record.atomic_files import (
    TEMPORARY,
    LeadsOutside,
    make_folder,
    move_file,
    output_root,
    remove_file,
    rewrite_file,
    write_and_keep_old,
    write_file,
    write_folder,
    write_new_file,
    write_numbered_file,
)
from game.record.locks import Lock
from game.support import open_folders

from .faults import Disk, Killed, failing

SYSTEMS = ("as it is", "names from the beginning", "no second names", "no locks", "like Windows")


def refused(number: int) -> Callable[..., None]:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    return refuse


def become(system: str, patched: pytest.MonkeyPatch) -> None:
    """Take away what some systems and disks do not have."""
    if system in ("names from the beginning", "like Windows"):
        patched.delattr(os, "O_TMPFILE", raising=False)
    if system == "no second names":
        patched.setattr(os, "link", refused(errno.EPERM))
    if system == "no locks":
        patched.setattr(locks, "fcntl", SimpleNamespace(flock=refused(errno.ENOLCK), LOCK_EX=2, LOCK_NB=4))
    if system == "like Windows":
        patched.setattr(open_folders, "RELATIVE", False)
        patched.setattr(open_folders, "NO_LINK", 0)
        patched.setattr(locks, "fcntl", None)
        patched.setattr(drafts, "fcntl", None)
        patched.delattr(os, "fchmod")
        patched.delattr(os, "fchown")


@pytest.fixture(params=SYSTEMS)
def system(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    become(request.param, monkeypatch)
    return str(request.param)


@pytest.fixture
def ground(tmp_path: Path) -> Path:
    """A folder that a stranger made, beside one that is nobody's business."""
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "precious").write_text("precious")
    (tmp_path / "root" / "inner").mkdir(parents=True)
    (tmp_path / "root" / "old").write_text("old")
    return tmp_path / "root"


def listed(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_text("latin-1") if path.is_file() else ""
        for path in sorted(folder.rglob("*"))
    }


# What is written


def test_files_are_written_new_and_in_place_of_others(system: str, ground: Path) -> None:
    write_file(ground / "old", "new")
    write_file(ground / "deep" / "er" / "file", b"\xff")
    write_new_file(ground / "other", "text\r\nwith its own line breaks\n", root=ground)
    assert (ground / "old").read_text() == "new"
    assert (ground / "deep" / "er" / "file").read_bytes() == b"\xff"
    assert (ground / "other").read_bytes() == b"text\r\nwith its own line breaks\n"
    with pytest.raises(FileExistsError):
        write_new_file(ground / "old", "newer")
    assert [write_numbered_file(ground / "a.yaml", word).name for word in "123"] == ["a.yaml", "a-1.yaml", "a-2.yaml"]
    assert write_and_keep_old(ground / "a.yaml", "4") == ground / "a-3.yaml"
    assert [(ground / name).read_text() for name in ("a.yaml", "a-3.yaml")] == ["4", "1"]
    assert move_file(ground / "a.yaml", ground / "away") == ground / "away" / "a.yaml"
    write_file(ground / "a.yaml", "5")
    assert move_file(ground / "a.yaml", ground / "away") == ground / "away" / "a-1.yaml"
    remove_file(ground / "old", root=ground)
    assert not (ground / "old").exists()
    assert not [name for name in listed(ground) if TEMPORARY.search(name)]


def test_a_file_is_rewritten_only_when_it_is_what_it_was(system: str, ground: Path) -> None:
    with pytest.raises(OSError, match="changed meanwhile"):
        rewrite_file(ground / "old", b"older", b"new", root=ground)
    with pytest.raises(FileNotFoundError):
        rewrite_file(ground / "none", b"", b"new", root=ground)
    rewrite_file(ground / "old", b"old", b"new", root=ground)
    assert listed(ground) == {"inner": "", "old": "new"}


@pytest.mark.parametrize("inside", [True, False], ids=["of a stranger", "of the user"])
@pytest.mark.parametrize("name", ["none", "none/deep/file"])
def test_what_is_not_there_makes_no_folder(system: str, inside: bool, name: str, ground: Path) -> None:
    before = listed(ground)
    with pytest.raises(FileNotFoundError):
        rewrite_file(ground / name, b"old", b"new", root=ground if inside else None)
    with pytest.raises(FileNotFoundError):
        remove_file(ground / name, root=ground if inside else None)
    with pytest.raises(FileNotFoundError):
        move_file(ground / name, ground / "away")
    assert listed(ground) == before


def test_a_folder_comes_whole_or_goes_on_where_it_was_left(system: str, ground: Path) -> None:
    write_folder(ground / "deep" / "pack", {"b": "1", "a": "2"})
    assert listed(ground / "deep") == {"pack": "", "pack/a": "2", "pack/b": "1"}
    (ground / "deep" / "pack" / "a").unlink()
    write_folder(ground / "deep" / "pack", {"b": "1", "a": "3"})
    assert listed(ground / "deep") == {"pack": "", "pack/a": "3", "pack/b": "1"}
    with pytest.raises(FileExistsError):
        write_folder(ground / "deep" / "pack", {"b": "other"})


@pytest.mark.skipif(os.name == "nt", reason="Windows has other permissions")
def test_a_file_keeps_its_permissions_and_a_new_one_has_the_usual_ones(ground: Path) -> None:
    (ground / "old").chmod(0o640)
    write_file(ground / "old", "new", root=ground)
    write_file(ground / "fresh", "new")
    mask = os.umask(0)
    os.umask(mask)
    assert stat.S_IMODE((ground / "old").stat().st_mode) == 0o640
    assert stat.S_IMODE((ground / "fresh").stat().st_mode) == 0o666 & ~mask


def test_a_file_that_is_write_protected_is_not_replaced(ground: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda *_, **__: False)  # root may write anything
    with pytest.raises(PermissionError, match="write-protected"):
        write_file(ground / "old", "new")
    assert listed(ground) == {"inner": "", "old": "old"}


@pytest.mark.parametrize("name", ["inner", ".", "inner/.."])
def test_a_folder_is_no_file(name: str, ground: Path) -> None:
    for root in (None, ground):
        with pytest.raises(IsADirectoryError):
            write_file(ground / name, "new", root=root)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes of this kind")
def test_a_pipe_of_the_users_is_written_to_and_one_of_a_strangers_is_not(ground: Path) -> None:
    os.mkfifo(ground / "pipe")
    reader = os.open(ground / "pipe", os.O_RDONLY | os.O_NONBLOCK)
    write_file(ground / "pipe", "through it")
    assert os.read(reader, 99) == b"through it"
    os.close(reader)
    with pytest.raises(OSError, match="no ordinary file"):
        write_file(ground / "pipe", "through it", root=ground)


# Links


def write_all_ways(path: Path, root: Path) -> list[Callable[[], object]]:
    return [
        lambda: write_file(path, "new", root=root),
        lambda: write_new_file(path, "new", root=root),
        lambda: write_numbered_file(path, "new", root=root),
        lambda: write_and_keep_old(path, "new", root=root),
        lambda: rewrite_file(path, b"precious", b"new", root=root),
        lambda: remove_file(path, root=root),
    ]


@pytest.mark.parametrize("target", ["../outside", "../outside/../outside", "inner/../../outside"])
def test_no_link_of_a_folder_leads_out(system: str, target: str, ground: Path) -> None:
    (ground / "link").symlink_to(target)
    before = listed(ground.parent / "outside")
    for write in write_all_ways(ground / "link" / "precious", ground):
        with pytest.raises(LeadsOutside, match="leads out"):
            write()
    with pytest.raises(LeadsOutside):
        write_file(ground / "link" / "new" / "file", "new", root=ground)
    assert listed(ground.parent / "outside") == before


@pytest.mark.parametrize("target", ["precious", "nothing"])
def test_no_link_of_a_file_leads_out(system: str, target: str, ground: Path) -> None:
    before = listed(ground.parent / "outside")
    for index, write in enumerate(write_all_ways(ground / "link", ground)):
        (ground / "link").symlink_to(f"../outside/{target}")
        try:
            write()
        except OSError:
            assert index in (0, 1, 4)
        assert listed(ground.parent / "outside") == before
        (ground / "link").unlink(missing_ok=True)


def test_a_link_inside_is_followed_and_stays(system: str, ground: Path) -> None:
    (ground / "link").symlink_to("inner")
    (ground / "inner" / "file").symlink_to("../old")
    write_file(ground / "link" / "file", "new", root=ground)
    assert (ground / "old").read_text() == "new"
    assert (ground / "link").is_symlink()
    assert (ground / "inner" / "file").is_symlink()


def test_the_users_own_links_are_followed(system: str, ground: Path) -> None:
    (ground / "link").symlink_to("../outside/precious")
    write_file(ground / "link", "new")
    assert (ground / "link").is_symlink()
    assert (ground.parent / "outside" / "precious").read_text() == "new"


def test_what_becomes_a_link_after_it_was_looked_at_is_not_followed(
    system: str, ground: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = listed(ground.parent / "outside")
    really = atomic_files.below

    def exchanged(path: Path, root: Path) -> tuple[str, ...]:
        way = really(path, root)
        (ground / "inner").rmdir()
        (ground / "inner").symlink_to("../outside")
        return way

    monkeypatch.setattr(atomic_files, "below", exchanged)
    with pytest.raises(LeadsOutside):
        write_file(ground / "inner" / "precious", "new", root=ground)
    assert listed(ground.parent / "outside") == before


def test_a_folder_that_is_exchanged_while_it_is_written_in_takes_nothing_elsewhere(
    ground: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not open_folders.RELATIVE:
        pytest.skip("there is no folder that can be held open")
    before = listed(ground.parent / "outside")
    really = drafts.sync

    def exchanged(descriptor: int) -> None:
        really(descriptor)
        (ground / "inner").rename(ground / "moved")
        (ground / "inner").symlink_to("../outside")

    monkeypatch.setattr(drafts, "sync", exchanged)
    write_file(ground / "inner" / "file", "new", root=ground)
    assert listed(ground.parent / "outside") == before
    assert (ground / "moved" / "file").read_text() == "new"


def test_names_of_files_on_their_way_cannot_be_guessed(ground: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    become("like Windows", monkeypatch)
    seen = []
    really = os.open
    monkeypatch.setattr(os, "open", lambda path, flags, *more, **named: (
        seen.append((Path(path).name, flags)), really(path, flags, *more, **named))[1])  # fmt: skip
    for _ in range(5):
        write_file(ground / "old", "new")
    made = [name for name, flags in seen if flags & os.O_CREAT]
    assert len(set(made)) == 5
    assert all(TEMPORARY.fullmatch(name) for name in made)
    assert all(flags & os.O_EXCL for _, flags in seen if flags & os.O_CREAT)


def test_where_output_goes_decides_whose_links_they_are(ground: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ground / "inner")
    (ground.parent / "shortcut").symlink_to("root")
    assert output_root(Path("file"), (ground,)) == ground
    assert output_root(Path("../file"), (Path(".."),)) == ground
    assert output_root(ground.parent / "shortcut" / "x", (ground,)) == ground.parent / "shortcut"
    assert output_root(ground.parent / "outside" / "x", (ground,)) is None
    assert output_root(ground.parent / "outside", (ground,), folder=True) == ground.parent / "outside"
    assert output_root(Path("reports"), (ground.parent / "outside",), named=False) == Path()


# The disk


def test_what_is_written_is_on_the_disk_and_so_are_the_names_of_new_folders(
    ground: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced = []
    really = os.fsync

    def noting(descriptor: int) -> None:
        synced.append(os.fstat(descriptor).st_ino)
        really(descriptor)

    monkeypatch.setattr(os, "fsync", noting)
    write_file(ground / "new" / "newer" / "file", "words")
    for path in (ground, ground / "new", ground / "new" / "newer", ground / "new" / "newer" / "file"):
        assert path.stat().st_ino in synced
    synced.clear()
    make_folder(ground / "other" / "still")
    assert {ground.stat().st_ino, (ground / "other").stat().st_ino} <= set(synced)


@pytest.mark.parametrize(("answer", "asked"), [(0, 0), (errno.ENOTSUP, 1), (errno.ENOTTY, 1)])
def test_on_macos_the_drive_itself_is_asked_and_where_it_cannot_the_system(
    answer: int, asked: int, ground: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    full, plain = [], []

    def ask(descriptor: int, command: int) -> int:
        full.append(command)
        if answer:
            raise OSError(answer, os.strerror(answer))
        return 0

    monkeypatch.setattr(drafts, "fcntl", SimpleNamespace(F_FULLFSYNC=51, fcntl=ask))
    monkeypatch.setattr(os, "fsync", plain.append)
    with (ground / "old").open("rb") as file:
        drafts.sync(file.fileno())
    assert full == [51]
    assert len(plain) == asked


def test_a_full_disk_is_not_taken_for_one_that_cannot(ground: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drafts, "fcntl", SimpleNamespace(F_FULLFSYNC=51, fcntl=refused(errno.ENOSPC)))
    with pytest.raises(OSError, match="No space"):
        write_file(ground / "old", "new")
    assert listed(ground) == {"inner": "", "old": "old"}


# Whatever fails


def busy(ground: Path) -> None:
    """Everything that writes."""
    write_file(ground / "old", "new")
    write_file(ground / "old", "newer", root=ground)
    write_new_file(ground / "deep" / "fresh", "fresh", root=ground)
    write_numbered_file(ground / "old", "numbered")
    write_and_keep_old(ground / "old", "latest")
    rewrite_file(ground / "old", b"latest", b"last", root=ground)
    write_folder(ground / "folder", {"a": "1", "b": "2"})
    move_file(ground / "old", ground / "away")


WHOLE = {
    "old": {"old", "new", "newer", "latest", "last"}, "old-1": {"numbered"}, "old-2": {"newer"},
    "deep/fresh": {"fresh"}, "folder/a": {"1"}, "folder/b": {"2"}, "away/old": {"last"}, "inner": {""}, "deep": {""},
    "folder": {""}, "away": {""},
}  # fmt: skip
#: On a disk without second names, a name is taken first, and the file comes then.
TAKEN_FIRST = {"old-1", "old-2", "deep/fresh", "away/old", "folder/a", "folder/b"}


def sound(ground: Path, system: str, swept: bool) -> None:
    """See that every file is whole; and, when swept, that nothing is there which nobody wanted."""
    files = {name: words for name, words in listed(ground).items() if swept or not TEMPORARY.search(name)}
    for name, words in files.items():
        assert name in WHOLE, name
        assert words in WHOLE[name] or (system == "no second names" and name in TAKEN_FIRST and not words)
    assert "old" in files or "away/old" in files or "old-2" in files
    if swept and "folder" in files:
        assert {"folder/a", "folder/b"} <= set(files)


@pytest.mark.parametrize("system", SYSTEMS)
@pytest.mark.parametrize(
    ("number", "half"), [(errno.ENOSPC, True), (errno.EIO, False), (errno.EROFS, False)], ids=["full", "broken", "read"]
)
def test_whichever_operation_fails_every_file_is_whole_and_nothing_is_left_behind(
    system: str, number: int, half: bool, tmp_path: Path
) -> None:
    at = 0
    while True:
        ground = tmp_path / str(at) / "root"
        (ground / "inner").mkdir(parents=True)
        (ground / "old").write_text("old")
        disk = Disk(at, number, half=half)
        with pytest.MonkeyPatch.context() as patched:
            become(system, patched)
            with failing(disk):
                try:
                    busy(ground)
                except OSError as error:
                    assert error.errno == number
        if not disk.failed:
            break
        # Only an operation that takes something away can leave it there.
        sound(ground, system, swept=disk.name not in ("unlink", "rmdir"))
        at += 1
    assert at > 30


@pytest.mark.parametrize("system", SYSTEMS)
@pytest.mark.parametrize(
    ("half", "later"), [(False, False), (True, False), (False, True)], ids=["before", "half", "after"]
)
def test_whenever_the_process_is_killed_every_file_is_whole_and_the_next_one_sweeps(
    system: str, half: bool, later: bool, tmp_path: Path
) -> None:
    at = 0
    gc.freeze()  # what was there before need not be looked through each time
    while True:
        ground = tmp_path / str(at) / "root"
        (ground / "inner").mkdir(parents=True)
        (ground / "old").write_text("old")
        disk = Disk(at, Killed, half=half, later=later)
        with pytest.MonkeyPatch.context() as patched:
            become(system, patched)
            with failing(disk):
                try:
                    busy(ground)
                except Killed:
                    gc.collect()  # what a dead process had open is closed by the system
        if not disk.failed:
            break
        sound(ground, system, swept=False)
        write_file(ground / "sweeping", "")
        for folder in ("deep", "away", "folder"):
            if (ground / folder).is_dir():
                write_file(ground / folder / "sweeping", "")
        for path in list(ground.rglob("sweeping")):
            path.unlink()
        sound(ground, system, swept=True)
        at += 1
    gc.unfreeze()
    assert at > 30


def test_what_another_process_is_just_writing_is_not_swept_away(ground: Path) -> None:
    fresh = ground / f".eightwings-{'0' * 16}.tmp"
    fresh.write_text("half")
    with open_folders.OpenFolder.at(ground) as folder:
        assert folder.descriptor is not None
        assert locks.lock(folder.descriptor) is Lock.HELD
        with pytest.MonkeyPatch.context() as patched:
            patched.setattr(drafts, "_PATIENCE", 0.0)
            write_file(ground / "old", "new")
    assert fresh.exists()
    write_file(ground / "old", "newer")
    assert not fresh.exists()


def test_only_what_is_called_so_is_swept_away(ground: Path) -> None:
    kept = [ground / name for name in (".eightwings-1.tmp", ".hidden.new", f"eightwings-{'0' * 16}.tmp")]
    for file in kept:
        file.write_text("somebody's")
    deep = ground / f".eightwings-{'1' * 16}.tmp" / "deeper"
    deep.mkdir(parents=True)
    write_file(ground / "old", "new")
    assert all(file.exists() for file in kept)
    assert deep.exists()


# Locks


@pytest.mark.parametrize("number", [errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP, errno.EINVAL, errno.EBADF])
def test_a_disk_without_locks_is_not_one_where_somebody_has_the_lock(
    number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(locks, "fcntl", SimpleNamespace(flock=refused(number), LOCK_EX=2, LOCK_NB=4))
    assert locks.lock(0) is Lock.NONE


@pytest.mark.parametrize("number", [errno.EAGAIN, errno.EWOULDBLOCK, errno.EACCES])
def test_a_lock_that_somebody_has_is_taken(number: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(locks, "fcntl", SimpleNamespace(flock=refused(number), LOCK_EX=2, LOCK_NB=4))
    assert locks.lock(0) is Lock.TAKEN
