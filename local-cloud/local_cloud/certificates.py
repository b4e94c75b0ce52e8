"""The certificate authority of one run: made at start, trusted by nobody but who is pointed at it.

A fresh authority for each start, in a fresh directory: a leaf that outlived its authority would fail with
misleading signature errors in the clients.
"""

from __future__ import annotations

import base64
import datetime
import ipaddress
import os
import ssl
import tempfile
import threading
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

LIFETIME = datetime.timedelta(days=7)
COMMON_NAME_LIMIT = 64
"""X.509 allows no longer common name; clients read the subject alternative name anyway."""


class CertificateAuthority:
    """Signs a leaf for each host name that the proxy ends TLS for."""

    def __init__(self, name: str = "Hera local cloud (this run only)") -> None:
        self._key = ec.generate_private_key(ec.SECP256R1())
        # One key for all leaves: they live in this process only, and a key is the slow part.
        self._leaf_key = ec.generate_private_key(ec.SECP256R1())
        self._name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
        self._contexts: dict[str, ssl.SSLContext] = {}
        self._lock = threading.Lock()
        key_usage = x509.KeyUsage(
            digital_signature=True,
            key_cert_sign=True,
            crl_sign=True,
            content_commitment=False,
            key_encipherment=False,
            data_encipherment=False,
            key_agreement=False,
            encipher_only=False,
            decipher_only=False,
        )
        certificate = (
            self._builder(self._name, self._key)
            .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
            .add_extension(key_usage, critical=True)
            .sign(self._key, hashes.SHA256())
        )
        self.pem = certificate.public_bytes(serialization.Encoding.PEM)

    @classmethod
    def of(cls, certificate: bytes, key: bytes) -> CertificateAuthority:
        """An authority that somebody else has made, of its certificate and its key as PEM.

        Raises ValueError if these are no certificate and no key of an elliptic curve.
        """
        authority = cls()
        loaded = serialization.load_pem_private_key(key, None)
        if not isinstance(loaded, ec.EllipticCurvePrivateKey):
            raise ValueError("the authority's key is not of an elliptic curve")
        authority._key = loaded
        authority._name = x509.load_pem_x509_certificate(certificate).subject
        authority.pem = certificate
        return authority

    @property
    def encoded(self) -> str:
        """The certificate as the clouds give that of a cluster: PEM, as base64."""
        return base64.b64encode(self.pem).decode()

    def context(self, host: str) -> ssl.SSLContext:
        """The server-side TLS settings for `host`, with a leaf of its own."""
        with self._lock:
            context = self._contexts.get(host)
            if context is None:
                context = self._new_context(host)
                self._contexts[host] = context
            return context

    def _new_context(self, host: str) -> ssl.SSLContext:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        # What the clouds accept too; a bucket policy may ask for more (s3:TlsVersion).
        context.minimum_version = ssl.TLSVersion.TLSv1_2
        context.set_alpn_protocols(["http/1.1"])
        # ssl reads certificates from files only. mkdtemp makes the directory unreadable for others.
        with tempfile.TemporaryDirectory(prefix="hera-leaf-") as directory:
            path = Path(directory) / "leaf.pem"
            path.write_bytes(self._leaf(host))
            context.load_cert_chain(path)
        return context

    def _leaf(self, host: str) -> bytes:
        subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, host[:COMMON_NAME_LIMIT])])
        certificate = (
            self._builder(subject, self._leaf_key)
            .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
            .add_extension(x509.SubjectAlternativeName([_alternative(host)]), critical=False)
            .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
            .sign(self._key, hashes.SHA256())
        )
        key = self._leaf_key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        return key + certificate.public_bytes(serialization.Encoding.PEM)

    def _builder(self, subject: x509.Name, key: ec.EllipticCurvePrivateKey) -> x509.CertificateBuilder:
        now = datetime.datetime.now(datetime.timezone.utc)
        authority_key = x509.AuthorityKeyIdentifier.from_issuer_public_key(self._key.public_key())
        return (
            x509.CertificateBuilder()
            .subject_name(subject)
            .issuer_name(self._name)
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(now - datetime.timedelta(hours=1))
            .not_valid_after(now + LIFETIME)
            .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
            .add_extension(authority_key, critical=False)
        )


def _alternative(host: str) -> x509.GeneralName:
    """A host as clients look for it in a certificate."""
    try:
        return x509.IPAddress(ipaddress.ip_address(host))
    except ValueError:
        return x509.DNSName(host)


def system_authorities() -> bytes:
    """The authorities that this machine trusts, as PEM: what a tunnelled host's TLS is verified with."""
    for path in _system_bundles():
        if path and Path(path).is_file():
            return Path(path).read_bytes()
    return b""


def _system_bundles() -> list[str | None]:
    """Where a bundle may lie, the most explicit first."""
    defaults = ssl.get_default_verify_paths()
    candidates = [os.environ.get("SSL_CERT_FILE"), defaults.cafile, defaults.openssl_cafile]
    try:
        import certifi
    except ImportError:  # it comes with requests; the system's own bundle is enough without it
        return candidates
    return [*candidates, certifi.where()]
