"""Roles and their sessions, for the tests of IAM."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from tests.support import ACCOUNT, REGION, Cloud, unique

OTHER_ACCOUNT = "222233334444"

Statement = Mapping[str, Any]


def policy(*statements: Statement) -> str:
    return json.dumps({"Version": "2012-10-17", "Statement": list(statements)})


def allow(action: str | list[str], resource: str | list[str] = "*", **more: Any) -> Statement:
    return {"Effect": "Allow", "Action": action, "Resource": resource, **more}


def deny(action: str | list[str], resource: str | list[str] = "*", **more: Any) -> Statement:
    return {**allow(action, resource, **more), "Effect": "Deny"}


def trust(principal: Any, action: str = "sts:AssumeRole", **more: Any) -> Statement:
    return {"Effect": "Allow", "Principal": principal, "Action": action, **more}


def bucket_arn(bucket: str, key: str = "") -> str:
    return f"arn:aws:s3:::{bucket}/{key}" if key else f"arn:aws:s3:::{bucket}"


@dataclass(frozen=True)
class Session:
    """Credentials of a role."""

    role: str
    """Its ARN."""
    credentials: Mapping[str, str]
    cloud: Cloud

    def client(self, service: str, region: str = REGION, scheme: str = "https") -> Any:
        return self.cloud.client(
            service,
            region=region,
            scheme=scheme,
            key=self.credentials["AccessKeyId"],
            secret=self.credentials["SecretAccessKey"],
            token=self.credentials["SessionToken"],
        )


def role(
    cloud: Cloud, *statements: Statement, trusted: Statement | None = None, account: str = ACCOUNT
) -> str:
    """Makes a role with an inline policy; by default its account may take it. Returns the ARN."""
    iam = cloud.client("iam", key=account)
    name = unique("role")
    trusts = policy(trusted or trust({"AWS": account}))
    arn = iam.create_role(RoleName=name, AssumeRolePolicyDocument=trusts)["Role"]["Arn"]
    if statements:
        iam.put_role_policy(RoleName=name, PolicyName="own", PolicyDocument=policy(*statements))
    return str(arn)


def assume(cloud: Cloud, arn: str, by: Callable[..., Any] | None = None, **more: Any) -> Session:
    """Takes a role, with the default credentials unless `by` is another client of STS."""
    sts = by("sts") if by else cloud.client("sts")
    answer = sts.assume_role(RoleArn=arn, RoleSessionName="test", **more)
    return Session(arn, answer["Credentials"], cloud)


def session(cloud: Cloud, *statements: Statement) -> Session:
    """A session of a new role with these statements."""
    return assume(cloud, role(cloud, *statements))


def token(**claims: Any) -> str:
    """An OIDC token that nobody has signed."""
    parts = [{"alg": "none"}, claims]
    return (
        ".".join(base64.urlsafe_b64encode(json.dumps(one).encode()).decode().rstrip("=") for one in parts)
        + "."
    )
