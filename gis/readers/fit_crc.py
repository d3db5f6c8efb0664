"""The checksum of FIT files: CRC-16 of polynomial 0x8005, bits reflected, from zero."""

from math import isqrt

import numpy as np
from numpy.typing import NDArray

_POLYNOMIAL = 0xA001


def crc16(content: bytes) -> int:
    """The checksum of bytes; 0 where they end with their own.

    A checksum is linear, so that the bytes are cut into equal lanes that go on side by side;
    a lane's effect on what came before is a table of 16 words.
    """
    width = max(isqrt(len(content)), 1)
    lanes = np.frombuffer(content, np.uint8, len(content) // width * width).reshape(-1, width)
    words = np.zeros(16 + len(lanes), np.uint16)
    words[:16] = 1 << np.arange(16)
    for column in np.ascontiguousarray(lanes.T):
        words[16:] ^= column
        words = (words >> 8) ^ _TABLE[words & 0xFF]
    carried, checksum = words[:16].tolist(), 0
    for word in words[16:].tolist():
        after = word
        for bit, effect in enumerate(carried):
            if checksum >> bit & 1:
                after ^= effect
        checksum = after
    for byte in content[lanes.size :]:
        checksum = checksum >> 8 ^ int(_TABLE[(checksum ^ byte) & 0xFF])
    return checksum


def _table() -> NDArray[np.uint16]:
    words = np.arange(256, dtype=np.uint16)
    for _ in range(8):
        words = np.where(words & 1, words >> 1 ^ _POLYNOMIAL, words >> 1).astype(np.uint16)
    return words


_TABLE = _table()
