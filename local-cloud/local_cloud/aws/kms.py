"""The rotation period of KMS keys.

Restores: EnableKeyRotation takes RotationPeriodInDays, and GetKeyRotationStatus returns it. moto drops
it, and Terraform sees a change on every plan.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from local_cloud.aws.patching import around

DEFAULT_DAYS = 365
PERIOD = "_rotation_period_in_days"
"""Where a key of moto's keeps what moto itself drops."""


def extend() -> None:
    """Keeps and returns the period."""
    from moto.kms.responses import KmsResponse

    around(KmsResponse, "enable_key_rotation", _enable_key_rotation)
    around(KmsResponse, "get_key_rotation_status", _get_key_rotation_status)


def _key(response: Any) -> Any:
    return response.kms_backend.describe_key(response._get_param("KeyId"))


def _enable_key_rotation(original: Callable[[], str], response: Any) -> str:
    answer = original()
    setattr(_key(response), PERIOD, response._get_param("RotationPeriodInDays") or DEFAULT_DAYS)
    return answer


def _get_key_rotation_status(original: Callable[[], str], response: Any) -> str:
    answer = json.loads(original())
    key = _key(response)
    answer["KeyId"] = key.id
    if answer["KeyRotationEnabled"]:
        answer["RotationPeriodInDays"] = getattr(key, PERIOD, DEFAULT_DAYS)
    return json.dumps(answer)
