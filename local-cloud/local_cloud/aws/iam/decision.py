"""IAM's decision: an explicit Deny wins, then an Allow, and what nothing allows is refused.

https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
"""

from __future__ import annotations

from local_cloud.aws.context import Context
from local_cloud.aws.failures import Unimplemented
from local_cloud.aws.iam.callers import Caller
from local_cloud.aws.iam.conditions import UnknownCondition, Values
from local_cloud.aws.iam.policy_document import (
    Access,
    UnknownResource,
    Verdict,
    judge,
    judge_identity,
)
from local_cloud.aws.iam.questions import Question


def refusal(caller: Caller, question: Question, now: Context) -> str | None:
    """Why the caller may not do it, as AWS says it; None where it may."""
    access = Access(
        action=question.action,
        resource=question.resource,
        principals=caller.names,
        account=caller.account,
        values={**request_values(caller, question, now), **question.values},
    )
    try:
        reason = _reason(caller, question, access)
    except (UnknownCondition, UnknownResource) as error:
        where = question.resource or question.action
        raise Unimplemented(f"in a policy for {where}: {error}") from error
    if reason is None:
        return None
    on = f" on resource: {question.resource}" if question.resource else ""
    return f"User: {caller.arn} is not authorized to perform: {question.action}{on} {reason}"


def _reason(caller: Caller, question: Question, access: Access) -> str | None:
    by_resource = Verdict.NOTHING if question.policy is None else judge(question.policy, access)
    if by_resource is Verdict.DENY:
        return "with an explicit deny in a resource-based policy"
    if caller.policies is None:
        is_stranger = question.policy_rules and by_resource is Verdict.NOTHING
        return "because no resource-based policy allows it" if is_stranger else None
    verdicts = [judge_identity(policy, access) for policy in caller.policies]
    if Verdict.DENY in verdicts:
        return "with an explicit deny in an identity-based policy"
    by_identity = Verdict.ALLOW in verdicts
    by_account = by_identity and by_resource is not Verdict.NOTHING
    if caller.account != question.owner:
        return None if by_account else "because both accounts' policies have to allow it"
    if question.policy_rules:
        allowed = by_resource is Verdict.ALLOW or by_account
        return None if allowed else "because no resource-based policy allows it"
    allowed = by_identity or by_resource is Verdict.ALLOW
    return None if allowed else "because no identity-based policy allows it"


def request_values(caller: Caller, question: Question, now: Context) -> Values:
    """The condition keys of every request; a direct call has no aws:SourceAccount and so on."""
    return {
        "aws:securetransport": str(now.request.scheme == "https").lower(),
        "aws:sourceip": now.request.client_address,
        "aws:principalaccount": caller.account,
        "aws:principalarn": caller.arn,
        "aws:principalisawsservice": "false",
        "aws:viaawsservice": "false",
        "aws:resourceaccount": question.owner,
    }
