"""The path of a teacher: from the installed package to thirty pupils who play, and to the results in a spreadsheet.

    python bench/teachers_path.py [PACK] [--pupils 30] [--program PATH] [--short]

The package of this tree is installed into a fresh virtual environment by `pip install '.[class]'`; that is told, and
not counted. `--program`: an `eightwings` that is installed already. Then the clock runs: the command opens a class,
thirty pupils join in browsers without windows (the door, the form, the page with the word, the story) and do three
steps each, and the teacher opens the page and sees all of them there. Wanted: less than two minutes, of which most are
left to fingers and explanations, which are not simulated.

Behind that the pupils play on, and the results are opened as a teacher would: the CSV, the Excel file (by openpyxl),
and where there is LibreOffice, the Excel file as it shows it. Exit code 1: it took two minutes or more, somebody is
missing, or a file does not say what the class did. `--short`: five pupils, with this tree's command.
"""

from __future__ import annotations

import argparse
import asyncio
import csv
import io
import random
import shutil
import subprocess
import tempfile
import time
import venv
from collections.abc import Mapping, Sequence
from pathlib import Path

import openpyxl
from class_driver import ROOT, Pupil, ServedClass, serve_class
from commands import run_command

_MINUTES = 2
_NAMES = ("Ana", "Zoë", "Łukasz", "Đặng", "Ελένη", "=SUM(1)", "أمينة")
_STEPS = 40


def main() -> int:
    """Go the whole way; the result is the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pack", nargs="?", default="ministerial")
    parser.add_argument("--pupils", type=int, default=30)
    parser.add_argument("--program", type=Path)
    parser.add_argument("--short", action="store_true")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        program = given.program
        if program is None and not given.short:
            program = _installed(Path(folder, "installed"))
        return asyncio.run(_walked(given.pack, 5 if given.short else given.pupils, program, Path(folder)))


def _installed(folder: Path) -> Path:
    """The command in a fresh environment."""
    begun = time.perf_counter()
    venv.create(folder, with_pip=True)
    pip = [str(folder / "bin" / "python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, f"{ROOT}[class]"], check=True)
    print(f"a fresh environment with the package: {time.perf_counter() - begun:.0f} s (not counted)", flush=True)
    return folder / "bin" / "eightwings"


async def _walked(pack: str, number: int, program: Path | None, folder: Path) -> int:
    begun = time.perf_counter()
    server = serve_class(pack, str(folder / "classes.sqlite3"), folder, "--days", "30", program=program)
    opened = time.perf_counter() - begun
    names = [_NAMES[at] if at < len(_NAMES) else f"Pupil {at + 1}" for at in range(number)]
    pupils = [Pupil(name, [server.port], random.Random(at)) for at, name in enumerate(names)]
    await asyncio.gather(*(_comes(pupil, server.code) for pupil in pupils))
    teacher = Pupil("Teacher", [server.port], random.Random())
    await teacher.ask("GET", f"/teacher/{server.secret}")
    page = (await teacher.ask("GET", "/teacher")).body
    playing = page.count('id="pupil-')
    seconds = time.perf_counter() - begun
    refused = sum(pupil.refused for pupil in pupils)
    print(
        f"{pack}: the class was open after {opened:.1f} s; {playing} of {number} pupils had joined, done three steps "
        f"and stood on the teacher's page after {seconds:.1f} s ({refused} requests refused)",
        flush=True,
    )
    await asyncio.gather(*(_plays_on(pupil) for pupil in pupils))
    problems = await _results(teacher, names, folder)
    for problem in problems:
        print(f"WRONG: {problem}")
    code = _left(server, pupils)
    return int(bool(problems) or playing != number or refused > 0 or seconds >= _MINUTES * 60 or code != 0)


async def _comes(pupil: Pupil, code: str) -> None:
    await pupil.join(code)
    for _ in range(3):
        await pupil.step()


async def _plays_on(pupil: Pupil) -> None:
    """Play with a pause behind each step: nobody may ask more often than eight times a second."""
    for _ in range(_STEPS):
        await pupil.step()
        await asyncio.sleep(0.5)


def _left(server: ServedClass, pupils: list[Pupil]) -> int:
    for pupil in pupils:
        pupil.close()
    return server.stop()


async def _results(teacher: Pupil, names: list[str], folder: Path) -> list[str]:
    """Open the files of results; what is wrong with them."""
    files = {kind: await teacher.download(f"/results.{kind}") for kind in ("csv", "xlsx")}
    rows = list(csv.DictReader(io.StringIO(files["csv"].decode("utf-8-sig"))))
    answers = [row for row in rows if row["question"]]
    book = openpyxl.load_workbook(io.BytesIO(files["xlsx"]))
    sheets = {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book.worksheets}
    print(f"results: {len(answers)} answers in the CSV; in Excel " + _told(sheets))
    problems = []
    if not answers:
        problems.append("nobody answered a question")
    if len(sheets["Answers"]) != len(rows) + 1:
        problems.append(f"Excel has {len(sheets['Answers']) - 1} answers, and the CSV {len(rows)}")
    pupils = {str(cell) for rows_ in sheets.values() for row in rows_ for cell in row if isinstance(cell, str)}
    missing = [name for name in names if not any(name.lstrip("=") in cell for cell in pupils)]
    if missing:
        problems.append(f"in Excel nobody is called {', '.join(missing)}")
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None:
        print("LibreOffice: not here, left out")
        return problems
    shown = _as_libreoffice_shows(office, files["xlsx"], folder)
    print("LibreOffice opens the Excel file: " + _told(shown))
    cells = {cell for lines in shown.values() for line in lines for cell in line}
    if any(cell.startswith(("Err:", "#NAME", "#REF", "#VALUE")) for cell in cells):
        problems.append("LibreOffice shows errors")
    missing = [name for name in names if not any(name.lstrip("=") in cell for cell in cells)]
    if missing:
        problems.append(f"in LibreOffice nobody is called {', '.join(missing)}")
    return problems


def _told(sheets: Mapping[str, Sequence[object]]) -> str:
    return ", ".join(f"“{name}” with {len(rows)} rows" for name, rows in sheets.items())


def _as_libreoffice_shows(office: str, content: bytes, folder: Path) -> dict[str, list[list[str]]]:
    """Every sheet as LibreOffice shows it, as rows of words."""
    (folder / "results.xlsx").write_bytes(content)
    every_sheet = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"
    subprocess.run(
        [office, f"-env:UserInstallation=file://{folder}/office", "--headless", "--convert-to", every_sheet,
         "--outdir", str(folder / "shown"), str(folder / "results.xlsx")],
        check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=180,
    )  # fmt: skip
    return {
        file.stem.partition("-")[2]: list(csv.reader(io.StringIO(file.read_text("utf-8"))))
        for file in sorted((folder / "shown").glob("*.csv"))
    }


if __name__ == "__main__":
    run_command(main)
