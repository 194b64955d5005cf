"""Creating the same thing type again changes nothing; a different type of that name is a conflict.

AWS (API reference, CreateThingType): "If this call is made multiple times using the same thing type name and configuration, the call will
succeed. If this call is made with the same thing type name but different configuration a ResourceAlreadyExistsException is thrown." moto
replaces the type, which also ends its deprecation. Whether AWS accepts the same call for a deprecated type is not documented; here it does,
and the type stays deprecated.
"""

import re

from moto.iot.exceptions import ResourceAlreadyExistsException, ResourceNotFoundException
from moto.iot.models import IoTBackend

from .errors import constraint


def patch():
    create = IoTBackend.create_thing_type

    def create_thing_type(self, thing_type_name, thing_type_properties):
        if not re.fullmatch(r"[a-zA-Z0-9:_-]{1,128}", thing_type_name):
            rule = "Member must satisfy regular expression pattern: [a-zA-Z0-9:_-]+"
            raise constraint(thing_type_name, "thingTypeName", rule)
        try:
            old = self.describe_thing_type(thing_type_name)
        except ResourceNotFoundException:
            return create(self, thing_type_name, thing_type_properties)
        if old.thing_type_properties != (thing_type_properties or {}):
            raise ResourceAlreadyExistsException(
                f"Thing type {thing_type_name} already exists with different properties", old.thing_type_id, old.arn
            )
        return old.thing_type_name, old.arn

    IoTBackend.create_thing_type = create_thing_type
