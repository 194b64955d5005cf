#include "debugger/ati.hpp"

#include <algorithm>

#include "base/sleep.hpp"
#include "debugger/errors.hpp"

namespace debugger {

namespace {

using namespace std::chrono_literals;

constexpr std::byte id{0x94};
constexpr std::byte written_id{0x00};
constexpr std::size_t ati_header_size = 4;  // id, flags, length (big endian)
constexpr std::size_t fragment_size = ports::HidReport{}.size() - ati_header_size;

constexpr unsigned flag_read = 1U << 7;
constexpr unsigned flag_end = 1U << 6;
constexpr unsigned flag_start = 1U << 5;

constexpr std::byte not_ready{1};
constexpr std::byte written{2};

// Short pauses, because a row is written within two milliseconds.
constexpr base::Duration first_pause = 1ms;
constexpr base::Duration last_pause = 2ms;

bool reads(const ports::HidReport& fragment) {
  return (std::to_integer<unsigned>(fragment[1]) & flag_read) != 0;
}

/// A refused write may be answered with ATI's id. Any other answer with that id belongs to a read.
bool answers(const ports::HidReport& fragment, const ports::HidReport& report) {
  if (reads(fragment)) return report[0] == id;
  return report[0] == written_id || (report[0] == id && report[1] == not_ready);
}

/// As in the vendor's tool: every other answer to a write means that the fragment must be sent again.
bool is_done(const ports::HidReport& fragment, const ports::HidReport& answer) {
  return reads(fragment) ? answer[1] != not_ready : answer[1] == written;
}

ports::HidReport fragment(AtiBuffer buffer, unsigned flags, std::size_t length) {
  return {id, static_cast<std::byte>(static_cast<unsigned>(buffer) | flags), std::byte{0},
          static_cast<std::byte>(length)};
}

/// The flags of the fragment that begins at byte `at` of `total`.
unsigned place(std::size_t at, std::size_t total) {
  return (at == 0 ? flag_start : 0U) | (at + fragment_size >= total ? flag_end : 0U);
}

/// The bytes of an answer to a read of up to `wanted` bytes.
base::ByteView payload(const ports::HidReport& answer, std::size_t wanted) {
  base::ByteReader reader{base::ByteView(answer).subspan(2)};
  const std::size_t size = reader.u16_be();
  if (size > wanted) throw base::Error(bad_answer).with("command", "0x94").because("length of a fragment");
  return reader.take(size);
}

[[noreturn]] void give_up_after(base::Duration timeout) {
  throw base::Error(no_answer)
      .with("command", "0x94")
      .with("milliseconds", std::chrono::duration_cast<std::chrono::milliseconds>(timeout).count());
}

}  // namespace

base::task<void> Ati::write(AtiBuffer buffer, base::Bytes bytes, base::Duration timeout) {
  for (std::size_t at = 0; at < bytes.size(); at += fragment_size) {
    const base::ByteView rest = base::ByteView(bytes).subspan(at);
    const base::ByteView part = rest.first(std::min(rest.size(), fragment_size));
    ports::HidReport report = fragment(buffer, place(at, bytes.size()), part.size());
    std::copy(part.begin(), part.end(), report.begin() + ati_header_size);
    co_await exchange(report, timeout);
  }
}

base::task<base::Bytes> Ati::read(AtiBuffer buffer, std::size_t size, base::Duration timeout) {
  base::Bytes bytes;
  while (bytes.size() < size) {
    const std::size_t wanted = std::min(size - bytes.size(), fragment_size);
    const ports::HidReport answer =
        co_await exchange(fragment(buffer, flag_read | place(bytes.size(), size), wanted), timeout);
    const base::ByteView part = payload(answer, wanted);
    base::append(bytes, part);
    if (part.size() < wanted) break;
  }
  co_return bytes;
}

base::task<ports::HidReport> Ati::exchange(ports::HidReport fragment, base::Duration timeout) {
  const base::Executor& clock = *(co_await base::this_context()).executor;
  const base::Instant give_up = clock.now() + timeout;
  for (base::Duration pause = first_pause;; pause = std::min(2 * pause, last_pause)) {
    // A debugger that executes a script may answer only when it is done.
    const base::Duration limit =
        reads(fragment) ? std::max(CmsisDap::timeout, give_up - clock.now()) : CmsisDap::timeout;
    const ports::HidReport answer = co_await dap_.exchange(fragment, limit, answers);
    if (is_done(fragment, answer)) co_return answer;
    if (clock.now() > give_up) give_up_after(timeout);
    co_await base::sleep(pause);
  }
}

}  // namespace debugger
