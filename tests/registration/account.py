"""An account in this process (moto with the gaps of tests/cloud closed), and certificates of boards and of other devices for it."""

import datetime
import json
import sys
from pathlib import Path

import boto3
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID
from moto.core.config import default_user_config
from moto.iot.models import iot_backends

ROOT = Path(__file__).resolve().parents[2]
JITR = ROOT / "core/provision/jitr"
ACCOUNT, REGION = "123456789012", "us-east-2"
PREFIX = f"arn:aws:iot:{REGION}:{ACCOUNT}:"

sys.path.insert(0, str(ROOT / "tests/cloud/state"))
import first_connection  # noqa: E402 (needs the path)
import gaps  # noqa: E402

default_user_config["iot"]["use_valid_cert"] = True
gaps.patch_all()


def name(**parts):
    kinds = {"organization": NameOID.ORGANIZATION_NAME, "unit": NameOID.ORGANIZATIONAL_UNIT_NAME, "common_name": NameOID.COMMON_NAME}
    return x509.Name([x509.NameAttribute(kinds[kind], value) for kind, value in parts.items()])


BOARD = name(organization="Microchip Technology Inc", common_name="sn01238FAFEFE388DCFE")


def certificate(subject, key, issuer, issuer_key, is_authority=False):
    now = datetime.datetime.now(datetime.UTC)
    builder = x509.CertificateBuilder(issuer, subject, key.public_key(), x509.random_serial_number(), now, now + datetime.timedelta(days=9))
    if is_authority:
        builder = builder.add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
    return builder.sign(issuer_key, hashes.SHA256())


def pem(one):
    return one.public_bytes(Encoding.PEM).decode()


def zero_touch_policy(prefix=PREFIX):
    """The text of reference/aws.md, with lists as the vendor's tool writes them."""
    thing = "${iot:Connection.Thing.ThingName}"
    own, shadow = f"{thing}/*", f"$aws/things/{thing}/shadow/*"
    grants = [
        (["iot:Connect"], [f"client/{thing}"]),
        (["iot:Publish", "iot:Receive"], [f"topic/{own}", f"topic/{shadow}"]),
        (["iot:Subscribe"], [f"topicfilter/{own}", f"topicfilter/{shadow}"]),
        (["iot:UpdateThingShadow", "iot:GetThingShadow"], [f"topic/{shadow}"]),
    ]
    statements = [
        {"Effect": "Allow", "Action": actions, "Resource": [prefix + resource for resource in resources]} for actions, resources in grants
    ]
    return {"Version": "2012-10-17", "Statement": statements}


class Account:
    """An account with zt_policy and a registered signer; `iot` is a client of AWS IoT."""

    def __init__(self):
        self.iot = boto3.client("iot", region_name=REGION)
        self.signer_key = ec.generate_private_key(ec.SECP256R1())
        self.signer_name = name(organization="Example Inc", common_name="Example Signer FFFF")
        signer = certificate(self.signer_name, self.signer_key, self.signer_name, self.signer_key, is_authority=True)
        code = self.iot.get_registration_code()["registrationCode"]
        proof = certificate(name(common_name=code), self.signer_key, self.signer_name, self.signer_key)
        self.iot.register_ca_certificate(
            caCertificate=pem(signer), verificationCertificate=pem(proof), setAsActive=True, allowAutoRegistration=True
        )
        self.create_policy(zero_touch_policy())

    def create_policy(self, document):
        self.iot.create_policy(policyName="zt_policy", policyDocument=json.dumps(document))

    def connect(self, subject=BOARD, key=None):
        """A device with this subject connects for the first time. Returns the event."""
        key = key or ec.generate_private_key(ec.SECP256R1())
        issued = pem(certificate(subject, key, self.signer_name, self.signer_key))
        return first_connection.first_connection(ACCOUNT, REGION, issued)["payload"]

    def registry(self, certificate_id):
        """What the account holds for one device."""
        description = self.iot.describe_certificate(certificateId=certificate_id)["certificateDescription"]
        arn = description["certificateArn"]
        things = self.iot.list_things()["things"]
        return {
            "status": description["status"],
            "policies": [policy["policyName"] for policy in self.iot.list_attached_policies(target=arn)["policies"]],
            "things": {thing["thingName"]: thing.get("thingTypeName") for thing in things},
            "attached": self.iot.list_principal_things(principal=arn)["things"],
            "types": [one["thingTypeName"] for one in self.iot.list_thing_types()["thingTypes"]],
        }

    def set_status(self, certificate_id, status):
        iot_backends[ACCOUNT][REGION].describe_certificate(certificate_id).status = status
