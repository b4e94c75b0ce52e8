"""Tags of everything in EKS.

Restores: TagResource, UntagResource and ListTagsForResource for node groups, add-ons, access entries and pod
identity associations. moto knows the tags of clusters only.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from local_cloud.aws.eks.common import not_found
from local_cloud.aws.patching import around


def extend() -> None:
    """Finds the tags of every kind of resource."""
    from moto.eks.models import EKSBackend

    around(EKSBackend, "tag_resource", _tag)
    around(EKSBackend, "untag_resource", _untag)
    around(EKSBackend, "list_tags_for_resource", _list)


def tagged_resources(backend: Any) -> Iterator[tuple[str, dict[str, str]]]:
    """ARN and tags of all that an EKS backend holds."""
    for cluster in backend.clusters.values():
        yield cluster.arn, cluster.tags
        for nodegroup in cluster.nodegroups.values():
            yield nodegroup.arn, nodegroup.tags
        for profile in cluster.fargate_profiles.values():
            yield profile.fargate_profile_arn, profile.tags
        for addon in cluster.addons.values():
            yield addon["addonArn"], addon["tags"]
        for entry in cluster.access_entries.values():
            yield entry["accessEntryArn"], entry["tags"]
        for association in cluster.pod_identity_associations.values():
            yield association["associationArn"], association["tags"]


def _tags_of(backend: Any, arn: str) -> dict[str, str]:
    for candidate, tags in tagged_resources(backend):
        if candidate == arn:
            return tags
    not_found(f"Resource was not found: {arn}")


def _tag(_: Callable[..., None], backend: Any, resource_arn: str, tags: dict[str, str]) -> None:
    _tags_of(backend, resource_arn).update(tags)


def _untag(_: Callable[..., None], backend: Any, resource_arn: str, tag_keys: Any) -> None:
    tags = _tags_of(backend, resource_arn)
    for key in tag_keys if isinstance(tag_keys, list) else [tag_keys]:
        tags.pop(key, None)


def _list(_: Callable[..., Any], backend: Any, resource_arn: str) -> dict[str, str]:
    return _tags_of(backend, resource_arn)
