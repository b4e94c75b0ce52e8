"""Tag specifications of launch templates.

Restores: DescribeLaunchTemplateVersions returns only the tag specifications of the template's own data.
CreateLaunchTemplate's TagSpecifications are about the launch template itself; moto copies them into the data,
and Terraform sees a change on every plan.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from local_cloud.aws.patching import around


def extend() -> None:
    """Keeps the launch template's own tags out of its data."""
    from moto.ec2.models.launch_templates import LaunchTemplateVersion

    around(LaunchTemplateVersion, "__init__", _init)


def _init(
    original: Callable[..., None], version: Any, template: Any, number: int, data: Any, description: str
) -> None:
    specifications = [
        specification
        for specification in data.get("TagSpecifications", [])
        if specification.get("ResourceType") != "launch-template"
    ]
    if specifications:
        data["TagSpecifications"] = specifications
    else:
        data.pop("TagSpecifications", None)
    original(template, number, data, description)
