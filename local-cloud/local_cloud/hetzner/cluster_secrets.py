"""The secrets of a k3s cluster, as `hera cluster secrets` makes them: fresh for each run, and real ones.

Tokens as k3s takes them (https://docs.k3s.io/cli/token), a certificate authority for the servers, and the key
that signs service accounts' tokens, with its public half as a JSON Web Key Set (RFC 7517). The key's id is
made as the Kubernetes API server makes it: the SHA-256 of the public key in DER.
"""

from __future__ import annotations

import base64
import datetime
import hashlib
import json
import secrets

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import NameOID

LIFETIME = datetime.timedelta(days=3650)


def cluster_secrets() -> str:
    """A JSON object, as the Terraform variable `cluster_secrets` takes it."""
    certificate, authority_key = _authority()
    account_key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    return json.dumps(
        {
            "token": secrets.token_hex(32),
            "agentToken": secrets.token_hex(32),
            "serverCaCertificate": certificate,
            "serverCaKey": authority_key,
            "serviceAccountKey": _pem(account_key),
            "serviceAccountJwks": _jwks(account_key.public_key()),
        }
    )


def _authority() -> tuple[str, str]:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "k3s-server-ca")])
    now = datetime.datetime.now(datetime.timezone.utc)
    usage = {
        "digital_signature": True,
        "key_encipherment": True,
        "key_cert_sign": True,
        **dict.fromkeys(
            (
                "content_commitment",
                "data_encipherment",
                "key_agreement",
                "crl_sign",
                "encipher_only",
                "decipher_only",
            ),
            False,
        ),
    }
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(hours=1))
        .not_valid_after(now + LIFETIME)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .add_extension(x509.KeyUsage(**usage), critical=True)
        .sign(key, hashes.SHA256())
    )
    return certificate.public_bytes(serialization.Encoding.PEM).decode(), _pem(key)


def _pem(key: rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey) -> str:
    return key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.TraditionalOpenSSL,
        serialization.NoEncryption(),
    ).decode()


def _jwks(key: rsa.RSAPublicKey) -> str:
    der = key.public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)
    numbers = key.public_numbers()
    public = {
        "kty": "RSA",
        "use": "sig",
        "alg": "RS256",
        "kid": _base64(hashlib.sha256(der).digest()),
        "n": _base64(numbers.n.to_bytes((numbers.n.bit_length() + 7) // 8, "big")),
        "e": _base64(numbers.e.to_bytes(3, "big")),
    }
    return json.dumps({"keys": [public]})


def _base64(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()
