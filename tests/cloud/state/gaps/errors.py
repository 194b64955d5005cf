"""Errors of AWS IoT: the body is {"message": ...}; only the header x-amzn-ErrorType names the error.

moto adds "__type" to the body. A page can read the body but not the header, because IoT exposes no headers to other
origins. So code that is tested against moto would rely on "__type", which AWS never sends. Source: the REST-JSON protocol's
error form, "Operation error serialization" of the Smithy specification, and reference/aws.md, "Cross-origin rules".
"""

import json

from moto.core.exceptions import JsonRESTError
from moto.iot.exceptions import InvalidRequestException, IoTClientError, ThingStillAttached


class CertificateValidation(IoTClientError):
    def __init__(self, message):
        super().__init__("CertificateValidationException", message)


class CertificateConflict(IoTClientError):
    code = 409

    def __init__(self, message):
        super().__init__("CertificateConflictException", message)


class LimitExceeded(IoTClientError):
    code = 410

    def __init__(self, message):
        super().__init__("LimitExceededException", message)


class RegistrationCodeValidation(IoTClientError):
    def __init__(self, message):
        super().__init__("RegistrationCodeValidationException", message)


class MalformedPolicy(IoTClientError):
    def __init__(self, message):
        super().__init__("MalformedPolicyException", message)


class SqlParse(IoTClientError):
    def __init__(self, message):
        super().__init__("SqlParseException", message)


class Unauthorized(IoTClientError):
    code = 401

    def __init__(self, message):
        super().__init__("UnauthorizedException", message)


def constraint(value, member, rule):
    """The words in which AWS services report a member that breaks a constraint of the service model."""
    return InvalidRequestException(
        f"1 validation error detected: Value '{value}' at '{member}' failed to satisfy constraint: {rule}"
    )


def patch():
    def construct(self, error_type, message, *args, **kwargs):
        JsonRESTError.__init__(self, error_type, message, *args, **kwargs)
        self.description = json.dumps({"message": message})

    IoTClientError.__init__ = construct

    # DeleteThing on an attached thing is an InvalidRequestException, whose status in the service model is 400.
    def still_attached(self, name):
        IoTClientError.__init__(
            self,
            "InvalidRequestException",
            f"Cannot delete. Thing {name} is still attached to one or more principals",
        )

    ThingStillAttached.__init__ = still_attached
