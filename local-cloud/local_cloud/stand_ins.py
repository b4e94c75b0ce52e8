"""Programs that stand in for sign-in tools of the clouds that are not installed: `local-cloud/bin`.

Each is put on the PATH by itself, and only where the real one is missing.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

PROGRAMS = Path(__file__).parent.parent / "bin"


def link_missing(directory: Path) -> None:
    """Puts a link to each program into a folder whose real one is not on the PATH."""
    directory.mkdir(parents=True, exist_ok=True)
    for program in sorted(PROGRAMS.iterdir()):
        link = directory / program.name
        if shutil.which(program.name) is None and not link.exists():
            link.symlink_to(program)


def path_with(directory: Path) -> str:
    """The PATH with a folder at its end: what is installed later comes first."""
    own = os.environ.get("PATH", os.defpath)
    return own if str(directory) in own.split(os.pathsep) else f"{own}{os.pathsep}{directory}"
