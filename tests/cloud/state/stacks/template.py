"""Templates of stacks: what CreateStack checks before it accepts one, the order of its resources, and the values of its functions.

Knows JSON only, and of the intrinsic functions Ref, Fn::GetAtt, Fn::Sub and Fn::Join. Source: CloudFormation user guide, "Template reference".
"""

import json
import re

from .errors import InsufficientCapabilities, ValidationError
from .resources import TYPES

LARGEST_BODY = 51_200
PSEUDO_PARAMETERS = ("AWS::AccountId", "AWS::Partition", "AWS::Region", "AWS::StackId", "AWS::StackName", "AWS::URLSuffix")


class Template:
    """A checked template. `resources`: logical id → definition; `order`: logical ids, each after those that it refers to."""

    def __init__(self, body, parameters, capabilities):
        self.body = body
        document = _parse(body)
        self.description = document.get("Description")
        self.resources = document["Resources"]
        self.outputs = document.get("Outputs", {})
        self.parameters = _parameters(document.get("Parameters", {}), parameters)
        self._check_types()
        self._check_capabilities(capabilities)
        self.order = self._ordered()

    def _check_types(self):
        unknown = sorted({str(one.get("Type")) for one in self.resources.values()} - set(TYPES))
        if unknown:
            raise ValidationError(f"Template format error: Unrecognized resource types: [{', '.join(unknown)}]")

    def _check_capabilities(self, capabilities):
        roles = [one for one in self.resources.values() if one["Type"] == "AWS::IAM::Role"]
        named = any("RoleName" in role.get("Properties", {}) for role in roles)
        needed = "CAPABILITY_NAMED_IAM" if named else "CAPABILITY_IAM"
        if roles and not {needed, "CAPABILITY_NAMED_IAM"} & set(capabilities):
            raise InsufficientCapabilities(f"Requires capabilities : [{needed}]")

    def _ordered(self):
        known = {*self.resources, *self.parameters, *PSEUDO_PARAMETERS}
        needs = {}
        for logical_id, definition in self.resources.items():
            names = set(references(definition)) | set(_listed(definition.get("DependsOn", [])))
            if names - known:
                unresolved = ", ".join(sorted(names - known))
                raise ValidationError(
                    f"Template format error: Unresolved resource dependencies [{unresolved}] in the Resources block of the template"
                )
            needs[logical_id] = names & self.resources.keys()
        order = []
        while len(order) < len(needs):
            ready = [logical_id for logical_id in needs if logical_id not in order and needs[logical_id] <= set(order)]
            if not ready:
                raise ValidationError(f"Circular dependency between resources: [{', '.join(sorted(needs.keys() - set(order)))}]")
            order += ready
        return order


def _parse(body):
    if len(body) > LARGEST_BODY:
        raise ValidationError(
            "1 validation error detected: Value at 'templateBody' failed to satisfy constraint: Member must have length less than or "
            f"equal to {LARGEST_BODY}"
        )
    try:
        document = json.loads(body)
    except ValueError as error:
        raise ValidationError("Template format error: JSON not well-formed.") from error
    if not isinstance(document, dict) or not document.get("Resources"):
        raise ValidationError("Template format error: At least one Resources member must be defined.")
    return document


def _parameters(declared, given):
    unknown = sorted(given.keys() - declared.keys())
    if unknown:
        raise ValidationError(f"Parameters: [{', '.join(unknown)}] do not exist in the template")
    values = {name: given.get(name, definition.get("Default")) for name, definition in declared.items()}
    missing = sorted(name for name, value in values.items() if value is None)
    if missing:
        raise ValidationError(f"Parameters: [{', '.join(missing)}] must have values")
    return values


def _listed(value):
    return value if isinstance(value, list) else [value]


def _variables(text):
    """The names in ${…} of Fn::Sub; ${!…} is literal text."""
    return re.findall(r"\$\{([^!}][^}]*)\}", text)


def references(value):
    """The names that Ref, Fn::GetAtt and Fn::Sub refer to, anywhere in the value."""
    if isinstance(value, list):
        for one in value:
            yield from references(one)
    if not isinstance(value, dict):
        return
    for key, inner in value.items():
        if key == "Ref":
            yield inner
        elif key == "Fn::GetAtt":
            yield _listed(inner)[0].split(".")[0]
        elif key == "Fn::Sub":
            yield from (name.split(".")[0] for name in _variables(inner))
        else:
            yield from references(inner)


def _attribute(attributes, logical_id, name):
    try:
        return attributes[logical_id][name]
    except KeyError as error:
        raise ValidationError(
            f"Template error: resource {logical_id} does not support attribute type {name} in Fn::GetAtt"
        ) from error


def resolved(value, names, attributes):
    """The value with its functions evaluated. `names`: what Ref gives; `attributes`: logical id → attribute → value."""
    if isinstance(value, list):
        return [resolved(one, names, attributes) for one in value]
    if not isinstance(value, dict):
        return value
    if value.keys() == {"Ref"}:
        return names[value["Ref"]]
    if value.keys() == {"Fn::GetAtt"}:
        of = value["Fn::GetAtt"]
        logical_id, attribute = of if isinstance(of, list) else of.split(".", 1)
        return _attribute(attributes, logical_id, attribute)
    if value.keys() == {"Fn::Join"}:
        separator, parts = value["Fn::Join"]
        return separator.join(resolved(parts, names, attributes))
    if value.keys() == {"Fn::Sub"}:
        text = value["Fn::Sub"]
        for name in _variables(text):
            logical_id, _, attribute = name.partition(".")
            found = _attribute(attributes, logical_id, attribute) if attribute else names[logical_id]
            text = text.replace(f"${{{name}}}", found)
        return text.replace("${!", "${")
    return {key: resolved(inner, names, attributes) for key, inner in value.items()}
