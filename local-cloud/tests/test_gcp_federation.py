"""Pods of a cluster that stands elsewhere act as a service account, by their tokens."""

from __future__ import annotations

import pytest

from tests.gcp_federation_support import exchange, pool_of
from tests.gcp_support import Answer, Google
from tests.gke_support import project_on
from tests.support import Cloud

ISSUER = "https://fsn1.your-objectstorage.com/acme-oidc"
PODS = "system:serviceaccount:"


@pytest.fixture
def google(cloud: Cloud) -> Google:
    return Google(cloud)


def signed_in(google: Google, pool: str, subject: str) -> Answer:
    provider = f"{pool}/providers/oidc"
    claims = {"iss": ISSUER, "sub": subject, "aud": f"https://iam.googleapis.com/{provider}"}
    return exchange(google, provider, claims)


def test_a_condition_says_how_subjects_begin(google: Google) -> None:
    project = project_on(google, "iam").name
    pool = pool_of(google, project, ISSUER, f'assertion.sub.startsWith("{PODS}")')
    assert signed_in(google, pool, f"{PODS}web:server").status == 200
    assert signed_in(google, pool, "ada").status == 403


def test_a_condition_that_is_not_understood_is_named(google: Google) -> None:
    pool = pool_of(google, project_on(google, "iam").name, ISSUER, "assertion.sub.size() > 3")
    refused = signed_in(google, pool, f"{PODS}web:server")
    assert refused.status == 400
    assert "any condition but a list of subjects, or how they begin" in refused.message


def test_a_workload_identity_user_acts_as_the_account(google: Google) -> None:
    project = project_on(google, "iam")
    pool = pool_of(google, project.name, ISSUER, f'assertion.sub.startsWith("{PODS}")')
    email = str(project.api("iam", "POST", "serviceAccounts", {"accountId": "dev-app"}).json["email"])
    member = f"principal://iam.googleapis.com/{pool}/subject/{PODS}web:server"
    policy = {"bindings": [{"role": "roles/iam.workloadIdentityUser", "members": [member]}]}
    made = project.api("iam", "POST", f"serviceAccounts/{email}:setIamPolicy", {"policy": policy})
    assert made.status == 200
    url = f"iamcredentials.googleapis.com/v1/projects/-/serviceAccounts/{email}:generateAccessToken"
    for subject, status in ((f"{PODS}web:server", 200), (f"{PODS}web:other", 403)):
        pod = Google(google.cloud, signed_in(google, pool, subject).json["access_token"])
        assert pod.call("POST", url, {}).status == status
