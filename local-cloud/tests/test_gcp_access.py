"""Google Cloud's policies: who is let in, under which condition, and by whose token."""

from __future__ import annotations

from typing import Any

import pytest

from local_cloud.gcp.conditions import parse_condition
from local_cloud.gcp.errors import GoogleError
from tests.gcp_federation_support import exchange, listed, pool_of
from tests.gcp_support import PROJECT, Google, enable, object_path
from tests.support import Cloud, unique

ANN = "user:ann@acme.test"
STATE = "dev/dev/default.tfstate"
LOCK = "dev/dev/default.tflock"


@pytest.fixture
def google(cloud: Cloud) -> Google:
    return Google(cloud)


def grant(google: Google, bucket: str, role: str, expression: str | None = None, member: str = ANN) -> None:
    policy = google.storage("GET", f"b/{bucket}/iam").json
    binding: dict[str, Any] = {"role": f"roles/storage.{role}", "members": [member]}
    if expression is not None:
        binding["condition"] = {"title": "test", "expression": expression}
    body = {"version": 3, "etag": policy["etag"], "bindings": [*policy["bindings"], binding]}
    assert google.storage("PUT", f"b/{bucket}/iam", body).status == 200


@pytest.mark.parametrize(
    ("expression", "holds"),
    [
        ('resource.name == "a/b"', True),
        ('resource.name != "a/b"', False),
        ('resource.name.startsWith("a/")', True),
        ("resource.name.endsWith('/c')", False),
        ('resource.name.endsWith("/c") || resource.name.startsWith("a")', True),
        ('resource.name.endsWith("/c") && resource.name.startsWith("a")', False),
        ('!(resource.name == "x") && !resource.name.startsWith("x")', True),
        ('resource.name == "x" && resource.name == "x" || resource.name == "a/b"', True),
        ('resource.name.extract("a/{part}") == "b"', True),
        ('resource.name.extract("a/{part}").startsWith("b")', True),
        ('resource.name.extract("{part}/b") == "a"', True),
        ('resource.name.extract("x/{part}") == ""', True),
        ('resource.type != "compute.googleapis.com/Disk" || resource.name == "x"', True),
        ('resource.service == "storage.googleapis.com"', False),
    ],
)
def test_a_condition_is_evaluated(expression: str, holds: bool) -> None:
    assert parse_condition(expression)("a/b") is holds


@pytest.mark.parametrize(
    "expression",
    [
        "",
        "true",
        'resource.name.matches("a/.*")',
        'resource.location == "eu"',
        'request.time < timestamp("2030-01-01T00:00:00Z")',
        'resource.name.startsWith("a") resource.name.startsWith("b")',
        'resource.name.startsWith("a"',
        'resource.name = "a"',
    ],
)
def test_a_condition_that_is_not_understood_is_refused(expression: str) -> None:
    with pytest.raises(GoogleError):
        parse_condition(expression)


def test_nobody_gets_in_without_a_token(google: Google) -> None:
    bucket = google.bucket()
    assert Google(google.cloud, "ya29.unknown").storage("GET", f"b/{bucket}").status == 401


def test_a_member_without_a_grant_gets_nothing(google: Google) -> None:
    bucket = google.bucket()
    google.put(bucket, STATE, b"{}")
    ann = google.member(ANN)
    assert ann.read(bucket, STATE).status == 403
    assert ann.put(bucket, STATE, b"").status == 403
    assert ann.storage("GET", f"b/{bucket}/o").status == 403
    assert ann.storage("PATCH", f"b/{bucket}", {}).status == 403
    assert ann.storage("GET", f"b?project={PROJECT}").status == 403


def test_a_grant_ends_where_its_condition_ends(google: Google) -> None:
    bucket = google.bucket()
    folder = f"projects/_/buckets/{bucket}/objects/dev/"
    grant(google, bucket, "objectUser", f'resource.name.startsWith("{folder}")')
    ann = google.member(ANN)
    assert ann.put(bucket, STATE, b"{}").status == 200
    assert ann.put(bucket, "prod/prod/default.tfstate", b"{}").status == 403
    assert ann.storage("GET", f"b/{bucket}/o").status == 403


def test_to_replace_an_object_is_to_delete_it(google: Google) -> None:
    bucket = google.bucket()
    grant(google, bucket, "objectCreator")
    ann = google.member(ANN)
    assert ann.put(bucket, STATE, b"one").status == 200
    replaced = ann.put(bucket, STATE, b"two")
    assert replaced.status == 403
    assert "storage.objects.delete" in replaced.message


def test_who_may_not_list_is_not_told_that_there_is_no_object(google: Google) -> None:
    bucket = google.bucket()
    grant(google, bucket, "legacyObjectReader")
    ann = google.member(ANN)
    assert ann.read(bucket, STATE).status == 403
    grant(google, bucket, "objectViewer")
    assert ann.read(bucket, STATE).status == 404


def test_a_change_of_an_older_policy_is_refused(google: Google) -> None:
    bucket = google.bucket()
    old = google.storage("GET", f"b/{bucket}/iam").json
    grant(google, bucket, "objectViewer")
    assert google.storage("PUT", f"b/{bucket}/iam", old).status == 412


@pytest.mark.parametrize(
    ("binding", "version"),
    [
        ({"role": "roles/storage.everything", "members": [ANN]}, 3),
        ({"role": "roles/storage.objectViewer", "members": ["ann@acme.test"]}, 3),
        (
            {
                "role": "roles/storage.objectViewer",
                "members": [ANN],
                "condition": {"title": "t", "expression": 'resource.name == "a"'},
            },
            1,
        ),
    ],
)
def test_a_wrong_binding_is_refused(google: Google, binding: Any, version: int) -> None:
    bucket = google.bucket()
    body = {"version": version, "bindings": [binding]}
    assert google.storage("PUT", f"b/{bucket}/iam", body).status == 400


def test_a_ci_job_signs_in_through_its_pool_and_is_that_subject(google: Google) -> None:
    project, issuer = unique("ci"), "https://token.actions.githubusercontent.com"
    subject = "repo:acme/infra:environment:dev"
    pool = pool_of(google, project, issuer, listed(subject))
    provider = f"{pool}/providers/oidc"
    claims = {"iss": issuer, "sub": subject, "aud": f"https://iam.googleapis.com/{provider}"}
    token = exchange(google, provider, claims)
    assert token.status == 200
    bucket = google.bucket()
    grant(google, bucket, "objectViewer", member=f"principal://iam.googleapis.com/{pool}/subject/{subject}")
    job = Google(google.cloud, token.json["access_token"])
    assert job.storage("GET", f"b/{bucket}/o").status == 200
    assert job.put(bucket, STATE, b"").status == 403
    for wrong in ({"sub": "repo:evil/fork"}, {"iss": "https://gitlab.com"}, {"aud": "x"}, {"exp": 1}):
        assert exchange(google, provider, {**claims, **wrong}).status in (400, 403)


def test_a_pool_is_made_by_an_operation_and_keeps_its_name_when_deleted(google: Google) -> None:
    project = unique("ci")
    pool = pool_of(google, project, "https://gitlab.com", listed("job"))
    deleted = google.call("DELETE", f"iam.googleapis.com/v1/{pool}")
    assert deleted.json["done"] is True
    again = google.call(
        "POST", f"iam.googleapis.com/v1/{pool.rpartition('/')[0]}?workloadIdentityPoolId=acme-pool", {}
    )
    assert again.status == 409


def test_an_api_that_is_off_says_so(google: Google) -> None:
    answer = google.call(
        "POST", f"cloudkms.googleapis.com/v1/projects/{unique('off')}/locations/eu/keyRings?keyRingId=r", {}
    )
    assert answer.status == 403
    assert "has not been used in project" in answer.message


def test_a_bucket_takes_only_a_key_that_its_agent_may_use(google: Google) -> None:
    project = unique("kms")
    enable(google, project, "cloudkms")
    ring = f"cloudkms.googleapis.com/v1/projects/{project}/locations/europe-west4/keyRings"
    assert google.call("POST", f"{ring}?keyRingId=r", {}).status == 200
    assert (
        google.call("POST", f"{ring}/r/cryptoKeys?cryptoKeyId=k", {"purpose": "ENCRYPT_DECRYPT"}).status
        == 200
    )
    key = f"projects/{project}/locations/europe-west4/keyRings/r/cryptoKeys/k"
    body: dict[str, Any] = {
        "name": unique("bucket"),
        "location": "EUROPE-WEST4",
        "encryption": {"defaultKmsKeyName": key},
    }
    refused = google.storage("POST", f"b?project={project}", body)
    assert refused.status == 403
    assert "service account" in refused.message
    agent = google.storage("GET", f"projects/{project}/serviceAccount").json["email_address"]
    role = "roles/cloudkms.cryptoKeyEncrypterDecrypter"
    policy = {"bindings": [{"role": role, "members": [f"serviceAccount:{agent}"]}]}
    assert (
        google.call("POST", f"cloudkms.googleapis.com/v1/{key}:setIamPolicy", {"policy": policy}).status
        == 200
    )
    assert google.storage("POST", f"b?project={project}", {**body, "location": "US"}).status == 400
    assert google.storage("POST", f"b?project={project}", body).status == 200
    google.put(body["name"], STATE, b"{}")
    assert google.storage("GET", object_path(body["name"], STATE)).json["kmsKeyName"].startswith(key)
