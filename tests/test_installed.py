"""The game as it is installed: a wheel that brings its packs and dossiers, and plays outside the checkout."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

CHECKOUT = Path(__file__).parent.parent


def test_the_wheel_plays_from_a_fresh_environment_outside_the_checkout(tmp_path: Path) -> None:
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet"]
    build = ["wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", str(tmp_path), str(CHECKOUT)]
    subprocess.run([*pip, *build], check=True, capture_output=True)
    (wheel,) = tmp_path.glob("eightwings-*.whl")

    pages = (file for file in (CHECKOUT / "game/report").iterdir() if file.suffix in (".html", ".svg", ".css", ".js"))
    layouts = {f"game/report/{file.name}" for file in pages}
    assert len(layouts) > 5
    with zipfile.ZipFile(wheel) as packed:
        assert layouts <= set(packed.namelist())

    fresh = tmp_path / "fresh"
    venv.create(fresh, with_pip=False)
    scripts = fresh / ("Scripts" if os.name == "nt" else "bin")
    python = scripts / ("python.exe" if os.name == "nt" else "python")
    subprocess.run([*pip, "--python", str(python), "install", "--no-deps", "--no-index", str(wheel)], check=True)
    # The libraries come from this environment: a path file shows them, but nothing that is installed here as editable.
    site = subprocess.check_output([python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"], text=True)
    Path(site.strip(), "libraries.pth").write_text(sysconfig.get_path("purelib"), "utf-8")

    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    done = subprocess.run(
        [scripts / "eightwings", "--plain", "--seed", "1"],
        input="2\nn\nquit\n", capture_output=True, text=True, cwd=elsewhere, check=True,
    )  # fmt: skip
    assert "The forecourt" in done.stdout
    where = subprocess.check_output([python, "-c", "import game; print(game.__file__)"], text=True, cwd=elsewhere)
    assert Path(where.strip()).is_relative_to(fresh)
    scene = Path(where.strip()).parent / "data/scenes/hq/01-arrival/the-gate.yaml"
    assert (scene.parent / scene.read_text("utf-8").splitlines()[0].partition("$schema=")[2]).is_file()
    page = subprocess.check_output([scripts / "eightwings", "map", "hq", "--html"], text=True, cwd=elsewhere)
    assert page.startswith("<!doctype html>")
    assert page.endswith("</html>\n")
