"""Programs that stand in for sign-in tools, and the issuer behind one of them."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlencode

from local_cloud.stand_ins import PROGRAMS
from tests.support import Cloud


def test_only_what_is_missing_is_stood_in_for(tmp_path: Path) -> None:
    real = tmp_path / "kubelogin"
    real.write_text("#!/bin/sh\n")
    real.chmod(0o755)
    linked = tmp_path / "bin"
    program = (
        "import sys, pathlib; from local_cloud.stand_ins import link_missing; "
        "link_missing(pathlib.Path(sys.argv[1]))"
    )
    subprocess.run(
        [sys.executable, "-c", program, str(linked)],
        env={**os.environ, "PATH": str(tmp_path)},
        cwd=PROGRAMS.parent,
        check=True,
    )
    assert sorted(one.name for one in linked.iterdir()) == ["gke-gcloud-auth-plugin", "kubectl-oidc_login"]


def test_an_id_token_needs_an_issuer_a_client_and_a_person(cloud: Cloud) -> None:
    form = urlencode({"issuer": "https://id.acme.example", "client_id": "kubernetes"}).encode()
    assert cloud.request("POST", "http://identity.local-cloud/token", body=form)[0] == 404
