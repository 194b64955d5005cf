"""Checks the core's certificates independently: OpenSSL verifies the chains, Python's cryptography reads every field, and the
vendor's own builders (pytrustplatform) make the same certificates from the same keys. Needs build/native (or PROVISIONER_NATIVE)."""

import datetime
import hashlib
import os
import pathlib
import subprocess
import types

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, utils
from cryptography.x509.oid import NameOID
from pytrustplatform import ca_create, device_cert_builder, verification_cert_builder

ROOT = pathlib.Path(__file__).resolve().parents[2]
NATIVE = pathlib.Path(os.environ.get("PROVISIONER_NATIVE", ROOT / "build/native"))
TOOL = NATIVE / "tests/peers/make-certificates"

ORGANIZATION = "Example Électronique"
BOARDS = {"first": "0123112233445566EE", "renewed": "0123AABBCCDDEEFF01"}


def run(*command):
    return subprocess.run(command, capture_output=True, text=True, timeout=60)


def make_certificates(*arguments):
    result = run(TOOL, *arguments)
    assert result.returncode == 0, result.stderr


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    folder = tmp_path_factory.mktemp("made")
    make_certificates("make", folder)
    return folder


def certificate(file):
    return x509.load_pem_x509_certificate(file.read_bytes())


def request(file):
    return x509.load_pem_x509_csr(file.read_bytes())


def key(file):
    return serialization.load_pem_private_key(file.read_bytes(), None)


def coordinates(public_key):
    numbers = public_key.public_numbers()
    return numbers.x.to_bytes(32, "big") + numbers.y.to_bytes(32, "big")


def identifier(public_key):
    return hashlib.sha1(b"\x04" + coordinates(public_key)).digest()


def name(**parts):
    oids = {"o": NameOID.ORGANIZATION_NAME, "cn": NameOID.COMMON_NAME}
    return x509.Name([x509.NameAttribute(oids[part], value) for part, value in parts.items()])


def extensions(of):
    return [(extension.critical, extension.value) for extension in of.extensions]


def signer_extensions(own, authority):
    usage = x509.KeyUsage(
        digital_signature=True, content_commitment=False, key_encipherment=False, data_encipherment=False, key_agreement=False,
        key_cert_sign=True, crl_sign=True, encipher_only=False, decipher_only=False)  # fmt: skip
    return [
        (True, x509.BasicConstraints(ca=True, path_length=0)),
        (True, usage),
        (False, x509.SubjectKeyIdentifier(identifier(own))),
        (False, x509.AuthorityKeyIdentifier(identifier(authority), None, None)),
    ]


def openssl_verify(trusted, leaf, *more):
    return run("openssl", "verify", "-check_ss_sig", "-CAfile", trusted, *more, leaf)


@pytest.mark.parametrize("board", BOARDS)
def test_openssl_verifies_the_chain_from_root_to_device(made, board):
    leaf = made / board / "device.crt"
    good = openssl_verify(made / "root-ca.crt", leaf, "-purpose", "sslclient", "-untrusted", made / "signer-ca.crt")
    assert good.returncode == 0, good.stderr
    assert openssl_verify(made / "root-ca.crt", leaf).returncode != 0, "the signer is needed"


def test_openssl_verifies_signer_and_verification_certificate(made):
    signer = openssl_verify(made / "root-ca.crt", made / "signer-ca.crt")
    assert signer.returncode == 0, signer.stderr
    proof = openssl_verify(made / "root-ca.crt", made / "signer-ca-verification.crt", "-untrusted", made / "signer-ca.crt")
    assert proof.returncode == 0, proof.stderr


def test_openssl_rejects_the_device_of_another_authority(made, tmp_path):
    make_certificates("make", tmp_path)
    other = openssl_verify(made / "root-ca.crt", tmp_path / "first/device.crt", "-untrusted", tmp_path / "signer-ca.crt")
    assert other.returncode != 0


@pytest.mark.parametrize("file", ["signer-ca.csr", "first/device.csr", "renewed/device.csr"])
def test_openssl_and_cryptography_verify_the_requests(made, file):
    result = run("openssl", "req", "-in", made / file, "-verify", "-noout")
    assert result.returncode == 0, result.stderr
    assert request(made / file).is_signature_valid


@pytest.mark.parametrize("file", ["root-ca.key", "signer-ca.key"])
def test_keys_are_the_bytes_that_openssl_and_cryptography_write(made, file):
    written = (made / file).read_text()
    assert run("openssl", "pkcs8", "-topk8", "-nocrypt", "-in", made / file).stdout == written
    again = key(made / file).private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    assert again.decode() == written


def check_serial_number(number):
    assert number.bit_length() == 127, "16 octets, top bits 01"


def test_root_has_the_required_fields(made):
    root = certificate(made / "root-ca.crt")
    public_key = key(made / "root-ca.key").public_key()
    assert root.version == x509.Version.v3
    check_serial_number(root.serial_number)
    assert root.subject == root.issuer == name(o=ORGANIZATION, cn="Example Root")
    assert root.public_key() == public_key
    assert root.not_valid_after_utc - root.not_valid_before_utc == datetime.timedelta(days=25 * 365)
    assert abs(root.not_valid_before_utc - datetime.datetime.now(datetime.UTC)) < datetime.timedelta(minutes=10)
    assert extensions(root) == [
        (False, x509.SubjectKeyIdentifier(identifier(public_key))),
        (True, x509.BasicConstraints(ca=True, path_length=None)),
    ]
    assert isinstance(root.signature_hash_algorithm, hashes.SHA256)


def test_signer_has_the_required_fields(made):
    root, signer = certificate(made / "root-ca.crt"), certificate(made / "signer-ca.crt")
    public_key = key(made / "signer-ca.key").public_key()
    check_serial_number(signer.serial_number)
    assert signer.subject == name(o=ORGANIZATION, cn="Example Signer 0001")
    assert signer.issuer == root.subject
    assert signer.public_key() == public_key
    begin, end = signer.not_valid_before_utc, signer.not_valid_after_utc
    day = 28 if (begin.month, begin.day) == (2, 29) else begin.day
    assert end == begin.replace(year=begin.year + 10, day=day)
    assert extensions(signer) == signer_extensions(public_key, root.public_key())
    signer.verify_directly_issued_by(root)
    assert extensions(request(made / "signer-ca.csr")) == signer_extensions(public_key, public_key)


@pytest.mark.parametrize("board", BOARDS)
def test_device_has_the_required_fields(made, board):
    signer, device, asked = certificate(made / "signer-ca.crt"), certificate(made / board / "device.crt"), request(made / board / "device.csr")
    assert device.subject == asked.subject == name(o="Microchip Technology Inc", cn="sn" + BOARDS[board])
    assert device.issuer == signer.subject
    assert device.public_key() == asked.public_key()
    assert extensions(asked) == []
    assert (device.not_valid_before_utc.minute, device.not_valid_before_utc.second) == (0, 0)
    assert device.not_valid_after_utc == datetime.datetime(3000, 12, 31, 23, 59, 59, tzinfo=datetime.UTC)
    own = identifier(device.public_key())
    assert extensions(device) == [
        (False, x509.SubjectKeyIdentifier(own)),
        (False, x509.AuthorityKeyIdentifier(identifier(signer.public_key()), None, None)),
    ]
    device.verify_directly_issued_by(signer)
    assert (made / board / "aws-thing-name.txt").read_text() == own.hex()


@pytest.mark.parametrize("board", BOARDS)
def test_device_serial_number_is_the_vendors_unless_renewed(made, board):
    device = certificate(made / board / "device.crt")
    check_serial_number(device.serial_number)
    seen = types.SimpleNamespace(_public_key=device.public_key(), _not_valid_before=device.not_valid_before_utc)
    derived = device_cert_builder.device_cert_sn(16, seen)
    assert (device.serial_number == derived) == (board == "first")


def test_verification_certificate_has_the_required_fields(made):
    signer, proof = certificate(made / "signer-ca.crt"), certificate(made / "signer-ca-verification.crt")
    check_serial_number(proof.serial_number)
    assert proof.subject == name(cn="c" * 64)
    assert proof.public_key() == signer.public_key()
    assert extensions(proof) == []
    assert proof.not_valid_after_utc - proof.not_valid_before_utc == datetime.timedelta(days=1)
    proof.verify_directly_issued_by(signer)


def vendors_folder(folder):
    """The files that the vendor's tool leaves on a user's disk."""
    path = {name: folder / name for name in ("root-ca.key", "root-ca.crt", "signer-ca.key", "signer-ca.csr", "signer-ca.crt")}
    ca_create.ca_create_root(path["root-ca.key"], path["root-ca.crt"], org_name="Acme", common_name="Acme Root", country="NO")
    ca_create.ca_create_signer_csr(path["signer-ca.key"], path["signer-ca.csr"], org_name="Acme", common_name="Acme Signer")
    ca_create.ca_create_signer(path["signer-ca.csr"], path["signer-ca.crt"], path["root-ca.key"], path["root-ca.crt"])
    proof = folder / "signer-ca-verification.crt"
    verification_cert_builder.build_verification_cert(path["signer-ca.crt"], path["signer-ca.key"], "code", proof)

    class Board:
        """The firmware's answers from which the request and the certificate are made."""

        private_key = ec.generate_private_key(ec.SECP256R1())

        def firmware_command(self, command, _parameters=None, blob=None):
            if command == "MC+ECC+SERIAL":
                return "0123456789ABCDEF01"
            if command == "MC+ECC+GENPUBKEY":
                return coordinates(self.private_key.public_key()).hex()
            assert command == "MC+ECC+SIGNDIGEST"
            der = self.private_key.sign(bytes.fromhex(blob.decode()), ec.ECDSA(utils.Prehashed(hashes.SHA256())))
            return b"".join(number.to_bytes(32, "big") for number in utils.decode_dss_signature(der)).hex()

    board = folder / "MCHP3261021800001323"
    board.mkdir()
    csr, crt = board / "device.csr", board / "device.crt"
    device_cert_builder.build_device_csr(Board(), csr, "sn0123456789ABCDEF01")
    device_cert_builder.build_device_cert(Board(), path["signer-ca.crt"], path["signer-ca.key"], csr, crt)


def contents(folder):
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def test_the_vendors_folder_is_read_and_written_back_byte_for_byte(tmp_path):
    vendors, ours = tmp_path / "vendors", tmp_path / "ours"
    vendors.mkdir()
    vendors_folder(vendors)
    make_certificates("rewrite", vendors, ours)
    assert len(contents(ours)) == 8
    assert contents(ours) == contents(vendors)


def test_a_folder_in_which_two_authorities_are_mixed_is_refused_by_name(made, tmp_path):
    mixed, other = tmp_path / "mixed", tmp_path / "other"
    for folder in (mixed, other):
        make_certificates("make", folder)
    (mixed / "root-ca.key").write_bytes((other / "root-ca.key").read_bytes())
    result = run(TOOL, "rewrite", mixed, tmp_path / "out")
    assert result.returncode == 1
    assert result.stderr.startswith("pki.key_mismatch file=root-ca.key")
