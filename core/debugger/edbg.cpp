#include "debugger/edbg.hpp"

#include <algorithm>

#include "debugger/errors.hpp"

namespace debugger {

namespace {

constexpr std::size_t edbg_header_size = 4;  // id, fragment, length (big endian)
static_assert(edbg_header_size + fragment_payload == ports::HidReport{}.size());

base::Error bad_fragment(std::string_view command, std::string_view detail) {
  return base::Error(bad_answer).with("command", command).because(detail);
}

}  // namespace

ports::HidReport AvrCommand::encode() const {
  const base::ByteView rest = frame.subspan(index * fragment_payload);
  const base::ByteView part = rest.first(std::min(rest.size(), fragment_payload));
  ports::HidReport report{};
  report[0] = std::byte{id};
  report[1] = static_cast<std::byte>((index + 1) << 4 | count(frame.size()));
  report[3] = static_cast<std::byte>(part.size());
  std::copy(part.begin(), part.end(), report.begin() + edbg_header_size);
  return report;
}

void AvrCommand::check(const ports::HidReport& answer) const {
  const std::byte expected{index + 1 == count(frame.size())};
  if (answer[0] != std::byte{id} || answer[1] != expected)
    throw bad_fragment("0x80", "acknowledgement of a fragment");
}

ports::HidReport AvrResponse::encode() {
  return {std::byte{id}};
}

AvrResponse::Progress AvrResponse::take(const ports::HidReport& answer) {
  if (answer[0] != std::byte{id}) throw bad_fragment("0x81", "echo");
  const auto fragment = std::to_integer<std::size_t>(answer[1]);
  if (fragment == 0) return Progress::nothing_yet;
  const std::size_t number = fragment >> 4;
  const std::size_t total = fragment & 0xFU;
  // The rest of a stale answer.
  if (taken_ == 0 && number > 1 && number <= total) return Progress::nothing_yet;
  if (number != taken_ + 1 || number > total || (taken_ > 0 && total != total_))
    throw bad_fragment("0x81", "order of the fragments");
  const std::size_t length = base::ByteReader(base::ByteView(answer).subspan(2)).u16_be();
  if (length > fragment_payload) throw bad_fragment("0x81", "length of a fragment");
  base::append(frame_, base::ByteView(answer).subspan(edbg_header_size, length));
  taken_ = number;
  total_ = total;
  return taken_ == total_ ? Progress::complete : Progress::more;
}

}  // namespace debugger
