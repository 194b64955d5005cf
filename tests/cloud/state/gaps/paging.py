"""AWS IoT returns lists in pages.

AWS: pageSize and marker / nextMarker for policies and certificates, maxResults and nextToken for things and principals;
1 to 250 items per page (service model: PageSize, MaxResults), 25 if the request does not say. moto answers everything at
once, except for ListThings, and has no ListCACertificates. A token that AWS did not issue is an InvalidRequestException.
"""

import base64
import binascii

from moto.core.responses import ActionResult
from moto.iot.exceptions import InvalidRequestException
from moto.iot.responses import IoTResponse

from .errors import constraint

DEFAULT_PAGE = 25


def _offset(token):
    if token is None:
        return 0
    try:
        word, _, number = base64.b64decode(token, validate=True).decode("ascii").partition(" ")
        if word != "page":
            raise ValueError(token)
        return int(number)
    except (binascii.Error, ValueError) as error:
        raise InvalidRequestException("The pagination token is not valid") from error


def _page(items, size, token, member):
    try:
        size = DEFAULT_PAGE if size is None else int(size)
    except ValueError as error:
        raise constraint(size, member, "Member must be an integer") from error
    if not 1 <= size <= 250:
        raise constraint(size, member, "Member must have value between 1 and 250")
    first = _offset(token)
    more = first + size < len(items)
    following = base64.b64encode(f"page {first + size}".encode()).decode() if more else None
    return items[first : first + size], following


def _by_marker(key, items_of):
    def list_page(self):
        page, marker = _page(items_of(self), self._get_param("pageSize"), self._get_param("marker"), "pageSize")
        return ActionResult({key: page, "nextMarker": marker})

    return list_page


def _by_token(key, items_of):
    def list_page(self):
        page, token = _page(items_of(self), self._get_param("maxResults"), self._get_param("nextToken"), "maxResults")
        return ActionResult({key: page, "nextToken": token})

    return list_page


def _things(response):
    things, _ = response.iot_backend.list_things(
        attribute_name=response._get_param("attributeName"),
        attribute_value=response._get_param("attributeValue"),
        thing_type_name=response._get_param("thingTypeName"),
        max_results=1 << 30,
        token=None,
    )
    return things


def _ca_certificates(response):
    members = ("certificateArn", "certificateId", "status", "creationDate")
    found = [certificate.to_dict() for certificate in response.iot_backend.ca_certificates.values()]
    if response._get_param("isAscendingOrder") in (None, "false", False):
        found.reverse()
    return [{member: one[member] for member in members} for one in found]


def patch():
    IoTResponse.list_policies = _by_marker(
        "policies", lambda r: [policy.to_dict() for policy in r.iot_backend.list_policies()]
    )
    IoTResponse.list_certificates = _by_marker(
        "certificates", lambda r: [certificate.to_dict() for certificate in r.iot_backend.list_certificates()]
    )
    IoTResponse.list_attached_policies = _by_marker(
        "policies",
        lambda r: [policy.to_dict() for policy in r.iot_backend.list_attached_policies(r._get_param("target"))],
    )
    IoTResponse.list_ca_certificates = _by_marker("certificates", _ca_certificates)
    IoTResponse.list_certificates_by_ca = _by_marker(
        "certificates",
        lambda r: [one.to_dict() for one in r.iot_backend.list_certificates_by_ca(r._get_param("caCertificateId"))],
    )
    IoTResponse.list_targets_for_policy = _by_marker(
        "targets", lambda r: r.iot_backend.list_targets_for_policy(r._get_param("policyName"))
    )
    IoTResponse.list_things = _by_token("things", _things)
    IoTResponse.list_thing_principals = _by_token(
        "principals", lambda r: r.iot_backend.list_thing_principals(r._get_param("thingName"))
    )
    IoTResponse.list_principal_things = _by_token(
        "things", lambda r: r.iot_backend.list_principal_things(r.headers.get("x-amzn-principal"))
    )
