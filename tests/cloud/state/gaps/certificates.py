"""Certificates are parsed, their id is the SHA-256 of the DER, and their status is one of the documented ones.

AWS: CertificateValidationException for a text that is not an X.509 certificate; algorithms as in the developer guide,
"X.509 client certificates" (RSA of at least 2048 bits, ECC P-256, P-384, P-521); RegisterCertificateWithoutCA defaults to
INACTIVE; UpdateCertificate takes ACTIVE, INACTIVE or REVOKED (API reference: PENDING_TRANSFER "will result in an
exception", PENDING_ACTIVATION and REGISTER_INACTIVE are for the service itself). moto takes any text, gives every
certificate two days of validity, and leaves the policies of a deleted certificate attached to it. It computes this id
only with the setting iot.use_valid_cert, which serve.py sets.
"""

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from moto.iot.models import FakeCertificate, IoTBackend

from .errors import CertificateValidation, constraint

STATUSES = ("ACTIVE", "INACTIVE", "REVOKED", "PENDING_TRANSFER", "REGISTER_INACTIVE", "PENDING_ACTIVATION")
CURVES = (ec.SECP256R1, ec.SECP384R1, ec.SECP521R1)


def parse(pem, member="certificatePem"):
    """The one certificate in a PEM text; AWS's refusal for everything else."""
    if not isinstance(pem, str) or not pem:
        raise constraint(pem, member, "Member must not be null")
    try:
        certificates = x509.load_pem_x509_certificates(pem.encode())
        if len(certificates) != 1:
            raise ValueError("more than one certificate")
        key = certificates[0].public_key()
        valid_key = (isinstance(key, rsa.RSAPublicKey) and key.key_size >= 2048) or (
            isinstance(key, ec.EllipticCurvePublicKey) and isinstance(key.curve, CURVES)
        )
        if not valid_key:
            raise ValueError("unsupported key")
    except ValueError as error:
        raise CertificateValidation(f"The certificate is not valid: {member} is not one X.509 certificate") from error
    return certificates[0]


def _enumeration(value, member, allowed):
    if value not in allowed:
        raise constraint(value, member, f"Member must satisfy enum value set: [{', '.join(allowed)}]")


def patch():
    make = FakeCertificate.__init__

    def construct(self, certificate_pem, *args, **kwargs):
        certificate = parse(certificate_pem)
        make(self, certificate_pem, *args, **kwargs)
        self.validity_not_before = certificate.not_valid_before_utc.replace(tzinfo=None)
        self.validity_not_after = certificate.not_valid_after_utc.replace(tzinfo=None)

    register = IoTBackend.register_certificate_without_ca

    def register_certificate_without_ca(self, certificate_pem, status):
        status = status or "INACTIVE"
        _enumeration(status, "status", STATUSES)
        if status not in ("ACTIVE", "INACTIVE"):
            raise constraint(status, "status", "a certificate is registered as ACTIVE or INACTIVE")
        return register(self, certificate_pem, status)

    update = IoTBackend.update_certificate

    def update_certificate(self, certificate_id, new_status):
        _enumeration(new_status, "newStatus", STATUSES)
        if new_status not in ("ACTIVE", "INACTIVE", "REVOKED"):
            raise constraint(new_status, "newStatus", f"a certificate cannot be set to {new_status}")
        update(self, certificate_id, new_status)

    delete = IoTBackend.delete_certificate

    def delete_certificate(self, certificate_id, force_delete):
        arn = self.describe_certificate(certificate_id).arn
        delete(self, certificate_id, force_delete)
        for attachment in [key for key in self.principal_policies if key[0] == arn]:
            del self.principal_policies[attachment]

    FakeCertificate.__init__ = construct
    IoTBackend.register_certificate_without_ca = register_certificate_without_ca
    IoTBackend.update_certificate = update_certificate
    IoTBackend.delete_certificate = delete_certificate
