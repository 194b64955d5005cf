"""CloudFormation's stacks take time, act with the caller's permissions, fail, and roll back (state/stacks).

In moto a stack is complete with the first answer, asks for no permission, cannot fail, has two events, ignores AWS::IoT::TopicRule, and says that
every partition is `aws`. The operations below are answered by state/stacks instead; what is not among them knows no stack.
"""

import re

from stacks.errors import AlreadyExists, ValidationError
from stacks.front import clients_of
from stacks.stack import Stack
from stacks.template import Template

PAGE = 50

_stacks = []


def _find(response, deleted_too=True):
    """The stack that a request names: by name, or by id, which also finds a deleted one."""
    name = response._get_param("StackName")
    for stack in _of_caller(response):
        if name == stack.stack_id and (deleted_too or not stack.deleted):
            return stack
        if name == stack.name and not stack.deleted:
            return stack
    raise ValidationError(f"Stack with id {name} does not exist")


def _of_caller(response):
    place = (response.current_account, response.region)
    return [stack for stack in _stacks if (stack.place["AWS::AccountId"], stack.place["AWS::Region"]) == place]


def _clients(response):
    import questions  # which imports this package

    caller = questions.principal(response.access_key)
    return clients_of(response.access_key, caller["secret"], caller["sessionToken"], response.region)


def _page(response, items):
    token = response._get_param("NextToken")
    first = int(token) if token else 0
    more = len(items) > first + PAGE
    return items[first : first + PAGE], str(first + PAGE) if more else None


def create_stack(response):
    name = response._get_param("StackName")
    if not re.fullmatch(r"[a-zA-Z][-a-zA-Z0-9]{0,127}", name):
        raise ValidationError(
            f"1 validation error detected: Value '{name}' at 'stackName' failed to satisfy constraint: Member must satisfy regular "
            "expression pattern: [a-zA-Z][-a-zA-Z0-9]*"
        )
    on_failure = response._get_param("OnFailure")
    if on_failure and response._get_param("DisableRollback") is not None:
        raise ValidationError("You can specify either DisableRollback or OnFailure, but not both.")
    if response._get_bool_param("DisableRollback", False):
        on_failure = "DO_NOTHING"
    parameters = {one["ParameterKey"]: one["ParameterValue"] for one in response._get_param("Parameters", [])}
    template = Template(response._get_param("TemplateBody") or "", parameters, response._get_param("Capabilities", []))
    if any(stack.name == name and not stack.deleted for stack in _of_caller(response)):
        raise AlreadyExists(f"Stack [{name}] already exists")
    china = response.partition == "aws-cn"
    place = {
        "AWS::AccountId": response.current_account,
        "AWS::Region": response.region,
        "AWS::Partition": response.partition,
        "AWS::URLSuffix": "amazonaws.com.cn" if china else "amazonaws.com",
    }
    stack = Stack(place, name, template, on_failure or "ROLLBACK", response._get_param("ClientRequestToken"))
    _stacks.append(stack)
    stack.start_creation(_clients(response))
    return {"StackId": stack.stack_id}


def delete_stack(response):
    try:
        stack = _find(response, deleted_too=False)
    except ValidationError:
        return {}
    retained = response._get_param("RetainResources", [])
    if retained and stack.status != "DELETE_FAILED":
        raise ValidationError(f"Invalid operation on stack [{stack.stack_id}]. RetainResources needs the status DELETE_FAILED.")
    if stack.status != "DELETE_IN_PROGRESS":
        stack.start_deletion(_clients(response), retained)
    return {}


def _described(stack):
    return {
        "StackId": stack.stack_id,
        "StackName": stack.name,
        "Description": stack.template.description,
        "Parameters": [{"ParameterKey": key, "ParameterValue": value} for key, value in stack.template.parameters.items()],
        "CreationTime": stack.created,
        "DeletionTime": stack.deleted,
        "StackStatus": stack.status,
        "StackStatusReason": stack.reason,
        "DisableRollback": stack.on_failure == "DO_NOTHING",
        "Outputs": [{"OutputKey": key, "OutputValue": value} for key, value in stack.outputs.items()],
        "NotificationARNs": [],
        "Tags": {},
    }


def describe_stacks(response):
    if response._get_param("StackName"):
        return {"Stacks": [_described(_find(response))]}
    page, token = _page(response, [_described(stack) for stack in _of_caller(response) if not stack.deleted])
    return {"Stacks": page, "NextToken": token}


def list_stacks(response):
    wanted = response._get_param("StackStatusFilter", [])
    found = [stack for stack in _of_caller(response) if not wanted or stack.status in wanted]
    members = ("StackId", "StackName", "CreationTime", "DeletionTime", "StackStatus", "StackStatusReason")
    summaries = [{name: _described(stack)[name] for name in members} for stack in found]
    page, token = _page(response, summaries)
    return {"StackSummaries": page, "NextToken": token}


def describe_stack_events(response):
    stack = _find(response)
    events = [
        {
            "StackId": stack.stack_id,
            "StackName": stack.name,
            "EventId": event.event_id,
            "LogicalResourceId": event.logical_id,
            "PhysicalResourceId": event.physical_id or "",
            "ResourceType": event.type,
            "Timestamp": event.time,
            "ResourceStatus": event.status,
            "ResourceStatusReason": event.reason,
            "ClientRequestToken": stack.token,
        }
        for event in reversed(stack.events)
    ]
    page, token = _page(response, events)
    return {"StackEvents": page, "NextToken": token}


def _resources(stack, time_member):
    for resource in list(stack.resources.values()):
        yield {
            "LogicalResourceId": resource.logical_id,
            "PhysicalResourceId": resource.physical_id,
            "ResourceType": resource.type,
            "ResourceStatus": resource.status,
            "ResourceStatusReason": resource.reason,
            time_member: resource.time,
        }


def describe_stack_resources(response):
    stack = _find(response)
    of_stack = {"StackId": stack.stack_id, "StackName": stack.name}
    return {"StackResources": [{**of_stack, **one} for one in _resources(stack, "Timestamp")]}


def list_stack_resources(response):
    page, token = _page(response, list(_resources(_find(response), "LastUpdatedTimestamp")))
    return {"StackResourceSummaries": page, "NextToken": token}


def get_template(response):
    return {"TemplateBody": _find(response).template.body}


OPERATIONS = (
    create_stack,
    delete_stack,
    describe_stacks,
    list_stacks,
    describe_stack_events,
    describe_stack_resources,
    list_stack_resources,
    get_template,
)


def patch():
    from moto.cloudformation.responses import CloudFormationResponse
    from moto.core.responses import ActionResult

    def answering(operation):
        return lambda self: ActionResult(operation(self))

    for operation in OPERATIONS:
        setattr(CloudFormationResponse, operation.__name__, answering(operation))
