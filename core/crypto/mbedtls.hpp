// Private to this layer: wraps the buffers, results and numbers of mbedTLS.
#pragma once

#include <span>

#include "mbedtls/bignum.h"
#include "mbedtls/ecp.h"

#include "base/bytes.hpp"
#include "crypto/errors.hpp"

namespace crypto::mbedtls {

/// The bytes as mbedTLS's functions accept and return them.
inline const unsigned char* in(base::ByteView bytes) {
  return reinterpret_cast<const unsigned char*>(bytes.data());
}
inline unsigned char* out(std::span<std::byte> bytes) {
  return reinterpret_cast<unsigned char*>(bytes.data());
}

/// For functions that fail only when memory is short: crypto.library_failed.
inline void check(const char* function, int result) {
  if (result != 0) throw base::Error(library_failed).with("function", function).with("result", result);
}

/// A whole number. Its destructor wipes it.
class Number {
 public:
  Number() { mbedtls_mpi_init(&value_); }
  explicit Number(base::ByteView big_endian) : Number() {
    check("mbedtls_mpi_read_binary", mbedtls_mpi_read_binary(&value_, in(big_endian), big_endian.size()));
  }
  Number(const Number&) = delete;
  Number& operator=(const Number&) = delete;
  ~Number() { mbedtls_mpi_free(&value_); }
  mbedtls_mpi* get() { return &value_; }
  void write(std::span<std::byte> big_endian) const {
    check("mbedtls_mpi_write_binary", mbedtls_mpi_write_binary(&value_, out(big_endian), big_endian.size()));
  }

 private:
  mbedtls_mpi value_;
};

class Point {
 public:
  Point() { mbedtls_ecp_point_init(&value_); }
  Point(const Point&) = delete;
  Point& operator=(const Point&) = delete;
  ~Point() { mbedtls_ecp_point_free(&value_); }
  mbedtls_ecp_point* get() { return &value_; }

 private:
  mbedtls_ecp_point value_;
};

/// The curve P-256.
class Group {
 public:
  Group() {
    mbedtls_ecp_group_init(&value_);
    check("mbedtls_ecp_group_load", mbedtls_ecp_group_load(&value_, MBEDTLS_ECP_DP_SECP256R1));
  }
  Group(const Group&) = delete;
  Group& operator=(const Group&) = delete;
  ~Group() { mbedtls_ecp_group_free(&value_); }
  mbedtls_ecp_group* get() { return &value_; }

 private:
  mbedtls_ecp_group value_;
};

}  // namespace crypto::mbedtls
