"""Just-in-time registration with the vendor's iotprovision, unmodified, against the local AWS: with its own stack and function, with our stack
and function, and before and after registration by MAR. Needs build/native (or PROVISIONER_NATIVE).

The vendor's function contains libraries for x86-64. It runs on the Python of the tests, not on Python 3.9 as in AWS Lambda."""

import json
import os
import pathlib
import platform
import subprocess
import time
from contextlib import ExitStack

import pyawsutils
import pykitcommander
import pytest
from boards import NATIVE, ROOT, TIMEOUT_SECONDS, Board, Cloud, stopped_by

IMAGES = pathlib.Path(pykitcommander.__file__).parent / "fw/avr"
VENDORS = pathlib.Path(pyawsutils.__file__).parent
STACK = "MCHPStack"
TYPE = "microchip-zero-touch-kit"
WIFI = ["--ssid", "home", "--psk", "pass word"]

only_x86_64 = pytest.mark.skipif(platform.machine() != "x86_64", reason="the vendor's function contains libraries for x86-64")


class Kit:
    """A virtual board and an account of its own."""

    def __init__(self, stack, make_folder, name):
        self.board = stopped_by(stack, Board(make_folder(f"{name}-board"), "demo", "--kit", "avr-iot-wg", "--seed", "7"))
        self.cloud = stopped_by(stack, Cloud(make_folder(f"{name}-cloud")))
        self.cloud.ask("setStackPace", 0.1)

    def start(self, method, *actions):
        """Starts iotprovision. The actions account, certs, provision and application are its default."""
        arguments = ["-c", "aws", "-m", method, *actions, *([] if actions else WIFI)]
        return self.board.start_tool("iotprovision", *arguments, **self.cloud.environment)

    def run(self, method, *actions):
        return finished(self.start(method, *actions))

    def run_ours(self, method):
        """Provisions with our program, which must succeed."""
        board, environment = self.board, self.cloud.environment
        arguments = ["--serial", board.port, "--hid", board.hid, "--firmware-dir", IMAGES, "--ssid", "home", "--region", "us-east-2"]
        arguments += ["--method", method, "--store", board.folder / ".microchip-iot"]
        arguments += ["--endpoint-url", environment["AWS_ENDPOINT_URL"], "--ca-file", environment["AWS_CA_BUNDLE"]]
        keys = {"AWS_ACCESS_KEY_ID": self.cloud.user["accessKeyId"], "AWS_SECRET_ACCESS_KEY": self.cloud.user["secretAccessKey"]}
        command = [NATIVE / "tests/hosts/provision", *arguments]
        done = subprocess.run(command, env={**os.environ, "WIFI_PSK": "pass word", **keys}, capture_output=True, text=True, timeout=TIMEOUT_SECONDS)
        assert done.returncode == 0, done.stdout + done.stderr

    def thing(self):
        page = self.board.flash(0x6F00, 256)
        return page[: page.index(0)].decode()

    def registry(self):
        """What the account holds in AWS IoT, but for what differs each time: ids, dates and the CA's."""
        iot = self.cloud.client("iot")
        (thing,) = iot.list_things()["things"]
        (principal,) = iot.list_thing_principals(thingName=thing["thingName"])["principals"]
        certificate_id = principal.rpartition("/")[2]
        certificate = iot.describe_certificate(certificateId=certificate_id)["certificateDescription"]
        policies = [one["policyName"] for one in iot.list_attached_policies(target=principal)["policies"]]
        authorities = [one["certificateId"] for one in self.authorities()]
        return {
            "certificates": len(iot.list_certificates()["certificates"]),
            "status": certificate["status"],
            "by our CA": certificate.get("caCertificateId") in authorities,
            "thing": thing["thingName"] == self.thing(),
            "type": thing.get("thingTypeName"),
            "attributes": thing["attributes"],
            "types": [one["thingTypeName"] for one in iot.list_thing_types()["thingTypes"]],
            "attached": policies,
            "policies": {one["policyName"]: grants(iot.get_policy(policyName=one["policyName"])) for one in iot.list_policies()["policies"]},
            "authorities": [(one["status"], one["autoRegistrationStatus"], one["certificateMode"]) for one in self.authorities()],
            "rules": [one["topicPattern"] for one in iot.list_topic_rules()["rules"]],
        }

    def authorities(self):
        iot = self.cloud.client("iot")
        found = iot.list_ca_certificates()["certificates"]
        return [iot.describe_ca_certificate(certificateId=one["certificateId"])["certificateDescription"] for one in found]

    def stack_status(self):
        return self.cloud.client("cloudformation").describe_stacks(StackName=STACK)["Stacks"][0]["StackStatus"]

    def create_stack(self, template, **options):
        client = self.cloud.client("cloudformation")
        client.create_stack(StackName=STACK, TemplateBody=json.dumps(template), Capabilities=["CAPABILITY_NAMED_IAM"], **options)
        deadline = time.monotonic() + 60
        while self.stack_status() == "CREATE_IN_PROGRESS":
            assert time.monotonic() < deadline
            time.sleep(0.2)
        assert self.stack_status() == "CREATE_COMPLETE"

    def create_policy(self):
        document = (VENDORS / "aws_iot_policies/zt_policy.json").read_text()
        for name, value in [("region", "us-east-2"), ("account_id", self.cloud.user["account"])]:
            document = document.replace(f"${{{name}}}", value)
        self.cloud.client("iot").create_policy(policyName="zt_policy", policyDocument=document)

    def connect(self):
        """The board connects until it is accepted. Returns how often it was refused before."""
        events = self.cloud.connect(self.board)
        return events[: events.index("connected")].count("disconnected")


def grants(policy):
    def listed(value):
        return value if isinstance(value, list) else [value]

    statements = json.loads(policy["policyDocument"])["Statement"]
    return sorted((one["Effect"], action, resource) for one in statements for action in listed(one["Action"]) for resource in listed(one["Resource"]))


def finished(process):
    """Waits for iotprovision, which must succeed; returns its output."""
    output, _ = process.communicate(timeout=TIMEOUT_SECONDS)
    assert process.returncode == 0 and "Operation completed successfully." in output, output
    return output


def our_template():
    folder = ROOT / "core/provision/jitr"
    template = json.loads((folder / "stack.json").read_text())
    template["Resources"]["RegistrationFunction"]["Properties"]["Code"]["ZipFile"] = (folder / "registration_function.py").read_text()
    return template


@pytest.fixture(scope="module")
def kits(tmp_path_factory):
    """Two kits that the vendor's tool provisions with -m jitr, and kits for our program and for -m mar. In the account of "ours" are our stack
    and zt_policy beforehand, in that of "interrupted" is the vendor's stack, but its function's code was never uploaded."""
    with ExitStack() as stack:
        kits = {name: Kit(stack, tmp_path_factory.mktemp, name) for name in ("theirs", "ours", "interrupted", "mar", "theirs-mar", "ours-jitr")}
        kits["ours"].create_policy()
        kits["ours"].create_stack(our_template())
        kits["interrupted"].create_stack(json.loads((VENDORS / "aws_cf/custom_cf_template.json").read_text()))
        processes = {name: kits[name].start("jitr") for name in ("theirs", "ours", "interrupted")}
        for process in processes.values():
            stack.callback(process.kill)
        for name, process in processes.items():
            kits[name].output = finished(process)
        yield kits


EXPECTED = {
    "certificates": 1,
    "status": "ACTIVE",
    "by our CA": True,
    "thing": True,
    "type": TYPE,
    "attributes": {},
    "types": [TYPE],
    "attached": ["zt_policy"],
    "policies": ["zt_policy"],
    "authorities": [("ACTIVE", "ENABLE", "DEFAULT")],
    "rules": ["$aws/events/certificates/registered/#"],
}


@only_x86_64
def test_the_vendors_stack_registers_a_board_on_its_first_connection(kits):
    kit = kits["theirs"]
    assert "Stack (MCHPStack) created successfully." in kit.output and "Updating lambda function MCHPStack-" in kit.output
    assert kit.connect() >= 1
    registry = kit.registry()
    assert registry | {"policies": list(registry["policies"])} == EXPECTED


def test_our_stack_registers_a_board_that_the_vendors_tool_provisioned(kits):
    kit = kits["ours"]
    assert "Using existing Stack MCHPStack" in kit.output
    assert kit.connect() >= 1
    registry = kit.registry()
    assert registry | {"policies": list(registry["policies"])} == EXPECTED


@only_x86_64
def test_both_leave_the_same_in_the_registry(kits):
    assert kits["ours"].registry() == kits["theirs"].registry()


@only_x86_64
def test_an_interrupted_set_up_of_the_vendor_needs_its_option_faws(kits):
    """The tool takes a stack of that name for finished, so the function keeps code that cannot be loaded."""
    kit = kits["interrupted"]
    assert "Using existing Stack MCHPStack" in kit.output
    with pytest.raises(AssertionError, match="the board sent nothing"):
        kit.cloud.connect(kit.board, seconds=20)
    failed = kit.cloud.ask("invocations")[-1]
    assert failed["error"].startswith("ModuleNotFoundError: No module named 'jitr_lambda'")
    output = kit.run("jitr", "account", "--force-aws-cloudformation")
    assert "Deleting current stack: MCHPStack" in output and "Updating lambda function MCHPStack-" in output
    kit.connect()
    registry = kit.registry()
    assert registry | {"policies": list(registry["policies"])} == EXPECTED


@pytest.mark.parametrize("name", [pytest.param("theirs", marks=only_x86_64), "ours"])
def test_the_vendors_mar_fails_after_registration_at_the_first_connection(kits, name):
    """It creates the thing without a type, which AWS IoT refuses because the thing has one."""
    output, _ = (process := kits[name].start("mar")).communicate(timeout=TIMEOUT_SECONDS)
    assert process.returncode != 0
    assert "Operation failed with ResourceAlreadyExistsException" in output, output
    assert kits[name].registry() == kits["ours"].registry(), "unchanged"


def test_our_mar_leaves_what_the_vendors_mar_leaves_and_the_vendors_accepts_it(kits):
    kit = kits["mar"]
    kit.run_ours("mar")
    before = kit.registry()
    assert "Certificate already registered" in kit.run("mar")
    assert kit.registry() == before
    assert kit.connect() == 0
    kits["theirs-mar"].run("mar")
    assert before == kits["theirs-mar"].registry()


@only_x86_64
def test_our_jitr_leaves_what_the_vendors_jitr_leaves(kits):
    kit = kits["ours-jitr"]
    kit.run_ours("jitr")
    assert kit.connect() >= 1
    assert kit.registry() == kits["theirs"].registry()
