"""What moto 5.2.5 does otherwise than AWS, as far as this project can notice: one module for each gap.

Each module says what AWS does and where that is written, and has a function close(), which replaces a method or two of
moto's classes. Error names and HTTP statuses are those of the published service model (botocore, data/iot).
"""

from . import (
    caller_identity,
    ca_certificates,
    certificates,
    data_endpoint,
    errors,
    paging,
    policies,
    registration_code,
    shadows,
    stack_progress,
    stack_topic_rules,
    things,
    topic_rules,
)


# moto's CloudFormation imports half of moto: two seconds that only a request to it should cost.
_late = {"cloudformation": [stack_progress, stack_topic_rules]}


def close_all():
    for gap in (
        errors,
        data_endpoint,
        registration_code,
        certificates,
        ca_certificates,
        policies,
        things,
        topic_rules,
        paging,
        shadows,
        caller_identity,
    ):
        gap.close()


def close_late(service):
    """Closes what waits for the first request to a service."""
    for gap in _late.pop(service, ()):
        gap.close()
