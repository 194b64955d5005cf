#include "crypto/digest.hpp"

#include "mbedtls/md.h"
#include "mbedtls/pkcs5.h"
#include "mbedtls/sha1.h"
#include "mbedtls/sha256.h"

#include "crypto/mbedtls.hpp"

namespace crypto {

Sha1Digest sha1(base::ByteView data) {
  Sha1Digest digest;
  mbedtls::check("mbedtls_sha1", mbedtls_sha1(mbedtls::in(data), data.size(), mbedtls::out(digest)));
  return digest;
}

Sha256Digest sha256(base::ByteView data) {
  Sha256Digest digest;
  mbedtls::check("mbedtls_sha256", mbedtls_sha256(mbedtls::in(data), data.size(), mbedtls::out(digest), 0));
  return digest;
}

Sha256Digest hmac_sha256(base::ByteView key, base::ByteView data) {
  Sha256Digest digest;
  mbedtls::check("mbedtls_md_hmac",
                 mbedtls_md_hmac(mbedtls_md_info_from_type(MBEDTLS_MD_SHA256), mbedtls::in(key), key.size(),
                                 mbedtls::in(data), data.size(), mbedtls::out(digest)));
  return digest;
}

base::Bytes pbkdf2_sha1(base::ByteView password, base::ByteView salt, unsigned rounds, std::size_t size) {
  base::Bytes key(size);
  mbedtls::check("mbedtls_pkcs5_pbkdf2_hmac_ext",
                 mbedtls_pkcs5_pbkdf2_hmac_ext(MBEDTLS_MD_SHA1, mbedtls::in(password), password.size(),
                                               mbedtls::in(salt), salt.size(), rounds,
                                               static_cast<std::uint32_t>(size), mbedtls::out(key)));
  return key;
}

}  // namespace crypto
