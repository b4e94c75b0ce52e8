"""SSH keys, which a new server lets in.

https://docs.hetzner.cloud/reference/cloud#ssh-keys
"""

from __future__ import annotations

import base64
import binascii
import hashlib

from local_cloud.hetzner.call import Call, Json
from local_cloud.hetzner.errors import HetznerError, invalid
from local_cloud.hetzner.project import Project
from local_cloud.hetzner.resource_kind import ResourceKind


def create(project: Project, call: Call) -> Json:
    """Takes a public key, once."""
    asked = call.json
    public_key = str(asked.get("public_key", ""))
    try:
        content = base64.b64decode(public_key.split()[1], validate=True)
    except (IndexError, binascii.Error) as error:
        raise invalid("public_key", "SSH key is invalid") from error
    digest = hashlib.md5(content, usedforsecurity=False).hexdigest()
    fingerprint = ":".join(digest[at : at + 2] for at in range(0, len(digest), 2))
    if any(one["fingerprint"] == fingerprint for one in project.all("ssh_keys")):
        raise HetznerError(
            "uniqueness_error", "SSH key with the same fingerprint already exists", "public_key"
        )
    described = {"public_key": public_key, "fingerprint": fingerprint}
    return {"ssh_key": project.add("ssh_keys", asked["name"], asked.get("labels"), described)}


def show(_: Project, key: Json) -> Json:
    """It has no protection."""
    return {name: value for name, value in key.items() if name != "protection"}


SSH_KEYS = ResourceKind("ssh_keys", create, show, has_protection=False)
