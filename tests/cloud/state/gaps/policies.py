"""IoT policies are documents: parsed, checked, and limited in size; their names follow the service model.

AWS: MalformedPolicyException for a text that is not a policy (developer guide, "AWS IoT Core policies": Version,
Statement, Effect, Action, Resource, Condition); at most 2048 characters without white space ("AWS IoT Core endpoints and quotas");
names match [\\w+=,.@-]+; DetachPolicy lists no ResourceNotFoundException and succeeds for a policy that is not attached.
moto takes any text as a document and any name.
"""

import json
import re

from moto.iot.exceptions import ResourceNotFoundException
from moto.iot.models import IoTBackend

from .errors import MalformedPolicy, constraint

_ACTION = re.compile(r"\*|iot:[A-Za-z*?]+\Z")


def _check_statement(statement):
    if not isinstance(statement, dict):
        raise MalformedPolicy("Policy document is Malformed: statement is not an object")
    unknown = set(statement) - {"Sid", "Effect", "Action", "Resource", "Condition"}
    if unknown:
        raise MalformedPolicy(f"Policy document is Malformed: unknown element {sorted(unknown)[0]}")
    if statement.get("Effect") not in ("Allow", "Deny"):
        raise MalformedPolicy("Policy document is Malformed: Effect must be Allow or Deny")
    for element in ("Action", "Resource"):
        value = statement.get(element)
        values = value if isinstance(value, list) else [value]
        if not values or not all(isinstance(entry, str) and entry for entry in values):
            raise MalformedPolicy(f"Policy document is Malformed: {element} is missing or not a string")
        if element == "Action" and not all(_ACTION.match(entry) for entry in values):
            raise MalformedPolicy("Policy document is Malformed: Action is not one of AWS IoT")
        if element == "Resource" and not all(entry == "*" or entry.startswith("arn:") for entry in values):
            raise MalformedPolicy("Policy document is Malformed: Resource is not an ARN")


def check_document(text):
    try:
        document = json.loads(text)
    except (TypeError, ValueError) as error:
        raise MalformedPolicy("Policy document is Malformed: not JSON") from error
    if not isinstance(document, dict) or document.get("Version") not in ("2012-10-17", "2008-10-17"):
        raise MalformedPolicy("Policy document is Malformed: Version must be 2012-10-17")
    if len(json.dumps(document, separators=(",", ":"))) > 2048:
        raise MalformedPolicy("Policy document is Malformed: longer than 2048 characters")
    statements = document.get("Statement")
    for statement in statements if isinstance(statements, list) else [statements]:
        _check_statement(statement)


def patch():
    create, create_version = IoTBackend.create_policy, IoTBackend.create_policy_version

    def create_policy(self, policy_name, policy_document):
        if not re.fullmatch(r"[\w+=,.@-]{1,128}", policy_name, re.ASCII):
            raise constraint(
                policy_name, "policyName", r"Member must satisfy regular expression pattern: [\w+=,.@-]+"
            )
        check_document(policy_document)
        return create(self, policy_name, policy_document)

    def create_policy_version(self, policy_name, policy_document, set_as_default):
        check_document(policy_document)
        return create_version(self, policy_name, policy_document, set_as_default)

    detach = IoTBackend.detach_policy

    def detach_policy(self, policy_name, target):
        try:
            detach(self, policy_name, target)
        except ResourceNotFoundException:
            pass

    IoTBackend.create_policy = create_policy
    IoTBackend.create_policy_version = create_policy_version
    IoTBackend.detach_policy = detach_policy
