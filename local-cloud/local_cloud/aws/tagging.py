"""What the tagging API finds.

Restores: GetResources returns EKS resources, elastic IPs, VPC endpoints, launch templates, security group
rules, and in us-east-1 IAM's policies and identity providers (roles are in no region's list). moto leaves
them out, so that a search for what a destroy has left would miss them. And it misspells a flow log's ARN.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from local_cloud.aws.eks.tags import tagged_resources
from local_cloud.aws.patching import around

GLOBAL_REGION = "us-east-1"
"""Where AWS lists what belongs to no region."""


def extend() -> None:
    """Adds what moto leaves out."""
    from moto.resourcegroupstaggingapi.models import ResourceGroupsTaggingAPIBackend

    around(ResourceGroupsTaggingAPIBackend, "_get_resources_generator", _get_resources)


def _get_resources(
    original: Callable[..., Iterator[dict[str, Any]]],
    backend: Any,
    tag_filters: list[dict[str, Any]] | None = None,
    resource_type_filters: list[str] | None = None,
) -> Iterator[dict[str, Any]]:
    for found in original(tag_filters=tag_filters, resource_type_filters=resource_type_filters):
        yield {**found, "ResourceARN": found["ResourceARN"].replace(":flow-logs/", ":vpc-flow-log/")}
    for arn, tags in [*_eks(backend), *_ec2(backend), *_iam(backend)]:
        if tags and _is_wanted_type(arn, resource_type_filters) and _fits(tags, tag_filters or []):
            pairs = [{"Key": key, "Value": value} for key, value in tags.items()]
            yield {"ResourceARN": arn, "Tags": pairs}


def _eks(backend: Any) -> Iterator[tuple[str, dict[str, str]]]:
    from moto.eks.models import eks_backends

    return tagged_resources(eks_backends[backend.account_id][backend.region_name])


def _ec2(backend: Any) -> Iterator[tuple[str, dict[str, str]]]:
    ec2 = backend.ec2_backend
    prefix = f"arn:{backend.partition}:ec2:{backend.region_name}:{backend.account_id}:"
    rules = [
        rule.id
        for groups in ec2.groups.values()
        for group in groups.values()
        for rule in [*group.ingress_rules, *group.egress_rules]
    ]
    ids = {
        "elastic-ip": [address.allocation_id for address in ec2.addresses],
        "vpc-endpoint": [one.id for one in ec2.vpc_end_points.values() if one.state != "deleted"],
        "launch-template": list(ec2.launch_templates),
        "security-group-rule": rules,
    }
    for kind, found in ids.items():
        for identifier in found:
            yield f"{prefix}{kind}/{identifier}", dict(ec2.tags.get(identifier, {}))


def _iam(backend: Any) -> Iterator[tuple[str, dict[str, str]]]:
    from moto.iam.models import iam_backends

    if backend.region_name != GLOBAL_REGION:
        return
    iam = iam_backends[backend.account_id][backend.partition]
    # AWS' own policies have no tags.
    found: list[Any] = [*iam.open_id_providers.values(), *iam.managed_policies.values()]
    for one in found:
        yield one.arn, {tag["Key"]: tag["Value"] for tag in one.tags.values()}


def _is_wanted_type(arn: str, wanted: list[str] | None) -> bool:
    """Filters are like `eks` or `eks:cluster`."""
    if not wanted:
        return True
    service, resource = arn.split(":")[2], arn.split(":", 5)[5].split("/")[0]
    return service in wanted or f"{service}:{resource}" in wanted


def _fits(tags: dict[str, str], filters: list[dict[str, Any]]) -> bool:
    """Every filter's key is there, with one of its values if it has some."""
    return all(
        one["Key"] in tags and (not one.get("Values") or tags[one["Key"]] in one["Values"]) for one in filters
    )
