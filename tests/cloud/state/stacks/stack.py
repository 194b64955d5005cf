"""A stack: its status, resources and events while it is created, rolled back and deleted.

Source: CloudFormation user guide, "Stack status codes" and "Understand CloudFormation stack creation events"; the wording of reasons is that of
AWS's own events. A resource is created after those that it refers to, one at a time. TimeoutInMinutes is ignored.
"""

import threading
import time
import uuid
from collections import namedtuple
from datetime import UTC, datetime

from botocore.exceptions import BotoCoreError, ClientError

from .errors import ValidationError
from .resources import TYPES
from .template import resolved

Event = namedtuple("Event", "event_id logical_id physical_id type status reason time")

# How long each resource takes, to create or to delete. Tests may change it.
pace = {"seconds": 0.25}

NAME_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"


def _random_suffix():
    number, characters = uuid.uuid4().int, []
    for _ in range(12):
        number, digit = divmod(number, len(NAME_ALPHABET))
        characters.append(NAME_ALPHABET[digit])
    return "".join(characters)


def _now():
    return datetime.now(UTC).replace(tzinfo=None)


def _reason(error, resource):
    """A refusal by the resource's service, as CloudFormation's resource handler reports it."""
    if not isinstance(error, ClientError):
        return f'Resource handler returned message: "{error}" (HandlerErrorCode: InternalFailure)'
    answer, metadata = error.response["Error"], error.response["ResponseMetadata"]
    status, request_id = metadata["HTTPStatusCode"], metadata.get("RequestId", uuid.uuid4())
    code = {403: "AccessDenied", 404: "NotFound", 409: "AlreadyExists", 400: "InvalidRequest"}.get(status, "GeneralServiceException")
    service = resource.type.split("::")[1].capitalize()
    return (
        f'Resource handler returned message: "{answer.get("Message", answer["Code"])} (Service: {service}, Status Code: {status}, '
        f'Request ID: {request_id})" (RequestToken: {uuid.uuid4()}, HandlerErrorCode: {code})'
    )


class Resource:
    def __init__(self, logical_id, definition):
        self.logical_id = logical_id
        self.type = definition["Type"]
        self.physical_id = None
        self.properties = {}
        self.attributes = {}
        self.status = None
        self.reason = None
        self.time = _now()


class Stack:
    def __init__(self, place, name, template, on_failure, token):
        self.place = place
        self.name = name
        scope = f"{place['AWS::Region']}:{place['AWS::AccountId']}"
        self.stack_id = f"arn:{place['AWS::Partition']}:cloudformation:{scope}:stack/{name}/{uuid.uuid4()}"
        self.template = template
        self.on_failure = on_failure
        self.token = token
        self.created = _now()
        self.deleted = None
        self.status = None
        self.reason = None
        self.resources = {}
        self.outputs = {}
        self.events = []
        self._work = threading.Lock()
        self._set("CREATE_IN_PROGRESS", event_reason="User Initiated")

    # --- What the API asks for ---

    def start_creation(self, clients):
        threading.Thread(target=self._create, args=(clients,), daemon=True).start()

    def start_deletion(self, clients, retained=()):
        self._set("DELETE_IN_PROGRESS", event_reason="User Initiated")
        threading.Thread(target=self._delete, args=(clients, retained), daemon=True).start()

    # --- Status and events ---

    def _set(self, status, reason=None, event_reason=None):
        """`reason`: the StackStatusReason of DescribeStacks, and the event's reason if that is not given."""
        self.status, self.reason = status, reason
        self._add_event(self.name, self.stack_id, "AWS::CloudFormation::Stack", status, event_reason or reason)

    def _add_event(self, logical_id, physical_id, kind, status, reason):
        self.events.append(Event(str(uuid.uuid4()), logical_id, physical_id, kind, status, reason, _now()))

    def _mark(self, resource, status, reason=None):
        resource.status, resource.reason, resource.time = status, reason, _now()
        self._add_event(resource.logical_id, resource.physical_id, resource.type, status, reason)

    # --- Creation ---

    def _create(self, clients):
        with self._work:
            for logical_id in self.template.order:
                if self.status != "CREATE_IN_PROGRESS":
                    return  # DeleteStack came in between
                resource = Resource(logical_id, self.template.resources[logical_id])
                self.resources[logical_id] = resource
                if not self._create_resource(resource, clients):
                    self._fail(resource, clients)
                    return
            if self.status != "CREATE_IN_PROGRESS":
                return
            self.outputs = {key: self._value(output["Value"]) for key, output in self.template.outputs.items()}
            self._set("CREATE_COMPLETE")

    def _create_resource(self, resource, clients):
        self._mark(resource, "CREATE_IN_PROGRESS")
        time.sleep(pace["seconds"])
        try:
            resource.properties = self._value(self.template.resources[resource.logical_id].get("Properties", {}))
            name = f"{self.name}-{resource.logical_id}-{_random_suffix()}"
            steps = TYPES[resource.type].create(clients, name, resource.properties)
            resource.physical_id = next(steps)
            self._mark(resource, "CREATE_IN_PROGRESS", "Resource creation Initiated")
            resource.attributes = next(steps)
        except (ClientError, BotoCoreError, ValidationError) as error:
            self._mark(resource, "CREATE_FAILED", _reason(error, resource))
            return False
        self._mark(resource, "CREATE_COMPLETE")
        return True

    def _value(self, value):
        names = {**self.place, "AWS::StackName": self.name, "AWS::StackId": self.stack_id, **self.template.parameters}
        names |= {resource.logical_id: resource.physical_id for resource in self.resources.values()}
        return resolved(value, names, {resource.logical_id: resource.attributes for resource in self.resources.values()})

    def _fail(self, resource, clients):
        if self.status != "CREATE_IN_PROGRESS":
            return
        reason = f"The following resource(s) failed to create: [{resource.logical_id}]. "
        if self.on_failure == "DO_NOTHING":
            self._set("CREATE_FAILED", reason)
        elif self.on_failure == "DELETE":
            self._set("DELETE_IN_PROGRESS", reason + "Delete requested by user.")
            self._delete_resources(clients, (), "DELETE")
        else:
            self._set("ROLLBACK_IN_PROGRESS", reason + "Rollback requested by user.")
            self._delete_resources(clients, (), "ROLLBACK")

    # --- Deletion ---

    def _delete(self, clients, retained):
        with self._work:
            self._delete_resources(clients, retained, "DELETE")

    def _delete_resources(self, clients, retained, verb):
        for resource in reversed(list(self.resources.values())):
            if resource.status == "DELETE_COMPLETE" or resource.logical_id in retained:
                continue
            if not self._delete_resource(resource, clients):
                # What the resource refers to is still in use.
                self._set(f"{verb}_FAILED", f"The following resource(s) failed to delete: [{resource.logical_id}]. ")
                return
        if verb == "DELETE":
            self.deleted = _now()
        self._set(f"{verb}_COMPLETE")

    def _delete_resource(self, resource, clients):
        self._mark(resource, "DELETE_IN_PROGRESS")
        time.sleep(pace["seconds"])
        try:
            if resource.physical_id is not None:
                TYPES[resource.type].delete(clients, resource.physical_id, resource.properties)
        except (ClientError, BotoCoreError) as error:
            self._mark(resource, "DELETE_FAILED", _reason(error, resource))
            return False
        self._mark(resource, "DELETE_COMPLETE")
        return True
