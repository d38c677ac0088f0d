"""The envelope of @ngc/io in Python: magic, version, CRC-32C, length, body.

`python envelope.py FILE` opens a file that @ngc/io wrote with Flax and prints what is in it.
"""
import struct
import sys
from pathlib import Path

MAGIC = b"\x89NGC\r\n\x1a\n"


def crc32c(data):
    """Bit by bit, as the polynomial is defined."""
    crc = 0xFFFFFFFF
    for byte in data:
        crc ^= byte
        for _ in range(8):
            crc = crc >> 1 ^ (0x82F63B78 if crc & 1 else 0)
    return crc ^ 0xFFFFFFFF


def envelope(body):
    """The bytes of a file that holds `body`."""
    checked = struct.pack("<Q", len(body)) + body
    return MAGIC + struct.pack("<II", 1, crc32c(checked)) + checked


def opened(file):
    """The body of a file, which must be whole."""
    if file != envelope(file[24:]):
        raise ValueError("not a whole file of @ngc/io")
    return file[24:]


if __name__ == "__main__":
    from golden import flax_serialization

    print(flax_serialization().msgpack_restore(opened(Path(sys.argv[1]).read_bytes())))
