"""What a request asks of DynamoDB tables, and of the keys that encrypt them."""

from __future__ import annotations

import json
from typing import Any

from local_cloud.aws.context import Context
from local_cloud.aws.failures import Unimplemented
from local_cloud.aws.iam.conditions import Values
from local_cloud.aws.iam.keys import key_question
from local_cloud.aws.iam.questions import Question, region_of

ITEM_OF = {"GetItem": "Key", "PutItem": "Item", "DeleteItem": "Key", "UpdateItem": "Key"}
"""Where a call names the item that it is about."""
SEVERAL_ITEMS = (
    "BatchGetItem",
    "BatchWriteItem",
    "TransactGetItems",
    "TransactWriteItems",
    "Query",
    "ExecuteStatement",
    "ExecuteTransaction",
    "BatchExecuteStatement",
)
"""Calls whose leading keys are not looked for here."""


def table_questions(now: Context) -> list[Question]:
    """For a call of DynamoDB."""
    from moto.dynamodb.models import dynamodb_backends

    operation = now.call.operation or "UnknownOperation"
    if operation in SEVERAL_ITEMS:
        raise Unimplemented("the items that it touches are not known to IAM here")
    body: dict[str, Any] = json.loads(now.request.body or b"{}")
    name = body.get("TableName") or body.get("ResourceArn")
    if name is None:
        return [Question(f"dynamodb:{operation}", None, now.account)]
    region = region_of(now)
    arn = (
        str(name) if str(name).startswith("arn:") else f"arn:aws:dynamodb:{region}:{now.account}:table/{name}"
    )
    backend = dynamodb_backends[now.account][region]
    if arn in getattr(backend, "resource_policies", {}):
        raise Unimplemented(f"the resource policy of {arn} is not evaluated")
    table = backend.tables.get(arn.split("/")[-1])
    question = Question(
        f"dynamodb:{operation}", arn, now.account, values=_leading_keys(table, operation, body)
    )
    if table is None or operation not in ITEM_OF:
        return [question]
    key = (table.sse_specification or {}).get("KMSMasterKeyId")
    through = {"kms:viaservice": f"dynamodb.{region}.amazonaws.com"}
    return [question, *(key_question(key, "Decrypt", now.account, region, through) if key else [])]


def _leading_keys(table: Any, operation: str, body: dict[str, Any]) -> Values:
    if table is None or operation not in ITEM_OF:
        return {}
    attribute = body.get(ITEM_OF[operation], {}).get(table.hash_key_attr, {})
    return {"dynamodb:leadingkeys": tuple(str(value) for value in attribute.values())}
