"""Tests the virtual board's debugger with the vendor's own programs: pymcuprog programs it, iotprovision (with pykitcommander, pymcuprog,
pydebuggerconfig and pyedbglib under it) does whole provisionings on it. They run unmodified, as processes; only the modules `hid` and
`serial.tools.list_ports` are replaced by stand-ins. The results are then checked by other means. Needs build/native (or PROVISIONER_NATIVE)."""

import hashlib
import pathlib
from contextlib import ExitStack

import iotprovision
import pykitcommander
import pytest
from boards import Boards, Run, stopped_by
from cryptography import x509
from cryptography.hazmat.primitives import serialization
from intelhex import IntelHex
from pyawsutils.aws_cloudformation import MCHP_SANDBOX_ENDPOINT

IMAGES = pathlib.Path(pykitcommander.__file__).parent / "fw/avr"
PROVISIONING = IMAGES / "atmega4808-iot-provision-v2.hex"
DEMO = IMAGES / "atmega4808-aws-iot-demo.hex"
FACTORY_ROOTS = pathlib.Path(iotprovision.__file__).parent / "fw/winc/tls_root_cert.bin"


def image(file):
    """The whole flash, with an image in it."""
    return bytes(IntelHex(str(file)).tobinarray(start=0, size=0xC000))


@pytest.fixture
def new_board(tmp_path):
    with Boards(tmp_path, "avr-iot-wg") as boards:
        yield boards.start


def test_pymcuprog_recognises_the_target(new_board):
    output, good = new_board("demo").run_tool("pymcuprog", "ping")
    assert good, output
    assert "Connected to nEDBG CMSIS-DAP from Microchip" in output
    assert "Device mounted: 'atmega4808'" in output
    assert "Ping response: 1E9650" in output


def test_pymcuprog_programs_the_vendors_images(new_board):
    board = new_board("demo")
    for file, firmware in [(PROVISIONING, "provisioning"), (DEMO, "demo")]:
        output, good = board.run_tool("pymcuprog", "write", "-f", file, "--erase", "--verify")
        assert good, output
        assert board.mcu_flash() == image(file)
        assert board.state()["firmware"] == firmware


def test_pymcuprog_reads_what_was_dropped_on_the_drive(new_board, tmp_path):
    board = new_board("demo")
    assert board.control(f"drop {PROVISIONING}") == {"ok": True, "programs": "provisioning"}
    read = tmp_path / "read.hex"
    board.wait_until(lambda: board.state()["firmware"] is not None)
    output, good = board.run_tool("pymcuprog", "read", "-m", "flash", "-f", read)
    assert good, output
    assert image(read) == image(PROVISIONING)


def test_pymcuprog_writes_and_reads_the_small_memories(new_board):
    board = new_board("demo")
    for memory, offset, values in [("eeprom", "5", ["1", "2", "3"]), ("user_row", "0", ["42"]), ("fuses", "5", ["0xC9"])]:
        output, good = board.run_tool("pymcuprog", "write", "-m", memory, "-o", offset, "-l", *values)
        assert good, output
    output, good = board.run_tool("pymcuprog", "read", "-m", "fuses")
    assert good and "00 00 02 00 00 C9 07 00 00" in output, output
    output, good = board.run_tool("pymcuprog", "read", "-m", "eeprom", "-o", "5", "-b", "4")
    assert good and "01 02 03 FF" in output, output
    assert board.state()["firmware"] == "demo", "untouched"


def test_pymcuprog_refuses_another_target(new_board):
    output, good = new_board("demo", "--fault", "other@signature:0x1E9651").run_tool("pymcuprog", "ping")
    assert not good
    assert "Device ID mismatch: read out '1E9651'; expected '1E9650'" in output


def test_pymcuprog_reports_a_locked_target_and_unlocks_it(new_board):
    board = new_board("demo", "--fault", "other@lock:0")
    output, good = board.run_tool("pymcuprog", "ping")
    assert not good
    assert "device is locked" in output
    output, good = board.run_tool("pymcuprog", "erase", "--chip-erase-locked-device")
    assert good, output
    assert set(board.mcu_flash()) == {0xFF}


def test_power_loss_while_programming_is_recovered_by_programming_again(new_board):
    board = new_board("demo", "--fault", "unplug@out:900")
    output, good = board.run_tool("pymcuprog", "write", "-f", PROVISIONING, "--erase")
    assert not good, output
    assert board.state()["plugged"] is False
    board.control("replug")
    assert board.state()["firmware"] is None
    assert board.mcu_flash()[:0x1000] == image(PROVISIONING)[:0x1000], "it was on its way"
    output, good = board.run_tool("pymcuprog", "write", "-f", PROVISIONING, "--erase", "--verify")
    assert good, output
    assert board.state()["firmware"] == "provisioning"


@pytest.fixture(scope="module")
def runs(tmp_path_factory, cloud):
    with ExitStack() as stack:

        def run(name, kit, *arguments, **environment):
            return stopped_by(stack, Run(tmp_path_factory.mktemp(name), kit, *arguments, **environment))

        yield {
            "mar": run("mar", "avr-iot-wa", "-c", "aws", "-m", "mar", **cloud.environment),
            "sandbox": run("sandbox", "avr-iot-wg", "-c", "aws", "-m", "sandbox", "provision", "application"),
            "wifi": run("wifi", "avr-iot-wg", "-c", "aws", "application", "--ssid", "home", "--psk", "pass word"),
            "roots": run("roots", "avr-iot-wa", "rootcerts", "--restore-root-certs", "factory"),
        }


def certificate(file):
    return x509.load_pem_x509_certificate(file.read_bytes())


def der(of):
    return of.public_bytes(serialization.Encoding.DER)


def kept(board, name):
    """A file that the tool stores about a board or an authority."""
    return next((board.folder / ".microchip-iot").rglob(name))


def test_iotprovision_registers_a_board_in_the_users_account(runs, cloud):
    board = runs["mar"].wait()
    assert board.mcu_flash() == image(DEMO)
    device = certificate(kept(board, "device.crt"))
    thing = kept(board, "aws-thing-name.txt").read_text()
    store = board.flash(0x5000, 0x1E00)
    assert der(device) in store and der(certificate(kept(board, "signer-ca.crt"))) in store
    assert board.flash(0x6F00, 41) == thing.encode() + b"\0"
    assert board.state()["clickMe"]["deviceId"] == thing

    iot = cloud.client("iot")
    certificate_id = hashlib.sha256(der(device)).hexdigest()
    assert iot.describe_certificate(certificateId=certificate_id)["certificateDescription"]["status"] == "ACTIVE"
    principals = iot.list_thing_principals(thingName=thing)["principals"]
    assert [principal.split("/")[-1] for principal in principals] == [certificate_id]
    endpoint = iot.describe_endpoint(endpointType="iot:Data-ATS")["endpointAddress"]
    assert board.flash(0x6E00, len(endpoint) + 1) == endpoint.encode() + b"\0"


def test_iotprovision_restores_the_sandbox(runs):
    board = runs["sandbox"].wait()
    assert board.mcu_flash() == image(DEMO)
    thing = kept(board, "aws-thing-name.txt").read_text()
    assert board.flash(0x6F00, 41) == thing.encode() + b"\0"
    assert board.flash(0x6E00, len(MCHP_SANDBOX_ENDPOINT) + 1) == MCHP_SANDBOX_ENDPOINT.encode() + b"\0"
    slots = board.secure_element()["slots"]
    assert all(slots[str(slot)]["locked"] for slot in (0, 10, 11, 12))
    assert board.state()["clickMe"] == {"type": 1, "deviceId": thing}


def test_iotprovision_sets_wifi(runs):
    board = runs["wifi"].wait()
    assert board.state()["firmware"] == "demo"
    board.wait_until(lambda: board.control("leds")["leds"]["wifi"])


def test_iotprovision_restores_the_root_certificates_and_keeps_what_was_there(runs):
    run = runs["roots"]
    board = run.wait()
    roots = FACTORY_ROOTS.read_bytes()
    assert board.flash(0x4000, len(roots)) == roots
    assert set(board.flash(0x4000 + len(roots), 0x1000 - len(roots))) <= {0xFF}
    assert kept(board, "root_certs_backup.bin").read_bytes() == run.roots_before
