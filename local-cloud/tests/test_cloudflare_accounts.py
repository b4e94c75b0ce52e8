"""What a Cloudflare account has beside zones: tunnels, Pages, origin certificates, R2's settings, faults."""

from __future__ import annotations

import base64
import json
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding

from tests.cloudflare_support import ACCOUNT, API, OF_ACCOUNT, call, done, new_zone, refused
from tests.support import Cloud, unique

TUNNELS = f"{OF_ACCOUNT}/cfd_tunnel"
PROJECTS = f"{OF_ACCOUNT}/pages/projects"
CATCH_ALL = {"service": "http_status:404"}
CSR = (
    x509.CertificateSigningRequestBuilder()
    .subject_name(x509.Name([]))
    .sign(ec.generate_private_key(ec.SECP256R1()), hashes.SHA256())
    .public_bytes(Encoding.PEM)
    .decode()
)


def test_a_tunnel_has_a_token_and_a_configuration(cloud: Cloud) -> None:
    name = unique("tunnel")
    tunnel = done(cloud, "POST", TUNNELS, {"name": name, "config_src": "cloudflare"})
    assert (tunnel["status"], tunnel["remote_config"]) == ("inactive", True)
    assert refused(cloud, "POST", TUNNELS, {"name": name}) == (409, 1013)
    path = f"{TUNNELS}/{tunnel['id']}"
    token = json.loads(base64.b64decode(done(cloud, "GET", f"{path}/token")))
    assert (token["a"], token["t"], len(base64.b64decode(token["s"]))) == (ACCOUNT, tunnel["id"], 32)
    ingress = [{"hostname": "api.acme.example", "service": "https://ingress:443"}, CATCH_ALL]
    for version in (1, 2):
        put = done(cloud, "PUT", f"{path}/configurations", {"config": {"ingress": ingress}})
        assert put["version"] == version
    assert done(cloud, "GET", f"{path}/configurations")["config"]["ingress"] == ingress


def test_a_deleted_tunnel_is_described_with_its_end(cloud: Cloud) -> None:
    name = unique("tunnel")
    tunnel = done(cloud, "POST", TUNNELS, {"name": name})
    path = f"{TUNNELS}/{tunnel['id']}"
    done(cloud, "DELETE", path)
    assert done(cloud, "GET", path)["deleted_at"] is not None
    assert refused(cloud, "DELETE", path) == (404, 1003)
    assert refused(cloud, "GET", f"{path}/token") == (404, 1003)
    done(cloud, "POST", TUNNELS, {"name": name})
    assert len(done(cloud, "GET", f"{TUNNELS}?name={name}&is_deleted=false")) == 1


@pytest.mark.parametrize(
    "ingress",
    [
        [{"hostname": "a.example", "service": "http://a"}],
        [CATCH_ALL, CATCH_ALL],
        [{"service": "ingress.example"}],
    ],
)
def test_an_ingress_that_cloudflared_could_not_follow_is_refused(cloud: Cloud, ingress: Any) -> None:
    tunnel = done(cloud, "POST", TUNNELS, {"name": unique("tunnel")})
    path = f"{TUNNELS}/{tunnel['id']}/configurations"
    assert refused(cloud, "PUT", path, {"config": {"ingress": ingress}}) == (400, 1056)
    assert done(cloud, "GET", path)["config"] is None


def test_a_short_tunnel_secret_is_refused(cloud: Cloud) -> None:
    asked = {"name": unique("tunnel"), "tunnel_secret": base64.b64encode(b"short").decode()}
    assert refused(cloud, "POST", TUNNELS, asked)[0] == 400


def test_a_pages_project_gets_defaults_and_merges_changes(cloud: Cloud) -> None:
    name = unique("site")
    build = {"build_command": "npm run build", "destination_dir": "dist"}
    asked = {"name": name, "production_branch": "main", "build_config": build}
    made = done(cloud, "POST", PROJECTS, asked)
    assert (made["subdomain"], made["build_config"]["root_dir"]) == (f"{name}.pages.dev", "")
    assert refused(cloud, "POST", PROJECTS, asked) == (409, 8000002)
    changed = done(cloud, "PATCH", f"{PROJECTS}/{name}", {"build_config": {"destination_dir": "out"}})
    expected = {"build_command": "npm run build", "destination_dir": "out"}
    assert {key: changed["build_config"][key] for key in expected} == expected
    source = {"type": "svn", "config": {"owner": "acme", "repo_name": "site"}}
    assert refused(cloud, "PATCH", f"{PROJECTS}/{name}", {"source": source})[0] == 400
    secret = {"production": {"env_vars": {"KEY": {"type": "secret_text", "value": "hidden"}}}}
    done(cloud, "PATCH", f"{PROJECTS}/{name}", {"deployment_configs": secret})
    assert "hidden" not in json.dumps(done(cloud, "GET", f"{PROJECTS}/{name}"))
    done(cloud, "DELETE", f"{PROJECTS}/{name}")
    assert refused(cloud, "GET", f"{PROJECTS}/{name}") == (404, 8000007)


def test_a_pages_domain_is_active_once_a_record_leads_to_the_project(cloud: Cloud) -> None:
    zone, domain = new_zone(cloud)
    name = unique("site")
    project = done(cloud, "POST", PROJECTS, {"name": name, "production_branch": "main"})
    path = f"{PROJECTS}/{name}/domains"
    made = done(cloud, "POST", path, {"name": f"www.{domain}"})
    assert (made["status"], made["zone_tag"]) == ("pending", zone.removeprefix("/zones/"))
    assert refused(cloud, "POST", path, {"name": f"www.{domain}"}) == (409, 8000018)
    alias = {"type": "CNAME", "name": "www", "content": project["subdomain"], "ttl": 1, "proxied": True}
    done(cloud, "POST", f"{zone}/dns_records", alias)
    assert done(cloud, "GET", f"{path}/www.{domain}")["status"] == "active"
    assert done(cloud, "GET", f"{PROJECTS}/{name}")["domains"] == [project["subdomain"], f"www.{domain}"]
    assert refused(cloud, "DELETE", f"{PROJECTS}/{name}") == (400, 8000028)
    done(cloud, "DELETE", f"{path}/www.{domain}")
    assert refused(cloud, "GET", f"{path}/www.{domain}") == (404, 8000021)
    done(cloud, "DELETE", f"{PROJECTS}/{name}")


def request(**changes: Any) -> dict[str, Any]:
    return {"csr": CSR, "request_type": "origin-ecc", "requested_validity": 90, **changes}


def test_an_origin_certificate_is_a_real_one(cloud: Cloud) -> None:
    _, domain = new_zone(cloud)
    made = done(cloud, "POST", "/certificates", request(hostnames=[domain, f"*.{domain}"]))
    certificate = x509.load_pem_x509_certificate(made["certificate"].encode())
    names = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    assert names.get_values_for_type(x509.DNSName) == [f"*.{domain}", domain] == made["hostnames"]
    assert (certificate.not_valid_after_utc - certificate.not_valid_before_utc).days == 90
    assert certificate.public_key() == x509.load_pem_x509_csr(CSR.encode()).public_key()
    path = f"/certificates/{made['id']}"
    assert done(cloud, "GET", path) == made
    done(cloud, "DELETE", path)
    assert call(cloud, "GET", path)[0] == 404


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"hostnames": ["elsewhere.invalid"]}, 1010),
        ({"hostnames": []}, 1006),
        ({"requested_validity": 91}, 1014),
        ({"request_type": "origin-rsa"}, 1009),
        ({"request_type": "origin"}, 1008),
        ({"csr": "-----BEGIN CERTIFICATE REQUEST-----"}, 1011),
    ],
)
def test_an_origin_certificate_that_can_not_be_is_refused(
    cloud: Cloud, changes: dict[str, Any], code: int
) -> None:
    _, domain = new_zone(cloud)
    asked = request(**{"hostnames": [domain], **changes})
    assert refused(cloud, "POST", "/certificates", asked) == (400, code)


def test_an_r2_bucket_is_born_with_a_lifecycle_that_can_be_replaced(cloud: Cloud) -> None:
    name = unique("bucket")
    buckets = f"{OF_ACCOUNT}/r2/buckets"
    done(cloud, "POST", buckets, {"name": name})
    path = f"{buckets}/{name}/lifecycle"
    assert [rule["id"] for rule in done(cloud, "GET", path)["rules"]] == ["Default Multipart Abort Rule"]
    done(cloud, "PUT", path, {"rules": []})
    assert done(cloud, "GET", path)["rules"] == []
    assert refused(cloud, "POST", buckets, {"name": "No_Bucket"}) == (400, 10005)


def test_the_token_is_verified(cloud: Cloud) -> None:
    assert done(cloud, "GET", "/user/tokens/verify")["status"] == "active"
    assert done(cloud, "GET", f"{OF_ACCOUNT}/tokens/verify")["status"] == "active"


@pytest.mark.parametrize(
    ("headers", "expected"),
    [({}, (400, 9106)), ({"Authorization": "Bearer short"}, (403, 10000))],
)
def test_a_call_without_a_token_is_refused(
    cloud: Cloud, headers: dict[str, str], expected: tuple[int, int]
) -> None:
    status, answer = cloud.request("GET", f"{API}/user/tokens/verify", headers=headers)
    assert (status, json.loads(answer)["errors"][0]["code"]) == expected


def test_a_fault_is_worded_as_cloudflare_does(cloud: Cloud) -> None:
    zone, _ = new_zone(cloud)
    rule = {"host": "^api.cloudflare", "path": zone, "times": 1, "effect": "refuse", "status": 429}
    faults = "http://faults.local-cloud/rules/cloudflare"
    assert cloud.request("PUT", faults, body=iter([json.dumps(rule).encode()]))[0] < 300
    assert refused(cloud, "GET", zone) == (429, 971)
    assert call(cloud, "GET", zone)[0] == 200
    cloud.request("DELETE", faults)
