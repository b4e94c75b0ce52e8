"""The fixtures that all tests share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.support import Cloud, new_bucket, start, stop, wait_until_ready


@pytest.fixture(scope="session")
def cloud() -> Iterator[Cloud]:
    """The cloud that most tests share."""
    # Settings of a user's shell that must not lead it astray.
    running = wait_until_ready(
        start(
            "--json",
            "--until-stdin-closes",
            environment={"AWS_PROFILE": "nobody", "MOTO_ACCOUNT_ID": "999999999999", "NO_PROXY": "*"},
        )
    )
    yield running
    assert stop(running.process) == 0


@pytest.fixture
def bucket(cloud: Cloud) -> str:
    """A new bucket."""
    return new_bucket(cloud)
