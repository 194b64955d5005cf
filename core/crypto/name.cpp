#include "crypto/name.hpp"

#include "crypto/errors.hpp"
#include "crypto/object_identifiers.hpp"

namespace crypto {

namespace {

constexpr std::size_t upper_bound = 64;  // characters, X.520's ub-common-name and ub-organization-name

/// The number of octets of the UTF-8 character at the start of the text. 0 if the octets are not valid UTF-8
/// (RFC 3629: no overlong forms, no surrogates, nothing above U+10FFFF) or are a control character.
std::size_t character_size(std::string_view text) {
  const auto octet = [text](std::size_t at) {
    return at < text.size() ? static_cast<unsigned char>(text[at]) : 0U;
  };
  const unsigned lead = octet(0);
  if (lead < 0x80) return lead >= 0x20 && lead != 0x7F ? 1 : 0;
  if (lead == 0xC2 && octet(1) < 0xA0) return 0;  // C1 controls
  const std::size_t size = lead >= 0xC2 && lead <= 0xDF ? 2 : lead >= 0xE0 && lead <= 0xEF ? 3 : 4;
  if (lead < 0xC2 || lead > 0xF4) return 0;
  if ((lead == 0xE0 && octet(1) < 0xA0) || (lead == 0xED && octet(1) > 0x9F)) return 0;
  if ((lead == 0xF0 && octet(1) < 0x90) || (lead == 0xF4 && octet(1) > 0x8F)) return 0;
  for (std::size_t i = 1; i < size; ++i) {
    if ((octet(i) & 0xC0) != 0x80) return 0;
  }
  return size;
}

base::Bytes attribute(const char* field, base::ByteView type, std::string_view value) {
  std::size_t characters = 0;
  for (std::string_view rest = value; !rest.empty(); ++characters) {
    const std::size_t size = character_size(rest);
    if (size == 0) throw base::Error(bad_name).with("field", field);
    rest.remove_prefix(size);
  }
  if (characters == 0 || characters > upper_bound) throw base::Error(bad_name).with("field", field);
  const base::Bytes id = der_element(DerTag::object_identifier, {type});
  const base::Bytes text = der_element(DerTag::utf8_string, {base::as_bytes(value)});
  return der_element(DerTag::set, {der_element(DerTag::sequence, {id, text})});
}

bool is_string(DerTag tag) {
  switch (tag) {
    case DerTag::utf8_string:
    case DerTag::printable_string:
    case DerTag::t61_string:
    case DerTag::ia5_string:
    case DerTag::bmp_string:
      return true;
    default:
      return false;
  }
}

std::string first_of(const std::vector<NameAttribute>& attributes, base::ByteView type) {
  for (const NameAttribute& attribute : attributes) {
    if (base::equal(attribute.type, type)) return attribute.value;
  }
  return {};
}

}  // namespace

Name Name::of(std::string_view organization, std::string_view common_name) {
  const base::Bytes o =
      organization.empty() ? base::Bytes() : attribute("organization", oid::organization_name, organization);
  const base::Bytes cn = attribute("common_name", oid::common_name, common_name);
  return Name(der_element(DerTag::sequence, {o, cn}));
}

Name Name::from_der(base::ByteView der) {
  Name name(base::to_bytes(der));
  name.attributes();
  return name;
}

std::vector<NameAttribute> Name::attributes() const {
  std::vector<NameAttribute> attributes;
  DerReader reader(der_);
  DerReader sets = reader.enter(DerTag::sequence);
  reader.finish();
  while (!sets.at_end()) {
    DerReader set = sets.enter(DerTag::set);
    do {
      DerReader pair = set.enter(DerTag::sequence);
      const base::ByteView type = pair.content(DerTag::object_identifier);
      const DerElement value = pair.next();
      pair.finish();
      if (!is_string(value.tag)) throw base::Error(bad_name).with("field", "attribute value");
      attributes.push_back(NameAttribute{base::to_bytes(type), value.tag, base::to_text(value.content)});
    } while (!set.at_end());
  }
  return attributes;
}

std::string Name::organization() const {
  return first_of(attributes(), oid::organization_name);
}

std::string Name::common_name() const {
  return first_of(attributes(), oid::common_name);
}

}  // namespace crypto
