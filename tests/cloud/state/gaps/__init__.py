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
    function_errors,
    issued_certificates,
    paging,
    policies,
    registration_code,
    roles,
    shadows,
    stacks,
    thing_types,
    things,
    topic_rules,
)

# Importing moto's CloudFormation and Lambda takes seconds, so they are patched at the first request to them.
_late = {"cloudformation": [stacks], "lambda": [function_errors]}


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
        roles,
        caller_identity,
    ):
        gap.patch()


def patch_late(service):
    """Patches what is patched only at the first request to a service."""
    for gap in _late.pop(service, ()):
        gap.patch()
