"""What Pages makes of a project: what it adds to what was asked, and how a change is merged."""

from __future__ import annotations

import copy
import datetime
import uuid
from typing import Any

from local_cloud.cloudflare.call import Json, timestamp
from local_cloud.cloudflare.envelope import CloudflareError

BUILD = {
    "build_command": "",
    "destination_dir": "",
    "root_dir": "",
    "build_caching": False,
    "web_analytics_tag": None,
    "web_analytics_token": None,
}
SOURCE = {
    "deployments_enabled": True,
    "production_deployments_enabled": True,
    "pr_comments_enabled": True,
    "preview_deployment_setting": "all",
    "preview_branch_includes": ["*"],
    "preview_branch_excludes": [],
    "path_includes": ["*"],
    "path_excludes": [],
}
HOSTS = ("github", "gitlab")
ENVIRONMENTS = ("preview", "production")


def new_project(asked: Json, subdomain: str) -> Json:
    """A project that was just made."""
    host = f"{subdomain}.pages.dev"
    own = {
        "id": str(uuid.uuid4()),
        "name": asked["name"],
        "subdomain": host,
        "domains": [host],
        "created_on": timestamp(),
        "framework": "",
        "framework_version": "",
        "uses_functions": False,
        "production_script_name": f"pages-worker--{uuid.uuid4().int % 10**7}-production",
        "preview_script_name": f"pages-worker--{uuid.uuid4().int % 10**7}-preview",
        "canonical_deployment": None,
        "latest_deployment": None,
        "deployment_configs": {name: _deployment_defaults() for name in ENVIRONMENTS},
        "build_config": dict(BUILD),
    }
    return changed_project(own, asked)


def changed_project(project: Json, asked: Json) -> Json:
    """The project with what was asked in the places that it names; null takes a value back."""
    changes = {name: value for name, value in asked.items() if name not in ("id", "subdomain", "domains")}
    changed: Json = _merged(copy.deepcopy(project), changes)
    if not changed.get("production_branch"):
        raise CloudflareError(400, 8000014, "A production branch is required.")
    if changed.get("source"):
        changed["source"] = _source(changed["source"], changed["production_branch"])
    for environment in changed["deployment_configs"].values():
        for variable in (environment.get("env_vars") or {}).values():
            # A secret's value is never told.
            if variable.get("type") == "secret_text":
                variable["value"] = ""
    return changed


def _deployment_defaults() -> Json:
    return {
        "fail_open": True,
        "always_use_latest_compatibility_date": False,
        "compatibility_date": datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%d"),
        "compatibility_flags": [],
        "build_image_major_version": 3,
        "usage_model": "standard",
        "env_vars": None,
    }


def _source(source: Json, branch: str) -> Json:
    if source.get("type") not in HOSTS:
        raise CloudflareError(400, 8000012, f"Invalid source type: {source.get('type')} is none of {HOSTS}")
    config = source.get("config", {})
    if not config.get("owner") or not config.get("repo_name"):
        raise CloudflareError(400, 8000013, "A source needs the owner and the name of its repository.")
    own = {"owner_id": "1000001", "repo_id": "2000002", "production_branch": branch}
    return {"type": source["type"], "config": {**SOURCE, **own, **config}}


def _merged(base: Any, changes: Any) -> Any:
    if not isinstance(base, dict) or not isinstance(changes, dict):
        return changes
    return {**base, **{name: _merged(base.get(name), value) for name, value in changes.items()}}
