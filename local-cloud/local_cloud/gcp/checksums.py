"""The checksums that Cloud Storage keeps with each object."""

from __future__ import annotations

import base64
import hashlib

POLYNOMIAL = 0x82F63B78


def _entry(value: int) -> int:
    for _ in range(8):
        value = (value >> 1) ^ POLYNOMIAL if value & 1 else value >> 1
    return value


TABLE = tuple(_entry(value) for value in range(256))


def crc32c(data: bytes) -> str:
    """Castagnoli's CRC, base64 of four bytes."""
    value = 0xFFFFFFFF
    for byte in data:
        value = (value >> 8) ^ TABLE[(value ^ byte) & 0xFF]
    return base64.b64encode((value ^ 0xFFFFFFFF).to_bytes(4, "big")).decode()


def md5(data: bytes) -> str:
    """Base64 of the MD5."""
    return base64.b64encode(hashlib.md5(data, usedforsecurity=False).digest()).decode()
