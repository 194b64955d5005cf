"""The resource types that stacks of the local AWS may have. Each creates and deletes its resource by requests to AWS's own API, so that permissions
are asked and faults strike as they do for CloudFormation's own handlers. Source: CloudFormation user guide, "AWS resource types".
"""

import io
import json
import zipfile

from botocore.exceptions import ClientError
from moto.iot.utils import decapitalize_dict


class Role:
    """AWS::IAM::Role"""

    @staticmethod
    def create(clients, name, properties):
        name = properties.get("RoleName", name)
        iam = clients("iam")
        document = json.dumps(properties["AssumeRolePolicyDocument"])
        more = {key: properties[key] for key in ("Path", "Description", "PermissionsBoundary") if key in properties}
        iam.create_role(RoleName=name, AssumeRolePolicyDocument=document, **more)
        yield name
        for arn in properties.get("ManagedPolicyArns", []):
            iam.attach_role_policy(RoleName=name, PolicyArn=arn)
        for policy in properties.get("Policies", []):
            document = json.dumps(policy["PolicyDocument"])
            iam.put_role_policy(RoleName=name, PolicyName=policy["PolicyName"], PolicyDocument=document)
        yield {"Arn": iam.get_role(RoleName=name)["Role"]["Arn"]}

    @staticmethod
    def delete(clients, name, properties):
        iam = clients("iam")
        for policy in properties.get("Policies", []):
            _if_there(iam.delete_role_policy, RoleName=name, PolicyName=policy["PolicyName"])
        for arn in properties.get("ManagedPolicyArns", []):
            _if_there(iam.detach_role_policy, RoleName=name, PolicyArn=arn)
        _if_there(iam.delete_role, RoleName=name)


class Function:
    """AWS::Lambda::Function. Its inline code becomes the file index.py."""

    @staticmethod
    def create(clients, name, properties):
        name = properties.get("FunctionName", name)
        client = clients("lambda")
        kept = ("Runtime", "Handler", "Role", "Timeout", "MemorySize", "Description", "Environment")
        code = {"ZipFile": _zip_of(properties["Code"]["ZipFile"])}
        client.create_function(FunctionName=name, Code=code, **{key: properties[key] for key in kept if key in properties})
        yield name
        yield {"Arn": client.get_function(FunctionName=name)["Configuration"]["FunctionArn"]}

    @staticmethod
    def delete(clients, name, properties):
        _if_there(clients("lambda").delete_function, FunctionName=name)


class Permission:
    """AWS::Lambda::Permission"""

    @staticmethod
    def create(clients, name, properties):
        given = {key: properties[key] for key in ("Action", "Principal", "SourceArn", "SourceAccount") if key in properties}
        clients("lambda").add_permission(FunctionName=_function_name(properties), StatementId=name, **given)
        yield name
        yield {}

    @staticmethod
    def delete(clients, name, properties):
        _if_there(clients("lambda").remove_permission, FunctionName=_function_name(properties), StatementId=name)


class TopicRule:
    """AWS::IoT::TopicRule"""

    @staticmethod
    def create(clients, name, properties):
        # Names that CloudFormation makes up have hyphens; rule names may not.
        name = properties.get("RuleName", name).replace("-", "_")
        payload = decapitalize_dict(properties["TopicRulePayload"])
        payload["actions"] = [decapitalize_dict(action) for action in payload["actions"]]
        iot = clients("iot")
        iot.create_topic_rule(ruleName=name, topicRulePayload=payload)
        yield name
        yield {"Arn": iot.get_topic_rule(ruleName=name)["ruleArn"]}

    @staticmethod
    def delete(clients, name, properties):
        _if_there(clients("iot").delete_topic_rule, ruleName=name)


# create() is a generator: it yields the physical id as soon as there is something to delete, then the attributes for Fn::GetAtt.
TYPES = {
    "AWS::IAM::Role": Role,
    "AWS::Lambda::Function": Function,
    "AWS::Lambda::Permission": Permission,
    "AWS::IoT::TopicRule": TopicRule,
}


def _function_name(properties):
    return properties["FunctionName"].split(":")[-1]


def _zip_of(code):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("index.py", code)
    return buffer.getvalue()


def _if_there(delete, **arguments):
    """Deletes a resource. Somebody may have deleted it already, which is fine."""
    try:
        delete(**arguments)
    except ClientError as error:
        if error.response["ResponseMetadata"]["HTTPStatusCode"] != 404:
            raise
