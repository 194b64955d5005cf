"""Names of things are checked; creating the same thing again succeeds, a different thing with its name is a conflict.

AWS (API reference, CreateThing): "If a call is made multiple times using the same thing name and configuration, the call
will succeed. If this call is made with the same thing name but different configuration a
ResourceAlreadyExistsException is thrown"; names match [a-zA-Z0-9:_-]+, 128 at most. DeleteThing: "Returns successfully
with no error if the deletion was successful or you specified a thing that doesn't exist". moto replaces the thing and
answers 404.
"""

import re

from moto.iot.exceptions import ResourceAlreadyExistsException, ResourceNotFoundException
from moto.iot.models import IoTBackend

from .errors import constraint


def patch():
    create, delete = IoTBackend.create_thing, IoTBackend.delete_thing

    def create_thing(self, thing_name, thing_type_name, attribute_payload, billing_group_name=None):
        if not re.fullmatch(r"[a-zA-Z0-9:_-]{1,128}", thing_name):
            raise constraint(
                thing_name, "thingName", "Member must satisfy regular expression pattern: [a-zA-Z0-9:_-]+"
            )
        try:
            old = self.describe_thing(thing_name)
        except ResourceNotFoundException:
            return create(self, thing_name, thing_type_name, attribute_payload, billing_group_name)
        wanted = (thing_type_name, (attribute_payload or {}).get("attributes", {}), billing_group_name)
        if wanted != (old.thing_type and old.thing_type.thing_type_name, old.attributes, old.billing_group_name):
            raise ResourceAlreadyExistsException(
                f"Thing {thing_name} already exists in account with different attributes", old.thing_id, old.arn
            )
        return old

    def delete_thing(self, thing_name):
        try:
            delete(self, thing_name)
        except ResourceNotFoundException:
            pass

    IoTBackend.create_thing = create_thing
    IoTBackend.delete_thing = delete_thing
