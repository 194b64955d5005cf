#include "crypto/digest.hpp"

#include "mbedtls/md.h"
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

}  // namespace crypto
