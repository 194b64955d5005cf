"""AWS::IoT::TopicRule in a stack makes a topic rule.

AWS: CloudFormation template reference, AWS::IoT::TopicRule. moto has no such resource and ignores it silently, so that a
stack is complete although its rule does not exist.
"""

from moto.core.common_models import CloudFormationModel
from moto.iot.models import iot_backends
from moto.iot.utils import decapitalize_dict


class TopicRule(CloudFormationModel):
    """moto finds its resource types among the subclasses of CloudFormationModel."""

    def __init__(self, name, arn):
        self.physical_resource_id = name
        self.arn = arn

    @staticmethod
    def cloudformation_name_type():
        return "RuleName"

    @staticmethod
    def cloudformation_type():
        return "AWS::IoT::TopicRule"

    @classmethod
    def has_cfn_attr(cls, attr):
        return attr == "Arn"

    def get_cfn_attribute(self, attribute_name):
        from moto.cloudformation.exceptions import UnformattedGetAttTemplateException

        if attribute_name == "Arn":
            return self.arn
        raise UnformattedGetAttTemplateException()

    @classmethod
    def create_from_cloudformation_json(cls, resource_name, cloudformation_json, account_id, region_name, **kwargs):
        properties = cloudformation_json["Properties"]
        payload = decapitalize_dict(properties["TopicRulePayload"])
        # Names that CloudFormation makes up have hyphens; rule names may not.
        name = properties.get("RuleName", resource_name).replace("-", "_")
        backend = iot_backends[account_id][region_name]
        backend.create_topic_rule(
            rule_name=name,
            sql=payload["sql"],
            actions=[decapitalize_dict(action) for action in payload["actions"]],
            description=payload.get("description"),
            rule_disabled=str(payload.get("ruleDisabled", False)).lower() == "true",
            error_action=payload.get("errorAction"),
            aws_iot_sql_version=payload.get("awsIotSqlVersion"),
        )
        return cls(name, backend.rules[name].arn)

    @classmethod
    def update_from_cloudformation_json(
        cls, original_resource, new_resource_name, cloudformation_json, account_id, region_name
    ):
        iot_backends[account_id][region_name].delete_topic_rule(original_resource.physical_resource_id)
        return cls.create_from_cloudformation_json(new_resource_name, cloudformation_json, account_id, region_name)

    @classmethod
    def delete_from_cloudformation_json(cls, resource_name, cloudformation_json, account_id, region_name):
        iot_backends[account_id][region_name].delete_topic_rule(resource_name)


def patch():
    """Nothing to do: moto finds the class by its definition."""
