"""Registers a board on its first connection: handler() gets the events of $aws/events/certificates/registered/#.

AWS IoT sends one at each attempt while the certificate is PENDING_ACTIVATION, so runs may overlap, or follow a failed
one: each step accepts what exists, and activation comes last. The CAs of other teams cause such events, too.
"""

import hashlib
import json
import re
import ssl

import boto3

POLICY = "zt_policy"
THING_TYPE = "microchip-zero-touch-kit"
THING = "${iot:Connection.Thing.ThingName}"
SHADOW = f"$aws/things/{THING}/shadow/*"
ALLOWED = {
    f"client/{THING}": ["connect"],
    f"topic/{THING}/*": ["publish", "receive"],
    f"topic/{SHADOW}": ["publish", "receive", "updatethingshadow", "getthingshadow"],
    f"topicfilter/{THING}/*": ["subscribe"],
    f"topicfilter/{SHADOW}": ["subscribe"],
}

iot = boto3.client("iot")


def elements(der):
    """The contents of consecutive DER elements."""
    contents = []
    while der:
        size, start = der[1], 2
        if size & 0x80:
            start += size & 0x7F
            size = int.from_bytes(der[2:start], "big")
        contents.append(der[start : start + size])
        der = der[start + size :]
    return contents


def thing_name(pem):
    """The subject key identifier in hex; None unless the subject is that of a board."""
    certificate = elements(ssl.PEM_cert_to_DER_cert(pem))[0]
    *_, subject, public_key = elements(elements(certificate)[0])[:7]
    match [elements(name) for part in elements(subject) for name in elements(part)]:
        case [[b"\x55\x04\x0a", b"Microchip Technology Inc"], [b"\x55\x04\x03", name]]:
            if re.fullmatch(rb"sn[0-9A-F]{18}", name):
                _, bits = elements(public_key)
                return hashlib.sha1(bits[1:]).hexdigest()
    return None


def listed(value):
    return value if isinstance(value, list) else [value]


def is_expected(document, prefix):
    """Whether the policy allows a board its own topics only."""
    found = set()
    for statement in listed(json.loads(document)["Statement"]):
        more = statement.keys() - {"Sid", "Effect", "Action", "Resource"}
        for action in listed(statement["Action"]):
            found |= {(statement["Effect"], action.lower(), name, *more) for name in listed(statement["Resource"])}
    return found == {("Allow", f"iot:{action}", prefix + name) for name in ALLOWED for action in ALLOWED[name]}


def create_thing(name):
    errors = iot.exceptions
    try:
        iot.create_thing_type(thingTypeName=THING_TYPE)
    except (errors.ResourceAlreadyExistsException, errors.InvalidRequestException):
        pass  # has other properties, or is deprecated
    for thing_type in {"thingTypeName": THING_TYPE}, {}:
        try:
            return iot.create_thing(thingName=name, **thing_type)
        except errors.ResourceAlreadyExistsException:
            return None  # MAR creates things without a type
        except errors.InvalidRequestException as error:
            refusal = error  # the type is deprecated
    raise refusal


def register(certificate):
    arn = certificate["certificateArn"]
    if certificate["status"] != "PENDING_ACTIVATION":
        return f"{arn} is {certificate['status']}"
    thing = thing_name(certificate["certificatePem"])
    if not thing:
        return f"{arn} is not a board's"
    try:
        document = iot.get_policy(policyName=POLICY)["policyDocument"]
    except iot.exceptions.ResourceNotFoundException:
        return f"{POLICY} is missing"
    if not is_expected(document, arn.partition("cert/")[0]):
        return f"{POLICY} differs"
    create_thing(thing)
    iot.attach_policy(policyName=POLICY, target=arn)
    iot.attach_thing_principal(thingName=thing, principal=arn)
    iot.update_certificate(certificateId=certificate["certificateId"], newStatus="ACTIVE")
    return f"{arn} is active"


def handler(event, context):
    answer = iot.describe_certificate(certificateId=event["certificateId"])
    outcome = register(answer["certificateDescription"])
    print(outcome)
    return outcome
