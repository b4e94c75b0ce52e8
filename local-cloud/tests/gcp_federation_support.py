"""Pools of identities that somebody else vouches for, and tokens of theirs."""

from __future__ import annotations

import base64
import json
import time
from typing import Any
from urllib.parse import urlencode

from tests.gcp_support import Answer, Google, enable


def listed(*subjects: str) -> str:
    """The condition that lets these subjects in."""
    return f"assertion.sub in {json.dumps(subjects)}"


def pool_of(google: Google, project: str, issuer: str, condition: str) -> str:
    """A pool, by its full name, with the provider `oidc`."""
    enable(google, project, "iam")
    pools = f"iam.googleapis.com/v1/projects/{project}/locations/global/workloadIdentityPools"
    made = google.call("POST", f"{pools}?workloadIdentityPoolId=acme-pool", {})
    name = str(made.json["response"]["name"])
    body = {
        "attributeMapping": {"google.subject": "assertion.sub"},
        "attributeCondition": condition,
        "oidc": {"issuerUri": issuer},
    }
    query = "workloadIdentityPoolProviderId=oidc"
    assert google.call("POST", f"iam.googleapis.com/v1/{name}/providers?{query}", body).status == 200
    return name


def exchange(google: Google, provider: str, claims: dict[str, Any]) -> Answer:
    """Hands a token with these claims to a provider."""
    payload = {"exp": time.time() + 600, **claims}
    encoded = base64.urlsafe_b64encode(json.dumps(payload).encode()).decode().rstrip("=")
    form = {"audience": f"//iam.googleapis.com/{provider}", "subject_token": f"e30.{encoded}."}
    return google.call("POST", "sts.googleapis.com/v1/token", urlencode(form).encode())
