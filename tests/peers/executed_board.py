"""A board whose microcontroller executes the vendor's provisioning image (avr_board), as a process on a pseudo-terminal."""

import json
import os
import pathlib
import pty
import select
import subprocess
import tty

import pykitcommander
from boards import NATIVE, Board

AVR_BOARD = pathlib.Path(__file__).parent / "avr_board/main.mjs"
IMAGE = pathlib.Path(pykitcommander.__file__).parent / "fw/avr/atmega4808-iot-provision-v2.hex"
TIMEOUT_SECONDS = 120
HALT_SECONDS = 20


def deliver(folder, *options):
    """Writes the state of a board as delivered into the folder. A virtual board makes it, because both keep their state in the same files."""
    Board(folder, "provisioning", "--seed", "7", *options).stop()


class ExecutedBoard:
    """The process, and its state as files in `folder`, which holds a delivered board or what an earlier process left."""

    def __init__(self, folder):
        self.folder = folder
        master, self.terminal = pty.openpty()
        tty.setraw(self.terminal)
        tty.setraw(master)
        self.port = os.ttyname(self.terminal)  # stays open here: without an open end, the board could not read
        command = ["node", AVR_BOARD, str(master), IMAGE, folder]
        self.process = subprocess.Popen(command, pass_fds=[master], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        os.close(master)
        assert self.process.stdout.readline() == "ready\n"

    def reset(self):
        """Resets the microcontroller, and lets it run if it is halted."""
        self.command("reset")

    def halt_after(self, count):
        """Halts the microcontroller when the host has sent so many more bytes."""
        self.command(f"halt {count}")

    def wait_until_halted(self):
        readable, _, _ = select.select([self.process.stdout], [], [], HALT_SECONDS)
        assert readable and self.process.stdout.readline() == "halted\n", "the host did not send as many bytes"

    def command(self, line):
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()

    def flash(self, address, count):
        """The content of the Wi-Fi module's flash."""
        return (self.folder / "winc-flash.bin").read_bytes()[address : address + count]

    def secure_element(self):
        return json.loads((self.folder / "secure-element.json").read_text())

    def provision(self, *arguments, **environment):
        """Runs our program to its end; returns its events."""
        process = self.start_provision(*arguments, **environment)
        output, _ = process.communicate(timeout=TIMEOUT_SECONDS)
        return [json.loads(line) for line in output.splitlines()]

    def start_provision(self, *arguments, **environment):
        command = [NATIVE / "tests/hosts/provision", "--serial", self.port, *arguments]
        return subprocess.Popen(command, env={**os.environ, **environment}, stdout=subprocess.PIPE, text=True)

    def stop(self):
        self.process.kill()
        self.process.communicate()
        os.close(self.terminal)
