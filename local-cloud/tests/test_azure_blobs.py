"""The blob service: leases, versions, metadata, and what comes back."""

from __future__ import annotations

import re

import pytest

from tests.azure_support import Store, call, new_store
from tests.support import Cloud

LEASE = "11111111-2222-4333-8444-555555555555"


@pytest.fixture
def store(cloud: Cloud) -> Store:
    return new_store(cloud)


def acquire(store: Store, lease: str) -> int:
    headers = {"x-ms-lease-action": "acquire", "x-ms-lease-duration": "-1", "x-ms-proposed-lease-id": lease}
    return store.owner.blob("PUT", store.url("dev/a", comp="lease"), headers).status


def write(store: Store, content: bytes, **headers: str) -> int:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return store.owner.blob("PUT", store.url("dev/a"), named, content).status


def versions(store: Store, **query: str) -> list[str]:
    answer = store.list(store.owner, "dev/", include="versions", **query)
    return re.findall(r"<VersionId>(.*?)</VersionId>", answer.body.decode())


def test_a_lease_is_held_by_one(store: Store) -> None:
    write(store, b"1")
    assert acquire(store, LEASE) == 201
    assert acquire(store, LEASE.replace("1", "9")) == 409
    assert store.owner.blob("HEAD", store.url("dev/a")).headers["x-ms-lease-status"] == "locked"


def test_a_leased_blob_is_written_with_its_lease_alone(store: Store) -> None:
    write(store, b"1")
    acquire(store, LEASE)
    assert write(store, b"2") == 412
    assert write(store, b"2", x_ms_lease_id=LEASE.replace("1", "9")) == 412
    assert store.owner.blob("DELETE", store.url("dev/a")).status == 412
    assert write(store, b"2", x_ms_lease_id=LEASE) == 201
    assert store.owner.blob("GET", store.url("dev/a")).body == b"2"


def test_who_lost_the_lease_writes_nothing(store: Store) -> None:
    write(store, b"1")
    acquire(store, LEASE)
    broken = store.owner.blob("PUT", store.url("dev/a", comp="lease"), {"x-ms-lease-action": "break"})
    assert (broken.status, broken.headers["x-ms-lease-time"]) == (202, "0")
    refused = store.owner.blob("PUT", store.url("dev/a"), {"x-ms-lease-id": LEASE}, b"2")
    assert (refused.status, refused.error) == (412, "LeaseNotPresentWithBlobOperation")
    assert acquire(store, LEASE) == 201


def test_a_lease_is_released_by_its_holder(store: Store) -> None:
    write(store, b"1")
    acquire(store, LEASE)
    url = store.url("dev/a", comp="lease")
    other = {"x-ms-lease-action": "release", "x-ms-lease-id": LEASE.replace("1", "9")}
    assert store.owner.blob("PUT", url, other).status == 409
    assert store.owner.blob("PUT", url, {**other, "x-ms-lease-id": LEASE}).status == 200
    assert write(store, b"2") == 201


def test_every_write_of_content_or_metadata_is_a_version(store: Store) -> None:
    write(store, b"1")
    store.owner.blob("PUT", store.url("dev/a", comp="metadata"), {"x-ms-meta-lock": "held"})
    write(store, b"2")
    first, second, third = versions(store)
    contents = [store.owner.blob("GET", store.url("dev/a", versionid=one)) for one in (first, second, third)]
    assert [one.body for one in contents] == [b"1", b"1", b"2"]
    assert [one.headers.get("x-ms-meta-lock") for one in contents] == [None, "held", None]


def test_an_earlier_version_is_copied_over_the_current_one(store: Store) -> None:
    write(store, b"1")
    write(store, b"2")
    first, _ = versions(store)
    source = {"x-ms-copy-source": store.url("dev/a", versionid=first)}
    assert store.owner.blob("PUT", store.url("dev/a"), source).status == 202
    assert store.owner.blob("GET", store.url("dev/a")).body == b"1"
    assert len(versions(store)) == 3


def test_a_deleted_blob_stays_as_versions_and_a_deleted_version_comes_back(store: Store) -> None:
    write(store, b"1")
    assert store.owner.blob("DELETE", store.url("dev/a")).status == 202
    assert store.owner.blob("GET", store.url("dev/a")).status == 404
    (only,) = versions(store)
    assert store.owner.blob("DELETE", store.url("dev/a", versionid=only)).status == 202
    assert versions(store) == []
    assert store.owner.blob("PUT", store.url("dev/a", comp="undelete")).status == 200
    assert versions(store) == [only]


def test_a_write_can_be_conditional(store: Store) -> None:
    assert write(store, b"1", If_None_Match="*") == 201
    assert write(store, b"2", If_None_Match="*") == 409
    etag = store.owner.blob("HEAD", store.url("dev/a")).headers["etag"]
    assert write(store, b"2", If_Match=etag) == 201
    assert write(store, b"3", If_Match=etag) == 412


def test_a_part_is_read(store: Store) -> None:
    write(store, b"0123456789")
    part = store.owner.blob("GET", store.url("dev/a"), {"x-ms-range": "bytes=2-4"})
    assert (part.status, part.body, part.headers["content-range"]) == (206, b"234", "bytes 2-4/10")


def test_what_is_not_there_is_named(store: Store) -> None:
    assert store.owner.blob("GET", store.url("dev/none")).error == "BlobNotFound"
    assert store.owner.blob("GET", store.url("a", container="other")).error == "ContainerNotFound"
    elsewhere = store.owner.blob("GET", "https://nosuchaccount.blob.core.windows.net/tfstate/a")
    assert (elsewhere.status, elsewhere.error) == (404, "ResourceNotFound")


def test_shared_keys_are_refused(store: Store) -> None:
    headers = {"Authorization": "SharedKey acme:c2lnbmF0dXJl"}
    answer = call(store.owner.cloud, "GET", store.url("dev/a"), headers)
    assert (answer.status, answer.error) == (403, "KeyBasedAuthenticationNotPermitted")


def test_an_unsigned_request_is_refused(store: Store) -> None:
    assert call(store.owner.cloud, "GET", store.url("dev/a"), {}).status == 401


def test_plain_http_is_refused(store: Store) -> None:
    status, body = store.owner.cloud.request("GET", store.url("dev/a").replace("https", "http"))
    assert (status, b"AccountRequiresHttps" in body) == (400, True)


def test_what_is_not_implemented_says_so_at_once(store: Store) -> None:
    write(store, b"1")
    answer = store.owner.blob("PUT", store.url("dev/a", comp="snapshot"))
    assert (answer.status, answer.error) == (400, "NotImplemented")
    assert b"local cloud" in answer.body
