"""Certificates of Cloudflare's Origin CA: real ones, signed by an authority of this run.

https://developers.cloudflare.com/api/resources/origin_ca_certificates/ The host names are those that the call
names, whatever the signing request says, and all of them in zones of the account. They are told in their
order, not the author's (cloudflare/terraform-provider-cloudflare#5392).
"""

from __future__ import annotations

import datetime
import secrets
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from local_cloud.absence import given
from local_cloud.cloudflare.call import Call, Json, timestamp
from local_cloud.cloudflare.envelope import CloudflareError, done, not_implemented, page
from local_cloud.cloudflare.zones import DOMAIN, Zones
from local_cloud.messages import Response

VALIDITIES = (7, 30, 90, 365, 730, 1095, 5475)
"""In days."""
MOST_HOSTNAMES = 100
KEYS: dict[str, type[Any] | tuple[type[Any], ...]] = {
    "origin-rsa": rsa.RSAPublicKey,
    "origin-ecc": ec.EllipticCurvePublicKey,
    "keyless-certificate": (rsa.RSAPublicKey, ec.EllipticCurvePublicKey),
}
"""The kinds of request, with the public key that each is for."""


class OriginCertificates:
    """The certificates of all accounts."""

    def __init__(self, zones: Zones) -> None:
        self._zones = zones
        self._key = ec.generate_private_key(ec.SECP256R1())
        self._certificates: dict[str, Json] = {}

    def answer(self, call: Call) -> Response:
        """Answers a call on certificates."""
        match call.method, call.path:
            case "GET", ():
                return page(list(self._certificates.values()))
            case "POST", ():
                return done(self._create(given(call.json)))
            case "GET", (certificate_id,):
                return done(self._get(certificate_id))
            case "DELETE", (certificate_id,):
                self._get(certificate_id)
                del self._certificates[certificate_id]
                return done({"id": certificate_id, "revoked_at": timestamp()})
        raise not_implemented(call.what)

    def _get(self, certificate_id: str) -> Json:
        if certificate_id not in self._certificates:
            raise CloudflareError(404, 1101, "Failed to find the requested certificate")
        return self._certificates[certificate_id]

    def _create(self, asked: Json) -> Json:
        hostnames = sorted({str(name).lower() for name in asked.get("hostnames", [])})
        self._check_hostnames(hostnames)
        kind, days = asked.get("request_type"), int(asked.get("requested_validity", VALIDITIES[-1]))
        if kind not in KEYS:
            raise CloudflareError(400, 1008, f"Invalid request type: {kind}")
        if days not in VALIDITIES:
            raise CloudflareError(400, 1014, f"Invalid validity: {days} is none of {VALIDITIES} days")
        request = _signing_request(str(asked.get("csr", "")))
        if not isinstance(request.public_key(), KEYS[kind]):
            raise CloudflareError(400, 1009, f"The key of the signing request does not fit {kind}")
        number = x509.random_serial_number()
        certificate = self._sign(request, hostnames, days, number)
        described = {
            "id": str(secrets.randbits(154)),
            "certificate": certificate.public_bytes(Encoding.PEM).decode(),
            "csr": asked["csr"],
            "expires_on": certificate.not_valid_after_utc.strftime("%Y-%m-%d %H:%M:%S +0000 UTC"),
            "hostnames": hostnames,
            "request_type": kind,
            "requested_validity": days,
        }
        self._certificates[str(described["id"])] = described
        return described

    def _check_hostnames(self, hostnames: list[str]) -> None:
        if not 0 < len(hostnames) <= MOST_HOSTNAMES:
            raise CloudflareError(400, 1006, f"There have to be 1 to {MOST_HOSTNAMES} hostnames")
        for name in hostnames:
            domain = name.removeprefix("*.")
            if not DOMAIN.fullmatch(domain) or self._zones.of_name(domain) is None:
                message = (
                    f"Failed to validate requested hostname {name}: This zone is either not part of your "
                    "account, or you do not have access to it."
                )
                raise CloudflareError(400, 1010, message)

    def _sign(
        self, request: x509.CertificateSigningRequest, hostnames: list[str], days: int, number: int
    ) -> x509.Certificate:
        start = datetime.datetime.now(datetime.timezone.utc)
        builder = (
            x509.CertificateBuilder()
            .subject_name(_name("CloudFlare Origin Certificate"))
            .issuer_name(_name("CloudFlare Origin SSL Certificate Authority"))
            .public_key(request.public_key())
            .serial_number(number)
            .not_valid_before(start)
            .not_valid_after(start + datetime.timedelta(days=days))
            .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
            .add_extension(x509.SubjectAlternativeName([x509.DNSName(name) for name in hostnames]), False)
            .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        )
        return builder.sign(self._key, hashes.SHA256())


def _name(common_name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common_name)])


def _signing_request(pem: str) -> x509.CertificateSigningRequest:
    try:
        request = x509.load_pem_x509_csr(pem.encode())
    except ValueError as error:
        raise CloudflareError(400, 1011, "Failed to read the certificate signing request") from error
    if not request.is_signature_valid:
        raise CloudflareError(400, 1011, "The signature of the certificate signing request is not valid")
    return request
