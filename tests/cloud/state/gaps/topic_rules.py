"""AWS IoT checks the SQL of a topic rule.

AWS: SqlParseException (400) for a text that is not `SELECT ... FROM 'topic' [WHERE ...]` (developer guide, "AWS IoT SQL
reference"). moto takes any text. Only the outer form is checked here, not the expressions.
"""

import re

from moto.iot.models import IoTBackend

from .errors import SqlParse

_FORM = re.compile(r"\s*SELECT\s+\S.*?\s+FROM\s+'[^']+'(\s+WHERE\s+\S.*)?\s*\Z", re.IGNORECASE | re.DOTALL)


def patch():
    create = IoTBackend.create_topic_rule

    def create_topic_rule(self, rule_name, sql, **kwargs):
        if not isinstance(sql, str) or not _FORM.match(sql):
            raise SqlParse("Expected SELECT ... FROM 'topic'")
        create(self, rule_name, sql, **kwargs)

    IoTBackend.create_topic_rule = create_topic_rule
