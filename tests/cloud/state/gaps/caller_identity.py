"""STS identifies the caller (a user, the root user or a session), and makes sessions whose credentials work.

AWS: GetCallerIdentity answers `arn:...:iam::ACCOUNT:root` with the account as user id for root keys; temporary
credentials begin with ASIA and carry a session token (API reference, GetSessionToken and GetFederationToken). moto
answers one constant key for both, has no root keys, and answers "user/moto" for a key that it does not know.
"""

import base64
import datetime
import json
import re
import secrets
import string
from dataclasses import dataclass, field

from moto.core.responses import ActionResult
from moto.iam.models import iam_backends
from moto.sts.exceptions import STSValidationError
from moto.sts.models import STSBackend
from moto.sts.responses import TokenResponse

_ALPHABET = string.ascii_uppercase + string.digits[2:8]


def _base64(byte_count):
    """Random base64 in the alphabet of AWS's secrets, which is not the one for URLs."""
    return base64.b64encode(secrets.token_bytes(byte_count)).decode()


@dataclass
class Key:
    """A key that moto's IAM cannot represent: of the root user, or of a session."""

    account: str
    partition: str
    access_key_id: str
    secret: str = field(default_factory=lambda: _base64(30))
    user_name: str | None = None  # None: root
    token: str | None = None
    expiration: datetime.datetime | None = None
    status: str = "Active"
    federated_name: str | None = None
    session_policies: list[dict] | None = None  # of a federated user; without any, it may do nothing

    @property
    def federated_arn(self):
        return f"arn:{self.partition}:sts::{self.account}:federated-user/{self.federated_name}"

    @property
    def federated_id(self):
        return f"{self.account}:{self.federated_name}"


keys: dict[str, Key] = {}


def make_key(account, partition, prefix, **details):
    access_key_id = prefix + "".join(secrets.choice(_ALPHABET) for _ in range(16))
    keys[access_key_id] = Key(account, partition, access_key_id, **details)
    return keys[access_key_id]


def make_session(account, partition, user_name, seconds, **details):
    now = datetime.datetime.now(datetime.UTC)
    return make_key(
        account,
        partition,
        "ASIA",
        user_name=user_name,
        # The characters of base64 matter: + / = must survive the presigned query.
        token="IQoJb3JpZ2luX2Vj+/" + _base64(120),
        expiration=now + datetime.timedelta(seconds=seconds),
        **details,
    )


def _credentials(session):
    return {
        "AccessKeyId": session.access_key_id,
        "SecretAccessKey": session.secret,
        "SessionToken": session.token,
        "Expiration": session.expiration,
    }


class MalformedPolicy(STSValidationError):
    def __init__(self):
        super().__init__("This policy contains invalid Json")
        self.error_type = self.code = "MalformedPolicyDocument"


def _constraint(value, member, rule):
    message = f"Value '{value}' at '{member}' failed to satisfy constraint: Member must {rule}"
    return STSValidationError(f"1 validation error detected: {message}")


def _federated_session(response, account, partition):
    """Checks the limits of the service model. The front has refused callers that are not users."""
    name = response._get_param("Name") or ""
    seconds = response._get_int_param("DurationSeconds", 43200)
    policy = response._get_param("Policy")
    if not re.fullmatch(r"[\w+=,.@-]{2,32}", name):
        raise _constraint(name, "name", r"satisfy regular expression pattern: [\w+=,.@-]{2,32}")
    if not 900 <= seconds <= 129600:
        raise _constraint(seconds, "durationSeconds", "have value between 900 and 129600")
    if policy is not None and len(policy) > 2048:
        raise _constraint("...", "policy", "have length less than or equal to 2048")
    documents = []
    if policy is not None:
        try:
            documents = [json.loads(policy)]
        except ValueError:
            raise MalformedPolicy() from None
    caller = iam_backends[account][partition].get_user_from_access_key_id(response.access_key)
    return make_session(
        account, partition, caller.name, seconds, federated_name=name, session_policies=documents
    )


def patch():
    original = STSBackend.get_caller_identity

    def get_caller_identity(self, access_key_id, region):
        key = keys.get(access_key_id)
        if key is None:
            return original(self, access_key_id, region)
        if key.federated_name is not None:
            return key.federated_id, key.federated_arn, key.account
        if key.user_name is None:
            return key.account, f"arn:{key.partition}:iam::{key.account}:root", key.account
        user = iam_backends[key.account][key.partition].get_user(key.user_name)
        return user.id, user.arn, key.account

    def get_session_token(self):
        caller = iam_backends[self.current_account][self.partition].get_user_from_access_key_id(self.access_key)
        seconds = self._get_int_param("DurationSeconds", 43200)
        session = make_session(self.current_account, self.partition, caller and caller.name, seconds)
        return ActionResult({"Credentials": _credentials(session)})

    def get_federation_token(self):
        session = _federated_session(self, self.current_account, self.partition)
        return ActionResult(
            {
                "Credentials": _credentials(session),
                "FederatedUser": {"FederatedUserId": session.federated_id, "Arn": session.federated_arn},
                "PackedPolicySize": 40,
            }
        )

    STSBackend.get_caller_identity = get_caller_identity
    TokenResponse.get_session_token = get_session_token
    TokenResponse.get_federation_token = get_federation_token
