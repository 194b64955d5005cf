"""Tests the virtual board with the vendor's own host tools: iotprovision's firmware interface (with pykitcommander's driver and pyserial
under it) talks to the pseudo-terminal as it does to a kit. What it writes is then looked for in the board's state by other means.
Needs build/native (or PROVISIONER_NATIVE)."""

import types

import pytest
from boards import Board
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from iotprovision.firmwareinterface import ProvisioningFirmwareInterface
from iotprovision.winc.winc_flash_map import FlashMap
from pykitcommander.firmwareinterface import IoTWxDemoFirmwareDriver, ProvisioningFirmwareDriver
from pykitcommander.kitcommandererrors import KitCommunicationError
from pytrustplatform.device_cert_builder import build_device_csr
from pytrustplatform.ecc_cert_builder import build_certs_from_ecc
from serial import Serial

LEDS = types.SimpleNamespace(ERROR_LED="ERROR", DATA_LED="DATA", CONNECTION_LED="CONN", WIRELESS_LED="WIFI", USER_LED=None)
KIT = {"kit_info": {"serial_port": None, "leds": LEDS}, "protocol_baud": 115200, "protocol_class": ProvisioningFirmwareDriver}


@pytest.fixture(scope="module")
def board(tmp_path_factory):
    board = Board(tmp_path_factory.mktemp("provisioning"), "provisioning")
    yield board
    board.stop()


class Debugger:
    """Replaces the vendor's programmer: it can reset the target."""

    def __init__(self, board):
        self.board = board

    def reset_target(self):
        assert self.board.control("reset") == {"ok": True}


@pytest.fixture(scope="module")
def tool(board):
    interface = ProvisioningFirmwareInterface(KIT, Debugger(board), port=board.port)
    # The driver waits for a banner when the port opens, so the board must send one.
    waits = ProvisioningFirmwareDriver.wait_for_reset
    ProvisioningFirmwareDriver.wait_for_reset = lambda driver: (board.control("reset"), waits(driver))[1]
    try:
        interface.open()
    finally:
        ProvisioningFirmwareDriver.wait_for_reset = waits
    yield interface
    interface.close()


def public_key(board):
    pem = board.secure_element()["slots"]["0"]["privateKeyPem"].encode()
    return serialization.load_pem_private_key(pem, None).public_key()


def coordinates(key):
    numbers = key.public_numbers()
    return (numbers.x.to_bytes(32, "big") + numbers.y.to_bytes(32, "big")).hex().upper()


def test_lights(tool, board):
    assert board.control("leds")["leds"]["conn"], "the vendor's tool shows that it is there"
    assert tool.fwdriver.firmware_command("MC+GETLED", ["conn"]).strip() == "LED:CONN is ON"


def test_versions(tool):
    assert tool.read_fw_version() == "0.4.9"
    assert tool.winc_read_fw_version() == ("19.7.7", "19.3.0")


def test_reset_through_the_debugger(tool):
    assert tool.reset().endswith(b"for the AVR-IoT WG\r\nREADY\r\n")
    tool.fwdriver.synchronize()


def test_serial_number_and_key(tool, board):
    assert tool.ecc_read_serialnumber() == board.secure_element()["serialNumber"].upper()
    assert tool.ecc_read_public_key() == coordinates(public_key(board))
    assert board.secure_element()["slots"]["0"]["locked"], "by the firmware, at its start"


def test_flash_is_written_and_read_back(tool, board):
    tool.winc_erase_tls_certificate_sector()
    tool.winc_write_thing_name("a5ec1f1c484549f2d4e1b8b48acbba23f48b15be")
    tool.winc_write_endpoint_name("a1b2c3d4e5f6g7-ats.iot.us-east-2.amazonaws.com")
    data = bytes(range(256)) * 4
    tool.winc_write(FlashMap.tls_server_offset, data)
    assert tool.winc_read(FlashMap.tls_server_offset, len(data)) == data
    assert board.flash(0x5000, len(data)) == data
    assert board.flash(0x6F00, 41) == b"a5ec1f1c484549f2d4e1b8b48acbba23f48b15be\0"
    assert board.flash(0x6E00, 47) == b"a1b2c3d4e5f6g7-ats.iot.us-east-2.amazonaws.com\0"
    assert set(board.flash(0x6000, 0xE00)) == {0xFF}


def test_slot_8_keeps_what_is_written(tool, board):
    tool.ecc_write_slot(8, b"\x2a\x02" + b"a5ec1f1c484549f2d4e1b8b48acbba23f48b15be" + bytes(6))
    assert tool.ecc_read_slot(8)[:44] == b"\x2a\x02" + b"a5ec1f1c484549f2d4e1b8b48acbba23f48b15be" + bytes(2)
    assert board.secure_element()["slots"]["8"]["data"].startswith("2a02")


def test_certificate_request_signed_by_the_board(tool, board, tmp_path):
    request = build_device_csr(tool.fwdriver, tmp_path / "device.csr", "sn0123", force=True)
    assert request.is_signature_valid
    assert request.public_key().public_numbers() == public_key(board).public_numbers()


def test_sandbox_certificates_from_the_secure_element(tool, board):
    device, signer = build_certs_from_ecc(tool.fwdriver)
    assert device.public_key().public_numbers() == public_key(board).public_numbers()
    algorithm = ec.ECDSA(device.signature_hash_algorithm)
    signer.public_key().verify(device.signature, device.tbs_certificate_bytes, algorithm)


@pytest.mark.parametrize(
    "command, arguments, complaint",
    [
        ("MC+ECC+READ", ["0"], "Crypto Auth Lib reported: Errorcode: 0xF4"),
        ("MC+ECC+READ", ["8", "500"], "Crypto Auth Lib reported: Errorcode: 0xE2"),
        ("MC+WINC+READ", ["0x5000"], "Command Handler reported: Incorrect number of arguments"),
        ("MC+NONSENSE", [], "Command Handler reported: Invalid command"),
    ],
)
def test_the_vendors_driver_understands_refusals(tool, command, arguments, complaint):
    with pytest.raises(KitCommunicationError, match=complaint):
        tool.fwdriver.firmware_command(command, arguments)


def test_demo_firmware(tmp_path):
    board = Board(tmp_path, "demo")
    try:
        with Serial(board.port, 9600, timeout=0.5) as port:
            demo = IoTWxDemoFirmwareDriver(port)
            answers = ""
            for _ in range(10):  # it starts
                answers += demo.demo_firmware_command("version")
                if "v4.1.2" in answers:
                    break
            assert "v4.1.2" in answers
            assert board.secure_element()["serialNumber"].upper() in demo.demo_firmware_command("device")
            assert demo.demo_firmware_command("wifi", ["home", "pass word", "2"]).startswith("OK")
    finally:
        board.stop()
