"""Tests the virtual PIC-IoT board with the vendor's own programs: pymcuprog with the scripts for the PIC24FJ128GA705 that pykitcommander
carries, and iotprovision on top of both. They run unmodified, as processes, as in debugger_test.py; and our own `provision` programs an equal
board, which ends with the same flash and configuration words. Needs build/native (or PROVISIONER_NATIVE)."""

import os
import pathlib
import subprocess
from contextlib import ExitStack

import pykitcommander
import pytest
from boards import NATIVE, Board, Boards, Run, stopped_by
from intelhex import IntelHex

PACKAGE = pathlib.Path(pykitcommander.__file__).parent
PACK = PACKAGE / "picpack/pic24fj128ga705"
PROVISIONING = PACKAGE / "fw/pic/pic24fj128ga705-iot-provision-v2.hex"
DEMO = PACKAGE / "fw/pic/pic24fj128ga705-aws-iot-demo.hex"
FLASH_SIZE = 0x2C000
CONFIGURATION = 0x2BE00
ERASED = b"\xff\xff\xff\x00"


def image(file):
    """The whole flash, with an image in it: three octets for each instruction, then one that is always 0."""
    flash = bytearray(ERASED * (FLASH_SIZE // 4))
    for address, value in IntelHex(str(file)).todict().items():
        if isinstance(address, int):
            flash[address] = value
    return bytes(flash)


@pytest.fixture
def new_board(tmp_path):
    with Boards(tmp_path, "pic-iot-wg") as boards:
        yield boards.start


def pymcuprog(board, *arguments):
    return board.run_tool("pymcuprog", *arguments, "--packpath", str(PACK))


def test_pymcuprog_recognises_the_target(new_board):
    output, good = pymcuprog(new_board("demo"), "ping")
    assert good, output
    assert "Device mounted: 'pic24fj128ga705'" in output
    assert "Ping response: 750B" in output


def test_pymcuprog_programs_the_vendors_images(new_board):
    board = new_board("demo")
    for file, firmware in [(PROVISIONING, "provisioning"), (DEMO, "demo")]:
        output, good = pymcuprog(board, "write", "-f", file, "--erase", "--verify")
        assert good, output
        assert board.mcu_flash() == image(file)
        assert board.mcu_flash()[CONFIGURATION:] != ERASED * 128
        assert board.state()["firmware"] == firmware


def test_pymcuprog_reads_what_was_dropped_on_the_drive(new_board, tmp_path):
    board = new_board("demo")
    assert board.control(f"drop {PROVISIONING}") == {"ok": True, "programs": "provisioning"}
    read = tmp_path / "read.hex"
    board.wait_until(lambda: board.state()["firmware"] is not None)
    output, good = pymcuprog(board, "read", "-m", "flash", "-f", read)
    assert good, output
    assert image(read) == image(PROVISIONING)


def test_pymcuprog_erases_writes_and_reads_the_executive_memory(new_board, tmp_path):
    board = new_board("demo")
    values = ["0x12", "0x34", "0x56", "0"] * 4
    output, good = pymcuprog(board, "write", "-m", "icd", "-o", "0", "-l", *values)
    assert good, output
    output, good = pymcuprog(board, "read", "-m", "icd", "-o", "0", "-b", "16")
    assert good and "12 34 56 00" in output, output
    output, good = pymcuprog(board, "erase", "-m", "icd")
    assert good, output
    output, good = pymcuprog(board, "read", "-m", "icd", "-o", "0", "-b", "16")
    assert good and "FF FF FF 00" in output, output
    assert board.state()["firmware"] == "demo", "untouched"


def test_pymcuprog_resets_the_target(new_board):
    board = new_board("provisioning")
    output, good = pymcuprog(board, "reset")
    assert good, output


def test_power_loss_while_programming_is_recovered_by_programming_again(new_board):
    board = new_board("demo", "--fault", "unplug@out:900")
    output, good = pymcuprog(board, "write", "-f", PROVISIONING, "--erase")
    assert not good, output
    assert board.state()["plugged"] is False
    board.control("replug")
    assert board.state()["firmware"] is None
    assert board.mcu_flash()[:0x1000] == image(PROVISIONING)[:0x1000], "it was on its way"
    output, good = pymcuprog(board, "write", "-f", PROVISIONING, "--erase", "--verify")
    assert good, output
    assert board.state()["firmware"] == "provisioning"


def test_iotprovision_and_our_job_leave_the_same_program(tmp_path_factory, cloud):
    with ExitStack() as stack:
        theirs = stopped_by(stack, Run(tmp_path_factory.mktemp("theirs"), "pic-iot-wa", "-c", "aws", "-m", "mar", **cloud.environment))
        folder = tmp_path_factory.mktemp("ours")
        ours = stopped_by(stack, Board(folder, "demo", "--kit", "pic-iot-wa"))
        arguments = ["--serial", ours.port, "--hid", ours.hid, "--store", folder / "store", "--firmware-dir", DEMO.parent]
        arguments += ["--region", "us-east-2", "--endpoint-url", cloud.environment["AWS_ENDPOINT_URL"]]
        arguments += ["--ca-file", cloud.environment["AWS_CA_BUNDLE"]]
        keys = {"AWS_ACCESS_KEY_ID": cloud.user["accessKeyId"], "AWS_SECRET_ACCESS_KEY": cloud.user["secretAccessKey"]}
        command = [NATIVE / "tests/hosts/provision", *arguments]
        run = subprocess.run(command, env={**os.environ, **keys}, capture_output=True, text=True, timeout=240, check=False)
        assert run.returncode == 0, run.stdout + run.stderr
        assert ours.mcu_flash() == theirs.wait().mcu_flash() == image(DEMO)
        assert ours.state()["firmware"] == theirs.board.state()["firmware"] == "demo"
