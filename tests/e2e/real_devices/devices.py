"""Runs in a mount namespace of its own (`unshare --mount --propagation private`), and makes virtual boards appear there as devices of this system,
so that a Chromium in the same namespace opens them with its own WebHID and Web Serial.

    devices.py ORIGIN    ORIGIN: the page that may use the boards without a picker

Prints `{"ready": true}`, then answers each line of standard input with a line:
    {"do": "plug", "number": N, "serialNumber": …, "tty": PATH, "hid": SOCKET, "held": false}
                                      "held": true: another program has opened the port exclusively, until it is unplugged
    {"do": "unplug", "number": N}
"""

import fcntl
import json
import os
import sys
import termios

from namespace import lay_out
from uevent import Announcer
from usb_board import UsbBoard


class Devices:
    def __init__(self):
        self.announcer = Announcer()
        self.boards = {}
        self.held = {}

    def plug(self, number, serialNumber, tty, hid, held):
        if held:
            self.held[number] = os.open(tty, os.O_RDWR | os.O_NOCTTY)
            fcntl.ioctl(self.held[number], termios.TIOCEXCL)
        self.boards[number] = UsbBoard(number, serialNumber, tty, hid, self.announcer)

    def unplug(self, number):
        self.boards.pop(number).unplug()
        if number in self.held:
            os.close(self.held.pop(number))


def main():
    lay_out(sys.argv[1])
    devices = Devices()
    print(json.dumps({"ready": True}), flush=True)
    for line in sys.stdin:
        command = json.loads(line)
        getattr(devices, command.pop("do"))(**command)
        print(json.dumps({"ok": True}), flush=True)


if __name__ == "__main__":
    main()
