"""Sends messages as udev does when a device comes or goes. Source: systemd, src/libsystemd/sd-device/device-monitor.c."""

import socket
import struct

NETLINK_KOBJECT_UEVENT = 15
UDEV_GROUP = 2
MAGIC = 0xFEEDCAFE
HEADER = struct.Struct("=8sIIII")  # prefix, magic (big-endian), sizes of header, offset and size of the properties
FILTERS = struct.Struct(">IIII")  # hashes of subsystem and device type, and two of tags


def murmur2(data):
    """MurmurHash2 with seed 0, by which a receiver's filter knows a subsystem."""
    multiplier, mask = 0x5BD1E995, 0xFFFFFFFF
    digest = len(data)
    whole = len(data) // 4 * 4
    for (word,) in struct.iter_unpack("<I", data[:whole]):
        word = word * multiplier & mask
        word = (word ^ word >> 24) * multiplier & mask
        digest = (digest * multiplier & mask) ^ word
    rest = int.from_bytes(data[whole:], "little")
    if whole < len(data):
        digest = (digest ^ rest) * multiplier & mask
    digest = (digest ^ digest >> 13) * multiplier & mask
    return digest ^ digest >> 15


def message(properties):
    body = b"".join(f"{key}={value}\0".encode() for key, value in properties.items())
    size = HEADER.size + FILTERS.size
    header = HEADER.pack(b"libudev\0", socket.htonl(MAGIC), size, size, len(body))
    return header + FILTERS.pack(murmur2(properties["SUBSYSTEM"].encode()), 0, 0, 0) + body


class Announcer:
    def __init__(self):
        self.socket = socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, NETLINK_KOBJECT_UEVENT)
        self.socket.bind((0, 0))
        self.count = 0

    def announce(self, action, properties):
        self.count += 1
        self.socket.sendto(message({"ACTION": action, **properties, "SEQNUM": self.count}), (0, UDEV_GROUP))
