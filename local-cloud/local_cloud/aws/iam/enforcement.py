"""Asks IAM about each request before moto answers it."""

from __future__ import annotations

from local_cloud.aws.context import Context
from local_cloud.aws.failures import failure
from local_cloud.aws.iam.buckets import READING, bucket_of, bucket_questions, object_question
from local_cloud.aws.iam.callers import Caller, caller_of
from local_cloud.aws.iam.decision import refusal
from local_cloud.aws.iam.keys import kms_questions
from local_cloud.aws.iam.questions import Question
from local_cloud.aws.iam.tables import table_questions
from local_cloud.aws.iam.trust import BadToken, assume_role_questions, web_identity_refusal
from local_cloud.aws.operations import s3_bucket_and_key
from local_cloud.messages import Response

FREE = {("sts", "GetCallerIdentity")}
"""What needs no permission."""
CODES = {"dynamodb": "AccessDeniedException", "kms": "AccessDeniedException"}
"""How a service says that a call is not allowed, where it isn't `AccessDenied`."""


def refused(now: Context) -> Response | None:
    """A 403 where IAM refuses the request; None where it lets it pass."""
    if (now.call.service, now.call.operation) in FREE:
        return None
    if now.call.operation == "AssumeRoleWithWebIdentity":
        try:
            reason = web_identity_refusal(now)
        except BadToken as error:
            return failure(now.request, now.call, 400, error.code, error.message)
    else:
        reason = _first_refusal(now, caller_of(now))
    return None if reason is None else _forbidden(now, reason)


def hidden(now: Context, response: Response) -> Response:
    """S3's 404 is a 403 to whom the bucket would not let list: the answer itself would tell what is there."""
    if now.call.service != "s3" or now.call.operation not in READING or response.status != 404:
        return response
    caller = caller_of(now)
    bucket = bucket_of(s3_bucket_and_key(now.request.host, now.request.path)[0] or "", now.account)
    if caller.policies is None or bucket is None:
        return response
    reason = refusal(caller, object_question(now, bucket, "ListBucket", None), now)
    return response if reason is None else _forbidden(now, reason)


def _first_refusal(now: Context, caller: Caller) -> str | None:
    reasons = (refusal(caller, question, now) for question in _questions(now, caller))
    return next((reason for reason in reasons if reason is not None), None)


def _questions(now: Context, caller: Caller) -> list[Question]:
    service, operation = now.call.service, now.call.operation
    if service == "s3":
        return bucket_questions(now, caller)
    if (service, operation) == ("sts", "AssumeRole"):
        return assume_role_questions(now)
    if caller.policies is None:
        return []
    if service == "dynamodb":
        return table_questions(now)
    if service == "kms":
        return kms_questions(now)
    return [Question(f"{service}:{operation}", None, now.account)]


def _forbidden(now: Context, reason: str) -> Response:
    now.request.notes["refused"] = reason
    return failure(now.request, now.call, 403, CODES.get(now.call.service or "", "AccessDenied"), reason)
