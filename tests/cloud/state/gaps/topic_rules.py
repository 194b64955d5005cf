"""AWS IoT checks the SQL of a topic rule, and answers for an unknown rule as for one that the caller may not see.

AWS: SqlParseException (400) for a text that is not `SELECT ... FROM 'topic' [WHERE ...]` (developer guide, "AWS IoT SQL
reference"); GetTopicRule answers 401 for an unknown name (terraform-provider-aws, iot topic rule). moto takes any text and
answers 404. Only the outer form is checked here, not the expressions.
"""

import re

from moto.iot.models import IoTBackend

from .errors import SqlParse, Unauthorized

_FORM = re.compile(r"\s*SELECT\s+\S.*?\s+FROM\s+'[^']+'(\s+WHERE\s+\S.*)?\s*\Z", re.IGNORECASE | re.DOTALL)


def patch():
    create, get = IoTBackend.create_topic_rule, IoTBackend.get_topic_rule

    def create_topic_rule(self, rule_name, sql, **kwargs):
        if not isinstance(sql, str) or not _FORM.match(sql):
            raise SqlParse("Expected SELECT ... FROM 'topic'")
        create(self, rule_name, sql, **kwargs)

    def get_topic_rule(self, rule_name):
        if rule_name not in self.rules:
            raise Unauthorized(f"Access to topic rule '{rule_name}' was denied")
        return get(self, rule_name)

    IoTBackend.create_topic_rule = create_topic_rule
    IoTBackend.get_topic_rule = get_topic_rule
