"""A CA is registered only with a proof of its private key, only once, and may allow auto registration.

AWS: the verification certificate's common name is the registration code and it is signed by the CA
(RegistrationCodeValidationException, CertificateValidationException; developer guide, "Register your CA certificate");
a second registration answers 409 ResourceAlreadyExistsException whose message names the id as `ID:...`; ARNs are
`cacert/ID`; autoRegistrationStatus is ENABLE or DISABLE; an account may register ten CAs with the same subject. In mode
SNI_ONLY there is no verification certificate. One account of a region may register a CA in mode DEFAULT; how AWS refuses
another one is not documented, here it is the same 409. moto checks none of this, and has no ListCACertificates.
"""

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.x509.oid import NameOID
from moto.core.responses import ActionResult, EmptyResult
from moto.iot.exceptions import InvalidRequestException, ResourceAlreadyExistsException
from moto.iot.models import FakeCaCertificate, iot_backends
from moto.iot.responses import IoTResponse

from .certificates import parse
from .errors import CertificateValidation, LimitExceeded, RegistrationCodeValidation, constraint

SAME_SUBJECT = 10


def _check_verification(ca, verification, code):
    names = verification.subject.get_attributes_for_oid(NameOID.COMMON_NAME)
    if [name.value for name in names] != [code]:
        raise RegistrationCodeValidation(
            "Registration code validation failed: the verification certificate's common name is not the registration code"
        )
    try:
        verification.verify_directly_issued_by(ca)
    except (InvalidSignature, ValueError, TypeError) as error:
        raise CertificateValidation("The verification certificate is not signed by the CA certificate") from error


def _check_ca(ca):
    try:
        constraints = ca.extensions.get_extension_for_class(x509.BasicConstraints).value
    except x509.ExtensionNotFound:
        constraints = None
    if constraints is None or not constraints.ca:
        raise CertificateValidation("The certificate is not a CA certificate: basicConstraints CA:TRUE is missing")


def _check_mode(mode, verification):
    if mode not in ("DEFAULT", "SNI_ONLY"):
        raise constraint(mode, "certificateMode", "Member must satisfy enum value set: [DEFAULT, SNI_ONLY]")
    if (mode == "DEFAULT") != bool(verification):
        must = "must not" if mode == "DEFAULT" else "must"
        raise InvalidRequestException(f"The verification certificate {must} be empty in certificate mode {mode}")


def _check_unregistered(certificate, backend):
    already = certificate.certificate_id in backend.ca_certificates
    if not already and certificate.mode == "DEFAULT":
        for account in list(iot_backends):
            other = iot_backends[account][backend.region_name].ca_certificates.get(certificate.certificate_id)
            already = already or (other is not None and other.mode == "DEFAULT")
    if already:
        raise ResourceAlreadyExistsException(
            f"The CA certificate is already registered. ID:{certificate.certificate_id}",
            certificate.certificate_id,
            certificate.arn,
        )


def _check_limit(ca, backend):
    same = [one for one in backend.ca_certificates.values() if parse(one.certificate_pem).subject == ca.subject]
    if len(same) >= SAME_SUBJECT:
        raise LimitExceeded(f"The account has {SAME_SUBJECT} CA certificates with this subject")


def _register(self):
    backend = self.iot_backend
    mode, verification = self._get_param("certificateMode") or "DEFAULT", self._get_param("verificationCertificate")
    _check_mode(mode, verification)
    ca = parse(self._get_param("caCertificate"), "caCertificate")
    _check_ca(ca)
    if mode == "DEFAULT":
        _check_verification(ca, parse(verification, "verificationCertificate"), backend.get_registration_code())
    certificate = FakeCaCertificate(
        ca_certificate=self._get_param("caCertificate"),
        status="ACTIVE" if self._get_bool_param("setAsActive") else "INACTIVE",
        account_id=backend.account_id,
        region_name=backend.region_name,
        registration_config=self._get_param("registrationConfig"),
    )
    certificate.arn = certificate.arn.replace(":cert/", ":cacert/")
    certificate.auto_registration = "ENABLE" if self._get_bool_param("allowAutoRegistration") else "DISABLE"
    certificate.mode = mode
    _check_unregistered(certificate, backend)
    _check_limit(ca, backend)
    backend.ca_certificates[certificate.certificate_id] = certificate
    return ActionResult({"certificateId": certificate.certificate_id, "certificateArn": certificate.arn})


def _describe(self):
    certificate = self.iot_backend.describe_ca_certificate(self.path.split("/")[-1])
    description = {
        **certificate.to_description_dict(),
        "autoRegistrationStatus": certificate.auto_registration,
        "certificateMode": certificate.mode,
    }
    return ActionResult({"certificateDescription": description, "registrationConfig": certificate.registration_config})


def _update(self):
    status, auto = self._get_param("newStatus"), self._get_param("newAutoRegistrationStatus")
    for value, member, allowed in (
        (status, "newStatus", ("ACTIVE", "INACTIVE")),
        (auto, "newAutoRegistrationStatus", ("ENABLE", "DISABLE")),
    ):
        if value is not None and value not in allowed:
            raise constraint(value, member, f"Member must satisfy enum value set: [{', '.join(allowed)}]")
    certificate_id = self.path.split("/")[-1]
    config = self._get_param("registrationConfig")
    self.iot_backend.update_ca_certificate(certificate_id=certificate_id, new_status=status, config=config)
    if auto is not None:
        self.iot_backend.describe_ca_certificate(certificate_id).auto_registration = auto
    return EmptyResult()


def issuers(certificate, backend):
    """The registered CAs that issued the certificate."""
    found = []
    for authority in list(backend.ca_certificates.values()):
        try:
            certificate.verify_directly_issued_by(parse(authority.certificate_pem))
            found.append(authority)
        except (InvalidSignature, ValueError, TypeError):
            continue
    return found


def patch():
    IoTResponse.register_ca_certificate = _register
    IoTResponse.describe_ca_certificate = _describe
    IoTResponse.update_ca_certificate = _update
