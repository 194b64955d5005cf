"""STS identifies the caller (a user, the root user or a session), and GetSessionToken makes credentials that work.

AWS: GetCallerIdentity answers `arn:...:iam::ACCOUNT:root` with the account as user id for root keys; temporary
credentials begin with ASIA and carry a session token (API reference, GetSessionToken). moto answers one constant key
for GetSessionToken, has no root keys, and answers "user/moto" for a key that it does not know.
"""

import base64
import datetime
import secrets
import string
from dataclasses import dataclass, field

from moto.core.responses import ActionResult
from moto.iam.models import iam_backends
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


keys: dict[str, Key] = {}


def make_key(account, partition, prefix, **details):
    access_key_id = prefix + "".join(secrets.choice(_ALPHABET) for _ in range(16))
    keys[access_key_id] = Key(account, partition, access_key_id, **details)
    return keys[access_key_id]


def make_session(account, partition, user_name, seconds):
    now = datetime.datetime.now(datetime.UTC)
    return make_key(
        account,
        partition,
        "ASIA",
        user_name=user_name,
        # The characters of base64 matter: + / = must survive the presigned query.
        token="IQoJb3JpZ2luX2Vj+/" + _base64(120),
        expiration=now + datetime.timedelta(seconds=seconds),
    )


def patch():
    original = STSBackend.get_caller_identity

    def get_caller_identity(self, access_key_id, region):
        key = keys.get(access_key_id)
        if key is None:
            return original(self, access_key_id, region)
        if key.user_name is None:
            return key.account, f"arn:{key.partition}:iam::{key.account}:root", key.account
        user = iam_backends[key.account][key.partition].get_user(key.user_name)
        return user.id, user.arn, key.account

    def get_session_token(self):
        caller = iam_backends[self.current_account][self.partition].get_user_from_access_key_id(self.access_key)
        seconds = self._get_int_param("DurationSeconds", 43200)
        session = make_session(self.current_account, self.partition, caller and caller.name, seconds)
        return ActionResult(
            {
                "Credentials": {
                    "AccessKeyId": session.access_key_id,
                    "SecretAccessKey": session.secret,
                    "SessionToken": session.token,
                    "Expiration": session.expiration,
                }
            }
        )

    STSBackend.get_caller_identity = get_caller_identity
    TokenResponse.get_session_token = get_session_token
