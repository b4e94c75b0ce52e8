"""Who may take a role."""

from __future__ import annotations

from typing import Any

import pytest
from botocore.exceptions import ClientError

from tests.iam_support import OTHER_ACCOUNT, allow, assume, policy, role, session, token, trust
from tests.support import ACCOUNT, Cloud, error_code, unique

ISSUER = "token.example.com/ci"
SUBJECT = "repo:acme/infrastructure:environment:dev"


def refusal(cloud: Cloud, arn: str, by: Any = None, **more: Any) -> str:
    with pytest.raises(ClientError) as failure:
        assume(cloud, arn, by, **more)
    return str(failure.value.response["Error"]["Code"])


def test_the_account_itself_has_to_be_trusted(cloud: Cloud) -> None:
    assert refusal(cloud, role(cloud, trusted=trust({"AWS": OTHER_ACCOUNT}))) == "AccessDenied"
    assume(cloud, role(cloud, trusted=trust({"AWS": ACCOUNT})))


def test_a_role_that_is_named_needs_nothing_else(cloud: Cloud) -> None:
    ci = session(cloud)
    assume(cloud, role(cloud, trusted=trust({"AWS": ci.role})), ci.client)
    stranger = session(cloud)
    assert refusal(cloud, role(cloud, trusted=trust({"AWS": ci.role})), stranger.client) == "AccessDenied"


def test_an_account_that_is_trusted_says_itself_who_of_it(cloud: Cloud) -> None:
    arn = role(cloud)
    assert refusal(cloud, arn, session(cloud).client) == "AccessDenied"
    assume(cloud, arn, session(cloud, allow("sts:AssumeRole", arn)).client)


def test_another_accounts_role_needs_both(cloud: Cloud) -> None:
    ci = session(cloud)
    arn = role(cloud, trusted=trust({"AWS": ci.role}), account=OTHER_ACCOUNT)
    assert refusal(cloud, arn, ci.client) == "AccessDenied"
    able = session(cloud, allow("sts:AssumeRole"))
    assume(cloud, role(cloud, trusted=trust({"AWS": able.role}), account=OTHER_ACCOUNT), able.client)


def test_conditions_of_the_trust_are_evaluated(cloud: Cloud) -> None:
    condition = {"StringEquals": {"sts:ExternalId": "secret"}}
    arn = role(cloud, trusted=trust({"AWS": ACCOUNT}, Condition=condition))
    assert refusal(cloud, arn) == "AccessDenied"
    assert refusal(cloud, arn, ExternalId="wrong") == "AccessDenied"
    assume(cloud, arn, ExternalId="secret")


def test_a_session_policy_is_refused_by_name(cloud: Cloud) -> None:
    assert refusal(cloud, role(cloud), Policy=policy(allow("s3:*"))) == "NotImplemented"


@pytest.fixture(scope="module")
def provider(cloud: Cloud) -> str:
    """An OIDC provider."""
    answer = cloud.client("iam").create_open_id_connect_provider(
        Url=f"https://{ISSUER}", ClientIDList=["sts.amazonaws.com"], ThumbprintList=[]
    )
    return str(answer["OpenIDConnectProviderArn"])


def job_role(cloud: Cloud, provider: str) -> str:
    claims = {f"{ISSUER}:sub": [SUBJECT], f"{ISSUER}:aud": "sts.amazonaws.com"}
    trusted = trust(
        {"Federated": provider}, "sts:AssumeRoleWithWebIdentity", Condition={"StringEquals": claims}
    )
    return role(cloud, trusted=trusted)


def call(cloud: Cloud, arn: str, **claims: Any) -> dict[str, Any]:
    return {
        "RoleArn": arn,
        "RoleSessionName": unique("job"),
        "WebIdentityToken": token(
            **{"iss": f"https://{ISSUER}", "aud": "sts.amazonaws.com", "sub": SUBJECT, **claims}
        ),
    }


def test_a_job_is_known_by_its_subject(cloud: Cloud, provider: str) -> None:
    arn = job_role(cloud, provider)
    sts = cloud.client("sts")
    answer = sts.assume_role_with_web_identity(**call(cloud, arn))
    assert answer["AssumedRoleUser"]["Arn"].startswith(f"arn:aws:sts::{ACCOUNT}:assumed-role/")


@pytest.mark.parametrize(
    ("claims", "code"),
    [
        ({"sub": "repo:acme/infrastructure:environment:prod"}, "AccessDenied"),
        ({"sub": f"{SUBJECT}-2"}, "AccessDenied"),
        ({"aud": "https://github.com/acme"}, "InvalidIdentityToken"),
        ({"iss": "https://token.example.com/other"}, "InvalidIdentityToken"),
        ({"exp": 1}, "ExpiredTokenException"),
    ],
)
def test_any_other_token_is_refused(cloud: Cloud, provider: str, claims: dict[str, Any], code: str) -> None:
    arn = job_role(cloud, provider)
    sts = cloud.client("sts")
    assert error_code(sts.assume_role_with_web_identity, **call(cloud, arn, **claims)) == code


def test_a_role_for_identities_is_not_for_jobs(cloud: Cloud, provider: str) -> None:
    sts = cloud.client("sts")
    assert error_code(sts.assume_role_with_web_identity, **call(cloud, role(cloud))) == "AccessDenied"
    assert refusal(cloud, job_role(cloud, provider)) == "AccessDenied"
