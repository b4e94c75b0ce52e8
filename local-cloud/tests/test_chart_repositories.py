"""Chart repositories out of a folder of archives."""

from __future__ import annotations

import io
import tarfile
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from tests.support import Cloud, start, stop, wait_until_ready

REPOSITORY = "https://charts.acme.example/stable"


def pack(folder: Path, name: str, version: str, archive: str | None = None) -> None:
    """Puts a chart's archive into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    content = yaml.safe_dump({"apiVersion": "v2", "name": name, "version": version}).encode()
    with tarfile.open(folder / (archive or f"{name}-{version}.tgz"), "w:gz") as file:
        entry = tarfile.TarInfo(f"{name}/Chart.yaml")
        entry.size = len(content)
        file.addfile(entry, io.BytesIO(content))


@pytest.fixture(scope="module")
def charts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cloud]:
    folder = tmp_path_factory.mktemp("charts")
    for version in ("1.9.0", "1.10.0", "1.10.0-rc.1"):
        pack(folder / "charts.acme.example" / "stable", "web", version)
    pack(folder / "oci.acme.example", "top", "v0.1.0")
    running = wait_until_ready(start("--json", "--until-stdin-closes", "--chart-archive", str(folder)))
    yield running
    assert stop(running.process) == 0


def test_the_index_lists_what_the_folder_has_the_newest_first(charts: Cloud) -> None:
    status, body = charts.request("GET", f"{REPOSITORY}/index.yaml")
    entries = yaml.safe_load(body)["entries"]
    assert status == 200
    assert [one["version"] for one in entries["web"]] == ["1.10.0", "1.10.0-rc.1", "1.9.0"]
    status, archive = charts.request("GET", f"{REPOSITORY}/{entries['web'][0]['urls'][0]}")
    with tarfile.open(fileobj=io.BytesIO(archive)) as content:
        assert (status, content.getnames()) == (200, ["web/Chart.yaml"])
    assert b"top" in charts.request("GET", "https://oci.acme.example/index.yaml")[1]


@pytest.mark.parametrize("path", ["web-2.0.0.tgz", "../index.yaml", "%2e%2e/%2e%2e/x.tgz", "more/index.yaml"])
def test_what_it_does_not_have_is_not_found(charts: Cloud, path: str) -> None:
    status, body = charts.request("GET", f"{REPOSITORY}/{path}")
    assert (status, body.startswith(b"local cloud: ")) == (404, True)


def test_a_folder_that_cannot_be_served_is_named(tmp_path: Path) -> None:
    pack(tmp_path / "a" / "charts.acme.example", "web", "1.0.0", "web-1.0.1.tgz")
    pack(tmp_path / "b" / "github.com" / "acme", "web", "1.0.0")
    (tmp_path / "c").mkdir()
    messages = {
        "a": "is called web-1.0.0.tgz",
        "b": "serves providers to terraform init",
        "c": "has no folder for a host",
        "d": "is no folder",
    }
    for name, message in messages.items():
        process = start("--chart-archive", str(tmp_path / name))
        _, errors = process.communicate(timeout=60)
        assert (process.returncode, message in errors.splitlines()[-1]) == (2, True), errors
