"""Our core's program `provision` with a board that executes the vendor's delivered provisioning image (avr_board), in the local AWS. The tests
follow one board through its life. Needs build/native (or PROVISIONER_NATIVE)."""

import json
import pathlib

import iotprovision
import pytest
from executed_board import ExecutedBoard, deliver
from serial import Serial

FACTORY_ROOTS = pathlib.Path(iotprovision.__file__).parent / "fw/winc/tls_root_cert.bin"
REGION = "us-east-2"
ROOTS, STORE, ENDPOINT, THING, END = 0x4000, 0x5000, 0x6E00, 0x6F00, 0x7000


@pytest.fixture(scope="module")
def board(tmp_path_factory):
    folder = tmp_path_factory.mktemp("executed")
    deliver(folder)
    board = ExecutedBoard(folder)
    yield board
    board.stop()


@pytest.fixture(scope="module")
def account(cloud, tmp_path_factory):
    """What `provision` needs to work in the local AWS: arguments and environment."""
    store = tmp_path_factory.mktemp("store")
    arguments = ["--region", REGION, "--store", store, "--endpoint-url", cloud.environment["AWS_ENDPOINT_URL"]]
    arguments += ["--ca-file", cloud.environment["AWS_CA_BUNDLE"]]
    keys = {"AWS_ACCESS_KEY_ID": cloud.user["accessKeyId"], "AWS_SECRET_ACCESS_KEY": cloud.user["secretAccessKey"]}
    return arguments, keys


@pytest.fixture(scope="module")
def provisioned(board, account):
    """The result of the first provisioning."""
    return provision(board, account)


def provision(board, account, *options):
    arguments, keys = account
    return done(board.provision(*arguments, *options, **keys))


def done(events):
    """The last event, which must say that the job is done."""
    assert events[-1]["event"] == "done", json.dumps(events[-3:])
    return events[-1]


def inspection(board):
    events = board.provision("--inspect")
    done(events)
    return next(event for event in events if event["event"] == "inspection")


def page_text(board, address):
    return board.flash(address, 256).split(b"\0")[0].decode()


def certificate_status(cloud, certificate_id):
    described = cloud.client("iot").describe_certificate(certificateId=certificate_id)
    return described["certificateDescription"]["status"]


def test_the_board_is_provisioned(board, cloud, provisioned):
    assert provisioned["changed"]
    assert page_text(board, THING) == provisioned["thingName"]
    assert page_text(board, ENDPOINT) == provisioned["endpoint"]
    assert board.flash(STORE, 8) == bytes.fromhex("AB FE 18 5B 70 C3 46 92")
    assert certificate_status(cloud, provisioned["certificateId"]) == "ACTIVE"


def test_a_second_run_changes_nothing(board, account, provisioned):
    before = board.flash(0, END)
    again = provision(board, account)
    assert not again["changed"]
    assert again["certificateId"] == provisioned["certificateId"]
    assert board.flash(0, END) == before


def test_a_renewal_replaces_the_certificate(board, account, cloud, provisioned):
    renewed = provision(board, account, "--renew")
    assert renewed["thingName"] == provisioned["thingName"]
    assert renewed["certificateId"] != provisioned["certificateId"]
    listed = [one["certificateId"] for one in cloud.client("iot").list_certificates()["certificates"]]
    assert listed == [renewed["certificateId"]]


def test_a_half_sent_line_and_a_half_sent_blob_do_not_disturb_a_run(board, account, provisioned):
    for rest in (b"MC+WINC+REA", b"MC+WINC+WRITEBLOB=0x9000,256,512\n", b"MC+ECC+WRITEBLOB=8,416,832\n2A"):
        with Serial(board.port, 115200) as port:
            port.write(rest)
            port.flush()
        assert not provision(board, account)["changed"]


@pytest.mark.parametrize("byte", [300, 1100, 2000, 3000])
def test_a_run_that_ends_at_any_byte_is_completed_by_the_next(board, account, byte):
    arguments, keys = account
    board.halt_after(byte)
    process = board.start_provision(*arguments, "--renew", **keys)
    board.wait_until_halted()
    process.kill()
    process.communicate()
    board.reset()
    completed = provision(board, account)
    assert page_text(board, THING) == completed["thingName"]
    assert page_text(board, ENDPOINT) == completed["endpoint"]
    assert not provision(board, account)["changed"]


def test_a_board_that_was_reset_in_the_middle_of_a_write_is_completed(board, account):
    with Serial(board.port, 115200, timeout=2) as port:
        port.write(b"MC+WINC+ERASE=0x6000\n")
        assert port.read_until(b"OK\r\n").endswith(b"OK\r\n")
        port.write(b"MC+WINC+WRITEBLOB=0x6E00,256,512\n")
        port.write(b"41")
    board.reset()
    completed = provision(board, account)
    assert completed["changed"]
    assert page_text(board, ENDPOINT) == completed["endpoint"]


def test_roots_are_written(board):
    done(board.provision("--write-roots", FACTORY_ROOTS))
    assert board.flash(ROOTS, FACTORY_ROOTS.stat().st_size) == FACTORY_ROOTS.read_bytes()


def test_the_delivered_state_is_restored(board):
    done(board.provision("--restore"))
    assert board.flash(ENDPOINT, 1) == b"\xff"
    found = inspection(board)
    assert found["endpoint"] == ""
    assert found["certificates"] == found["deliveredCertificates"]
    slots = board.secure_element()["slots"]
    assert [slot for slot in slots if slots[slot].get("locked")] == ["0"], "only the slot that the firmware locks itself"
