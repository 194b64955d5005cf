#include "crypto/extensions.hpp"

#include <algorithm>

#include "base/hex.hpp"
#include "crypto/errors.hpp"
#include "crypto/object_identifiers.hpp"

namespace crypto {

namespace {

BasicConstraints read_basic_constraints(base::ByteView value) {
  BasicConstraints constraints;
  DerReader reader(value);
  DerReader fields = reader.enter(DerTag::sequence);
  reader.finish();
  if (fields.next_is(DerTag::boolean)) {
    constraints.ca = fields.boolean();
    if (!constraints.ca) fields.fail("a default value is encoded");
  }
  if (constraints.ca && !fields.at_end()) constraints.path_length = fields.small_integer();
  fields.finish();
  return constraints;
}

KeyUsage read_key_usage(base::ByteView value) {
  DerReader reader(value);
  const base::ByteView bits = reader.content(DerTag::bit_string);
  reader.finish();
  if (bits.size() < 2 || bits.size() > 3) reader.fail("key usage without bits, or with too many");
  const auto unused = std::to_integer<unsigned>(bits[0]);
  const auto last = std::to_integer<unsigned>(bits.back());
  // A named bit list has no trailing zero bits (X.690, 11.2.2).
  if (unused > 7 || (last & ((1U << (unused + 1)) - 1)) != 1U << unused) reader.fail("bad named bit list");
  const unsigned second = bits.size() == 3 ? last : 0;
  return static_cast<KeyUsage>(std::to_integer<unsigned>(bits[1]) << 8 | second);
}

std::optional<KeyIdentifier> as_identifier(base::ByteView octets) {
  KeyIdentifier identifier;
  if (octets.size() != identifier.size()) return std::nullopt;
  std::copy(octets.begin(), octets.end(), identifier.begin());
  return identifier;
}

std::optional<KeyIdentifier> read_subject_key_identifier(base::ByteView value) {
  DerReader reader(value);
  const base::ByteView octets = reader.content(DerTag::octet_string);
  reader.finish();
  return as_identifier(octets);
}

std::optional<KeyIdentifier> read_authority_key_identifier(base::ByteView value) {
  std::optional<KeyIdentifier> identifier;
  DerReader reader(value);
  DerReader fields = reader.enter(DerTag::sequence);
  reader.finish();
  if (fields.next_is(context_tag(0))) identifier = as_identifier(fields.content(context_tag(0)));
  // authorityCertIssuer and authorityCertSerialNumber may follow; this product does not need them.
  while (!fields.at_end()) fields.next();
  return identifier;
}

Extension read_extension(DerReader fields) {
  Extension extension;
  extension.id = base::to_bytes(fields.content(DerTag::object_identifier));
  if (fields.next_is(DerTag::boolean)) {
    extension.critical = fields.boolean();
    if (!extension.critical) fields.fail("a default value is encoded");
  }
  extension.value = base::to_bytes(fields.content(DerTag::octet_string));
  fields.finish();
  return extension;
}

/// Throws if the extension is known and malformed, or unknown and critical.
void check(const Extension& extension) {
  const auto is = [&extension](base::ByteView id) { return base::equal(extension.id, id); };
  if (is(oid::basic_constraints)) {
    read_basic_constraints(extension.value);
  } else if (is(oid::key_usage)) {
    read_key_usage(extension.value);
  } else if (is(oid::subject_key_identifier)) {
    read_subject_key_identifier(extension.value);
  } else if (is(oid::authority_key_identifier)) {
    read_authority_key_identifier(extension.value);
  } else if (extension.critical) {
    throw base::Error(unsupported_extension).with("oid", base::to_hex(extension.id));
  }
}

}  // namespace

Extensions Extensions::from_der(base::ByteView der) {
  Extensions extensions;
  DerReader reader(der);
  DerReader list = reader.enter(DerTag::sequence);
  reader.finish();
  while (!list.at_end()) {
    Extension extension = read_extension(list.enter(DerTag::sequence));
    if (extensions.find(extension.id) != nullptr) list.fail("the same extension twice");
    check(extension);
    extensions.all_.push_back(std::move(extension));
  }
  return extensions;
}

Extensions& Extensions::add(const BasicConstraints& constraints) {
  const base::Bytes ca = constraints.ca ? der_true() : base::Bytes();
  const base::Bytes length = constraints.path_length ? der_unsigned(*constraints.path_length) : base::Bytes();
  all_.push_back({base::to_bytes(oid::basic_constraints), true, der_element(DerTag::sequence, {ca, length})});
  return *this;
}

Extensions& Extensions::add(KeyUsage usage) {
  const auto bits = static_cast<unsigned>(usage);
  const unsigned last = (bits & 0xFF) != 0 ? bits & 0xFF : bits >> 8;
  unsigned unused = 0;
  while (unused < 7 && (last >> unused & 1U) == 0) ++unused;
  base::ByteWriter content;
  content.u8(static_cast<std::uint8_t>(unused)).u8(static_cast<std::uint8_t>(bits >> 8));
  if ((bits & 0xFF) != 0) content.u8(static_cast<std::uint8_t>(bits & 0xFF));
  all_.push_back(
      {base::to_bytes(oid::key_usage), true, der_element(DerTag::bit_string, {std::move(content).take()})});
  return *this;
}

Extensions& Extensions::add_subject_key_identifier(const KeyIdentifier& identifier) {
  all_.push_back(
      {base::to_bytes(oid::subject_key_identifier), false, der_element(DerTag::octet_string, {identifier})});
  return *this;
}

Extensions& Extensions::add_authority_key_identifier(const KeyIdentifier& identifier) {
  const base::Bytes key_identifier = der_element(context_tag(0), {identifier});
  all_.push_back({base::to_bytes(oid::authority_key_identifier), false,
                  der_element(DerTag::sequence, {key_identifier})});
  return *this;
}

base::Bytes Extensions::der() const {
  base::Bytes list;
  for (const Extension& extension : all_) {
    const base::Bytes id = der_element(DerTag::object_identifier, {extension.id});
    const base::Bytes critical = extension.critical ? der_true() : base::Bytes();
    const base::Bytes value = der_element(DerTag::octet_string, {extension.value});
    base::append(list, der_element(DerTag::sequence, {id, critical, value}));
  }
  return der_element(DerTag::sequence, {list});
}

BasicConstraints Extensions::basic_constraints() const {
  const Extension* found = find(oid::basic_constraints);
  return found != nullptr ? read_basic_constraints(found->value) : BasicConstraints();
}

std::optional<KeyUsage> Extensions::key_usage() const {
  const Extension* found = find(oid::key_usage);
  return found != nullptr ? std::optional(read_key_usage(found->value)) : std::nullopt;
}

std::optional<KeyIdentifier> Extensions::subject_key_identifier() const {
  const Extension* found = find(oid::subject_key_identifier);
  return found != nullptr ? read_subject_key_identifier(found->value) : std::nullopt;
}

std::optional<KeyIdentifier> Extensions::authority_key_identifier() const {
  const Extension* found = find(oid::authority_key_identifier);
  return found != nullptr ? read_authority_key_identifier(found->value) : std::nullopt;
}

const Extension* Extensions::find(base::ByteView id) const {
  const auto same = [id](const Extension& extension) { return base::equal(extension.id, id); };
  const auto found = std::find_if(all_.begin(), all_.end(), same);
  return found != all_.end() ? &*found : nullptr;
}

}  // namespace crypto
