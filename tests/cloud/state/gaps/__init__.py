"""The differences between moto 5.2.5 and AWS that matter to this project: one module for each gap.

Each module says what AWS does, with the source, and has a function patch(), which replaces methods of moto's classes. Error
names and HTTP statuses are those of the published service model (botocore, data/iot).
"""

from . import (
    ca_certificates,
    caller_identity,
    certificates,
    data_endpoint,
    errors,
    issued_certificates,
    paging,
    policies,
    registration_code,
    shadows,
    stack_progress,
    stack_topic_rules,
    thing_types,
    things,
    topic_rules,
)


# Importing moto's CloudFormation takes two seconds, so it is patched at the first request to it.
_late = {"cloudformation": [stack_progress, stack_topic_rules]}


def patch_all():
    for gap in (
        errors,
        data_endpoint,
        registration_code,
        certificates,
        ca_certificates,
        issued_certificates,
        policies,
        thing_types,
        things,
        topic_rules,
        paging,
        shadows,
            caller_identity,
    ):
        gap.patch()


def patch_late(service):
    """Patches what is patched only at the first request to a service."""
    for gap in _late.pop(service, ()):
        gap.patch()
