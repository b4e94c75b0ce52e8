"""Cloud Storage: generations, preconditions, versions, soft delete, uploads."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from email.message import Message

import pytest

from local_cloud.gcp.call import Call
from local_cloud.gcp.callers import OWNER
from local_cloud.gcp.errors import GoogleError
from local_cloud.gcp.uploads import Upload, Uploads
from local_cloud.messages import Response
from tests.gcp_support import Google, object_path
from tests.support import Cloud

NAME = "dev/dev/default.tfstate"
LOCK = "dev/dev/default.tflock"


@pytest.fixture
def google(cloud: Cloud) -> Google:
    return Google(cloud)


def test_an_object_is_created_once_while_it_must_not_exist(google: Google) -> None:
    bucket = google.bucket(versioning={"enabled": True})
    assert google.put(bucket, LOCK, b"a", ifGenerationMatch="0").status == 200
    assert google.put(bucket, LOCK, b"b", ifGenerationMatch="0").status == 412
    generation = google.storage("GET", object_path(bucket, LOCK)).json["generation"]
    path = object_path(bucket, LOCK)
    assert google.storage("DELETE", f"{path}?ifGenerationMatch=1").status == 412
    assert google.storage("DELETE", f"{path}?ifGenerationMatch={generation}").status == 204
    assert google.put(bucket, LOCK, b"c", ifGenerationMatch="0").status == 200


def test_of_many_who_create_at_once_one_succeeds(google: Google) -> None:
    bucket = google.bucket()
    with ThreadPoolExecutor(8) as pool:
        tries = [pool.submit(google.put, bucket, LOCK, b"x", ifGenerationMatch="0") for _ in range(8)]
    assert sorted(each.result().status for each in tries) == [200] + [412] * 7


def test_what_is_replaced_stays_as_a_version(google: Google) -> None:
    bucket = google.bucket(versioning={"enabled": True})
    generations = [google.put(bucket, NAME, data).json["generation"] for data in (b"one", b"two")]
    listed = google.storage("GET", f"b/{bucket}/o?versions=true&prefix=dev/").json["items"]
    assert [each["generation"] for each in listed] == generations
    assert [("timeDeleted" in each) for each in listed] == [True, False]
    first = google.storage("GET", f"{object_path(bucket, NAME)}?alt=media&generation={generations[0]}")
    assert first.body == b"one"
    assert google.read(bucket, NAME).body == b"two"


def test_without_versioning_nothing_stays(google: Google) -> None:
    bucket = google.bucket(softDeletePolicy={"retentionDurationSeconds": "0"})
    for data in (b"one", b"two"):
        google.put(bucket, NAME, data)
    assert len(google.storage("GET", f"b/{bucket}/o?versions=true").json["items"]) == 1


def test_an_erased_version_can_be_restored_from_soft_delete(google: Google) -> None:
    bucket = google.bucket(versioning={"enabled": True})
    generation = google.put(bucket, NAME, b"one").json["generation"]
    path = object_path(bucket, NAME)
    assert google.storage("DELETE", f"{path}?generation={generation}").status == 204
    assert google.read(bucket, NAME).status == 404
    soft = google.storage("GET", f"b/{bucket}/o?softDeleted=true").json["items"]
    assert [each["generation"] for each in soft] == [generation]
    assert google.storage("POST", f"{path}/restore?generation={generation}").status == 200
    assert google.read(bucket, NAME).body == b"one"


def test_an_earlier_version_is_copied_over_the_current_one(google: Google) -> None:
    bucket = google.bucket(versioning={"enabled": True})
    generation = google.put(bucket, NAME, b"one").json["generation"]
    google.put(bucket, NAME, b"two")
    target = object_path(bucket, NAME)
    copied = google.storage("POST", f"{target}/rewriteTo/{target}?sourceGeneration={generation}")
    assert copied.json["done"] is True
    assert google.read(bucket, NAME).body == b"one"


def test_two_parts_are_taken_apart_byte_by_byte(google: Google) -> None:
    bucket = google.bucket()
    data = b"\r\n{}\n--\r\n"
    body = b"\r\n".join(
        [
            b"--edge",
            b"Content-Type: application/json",
            b"",
            json.dumps({"name": NAME}).encode(),
            b"--edge",
            b"Content-Type: application/json",
            b"",
            data,
            b"--edge--",
        ]
    )
    answer = google.call(
        "POST",
        f"storage.googleapis.com/upload/storage/v1/b/{bucket}/o?uploadType=multipart",
        body,
        {"Content-Type": "multipart/related; boundary=edge"},
    )
    assert answer.status == 200
    assert google.read(bucket, NAME).body == data


@pytest.mark.parametrize("says_308_in_a_header", [True, False])
def test_an_upload_goes_on_where_it_stopped(says_308_in_a_header: bool) -> None:
    uploads = Uploads()
    begun = uploads.receive(chunk({"uploadType": "resumable", "name": "big"}, b"{}"))
    assert isinstance(begun, Response)
    identifier = begun.headers["Location"].rpartition("upload_id=")[2]
    extra = {"X-GUploader-No-308": "yes"} if says_308_in_a_header else {}
    first = uploads.receive(
        chunk({"upload_id": identifier}, b"abc", {"Content-Range": "bytes 0-2/*", **extra})
    )
    assert isinstance(first, Response)
    assert first.headers["Range"] == "bytes=0-2"
    assert (first.status == 308) is not says_308_in_a_header
    with pytest.raises(GoogleError):
        uploads.receive(chunk({"upload_id": identifier}, b"x", {"Content-Range": "bytes 9-9/*"}))
    last = uploads.receive(chunk({"upload_id": identifier}, b"de", {"Content-Range": "bytes 3-4/5"}))
    assert isinstance(last, Upload)
    assert last.data == b"abcde"
    assert last.query["name"] == "big"


def chunk(query: dict[str, str], body: bytes, headers: dict[str, str] | None = None) -> Call:
    message = Message()
    for name, value in (headers or {}).items():
        message[name] = value
    path = ("upload", "storage", "v1", "b", "bucket", "o")
    return Call("storage", "POST", path, query, message, body, OWNER)


def test_a_checksum_that_does_not_match_is_refused(google: Google) -> None:
    bucket = google.bucket()
    body = b'--e\r\n\r\n{"name":"x","md5Hash":"AAAA"}\r\n--e\r\n\r\ndata\r\n--e--'
    answer = google.call(
        "POST",
        f"storage.googleapis.com/upload/storage/v1/b/{bucket}/o?uploadType=multipart",
        body,
        {"Content-Type": "multipart/related; boundary=e"},
    )
    assert answer.status == 400
    assert "md5Hash" in answer.message


def test_a_long_list_comes_in_pages(google: Google) -> None:
    bucket = google.bucket()
    for name in "abc":
        google.put(bucket, name, b"")
    page = google.storage("GET", f"b/{bucket}/o?maxResults=2").json
    rest = google.storage("GET", f"b/{bucket}/o?maxResults=2&pageToken={page['nextPageToken']}").json
    assert [each["name"] for each in page["items"] + rest["items"]] == ["a", "b", "c"]
    assert "nextPageToken" not in rest


def test_a_bucket_with_something_in_it_stays(google: Google) -> None:
    bucket = google.bucket(versioning={"enabled": True})
    google.put(bucket, NAME, b"")
    assert google.storage("DELETE", f"b/{bucket}").status == 409


def test_what_is_not_implemented_says_so_at_once(google: Google) -> None:
    bucket = google.bucket()
    answer = google.storage("POST", f"b/{bucket}/notificationConfigs", {})
    assert answer.status == 400
    assert "not implemented" in answer.message
