"""GetRegistrationCode always answers the same code, 64 hexadecimal characters, one per account and region.

AWS: "The registration code is used to validate a CA certificate ... is not temporary" (API reference, GetRegistrationCode;
pattern (0x)?[a-fA-F0-9]+, 64 characters). moto makes a new UUID for each call.
"""

import hashlib

from moto.iot.models import IoTBackend


def code_of(backend):
    return hashlib.sha256(f"registration {backend.account_id} {backend.region_name}".encode()).hexdigest()


def patch():
    IoTBackend.get_registration_code = code_of
