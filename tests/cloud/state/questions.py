"""Questions of the front and the MQTT gateway about moto's state, and state that tests prepare.

Each public function answers POST /_cloud/NAME, with the members of the body as its arguments. The functions read and
write moto's own objects, so the control plane shows what a test prepares, and tests see what the control plane did.
"""

import inspect
import json
import time

from first_connection import first_connection, invocations
from gaps import caller_identity, data_endpoint
from moto.iam.models import iam_backends
from moto.iot.exceptions import IoTClientError
from moto.iot.models import iot_backends
from moto.iotdata.exceptions import IoTDataPlaneClientError
from moto.iotdata.models import iotdata_backends
from moto.sts.models import sts_backends
from stacks.front import set_front
from stacks.stack import pace

LOG_STREAM = "local"


class Refused(Exception):
    """An invalid question; the front passes the message to the test."""


def answer(name, arguments):
    question = QUESTIONS.get(name)
    if question is None:
        raise Refused(f"no question {name}")
    try:
        inspect.signature(question).bind(**arguments)
    except TypeError as error:
        raise Refused(f"{name}: {error}") from error
    return question(**arguments)


# --- Principals -----------------------------------------------------------------------------------------------------


def principal(access_key_id):
    """Everything needed to verify and authorise a request with this key; None if the key is unknown."""
    key = caller_identity.keys.get(access_key_id)
    if key is not None:
        return _of_key(key)
    for account, partition, backend in _iam_backends():
        user = backend.get_user_from_access_key_id(access_key_id)
        if user is not None:
            access_key = user.get_access_key_by_id(access_key_id)
            return {
                **_of_user(account, partition, backend, user),
                "secret": access_key.secret_access_key,
                "status": access_key.status,
            }
        for role in sts_backends[account][partition].assumed_roles:
            if role.access_key_id == access_key_id:
                return _of_assumed_role(account, partition, backend, role)
    return None


def _iam_backends():
    for account in list(iam_backends):
        for partition in ("aws", "aws-cn"):
            yield account, partition, iam_backends[account][partition]


def _of_key(key):
    """The principal of a key of root or of a session; None once its user is gone."""
    if key.user_name is None:
        who = {
            "type": "root",
            "account": key.account,
            "partition": key.partition,
            "arn": f"arn:{key.partition}:iam::{key.account}:root",
            "userId": key.account,
            "userName": None,
            "policies": [],
        }
    else:
        backend = iam_backends[key.account][key.partition]
        user = backend.users.get(key.user_name)
        if user is None:
            return None
        who = _of_user(key.account, key.partition, backend, user)
    if key.federated_name is not None:
        who |= {"type": "federated", "arn": key.federated_arn, "userId": key.federated_id, "userName": None}
    return {
        **who,
        "secret": key.secret,
        "status": key.status,
        "sessionPolicies": key.session_policies,
        "sessionToken": key.token,
        "expiration": key.expiration and key.expiration.timestamp(),
    }


def _of_user(account, partition, backend, user):
    documents = [json.loads(document) for document in user.policies.values()]
    documents += [_default_document(policy) for policy in user.managed_policies.values()]
    for group in backend.get_groups_for_user(user.name):
        documents += [json.loads(document) for document in group.policies.values()]
        documents += [_default_document(policy) for policy in group.managed_policies.values()]
    return {
        "type": "user",
        "account": account,
        "partition": partition,
        "arn": user.arn,
        "userId": user.id,
        "userName": user.name,
        "policies": documents,
        "sessionToken": None,
        "expiration": None,
    }


def user_of_arn(account, arn):
    """The user with this ARN, with policies; None if there is none."""
    for candidate, partition, backend in _iam_backends():
        for user in backend.users.values():
            if candidate == account and user.arn == arn:
                return _of_user(account, partition, backend, user)
    return None


def _of_assumed_role(account, partition, backend, assumed):
    role = backend.get_role_by_arn(assumed.role_arn)
    documents = [json.loads(document) for document in role.policies.values()]
    documents += [_default_document(policy) for policy in role.managed_policies.values()]
    return {
        "type": "role",
        "account": account,
        "partition": partition,
        "arn": assumed.arn,
        "userId": assumed.user_id,
        "userName": None,
        "policies": documents,
        "secret": assumed.secret_access_key,
        "status": "Active",
        "sessionToken": assumed.session_token,
        "expiration": assumed.expiration.timestamp(),
    }


def _default_document(policy):
    document = next(version.document for version in policy.versions if version.is_default)
    return json.loads(document)


# --- Devices ---------------------------------------------------------------------------------------------------------


def endpoint_owner(host):
    return data_endpoint.owner_of(host)


def data_host(account, region):
    return data_endpoint.data_host(account, region)


def device(account, region, certificate_id):
    """A device certificate with its policies and things; None if it is not registered here."""
    backend = iot_backends[account][region]
    certificate = backend.certificates.get(certificate_id)
    if certificate is None:
        return None
    return {
        "arn": certificate.arn,
        "status": certificate.status,
        "policies": [json.loads(p.document) for p in backend.list_attached_policies(certificate.arn)],
        "things": [
            {
                "name": thing.thing_name,
                "attributes": thing.attributes,
                "type": thing.thing_type and thing.thing_type.thing_type_name,
            }
            for (arn, _), (_, thing) in backend.principal_things.items()
            if arn == certificate.arn
        ],
    }


def shadow(account, region, thing, operation, payload=None):
    """One operation on the classic shadow of a thing, as moto's IoT data plane answers it."""
    backend = iotdata_backends[account][region]
    try:
        if operation == "update":
            accepted = backend.update_thing_shadow(thing, payload, None).to_response_dict()
            return {"accepted": accepted, "document": backend.get_thing_shadow(thing, None).to_dict()}
        if operation == "get":
            return {"accepted": backend.get_thing_shadow(thing, None).to_dict()}
        if operation == "delete":
            return {"accepted": backend.delete_thing_shadow(thing, None).to_dict()}
    except (IoTClientError, IoTDataPlaneClientError) as error:
        return {"rejected": {"code": error.code, "message": error.message}}
    raise Refused(f"no shadow operation {operation}")


def write_log(account, region, group, lines):
    """Lines that a Lambda function printed; the group and its stream are made at the first one."""
    from moto.logs.models import logs_backends  # takes most of a second

    backend = logs_backends[account][region]
    backend.ensure_log_group(group)
    backend.ensure_log_stream(group, LOG_STREAM)
    now = int(time.time() * 1000)
    backend.put_log_events(group, LOG_STREAM, [{"timestamp": now, "message": line} for line in lines])


# --- Seeding, for tests ----------------------------------------------------------------------------------------------


def create_user(account, partition, name, policies, root):
    """A user with inline policies and an active key; with root, a key of the account's root user."""
    data_endpoint.register_account(account)
    if root:
        key = caller_identity.make_key(account, partition, "AKIA")
        return {"accessKeyId": key.access_key_id, "secretAccessKey": key.secret, **_identity(key.access_key_id)}
    backend = iam_backends[account][partition]
    region = "cn-north-1" if partition == "aws-cn" else "us-east-1"
    if name not in backend.users:
        backend.create_user(region, name, "/", None)
    backend.get_user(name).policies.clear()
    for policy_name, document in policies.items():
        backend.put_user_policy(name, policy_name, json.dumps(document))
    key = backend.create_access_key(name, "AKIA")
    return {
        "accessKeyId": key.access_key_id,
        "secretAccessKey": key.secret_access_key,
        **_identity(key.access_key_id),
    }


def users_in(account, partition, path):
    """The users of a path, with their keys."""
    backend = iam_backends[account][partition]
    return [
        {
            "name": user.name,
            "policies": [json.loads(document) for document in user.policies.values()],
            "keys": [
                {"accessKeyId": key.access_key_id, "secretAccessKey": key.secret_access_key}
                for key in user.access_keys
            ],
        }
        for user in backend.users.values()
        if user.path == path
    ]


def put_user_policies(access_key_id, policies):
    """Replaces the inline policies of the user who owns this key."""
    who = _known(access_key_id)
    backend = iam_backends[who["account"]][who["partition"]]
    backend.get_user(who["userName"]).policies.clear()
    for policy_name, document in policies.items():
        backend.put_user_policy(who["userName"], policy_name, json.dumps(document))


def create_session(access_key_id, seconds):
    """Temporary credentials of the user who owns this key; with a negative time, they have expired already."""
    who = _known(access_key_id)
    session = caller_identity.make_session(who["account"], who["partition"], who["userName"], seconds)
    return {
        "accessKeyId": session.access_key_id,
        "secretAccessKey": session.secret,
        "sessionToken": session.token,
        **_identity(session.access_key_id),
    }


def set_key_status(access_key_id, status):
    who = _known(access_key_id)
    if access_key_id in caller_identity.keys:
        caller_identity.keys[access_key_id].status = status
    else:
        iam_backends[who["account"]][who["partition"]].update_access_key(who["userName"], access_key_id, status)


def set_certificate_status(account, region, certificate_id, status):
    iot_backends[account][region].describe_certificate(certificate_id).status = status


def rotate_endpoint(account, region):
    data_endpoint.rotate(account, region)
    return data_endpoint.data_host(account, region)


def inventory(account, region):
    """All resources of the account in AWS IoT in this region."""
    backend = iot_backends[account][region]
    return {
        "things": [thing.to_dict() for thing in backend.things.values()],
        "certificates": [
            {"certificateId": c.certificate_id, "status": c.status, "arn": c.arn, "pem": c.certificate_pem}
            for c in backend.certificates.values()
        ],
        "caCertificates": [
            {"certificateId": c.certificate_id, "status": c.status, "arn": c.arn}
            for c in backend.ca_certificates.values()
        ],
        "policies": [{"name": p.name, "document": json.loads(p.document)} for p in backend.policies.values()],
        "policyAttachments": [{"target": target, "policy": name} for target, name in backend.principal_policies],
        "thingPrincipals": [{"principal": arn, "thing": name} for arn, name in backend.principal_things],
        "rules": [rule.to_dict() for rule in backend.rules.values()],
    }


def set_stack_pace(seconds):
    """How long a stack takes for each resource, to create or to delete."""
    pace["seconds"] = seconds


def reset(account, region):
    """Empties AWS IoT of this account and region."""
    iot_backends[account][region].reset()
    iotdata_backends[account][region].reset()


def _known(access_key_id):
    who = principal(access_key_id)
    if who is None:
        raise Refused("no such key")
    return who


def _identity(access_key_id):
    who = _known(access_key_id)
    return {name: who[name] for name in ("account", "partition", "arn", "userId", "userName")}


QUESTIONS = {
    function.__name__: function
    for function in (
        principal,
        user_of_arn,
        endpoint_owner,
        data_host,
        device,
        first_connection,
        invocations,
        shadow,
        write_log,
        create_user,
        users_in,
        put_user_policies,
        create_session,
        set_key_status,
        set_certificate_status,
        rotate_endpoint,
        inventory,
        set_front,
        set_stack_pace,
        reset,
    )
}
