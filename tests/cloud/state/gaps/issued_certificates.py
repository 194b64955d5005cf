"""RegisterCertificate registers a certificate that a registered CA issued, and descriptions say which CA that is.

AWS (API reference): RegisterCertificate answers CertificateValidationException if no registered CA issued the certificate, and
CertificateConflictException if several CAs with the same subject and key did and the request names none; DescribeCertificate has
caCertificateId and certificateMode, which is that of the CA. moto looks for a CA by the text of its PEM, accepts a certificate without one,
and leaves both members out.
"""

from cryptography.hazmat.primitives.serialization import Encoding
from moto.iot.models import FakeCertificate, IoTBackend

from .ca_certificates import issuers
from .certificates import parse
from .errors import CertificateConflict, CertificateValidation, constraint


def _issuer(certificate, ca_pem, backend):
    found = issuers(certificate, backend)
    if ca_pem is not None:
        named = parse(ca_pem, "caCertificatePem").public_bytes(Encoding.DER)
        found = [one for one in found if parse(one.certificate_pem).public_bytes(Encoding.DER) == named]
    if not found:
        raise CertificateValidation("The certificate was not issued by a registered CA certificate")
    if len(found) > 1:
        raise CertificateConflict("More than one registered CA certificate could have issued the certificate")
    return found[0]


def patch():
    register, describe = IoTBackend.register_certificate, FakeCertificate.to_description_dict

    def register_certificate(self, certificate_pem, ca_certificate_pem, set_as_active, status):
        status = status or "INACTIVE"
        if status not in ("ACTIVE", "INACTIVE", "REVOKED"):
            raise constraint(status, "status", "Member must satisfy enum value set: [ACTIVE, INACTIVE, REVOKED]")
        issuer = _issuer(parse(certificate_pem), ca_certificate_pem, self)
        certificate = register(self, certificate_pem, None, set_as_active, status)
        certificate.ca_certificate_id = issuer.certificate_id
        return certificate

    def to_description_dict(self):
        description = describe(self)
        if self.ca_certificate_id is not None:
            description["caCertificateId"] = self.ca_certificate_id
        return {**description, "certificateMode": self.certificate_mode}

    IoTBackend.register_certificate = register_certificate
    FakeCertificate.certificate_mode = "DEFAULT"
    FakeCertificate.to_description_dict = to_description_dict
