"""The command line: how it announces itself, refuses to start, and stops."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
from pathlib import Path

import pytest

from local_cloud.cli import explanation
from local_cloud.environment import Files, environment_for
from tests.support import ACCOUNT, Cloud, start, stop, wait_until_ready


def test_ready_line_says_all_that_a_program_needs(cloud: Cloud) -> None:
    assert set(cloud.ready) == {"port", "directory", "environment", "unset"}
    environment = cloud.ready["environment"]
    assert environment["HTTPS_PROXY"] == f"http://127.0.0.1:{cloud.ready['port']}"
    assert environment["AWS_ACCESS_KEY_ID"] == ACCOUNT
    assert {"NO_PROXY", "no_proxy", "AWS_PROFILE", "AWS_ENDPOINT_URL"} <= set(cloud.ready["unset"])
    for name in ("SSL_CERT_FILE", "AWS_CA_BUNDLE", "AWS_CONFIG_FILE", "AWS_SHARED_CREDENTIALS_FILE"):
        assert Path(environment[name]).is_file()


def test_bundle_has_the_system_authorities_and_the_own_one(cloud: Cloud) -> None:
    own = (cloud.directory / "ca.pem").read_text()
    bundle = (cloud.directory / "ca-bundle.pem").read_text()
    assert own.count("BEGIN CERTIFICATE") == 1
    assert own in bundle
    assert bundle.count("BEGIN CERTIFICATE") > 10


def test_script_sets_and_unsets_in_a_shell(cloud: Cloud) -> None:
    script = f". {cloud.directory}/environment.sh; echo $HTTPS_PROXY ${{NO_PROXY-gone}} ${{AWS_PROFILE-gone}}"
    environment = {**os.environ, "NO_PROXY": "*", "AWS_PROFILE": "real"}
    out = subprocess.run(["sh", "-c", script], env=environment, capture_output=True, text=True, check=True)
    assert out.stdout.split() == [cloud.ready["environment"]["HTTPS_PROXY"], "gone", "gone"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--aws-account", "12345"], "is not an AWS account id (12 digits)"),
        (["--port", "70000"], "is not a port number"),
        (["--directory", f"{__file__}/sub"], "can't write to"),
    ],
)
def test_wrong_arguments_are_named_in_one_line(arguments: list[str], message: str) -> None:
    process = start(*arguments)
    _, errors = process.communicate(timeout=60)
    assert process.returncode == 2
    assert message in errors.splitlines()[-1]
    assert "Traceback" not in errors


def test_port_in_use_is_named(cloud: Cloud) -> None:
    process = start("--port", str(cloud.ready["port"]))
    _, errors = process.communicate(timeout=60)
    assert process.returncode == 2
    assert errors == (
        f"local cloud: can't listen on 127.0.0.1:{cloud.ready['port']}: Address already in use\n"
    )


def test_stops_when_stdin_closes_and_leaves_nothing() -> None:
    running = wait_until_ready(start("--json", "--until-stdin-closes"))
    assert running.directory.is_dir()
    assert stop(running.process) == 0
    assert not running.directory.exists()
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", running.ready["port"]))


def test_stops_on_sigterm_and_leaves_nothing() -> None:
    running = wait_until_ready(start("--json"))
    running.process.send_signal(signal.SIGTERM)
    assert running.process.wait(60) == 0
    assert not running.directory.exists()


def test_keeps_a_given_directory_and_account_and_stops_on_sigint(tmp_path: Path) -> None:
    account = "111122223333"
    running = wait_until_ready(start("--json", "--directory", str(tmp_path), "--aws-account", account))
    for key in (account, "AKIAUNKNOWN"):
        assert running.client("sts", key=key).get_caller_identity()["Account"] == account
    running.process.send_signal(signal.SIGINT)
    assert running.process.wait(60) == 0
    assert (tmp_path / "ca.pem").is_file()
    assert [line["action"] for line in running.log()] == ["sts:GetCallerIdentity"] * 2


def test_explains_itself_to_people(tmp_path: Path) -> None:
    files = Files(tmp_path)
    text = explanation(1234, files, environment_for(1234, files, "111122223333"))
    assert "http://127.0.0.1:1234" in text
    assert f"source {tmp_path}/environment.sh" in text
    assert "111122223333" in text
