"""Tests the template of the stack that contains the registration function."""

import hashlib
import json
import subprocess
import sys
from pathlib import Path

from account import JITR, PREFIX
from registration_function_test import CALLS, SOURCE

# SHA-256 of template and function, by the version that the stack's outputs tell. The page compares that version with its own, to offer a newer
# function. Whoever changes either file raises the version.
DIGESTS = {"1": "2b81a63090378fea90705d1824d235cd3c0d05b941f8a76f3c0583acd79bae0d"}
LARGEST_TEMPLATE = 51_200  # CloudFormation's limit for a template in a request


def template():
    """The template as the page sends it: with the function's source in it."""
    parsed = json.loads((JITR / "stack.json").read_text())
    code = parsed["Resources"]["RegistrationFunction"]["Properties"]["Code"]
    assert code == {"ZipFile": ""}
    code["ZipFile"] = SOURCE.read_text()
    return parsed


def statements():
    (policy,) = template()["Resources"]["RegistrationRole"]["Properties"]["Policies"]
    return policy["PolicyDocument"]["Statement"]


def test_cloudformation_would_accept_it(tmp_path):
    file = tmp_path / "stack.json"
    file.write_text(json.dumps(template()))
    lint = [Path(sys.executable).parent / "cfn-lint", "--regions", "us-east-1", "eu-west-1", "cn-north-1", "--template", file]
    done = subprocess.run(lint, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    assert file.stat().st_size <= LARGEST_TEMPLATE


def test_the_version_belongs_to_this_template_and_function():
    digest = hashlib.sha256((JITR / "stack.json").read_bytes() + SOURCE.read_bytes()).hexdigest()
    assert DIGESTS[template()["Outputs"]["Version"]["Value"]] == digest, "raise the version in stack.json, then add its digest above"


def test_the_role_allows_exactly_what_the_function_calls():
    iot, logs = statements()
    assert iot["Action"] == [f"iot:{call}" for call in CALLS]
    parts = {"${AWS::Partition}": "aws", "${AWS::Region}": "us-east-2", "${AWS::AccountId}": "123456789012"}
    resources = [resource["Fn::Sub"] for resource in iot["Resource"]]
    for name, value in parts.items():
        resources = [resource.replace(name, value) for resource in resources]
    names = ["cert/*", "policy/zt_policy", "thing/*", "thingtype/microchip-zero-touch-kit"]
    assert resources == [PREFIX + name for name in names]
    assert all(action.startswith("logs:") for action in logs["Action"])
    assert logs["Resource"]["Fn::Sub"].endswith(":log-group:/aws/lambda/${AWS::StackName}-RegistrationFunction-*")


def test_no_partition_is_written_out_and_nothing_is_named_or_tagged():
    """Names would need another capability, and tags permissions that the guide's user does not have."""
    text = (JITR / "stack.json").read_text()
    assert "arn:aws" not in text
    for resource in template()["Resources"].values():
        assert not {"RoleName", "FunctionName", "RuleName", "Tags"} & resource["Properties"].keys() or resource["Type"] == "AWS::Lambda::Permission"


def test_only_the_stacks_own_rule_may_invoke_the_function():
    resources = template()["Resources"]
    permission = resources["RegistrationPermission"]["Properties"]
    assert permission["Principal"] == "iot.amazonaws.com"
    assert permission["SourceArn"] == {"Fn::GetAtt": ["RegistrationRule", "Arn"]}
    (action,) = resources["RegistrationRule"]["Properties"]["TopicRulePayload"]["Actions"]
    assert action == {"Lambda": {"FunctionArn": {"Fn::GetAtt": ["RegistrationFunction", "Arn"]}}}
