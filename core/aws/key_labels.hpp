// Finds labels of keys, as files, shells and people write them: "AWS_ACCESS_KEY_ID=", "Secret access key:",
// "aws.accessKeyId =", "AWS Access Key ID [None]:". Finds English labels only; a key after any other label is
// found by its shape (key_text.hpp).
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "aws/key_text.hpp"

namespace aws {

/// What stands between a label and its value.
enum class LabelMark : std::uint8_t { equals, colon, nothing };

struct Label {
  KeyField field;
  LabelMark mark;
  bool is_variable;   // one word with underscores, as in a shell or a profile: aws_access_key_id
  std::size_t begin;  // of the label, in the line
  std::size_t value;  // where its value begins
};

/// The labels of a line, in their order. Without a mark, only the name of a variable counts as a label, as in
/// `setx NAME VALUE`.
std::vector<Label> labels_in(std::string_view line);

/// The field that this column header or JSON member names; nullopt if the text is not entirely such a name.
std::optional<KeyField> field_named(std::string_view name);

}  // namespace aws
