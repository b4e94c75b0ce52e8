"""EC2: read-back of rules and launch templates, clean deletion, and refusals of deletions out of order."""

from local_cloud.aws.ec2 import (
    dependencies,
    gateway_endpoints,
    launch_templates,
    nat_gateways,
    security_groups,
)


def extend() -> None:
    """Mends moto's EC2."""
    security_groups.extend()
    launch_templates.extend()
    nat_gateways.extend()
    gateway_endpoints.extend()
    dependencies.extend()
