"""Errors of Lambda: the body is {"Type": ..., "Message": ...}; the header x-amzn-ErrorType names the error.

Source: Lambda API reference, "Common errors"; service model (botocore, data/lambda). moto answers {"__type", "message"}.
"""

import json

from moto.core.exceptions import JsonRESTError


def patch():
    from moto.awslambda.exceptions import LambdaClientError

    def construct(self, error_type, message, *args, **kwargs):
        JsonRESTError.__init__(self, error_type, message, *args, **kwargs)
        self.description = json.dumps({"Type": "User", "Message": message})

    LambdaClientError.__init__ = construct
