"""Tests the function that registers a board on its first connection, against an account in this process."""

import ast
import json
import sys
import threading

import pytest
from account import BOARD, JITR, PREFIX, name, zero_touch_policy
from botocore.exceptions import ClientError
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, rsa

SOURCE = JITR / "registration_function.py"
TYPE = "microchip-zero-touch-kit"
UNTOUCHED = {"status": "PENDING_ACTIVATION", "policies": [], "things": {}, "attached": [], "types": []}
CALLS = [
    "DescribeCertificate",
    "GetPolicy",
    "CreateThingType",
    "CreateThing",
    "AttachPolicy",
    "AttachThingPrincipal",
    "UpdateCertificate",
]


class Calls:
    """The calls of an IoT client in their order. `before(index)` runs before each of them and may raise."""

    def __init__(self, client, before=lambda index: None):
        self.names = []
        self.before = before
        self.events = client.meta.events
        self.events.register("before-call.iot", self.note)

    def note(self, model, **_):
        index = len(self.names)
        self.names.append(model.name)
        self.before(index)

    def stop(self):
        self.events.unregister("before-call.iot", self.note)


def denied(operation):
    message = f"User: … is not authorized to perform: iot:{operation}"
    return ClientError({"Error": {"Code": "AccessDeniedException", "Message": message}}, operation)


def thing_of(key):
    return x509.SubjectKeyIdentifier.from_public_key(key.public_key()).digest.hex()


def registered(thing, thing_type=TYPE):
    return {
        "status": "ACTIVE",
        "policies": ["zt_policy"],
        "things": {thing: thing_type},
        "attached": [thing],
        "types": [TYPE],
    }


@pytest.fixture
def key():
    return ec.generate_private_key(ec.SECP256R1())


@pytest.fixture
def event(account, key):
    return account.connect(key=key)


def test_a_board_gets_its_thing_its_policy_and_an_active_certificate(account, function, key, event):
    calls = Calls(function.iot)
    assert function.handler(event, None).endswith(f"cert/{event['certificateId']} is active")
    assert account.registry(event["certificateId"]) == registered(thing_of(key))
    assert calls.names == CALLS, "activation comes last"


def test_a_second_run_only_looks(account, function, key, event):
    function.handler(event, None)
    calls = Calls(function.iot)
    assert function.handler(event, None).endswith("is ACTIVE")
    assert calls.names == ["DescribeCertificate"]
    assert account.registry(event["certificateId"]) == registered(thing_of(key))


@pytest.mark.parametrize("failing", range(len(CALLS)))
def test_after_a_failed_call_the_certificate_waits_and_the_next_run_completes_the_registration(account, function, key, event, failing):
    def fail(index):
        if index == failing:
            raise denied(CALLS[index])

    calls = Calls(function.iot, fail)
    with pytest.raises(ClientError, match=CALLS[failing]):
        function.handler(event, None)
    calls.stop()
    assert account.registry(event["certificateId"])["status"] == "PENDING_ACTIVATION"
    function.handler(event, None)
    assert account.registry(event["certificateId"]) == registered(thing_of(key))


@pytest.mark.parametrize("first_pause", range(len(CALLS)))
@pytest.mark.parametrize("second_pause", range(len(CALLS)))
def test_two_runs_at_once_end_like_one(account, function, key, event, first_pause, second_pause):
    """The first run pauses before one of its calls until the second run has come to one of its own; then the first ends before the second."""
    second_paused, first_ended = threading.Event(), threading.Event()
    failures = []

    def run(pause_at, pause):
        progress = iter(range(len(CALLS)))
        pauses[threading.current_thread()] = lambda: next(progress) == pause_at and pause()
        try:
            function.handler(event, None)
        except Exception as failure:  # a thread's exception would be lost
            failures.append(failure)

    def second():
        run(second_pause, lambda: (second_paused.set(), first_ended.wait(10)))
        second_paused.set()

    pauses = {}
    second_thread = threading.Thread(target=second)
    Calls(function.iot, lambda _: pauses[threading.current_thread()]())
    run(first_pause, lambda: (second_thread.start(), second_paused.wait(10)))
    first_ended.set()
    second_thread.join(10)
    assert failures == []
    assert account.registry(event["certificateId"]) == registered(thing_of(key))


def test_a_thing_that_mar_created_keeps_its_configuration(account, function, key, event):
    account.iot.create_thing(thingName=thing_of(key))
    function.handler(event, None)
    assert account.registry(event["certificateId"]) == registered(thing_of(key), thing_type=None)


def test_a_thing_with_attributes_keeps_them(account, function, key, event):
    account.iot.create_thing(thingName=thing_of(key), attributePayload={"attributes": {"room": "lab"}})
    function.handler(event, None)
    assert account.registry(event["certificateId"])["status"] == "ACTIVE"
    assert account.iot.describe_thing(thingName=thing_of(key))["attributes"] == {"room": "lab"}


def test_where_the_thing_type_is_deprecated_the_thing_has_no_type(account, function, key, event):
    account.iot.create_thing_type(thingTypeName=TYPE)
    account.iot.deprecate_thing_type(thingTypeName=TYPE)
    function.handler(event, None)
    assert account.registry(event["certificateId"]) == registered(thing_of(key), thing_type=None)
    assert account.iot.describe_thing_type(thingTypeName=TYPE)["thingTypeMetadata"]["deprecated"]


def test_a_thing_type_with_a_description_is_used(account, function, key, event):
    account.iot.create_thing_type(thingTypeName=TYPE, thingTypeProperties={"thingTypeDescription": "kits"})
    function.handler(event, None)
    assert account.registry(event["certificateId"]) == registered(thing_of(key))


def test_a_refused_thing_leaves_the_certificate_waiting(account, function, event, monkeypatch):
    """AWS IoT may refuse a thing for another reason than its type. Without a thing, the board could not connect."""
    refusal = account.iot.exceptions.InvalidRequestException({"Error": {"Code": "InvalidRequestException"}}, "CreateThing")

    def refuse(**_):
        raise refusal

    monkeypatch.setattr(function.iot, "create_thing", refuse)
    monkeypatch.setattr(function.iot.exceptions, "InvalidRequestException", type(refusal), raising=False)
    with pytest.raises(type(refusal)):
        function.handler(event, None)
    assert account.registry(event["certificateId"])["status"] == "PENDING_ACTIVATION"


@pytest.mark.parametrize(
    "subject",
    [
        name(common_name="sn01238FAFEFE388DCFE"),
        name(organization="Microchip Technology Inc"),
        name(organization="Example Inc", common_name="sn01238FAFEFE388DCFE"),
        name(organization="Microchip Technology Inc", common_name="0123"),
        name(organization="Microchip Technology Inc", common_name="sn01238FAFEFE388DCFE0"),
        name(organization="Microchip Technology Inc", common_name="SN01238FAFEFE388DCFE"),
        name(organization="Microchip Technology Inc", unit="Lab", common_name="sn01238FAFEFE388DCFE"),
        name(common_name="sn01238FAFEFE388DCFE", organization="Microchip Technology Inc"),
        x509.Name([*BOARD, *BOARD]),
        x509.Name([x509.RelativeDistinguishedName(BOARD)]),
        x509.Name([]),
    ],
    ids=lambda subject: subject.rfc4514_string() or "no subject",
)
def test_a_certificate_of_another_team_is_left_alone(account, function, subject):
    event = account.connect(subject)
    calls = Calls(function.iot)
    assert function.handler(event, None).endswith("is not a board's")
    assert calls.names == ["DescribeCertificate"]
    assert account.registry(event["certificateId"]) == UNTOUCHED


def test_a_certificate_with_a_large_key_is_parsed(account, function):
    """Its DER lengths take three bytes."""
    key = rsa.generate_private_key(65537, 4096)
    event = account.connect(BOARD, key)
    function.handler(event, None)
    assert account.registry(event["certificateId"]) == registered(thing_of(key))


@pytest.mark.parametrize("status", ["ACTIVE", "INACTIVE", "REVOKED", "PENDING_TRANSFER", "REGISTER_INACTIVE"])
def test_a_certificate_is_activated_from_pending_activation_only(account, function, event, status):
    account.set_status(event["certificateId"], status)
    assert function.handler(event, None).endswith(f"is {status}")
    assert account.registry(event["certificateId"]) == {**UNTOUCHED, "status": status}


def test_without_zt_policy_nothing_happens_until_it_is_there(account, function, key, event):
    account.iot.delete_policy(policyName="zt_policy")
    assert function.handler(event, None) == "zt_policy is missing"
    assert account.registry(event["certificateId"]) == UNTOUCHED
    account.create_policy(zero_touch_policy())
    function.handler(event, None)
    assert account.registry(event["certificateId"]) == registered(thing_of(key))


def changed(change):
    policy = zero_touch_policy()
    change(policy["Statement"])
    return policy


EXTRA = {"Effect": "Allow", "Action": "iot:Publish", "Resource": PREFIX + "topic/shared"}
CONDITION = {"Bool": {"iot:Connection.Thing.IsAttached": "true"}}
OTHER_POLICIES = {
    "may do everything": {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "iot:*", "Resource": "*"}},
    "may do more": changed(lambda statements: statements.append(EXTRA)),
    "may do less": changed(lambda statements: statements.pop()),
    "denies": changed(lambda statements: statements.append({**EXTRA, "Effect": "Deny"})),
    "denies instead of allowing": changed(lambda statements: statements[0].update(Effect="Deny")),
    "has a condition": changed(lambda statements: statements[0].update(Condition=CONDITION)),
    "names another region": zero_touch_policy(PREFIX.replace("us-east-2", "eu-west-1")),
    "names another account": zero_touch_policy(PREFIX.replace("123456789012", "210987654321")),
    "names another partition": zero_touch_policy(PREFIX.replace("aws:", "aws-cn:", 1)),
}


@pytest.mark.parametrize("document", OTHER_POLICIES.values(), ids=OTHER_POLICIES)
def test_where_zt_policy_is_another_policy_nothing_happens(account, function, event, document):
    account.iot.delete_policy(policyName="zt_policy")
    account.create_policy(document)
    assert function.handler(event, None) == "zt_policy differs"
    assert account.registry(event["certificateId"]) == UNTOUCHED


def test_zt_policy_may_be_written_in_other_ways(account, function, event):
    """Single values instead of lists, a statement for each grant, other case of actions, names of statements, repetition."""
    statements = [
        {"Effect": "Allow", "Sid": f"s{i}{j}{k}", "Action": action.upper().replace("IOT:", "iot:"), "Resource": resource}
        for i, statement in enumerate(reversed(zero_touch_policy()["Statement"]))
        for j, action in enumerate(statement["Action"])
        for k, resource in enumerate(statement["Resource"])
    ]
    document = {"Statement": [*statements, statements[0]], "Version": "2012-10-17"}
    assert function.is_expected(json.dumps(document), PREFIX)


def test_the_function_fits_into_a_template_and_needs_only_what_lambda_has():
    source = SOURCE.read_text()
    assert source.isascii() and len(source) <= 4096, "the limit of inline code"
    imports = [node for node in ast.walk(ast.parse(source)) if isinstance(node, (ast.Import, ast.ImportFrom))]
    names = {alias.name for node in imports for alias in node.names}
    assert names <= {"boto3", *sys.stdlib_module_names}
