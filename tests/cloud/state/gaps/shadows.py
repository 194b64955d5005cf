"""A shadow update that is not a shadow document is a 400, never a crash.

AWS: developer guide, "Device Shadow error messages": 400 Invalid JSON, Missing required node: state, State node must be
an object; 409 Version conflict, also where there is no shadow yet. moto raises TypeError or AttributeError on a
document that is no object, and on a version without a shadow.
"""

import json

from moto.iotdata.exceptions import ConflictException, InvalidRequestException
from moto.iotdata.models import IoTDataPlaneBackend


def patch():
    update = IoTDataPlaneBackend.update_thing_shadow

    def update_thing_shadow(self, thing_name, payload, shadow_name):
        try:
            document = json.loads(payload)
        except ValueError as error:
            raise InvalidRequestException("Invalid JSON") from error
        if not isinstance(document, dict) or "state" not in document:
            raise InvalidRequestException("Missing required node: state")
        shadow = self.iot_backend.describe_thing(thing_name).thing_shadows.get(shadow_name)
        if "version" in document and shadow is None:
            raise ConflictException("Version conflict")
        return update(self, thing_name, payload, shadow_name)

    IoTDataPlaneBackend.update_thing_shadow = update_thing_shadow
