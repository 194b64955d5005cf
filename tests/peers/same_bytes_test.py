"""Compares our core with the vendor's iotprovision: each sets up one of two equal virtual boards in one of two equal accounts (ours through
the program `provision`). Afterwards microcontroller, Wi-Fi module, secure element and account must have the same content, except for the
differences that a test states. Needs build/native (or PROVISIONER_NATIVE)."""

import hashlib
import json
import os
import pathlib
import shutil
import subprocess
import time
from contextlib import ExitStack

import iotprovision
import pykitcommander
import pytest
from boards import NATIVE, Board, Cloud, stopped_by
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding
from pyawsutils.aws_cloudformation import MCHP_SANDBOX_ENDPOINT
from pytrustplatform.ca_create import ca_create_root, ca_create_signer, ca_create_signer_csr

IMAGES = pathlib.Path(pykitcommander.__file__).parent / "fw/avr"
FACTORY_ROOTS = pathlib.Path(iotprovision.__file__).parent / "fw/winc/tls_root_cert.bin"
TIMEOUT_SECONDS = 240
ROOTS, STORE, ENDPOINT, THING, END = 0x4000, 0x5000, 0x6E00, 0x6F00, 0x7000
PAGE = 256
SAME_BOARD = ["--seed", "7"]


class Pair:
    """Provisions two equal boards at the same time, one with the vendor's tool and one with ours. `stack` ends all processes when it closes."""

    def __init__(self, stack, make_folder, name, kit, theirs, ours, cloud=None, authority=None):
        self.boards = [
            stopped_by(stack, Board(make_folder(f"{name}-{who}"), "demo", "--kit", kit, *SAME_BOARD)) for who in ("theirs", "ours")
        ]
        self.theirs, self.ours = self.boards
        self.before = [all_files(board) for board in self.boards]
        self.clouds = [stopped_by(stack, cloud()), stopped_by(stack, cloud())] if cloud else []
        self.stores = [board.folder / ".microchip-iot" for board in self.boards]
        if authority:
            for store in self.stores:
                shutil.copytree(authority, store)
        account = self.clouds[0].environment if cloud else {}
        wait_until_early_in_the_hour()
        self.processes = []
        stack.callback(self.end)
        self.processes.append(self.theirs.start_tool("iotprovision", *theirs, **account))
        self.processes.append(self.start_ours(ours))

    def start_ours(self, arguments):
        command = [NATIVE / "tests/hosts/provision", "--serial", self.ours.port, "--hid", self.ours.hid, "--firmware-dir", IMAGES, *arguments]
        environment = {**os.environ, "WIFI_PSK": "pass word"}
        if self.clouds:
            cloud = self.clouds[1]
            user = cloud.user
            environment |= {"AWS_ACCESS_KEY_ID": user["accessKeyId"], "AWS_SECRET_ACCESS_KEY": user["secretAccessKey"]}
            command += ["--region", "us-east-2", "--store", self.stores[1]]
            command += ["--endpoint-url", cloud.environment["AWS_ENDPOINT_URL"], "--ca-file", cloud.environment["AWS_CA_BUNDLE"]]
        return subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)

    def finished_boards(self):
        """Waits for both tools and returns the boards."""
        for process in self.processes:
            output, _ = process.communicate(timeout=TIMEOUT_SECONDS)
            assert process.returncode == 0, output
        return self.theirs, self.ours

    def end(self):
        for process in self.processes:
            process.kill()
        for process in self.processes:
            process.communicate()


def all_files(board):
    return {file.name: file.read_bytes() for file in board.folder.iterdir() if file.is_file()}


def wait_until_early_in_the_hour():
    """Waits until there is time to make both certificates within the same hour, because a certificate is valid from a full hour on."""
    while 3600 - time.time() % 3600 < TIMEOUT_SECONDS + 60:
        time.sleep(1)


@pytest.fixture(scope="module")
def authority(tmp_path_factory):
    """The user's own certificate authority, as the vendor's tool makes it."""
    folder = tmp_path_factory.mktemp("authority")
    root = {"root_ca_key_path": str(folder / "root-ca.key"), "root_ca_cert_path": str(folder / "root-ca.crt")}
    ca_create_root(**root, org_name="Example Inc")
    request = {"signer_ca_csr_path": str(folder / "signer-ca.csr")}
    ca_create_signer_csr(signer_ca_key_path=str(folder / "signer-ca.key"), **request)
    ca_create_signer(**request, signer_ca_cert_path=str(folder / "signer-ca.crt"), **root)
    return folder


@pytest.fixture(scope="module")
def pairs(tmp_path_factory, authority):
    wifi = ["--ssid", "home", "--psk", "pass word"]
    mar = ["-c", "aws", "-m", "mar", "--fdev", *wifi]
    sandbox = ["-c", "aws", "-m", "sandbox", "provision", "application"]
    with ExitStack() as stack:

        def pair(*arguments, **more):
            return Pair(stack, tmp_path_factory.mktemp, *arguments, **more)

        yield {
            "mar": pair("mar", "avr-iot-wg", mar, ["--ssid", "home"], cloud=lambda: Cloud(tmp_path_factory.mktemp("aws")), authority=authority),
            "restore": pair("restore", "avr-iot-wa", sandbox, ["--restore"]),
            "roots": pair("roots", "avr-iot-wg", ["rootcerts", "--restore-root-certs", "factory"], ["--write-roots", FACTORY_ROOTS]),
        }


def client_store(board):
    """The files of the store in their order. They are adjacent, and nothing follows them."""
    flash = board.flash(STORE, ENDPOINT - STORE)
    assert flash[:8] == bytes.fromhex("AB FE 18 5B 70 C3 46 92")
    count, end = (int.from_bytes(flash[at : at + 4], "little") for at in (8, 12))
    files, next_address = {}, STORE + 468
    for entry in (flash[16 + 56 * i : 72 + 56 * i] for i in range(count)):
        size, address = (int.from_bytes(entry[at : at + 4], "little") for at in (48, 52))
        assert address == next_address
        files[entry[:48].rstrip(b"\0").decode()] = flash[address - STORE : address - STORE + size]
        next_address += size
    assert end == next_address
    assert set(flash[16 + 56 * count : 468]) == {0xFF}, "neither further entries nor the CRC"
    assert set(flash[end - STORE :]) == {0xFF}
    return files


def text(board, address):
    page = board.flash(address, PAGE)
    return page[: page.index(0)].decode()


def expect_same_microcontroller(theirs, ours):
    assert ours.mcu_flash() == theirs.mcu_flash()
    assert json.loads((ours.folder / "board.json").read_text()) == json.loads((theirs.folder / "board.json").read_text())


@pytest.mark.parametrize("name", ["mar", "restore", "roots"])
def test_the_boards_were_equal(pairs, name):
    theirs, ours = pairs[name].before
    assert ours == theirs


def test_mar_leaves_the_same_in_the_microcontroller(pairs):
    expect_same_microcontroller(*pairs["mar"].finished_boards())


def test_mar_leaves_the_same_in_the_secure_element(pairs):
    theirs, ours = pairs["mar"].finished_boards()
    assert ours.secure_element() == theirs.secure_element()


def test_mar_leaves_the_same_in_the_module(pairs, authority):
    theirs, ours = pairs["mar"].finished_boards()
    stores = [client_store(board) for board in (theirs, ours)]
    assert list(stores[0]) == list(stores[1]), "names in their order: the certificates have the same serial numbers"
    (device, signer, listed), (our_device, our_signer, our_listed) = (list(store.values()) for store in stores)
    assert our_signer == signer and our_listed == listed
    # Signatures differ each time. All that is signed is equal: serial number, subject, issuer, validity, key, extensions.
    parsed, our_parsed = (x509.load_der_x509_certificate(der) for der in (device, our_device))
    assert our_parsed.tbs_certificate_bytes == parsed.tbs_certificate_bytes
    authority_key = x509.load_der_x509_certificate(signer).public_key()
    authority_key.verify(our_parsed.signature, our_parsed.tbs_certificate_bytes, ec.ECDSA(our_parsed.signature_hash_algorithm))
    assert our_signer == x509.load_pem_x509_certificate((authority / "signer-ca.crt").read_bytes()).public_bytes(Encoding.DER)
    for begin, end in [(ROOTS, STORE), (ENDPOINT, END), (END, 0x100000), (0, ROOTS)]:
        assert ours.flash(begin, end - begin) == theirs.flash(begin, end - begin), hex(begin)


def statements(document):
    """The statements of a policy, with every action and resource as a list, because AWS treats a single value like a list of one."""
    def as_list(value):
        return value if isinstance(value, list) else [value]
    return [
        {key: as_list(value) if key in ("Action", "Resource") else value for key, value in statement.items()}
        for statement in json.loads(document)["Statement"]
    ]


def account(cloud, device):
    """The content of the account that belongs to the certificate on the board."""
    iot = cloud.client("iot")
    certificate_id = hashlib.sha256(device).hexdigest()
    described = iot.describe_certificate(certificateId=certificate_id)["certificateDescription"]
    things = [thing["thingName"] for thing in iot.list_things()["things"]]
    principals = {thing: iot.list_thing_principals(thingName=thing)["principals"] for thing in things}
    policies = [policy["policyName"] for policy in iot.list_attached_policies(target=described["certificateArn"])["policies"]]
    return {
        "certificates": [one["certificateId"] == certificate_id for one in iot.list_certificates()["certificates"]],
        "status": described["status"],
        "things": things,
        "principals": {thing: found == [described["certificateArn"]] for thing, found in principals.items()},
        "policies": policies,
        "documents": [statements(iot.get_policy(policyName=policy)["policyDocument"]) for policy in policies],
    }


def test_mar_leaves_the_same_in_the_account(pairs):
    pair = pairs["mar"]
    devices = [next(iter(client_store(board).values())) for board in pair.finished_boards()]
    theirs, ours = (account(cloud, device) for cloud, device in zip(pair.clouds, devices))
    assert ours == theirs
    assert ours["certificates"] == [True] and ours["status"] == "ACTIVE"
    assert ours["things"] == [text(pair.ours, THING)] and list(ours["principals"].values()) == [True]


def test_mar_leaves_the_same_in_the_users_folder(pairs):
    pair = pairs["mar"]
    pair.finished_boards()
    theirs, ours = (store / pair.ours.serial_number for store in pair.stores)
    assert (ours / "aws-thing-name.txt").read_text() == (theirs / "aws-thing-name.txt").read_text()
    requests = [x509.load_pem_x509_csr((folder / "device.csr").read_bytes()) for folder in (theirs, ours)]
    assert requests[1].tbs_certrequest_bytes == requests[0].tbs_certrequest_bytes


def test_both_set_the_same_wifi(pairs):
    for board in pairs["mar"].finished_boards():
        board.wait_until(lambda: board.control("leds")["leds"]["wifi"])


def test_a_restored_board_is_the_same_in_the_microcontroller_and_the_module(pairs):
    theirs, ours = pairs["restore"].finished_boards()
    expect_same_microcontroller(theirs, ours)
    assert ours.flash(ROOTS, ENDPOINT - ROOTS) == theirs.flash(ROOTS, ENDPOINT - ROOTS), "certificates byte for byte"
    assert text(ours, THING) == text(theirs, THING)
    # On a board as delivered the page is blank, and the demo firmware uses the sandbox's endpoint. The vendor's tool writes that endpoint.
    assert set(ours.flash(ENDPOINT, PAGE)) == {0xFF}
    assert text(theirs, ENDPOINT) == MCHP_SANDBOX_ENDPOINT


def test_a_restored_board_is_the_same_in_the_secure_element_except_for_locks(pairs):
    theirs, ours = (board.secure_element() for board in pairs["restore"].finished_boards())
    # Our core locks no slots; the vendor's tool locks the slots that hold the delivered certificates.
    for slot in ("10", "11", "12"):
        assert theirs["slots"][slot].pop("locked") and not ours["slots"][slot].pop("locked", False)
    assert ours == theirs


def test_factory_roots_are_the_same(pairs):
    theirs, ours = pairs["roots"].finished_boards()
    assert ours.flash(0, 0x100000) == theirs.flash(0, 0x100000)
    assert ours.flash(ROOTS, FACTORY_ROOTS.stat().st_size) == FACTORY_ROOTS.read_bytes()
