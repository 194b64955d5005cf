"""Just-in-time registration: what the account does when a device connects whose certificate is not active.

AWS (developer guide, "Just-in-time registration"): a certificate that is unknown, but issued by a CA that is active and has auto registration
enabled, is registered as PENDING_ACTIVATION, and an event is published. The event is published again each time that a client presents a
certificate which is still PENDING_ACTIVATION ("Reserved topics"). The topic rules on it invoke Lambda functions, which AWS IoT may do only
where a function's own policy permits it.
"""

import base64
import hashlib
import json
import re
import time
from fnmatch import fnmatchcase

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from gaps.ca_certificates import issuers
from moto.awslambda.utils import get_backend
from moto.iam.models import iam_backends
from moto.iot.models import FakeCertificate, iot_backends
from moto.sts.models import sts_backends
from moto.utilities.utils import get_partition

TOPIC = "$aws/events/certificates/registered/"


class NotInvoked(Exception):
    """Why a topic rule does not run a function."""


def first_connection(account, region, certificate):
    """Registers the certificate (PEM) if a CA of the account permits that. Returns the event's topic and payload; None for no event."""
    backend = iot_backends[account][region]
    parsed = x509.load_pem_x509_certificate(certificate.encode())
    certificate_id = hashlib.sha256(parsed.public_bytes(Encoding.DER)).hexdigest()
    known = backend.certificates.get(certificate_id)
    if known is None:
        authority = _authority_of(parsed, backend)
        if authority is None:
            return None
        known = FakeCertificate(certificate, "PENDING_ACTIVATION", account, region, authority.certificate_id)
        known.certificate_mode = authority.mode
        backend.certificates[certificate_id] = known
    if known.status != "PENDING_ACTIVATION":
        return None
    payload = {
        "certificateId": certificate_id,
        "caCertificateId": known.ca_certificate_id,
        "timestamp": int(time.time() * 1000),
        "certificateStatus": known.status,
        "awsAccountId": account,
        "certificateRegistrationTimestamp": None,
    }
    return {"topic": TOPIC + known.ca_certificate_id, "payload": payload}


def _authority_of(certificate, backend):
    """The CA that issued the certificate, is active and has auto registration enabled."""
    usable = (one for one in issuers(certificate, backend) if (one.status, one.auto_registration) == ("ACTIVE", "ENABLE"))
    return next(usable, None)


def invocations(account, region, topic):
    """For each function that the topic rules run for a message on this topic, all that is needed to run it, or why it is not run."""
    backend = iot_backends[account][region]
    found = []
    for rule in list(backend.rules.values()):
        if rule.rule_disabled or not _matches(rule.topic_pattern, topic):
            continue
        for action in rule.actions:
            if "lambda" not in action:
                continue
            arn = action["lambda"]["functionArn"]
            try:
                found.append(_invocation(account, region, rule, arn))
            except NotInvoked as reason:
                found.append({"functionName": arn.split(":")[-1], "refused": str(reason)})
    return found


def _matches(topic_filter, topic):
    levels, names = topic_filter.split("/"), topic.split("/")
    for i, level in enumerate(levels):
        if level == "#":
            return True
        if i >= len(names) or level not in ("+", names[i]):
            return False
    return len(levels) == len(names)


def _invocation(account, region, rule, function_arn):
    if not re.fullmatch(r"\s*SELECT\s+\*\s+FROM\s+'[^']+'\s*", rule.sql, re.IGNORECASE):
        raise NotInvoked(f"the local cloud runs rules that select everything, not: {rule.sql}")
    try:
        function = get_backend(account, region).get_function(function_arn)
    except Exception as error:
        raise NotInvoked(f"no function {function_arn}") from error
    if not any(_permits(statement, rule.arn, account) for statement in function.policy.statements):
        raise NotInvoked(f"{function_arn} does not permit AWS IoT to invoke it for {rule.arn}")
    return {
        "functionName": function.function_name,
        "handler": function.handler,
        "runtime": function.run_time,
        "seconds": int(function.timeout),
        "environment": function.environment_vars,
        "zip": base64.b64encode(function.code_bytes).decode(),
        "session": _session(account, region, function),
    }


def _permits(statement, rule_arn, account):
    """Whether a statement of a function's policy lets AWS IoT invoke the function for the rule."""
    principal = statement["Principal"]
    service = principal.get("Service") if isinstance(principal, dict) else principal
    values = {"AWS:SourceArn": rule_arn, "AWS:SourceAccount": account}
    conditions = [pair for keys in statement.get("Condition", {}).values() for pair in keys.items()]
    return (
        statement["Effect"] == "Allow"
        and service in ("iot.amazonaws.com", "*")
        and statement["Action"] in ("lambda:InvokeFunction", "lambda:*")
        and all(fnmatchcase(values.get(key, ""), pattern) for key, pattern in conditions)
    )


def _session(account, region, function):
    """Temporary credentials of the function's role, which must trust Lambda."""
    partition = get_partition(region)
    try:
        role = iam_backends[account][partition].get_role_by_arn(function.role)
        trust = json.loads(role.assume_role_policy_document)
    except Exception as error:
        raise NotInvoked(f"the role {function.role} cannot be found") from error
    if not any("lambda.amazonaws.com" in _listed(one["Principal"].get("Service", [])) for one in _listed(trust["Statement"])):
        raise NotInvoked(f"the role {function.role} does not trust lambda.amazonaws.com")
    session = sts_backends[account][partition].assume_role(region, function.function_name, function.role, None, 3600, None)
    return {
        "accessKeyId": session.access_key_id,
        "secretAccessKey": session.secret_access_key,
        "sessionToken": session.session_token,
    }


def _listed(value):
    return value if isinstance(value, list) else [value]
