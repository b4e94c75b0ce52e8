"""Repositories of Helm charts under their real names, out of a folder of archives.

The folder has a folder for each repository, by its host and path, with the charts' archives as they are
published: `argoproj.github.io/argo-helm/argo-cd-9.1.0.tgz` is found by whoever has the repository
`https://argoproj.github.io/argo-helm`. `index.yaml` is made of the `Chart.yaml` in each archive.
https://helm.sh/docs/topics/chart_repository/
"""

from __future__ import annotations

import hashlib
import re
import tarfile
from collections.abc import Iterable
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import unquote

import yaml

from local_cloud.messages import Request, Response, plain_text
from local_cloud.routes import InProcess

Json = dict[str, Any]
INDEX = "index.yaml"
SUFFIX = ".tgz"
MADE = "2026-01-01T00:00:00Z"
"""When the index says it was made: the same archives give the same index."""


class BadArchive(Exception):
    """The folder can't be served; the message is one line for the user."""


def chart_route(folder: Path, reserved: Iterable[str]) -> InProcess:
    """Serves the repositories of a folder; `reserved` are hosts that have to stay as they are."""
    if not folder.is_dir():
        raise BadArchive(f"{folder} is no folder")
    hosts = sorted(each.name for each in folder.iterdir() if each.is_dir())
    if not hosts:
        raise BadArchive(f"{folder} has no folder for a host, such as {folder}/argoproj.github.io/argo-helm")
    taken = sorted(set(hosts) & set(reserved))
    if taken:
        raise BadArchive(f"{folder} has a folder for {taken[0]}, which serves providers to terraform init")
    repositories = {
        f"{path.parent.relative_to(folder).as_posix()}": _entries(path.parent)
        for path in sorted(folder.glob(f"*/**/*{SUFFIX}"))
    }

    def answer(request: Request) -> Response:
        return _answer(folder, repositories, request)

    return InProcess("charts", "|".join(re.escape(host) for host in hosts), answer)


def _answer(folder: Path, repositories: dict[str, dict[str, list[Json]]], request: Request) -> Response:
    path = PurePosixPath(request.host) / unquote(request.path).strip("/")
    if request.method not in ("GET", "HEAD") or ".." in path.parts:
        return plain_text(404, "local cloud: a chart repository is read only")
    repository = path.parent.as_posix()
    if repository not in repositories:
        return plain_text(404, f"local cloud: the archive has no chart repository {repository}")
    if path.name == INDEX:
        index = {"apiVersion": "v1", "generated": MADE, "entries": repositories[repository]}
        return Response(200, {"Content-Type": "application/yaml"}, yaml.safe_dump(index).encode())
    archive = folder / path
    if archive.suffix != SUFFIX or not archive.is_file():
        return plain_text(404, f"local cloud: the archive has no {path.name} in {repository}")
    return Response(200, {"Content-Type": "application/gzip"}, archive.read_bytes())


def _entries(repository: Path) -> dict[str, list[Json]]:
    """The charts of a repository, each with its versions, the newest first."""
    entries: dict[str, list[Json]] = {}
    for archive in sorted(repository.glob(f"*{SUFFIX}")):
        chart = _chart(archive)
        digest = hashlib.sha256(archive.read_bytes()).hexdigest()
        entry = {**chart, "urls": [archive.name], "digest": digest, "created": MADE}
        entries.setdefault(chart["name"], []).append(entry)
    return {name: sorted(found, key=_age, reverse=True) for name, found in entries.items()}


def _chart(archive: Path) -> Json:
    """The `Chart.yaml` in an archive, whose name has to be the chart's."""
    try:
        with tarfile.open(archive, "r:gz") as content:
            name = next(one for one in content.getnames() if re.fullmatch(r"[^/]+/Chart\.yaml", one))
            file = content.extractfile(name)
            chart: Json = yaml.safe_load(file.read()) if file is not None else {}
    except (tarfile.TarError, OSError, StopIteration, yaml.YAMLError) as error:
        raise BadArchive(f"{archive} is no chart: {error or 'it has no Chart.yaml'}") from error
    expected = f"{chart.get('name')}-{chart.get('version')}{SUFFIX}"
    if archive.name != expected:
        raise BadArchive(f"{archive} holds a chart whose archive is called {expected}")
    return chart


def _age(entry: Json) -> tuple[tuple[int, ...], bool]:
    """A version as it is ordered: a pre-release comes before its release."""
    release, _, pre_release = str(entry["version"]).removeprefix("v").partition("+")[0].partition("-")
    return tuple(int(part) for part in release.split(".") if part.isdigit()), not pre_release
