"""Roles of Google's that a policy of a project, an account, a key, a secret or a zone may grant here.

Those that a Kubernetes platform grants; any other is refused as one that doesn't exist.
https://docs.cloud.google.com/iam/docs/roles-permissions
"""

from __future__ import annotations

from local_cloud.gcp.roles import ROLES

NAMES = {
    "": ("browser", "editor", "owner", "viewer"),
    "artifactregistry": ("admin", "reader", "repoAdmin", "serviceAgent", "writer"),
    "binaryauthorization": ("attestorsViewer", "policyEditor", "policyViewer"),
    "cloudkms": ("admin", "cryptoKeyDecrypter", "cryptoKeyEncrypter", "signerVerifier", "viewer"),
    "cloudtrace": ("agent",),
    "compute": (
        "admin",
        "instanceAdmin",
        "instanceAdmin.v1",
        "loadBalancerAdmin",
        "networkAdmin",
        "networkUser",
        "networkViewer",
        "securityAdmin",
        "storageAdmin",
        "viewer",
    ),
    "container": (
        "admin",
        "clusterAdmin",
        "clusterViewer",
        "defaultNodeServiceAccount",
        "developer",
        "hostServiceAgentUser",
        "nodeServiceAccount",
        "nodeServiceAgent",
        "serviceAgent",
        "viewer",
    ),
    "dns": ("admin", "peer", "reader"),
    "gkehub": ("admin", "connect", "gatewayAdmin", "gatewayReader", "viewer"),
    "iam": (
        "roleAdmin",
        "roleViewer",
        "securityAdmin",
        "securityReviewer",
        "serviceAccountAdmin",
        "serviceAccountCreator",
        "serviceAccountKeyAdmin",
        "serviceAccountTokenCreator",
        "serviceAccountUser",
        "serviceAccountViewer",
        "workloadIdentityPoolAdmin",
        "workloadIdentityUser",
    ),
    "logging": (
        "admin",
        "bucketWriter",
        "configWriter",
        "logWriter",
        "privateLogViewer",
        "viewAccessor",
        "viewer",
    ),
    "monitoring": ("admin", "editor", "metricWriter", "viewer"),
    "opsconfigmonitoring": ("resourceMetadata.writer",),
    "pubsub": ("admin", "publisher", "subscriber"),
    "resourcemanager": ("projectIamAdmin", "projectMover"),
    "secretmanager": (
        "admin",
        "secretAccessor",
        "secretVersionAdder",
        "secretVersionManager",
        "viewer",
    ),
    "serviceusage": ("serviceUsageAdmin", "serviceUsageConsumer", "serviceUsageViewer"),
    "stackdriver": ("resourceMetadata.writer",),
    "storage": ("bucketViewer", "folderAdmin", "hmacKeyAdmin", "insightsCollectorService"),
}

PREDEFINED = frozenset(
    f"roles/{service}.{name}" if service else f"roles/{name}"
    for service, names in NAMES.items()
    for name in names
) | frozenset(ROLES)
