"""What a request asks of KMS keys, directly or by way of a service that encrypts with them."""

from __future__ import annotations

import json
from typing import Any

from local_cloud.aws.context import Context
from local_cloud.aws.iam.callers import document
from local_cloud.aws.iam.conditions import Values
from local_cloud.aws.iam.questions import Question, region_of

WITHOUT_KEY = {"CreateKey", "ListKeys", "ListAliases", "GenerateRandom"}


def key_question(key: str, action: str, account: str, region: str, values: Values) -> list[Question]:
    """Whether the caller may use a key, by id, alias or ARN; nothing for AWS' own keys."""
    from moto.kms.models import kms_backends

    if key.startswith("arn:"):
        _, _, _, region, account, key = key.split(":", 5)
        key = key.removeprefix("key/")
    backend = kms_backends[account][region]
    key_id = backend.get_key_id_from_alias(key) if key.startswith("alias/") else key
    found = backend.keys.get(key_id) if key_id else None
    if found is None or key.startswith("alias/aws/"):
        return []  # what isn't there, the service itself says
    return [
        Question(
            action=f"kms:{action}",
            resource=found.arn,
            owner=account,
            policy=document(found.policy),
            policy_rules=True,
            values={
                "kms:calleraccount": account,
                "kms:resourcealiases": tuple(found.aliases),
                **values,
            },
        )
    ]


def kms_questions(now: Context) -> list[Question]:
    """For a call of KMS itself."""
    operation = now.call.operation or "UnknownOperation"
    body: dict[str, Any] = json.loads(now.request.body or b"{}")
    key = body.get("KeyId") or body.get("TargetKeyId")
    region = region_of(now)
    if key is None or operation in WITHOUT_KEY:
        return [Question(f"kms:{operation}", None, now.account)]
    return key_question(str(key), operation, now.account, region, {})
