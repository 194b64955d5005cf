"""DescribeEndpoint always answers the same host for an account, region and type.

AWS: "the endpoint is unique to your account" (AWS IoT developer guide, "AWS IoT device data and service endpoints"); the
name is 14 characters, `-ats` (in China `.ats`) for iot:Data-ATS, and the partition's suffix. moto makes a new random one
for each call.
A test may rotate it, for a board whose flash contains an endpoint that is no longer the account's.
"""

import hashlib

from moto.iot.models import FakeEndpoint, IoTBackend

REGIONS = (
    "us-east-2 us-east-1 us-west-2 ap-southeast-1 ap-southeast-2 ap-northeast-1 ap-northeast-2 "
    "eu-central-1 eu-west-1 eu-west-2 cn-north-1"
).split()

_accounts = {"123456789012"}
_generations = {}


def register_account(account):
    _accounts.add(account)


def rotate(account, region):
    _generations[account, region] = _generations.get((account, region), 0) + 1


def suffix(region):
    return "amazonaws.com.cn" if region.startswith("cn-") else "amazonaws.com"


def _prefix(account, region, endpoint_type):
    seed = f"{account} {region} {endpoint_type} {_generations.get((account, region), 0)}"
    number = int.from_bytes(hashlib.sha256(seed.encode()).digest(), "big")
    alphabet = "0123456789abcdefghijklmnopqrstuvwxyz"
    characters = []
    for _ in range(13):
        number, digit = divmod(number, len(alphabet))
        characters.append(alphabet[digit])
    return "a" + "".join(characters)


def data_host(account, region):
    separator = "." if region.startswith("cn-") else "-"
    return f"{_prefix(account, region, 'iot:Data-ATS')}{separator}ats.iot.{region}.{suffix(region)}"


def owner_of(host):
    """The account and region whose data endpoint this host is, or None."""
    for account in _accounts:
        for region in REGIONS:
            if data_host(account, region) == host:
                return {"account": account, "region": region}
    return None


def patch():
    def describe_endpoint(self, endpoint_type):
        endpoint = FakeEndpoint(endpoint_type, self.region_name)  # refuses an unknown type
        rest = endpoint.endpoint.split(".", 1)[1].removesuffix("amazonaws.com") + suffix(self.region_name)
        if endpoint_type == "iot:Data-ATS":
            endpoint.endpoint = data_host(self.account_id, self.region_name)
        else:
            endpoint.endpoint = f"{_prefix(self.account_id, self.region_name, endpoint_type)}.{rest}"
        return endpoint

    IoTBackend.describe_endpoint = describe_endpoint
