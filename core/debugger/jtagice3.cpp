#include "debugger/jtagice3.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "base/sleep.hpp"
#include "base/text.hpp"
#include "debugger/edbg.hpp"
#include "debugger/errors.hpp"

namespace debugger {

namespace {

using namespace std::chrono_literals;

constexpr std::uint8_t token = 0x0E;
constexpr std::uint8_t version = 0;  // of frames and of commands

constexpr std::uint8_t command_set = 0x01;
constexpr std::uint8_t command_get = 0x02;

constexpr std::uint8_t response_ok = 0x80;
constexpr std::uint8_t response_list = 0x81;
constexpr std::uint8_t response_data = 0x84;
constexpr std::uint8_t response_failed = 0xA0;

// Pauses between polls for an answer. Short at first, because a page write takes only a few milliseconds.
constexpr base::Duration shortest_poll = 1ms;
constexpr base::Duration longest_poll = 16ms;

base::Error bad_frame(std::string_view detail) {
  return base::Error(bad_answer).with("command", "0x81").because(detail);
}

std::string hex(std::uint8_t number) {
  return "0x" + base::hex_number(number);
}

// Code that throws stands outside of the coroutine: GCC emits the body of a coroutine three times.

/// The data of the command's answer; empty when the frame answers an earlier command.
std::optional<base::Bytes> read_answer(base::ByteView frame, const Jtagice3Command& command,
                                       std::uint16_t sequence) {
  const auto answer = Jtagice3Answer::parse(frame, command.handler, sequence);
  if (answer.kind == Jtagice3Answer::Kind::stale) return std::nullopt;
  if (answer.kind == Jtagice3Answer::Kind::failed)
    throw base::Error(command.meaning(answer.status))
        .with("command", hex(command.id))
        .with("status", hex(answer.status));
  return base::to_bytes(answer.data);
}

[[noreturn]] void give_up_on(const Jtagice3Command& command) {
  throw base::Error(no_answer)
      .with("command", hex(command.id))
      .with("milliseconds", std::chrono::duration_cast<std::chrono::milliseconds>(command.timeout).count());
}

}  // namespace

base::ErrorCode any_refusal(std::uint8_t) {
  return command_refused;
}

Jtagice3Command Jtagice3Command::set(Handler handler, std::uint8_t context, std::uint8_t offset,
                                     base::ByteView value) {
  base::ByteWriter arguments;
  arguments.u8(context).u8(offset).u8(static_cast<std::uint8_t>(value.size())).bytes(value);
  return {handler, command_set, std::move(arguments).take()};
}

Jtagice3Command Jtagice3Command::get(Handler handler, std::uint8_t context, std::uint8_t offset,
                                     std::uint8_t size) {
  base::ByteWriter arguments;
  arguments.u8(context).u8(offset).u8(size);
  return {handler, command_get, std::move(arguments).take()};
}

base::Bytes Jtagice3Command::encode(std::uint16_t sequence) const {
  base::ByteWriter frame;
  frame.u8(token).u8(version).u16_le(sequence).u8(static_cast<std::uint8_t>(handler));
  frame.u8(id).u8(version).bytes(arguments);
  return std::move(frame).take();
}

Jtagice3Answer Jtagice3Answer::parse(base::ByteView frame, Handler handler, std::uint16_t sequence) {
  constexpr std::size_t shortest = 6;  // token, sequence, handler, response, version
  if (frame.size() < shortest) throw bad_frame("a frame cut short");
  base::ByteReader reader(frame);
  if (reader.u8() != token) throw bad_frame("token of a frame");
  if (reader.u16_le() != sequence) return {Kind::stale};
  if (reader.u8() != static_cast<std::uint8_t>(handler)) throw bad_frame("handler of a frame");
  const std::uint8_t response = reader.u8();
  reader.skip(1);
  base::ByteView data = reader.take(reader.left());
  switch (response) {
    case response_ok:
      return {Kind::ok};
    case response_list:
      return {Kind::ok, 0, data};
    case response_data: {
      // The last byte is a status.
      if (data.empty()) throw bad_frame("data without a status");
      const auto status = std::to_integer<std::uint8_t>(data.back());
      if (status != 0) return {Kind::failed, status};
      return {Kind::ok, 0, data.first(data.size() - 1)};
    }
    case response_failed:
      if (data.empty()) throw bad_frame("a failure without a status");
      return {Kind::failed, std::to_integer<std::uint8_t>(data.front())};
    default:
      throw bad_frame("kind of a response");
  }
}

base::task<base::Bytes> Jtagice3::exchange(Jtagice3Command command) {
  const std::uint16_t sequence = sequence_;
  sequence_ = static_cast<std::uint16_t>((sequence_ + 1) % event_sequence);
  const base::Bytes frame = command.encode(sequence);
  for (AvrCommand fragment{frame, 0}; fragment.index < AvrCommand::count(frame.size()); ++fragment.index)
    fragment.check(co_await dap_.exchange(fragment.encode()));

  const base::Executor& clock = *(co_await base::this_context()).executor;
  const base::Instant give_up = clock.now() + command.timeout;
  base::Duration pause = shortest_poll;
  for (AvrResponse response;;) {
    // Some debuggers answer this only when the command's work is done.
    const base::Duration limit = std::max(CmsisDap::timeout, give_up - clock.now());
    const auto progress = response.take(co_await dap_.exchange(AvrResponse::encode(), limit));
    if (progress == AvrResponse::Progress::more) continue;
    if (progress == AvrResponse::Progress::complete) {
      if (auto data = read_answer(response.frame(), command, sequence)) co_return std::move(*data);
      response = {};
    }
    if (clock.now() > give_up) give_up_on(command);
    co_await base::sleep(pause);
    pause = std::min(2 * pause, longest_poll);
  }
}

}  // namespace debugger
