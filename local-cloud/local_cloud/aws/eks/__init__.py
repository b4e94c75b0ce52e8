"""EKS: what moto's clusters and node groups don't answer, and the APIs that it doesn't have at all.

moto stops at clusters, node groups and Fargate profiles. Terraform's aws provider reads back more of those
than moto stores, and uses updates, add-ons, access entries, pod identity associations and their tags.
"""

from local_cloud.aws.eks import (
    access_entries,
    access_policies,
    addons,
    clusters,
    nodegroups,
    pod_identity,
    tags,
    updates,
)


def extend() -> None:
    """Mends moto's EKS, and routes the paths that it doesn't know."""
    import moto.eks.urls as urls

    handler = urls.response.dispatch
    for path in ("clusters/(?P<name>[^/]+)/.+", "addons/supported-versions", "access-policies"):
        urls.url_paths.setdefault(f"{{0}}/{path}$", handler)
    clusters.extend()
    nodegroups.extend()
    updates.extend()
    addons.extend()
    access_entries.extend()
    access_policies.extend()
    pod_identity.extend()
    tags.extend()
