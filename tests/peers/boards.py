"""Virtual boards as processes, and an environment in which the vendor's tools see them as boards on USB. Needs build/native (or
PROVISIONER_NATIVE)."""

import json
import os
import pathlib
import subprocess
import sys
import threading
import time
import urllib.request
from contextlib import ExitStack

import boto3

ROOT = pathlib.Path(__file__).resolve().parents[2]
NATIVE = pathlib.Path(os.environ.get("PROVISIONER_NATIVE", ROOT / "build/native"))
STAND_INS = pathlib.Path(__file__).parent / "stand_ins"
TOOLS = pathlib.Path(sys.executable).parent
TIMEOUT_SECONDS = 240


class Board:
    """The process virtual-board, and its state as files."""

    def __init__(self, folder, firmware, *options):
        self.folder = folder
        self.port = str(folder / "tty")
        self.hid = str(folder / "hid")
        command = [NATIVE / "tests/hosts/virtual-board", "--pty", self.port, "--hid", self.hid, "--state", folder, "--firmware", firmware]
        self.process = subprocess.Popen(
            command + ["--time", "fast", *options], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        assert self.process.stdout.readline() == "ready\n"
        self.serial_number = self.state()["usbSerialNumber"]

    def control(self, line):
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())

    def state(self):
        return self.control("state")

    def flash(self, address, count):
        """The content of the Wi-Fi module's flash."""
        return (self.folder / "winc-flash.bin").read_bytes()[address : address + count]

    def mcu_flash(self):
        return (self.folder / "mcu-flash.bin").read_bytes()

    def secure_element(self):
        return json.loads((self.folder / "secure-element.json").read_text())

    def start_tool(self, name, *arguments, **environment):
        """Starts one of the vendor's programs, unmodified, which sees this board only."""
        boards = self.folder / "boards.json"
        boards.write_text(json.dumps([{"serial": self.serial_number, "hid": self.hid, "tty": self.port}]))
        home = {"HOME": str(self.folder), "VIRTUAL_BOARDS": str(boards), "PYTHONPATH": str(STAND_INS)}
        return subprocess.Popen(
            [TOOLS / name, *arguments], env={**os.environ, **home, **environment}, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )

    def run_tool(self, name, *arguments):
        """Runs the program; returns its output and whether it reports success."""
        process = self.start_tool(name, *arguments)
        output, _ = process.communicate(timeout=120)
        return output, process.returncode == 0

    def wait_until(self, condition):
        """Waits until the function `condition` returns true."""
        for _ in range(1000):
            if condition():
                return
            time.sleep(0.02)
        raise AssertionError("the condition was not met in time")

    def stop(self):
        self.process.terminate()
        try:
            assert self.process.wait(10) == 0
        finally:
            self.process.kill()


def stopped_by(stack, process):
    """Returns the process, and stops it when the stack closes, even if stopping another one fails."""
    stack.callback(process.stop)
    return process


class Boards:
    """Boards of one kit, each with its own folder. A context manager that stops them all at its end."""

    def __init__(self, folder, kit):
        self.folder = folder
        self.kit = kit
        self.count = 0
        self.stack = ExitStack()

    def start(self, firmware, *options):
        folder = self.folder / str(self.count)
        folder.mkdir()
        self.count += 1
        return stopped_by(self.stack, Board(folder, firmware, "--kit", self.kit, *options))

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        return self.stack.__exit__(*exception)


class Run:
    """An action of iotprovision on its own board. The tool sleeps a lot, so all actions run at the same time."""

    def __init__(self, folder, kit, *arguments, **environment):
        self.board = Board(folder, "demo", "--kit", kit)
        self.roots_before = self.board.flash(0x4000, 0x1000)
        self.process = self.board.start_tool("iotprovision", *arguments, **environment)

    def wait(self):
        """Waits for the end of the action, which must succeed; returns the board."""
        output, _ = self.process.communicate(timeout=TIMEOUT_SECONDS)
        assert self.process.returncode == 0 and "Operation completed successfully." in output, output
        return self.board

    def stop(self):
        try:
            self.process.kill()
            self.process.communicate()
        finally:
            self.board.stop()


class Cloud:
    """The local AWS, and an administrator of it."""

    def __init__(self, folder):
        command = ["node", ROOT / "tests/cloud/cloud.mjs", "--user", "--admin-port", "0"]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        self.ready = ready = json.loads(self.process.stdout.readline())
        credentials, config = folder / "credentials", folder / "config"
        user = self.user = ready["user"]
        credentials.write_text(f"[default]\naws_access_key_id={user['accessKeyId']}\naws_secret_access_key={user['secretAccessKey']}\n")
        config.write_text("[default]\nregion=us-east-2\n")
        self.environment = {
            "AWS_ENDPOINT_URL": ready["endpointUrl"],
            "AWS_CA_BUNDLE": ready["caFile"],
            "AWS_SHARED_CREDENTIALS_FILE": str(credentials),
            "AWS_CONFIG_FILE": str(config),
        }

    def client(self, service):
        """A client for an AWS service, with the administrator's keys."""
        return boto3.client(
            service,
            region_name="us-east-2",
            aws_access_key_id=self.user["accessKeyId"],
            aws_secret_access_key=self.user["secretAccessKey"],
            endpoint_url=self.environment["AWS_ENDPOINT_URL"],
            verify=self.environment["AWS_CA_BUNDLE"],
        )

    def ask(self, method, *arguments):
        """Calls a method of tests/cloud/cloud.mjs that prepares or inspects the account."""
        request = urllib.request.Request(f"http://127.0.0.1:{self.ready['adminPort']}/{method}", json.dumps(arguments).encode(), method="POST")
        with urllib.request.urlopen(request, timeout=30) as answer:
            return json.load(answer)

    def connect(self, board, seconds=TIMEOUT_SECONDS):
        """The demo firmware of this board, with the credentials in the board's Wi-Fi module, connects to this cloud. Returns its first events,
        up to and with the first message that it sent; without one by that time, raises an AssertionError."""
        command = ["node", ROOT / "tests/cloud/board.mjs", "--state", board.folder, "--ca-file", self.ready["caFile"]]
        command += ["--mqtts-port", str(self.ready["mqttsPort"]), "--retry-ms", "8000"]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        timer = threading.Timer(seconds, process.kill)
        timer.start()
        try:
            events = []
            for line in process.stdout:
                events.append(json.loads(line)["event"])
                if events[-1] == "published":
                    return events
            raise AssertionError(f"the board sent nothing; its events were {events}")
        finally:
            timer.cancel()
            process.kill()
            process.communicate()

    def stop(self):
        self.process.terminate()
        try:
            self.process.wait(10)
        finally:
            self.process.kill()
