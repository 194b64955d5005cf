#include "debugger/gen4_script.hpp"

#include <utility>

#include "base/text.hpp"
#include "debugger/errors.hpp"

namespace debugger {

namespace {

using namespace std::chrono_literals;

/// Nobody documents how fast the debugger interprets scripts, and the vendor's tool waits without a limit.
/// The longest script, a sum, makes the target execute 9,000 instructions.
constexpr base::Duration script_timeout = 20s;
/// The debugger refuses access to a buffer while it executes a script, at most as long as a row takes.
constexpr base::Duration buffer_timeout = 2s;

/// The number of a buffer in a script's frame.
std::uint8_t number(const std::optional<AtiBuffer>& buffer) {
  constexpr std::uint8_t none = 0xFF;
  return buffer ? static_cast<std::uint8_t>(*buffer) : none;
}

void check_size(base::ByteView bytes, std::size_t size) {
  if (bytes.size() != size)
    throw base::Error(bad_answer).with("command", "0x94").because("less data than the script reads");
}

}  // namespace

Gen4Script& Gen4Script::u8(std::uint8_t value) {
  content_.push_back(std::byte{value});
  return *this;
}

Gen4Script& Gen4Script::u16(std::uint16_t value) {
  return u8(static_cast<std::uint8_t>(value)).u8(static_cast<std::uint8_t>(value >> 8));
}

Gen4Script& Gen4Script::u32(std::uint32_t value) {
  return u16(static_cast<std::uint16_t>(value)).u16(static_cast<std::uint16_t>(value >> 16));
}

Gen4Script& Gen4Script::core(std::uint32_t instruction) {
  return primitive(0xE0)
      .u16(static_cast<std::uint16_t>(instruction))
      .u8(static_cast<std::uint8_t>(instruction >> 16));
}

Gen4Script& Gen4Script::nop(int count) {
  for (; count > 0; --count) primitive(0xE1);
  return *this;
}

Gen4Script& Gen4Script::parameter(Gen4Register r, std::uint32_t value) {
  parameters_.push_back(value);
  return primitive(0x91).reg(r);
}

base::Bytes Gen4Engine::encode(const Gen4Script& script, const Gen4Data& data) {
  constexpr std::uint8_t ati_version = 1;
  constexpr std::uint8_t ati_variant = 0;
  constexpr std::uint8_t execute_script = 0x10;
  constexpr std::uint8_t script_inline = 0xFF;
  base::ByteWriter section;
  section.u8(number(data.to_target)).u8(number(data.from_target));
  section.u8(static_cast<std::uint8_t>(script.parameters().size()));
  for (const std::uint32_t parameter : script.parameters()) section.u32_le(parameter);
  section.u8(script_inline).bytes(script.content());
  base::ByteWriter frame;
  frame.u8(ati_version).u8(ati_variant).u8(execute_script).u8(0);
  frame.u8(1).u8(0);  // version of the envelope
  frame.u8(1).u16_le(static_cast<std::uint16_t>(section.size()));
  frame.bytes(std::move(section).take());
  return std::move(frame).take();
}

void Gen4Engine::check(base::ByteView response) {
  constexpr std::size_t size = 14;  // handler, version, two statuses, time, two counts, result
  constexpr std::uint8_t newest = 1;
  if (response.size() < size)
    throw base::Error(bad_answer).with("command", "0x94").because("a response cut short");
  base::ByteReader reader(response);
  reader.skip(1);
  if (reader.u8() > newest)
    throw base::Error(bad_answer).with("command", "0x94").because("version of a response");
  const std::uint8_t status = reader.u8();
  const std::uint8_t engine = reader.u8();
  if (status != 0)
    throw base::Error(script_failed)
        .with("status", "0x" + base::hex_number(status))
        .because("engine status 0x" + base::hex_number(engine));
}

base::task<base::Bytes> Gen4Engine::execute(Gen4Script script, std::size_t size) {
  Gen4Data data;
  if (size != 0) data.from_target = AtiBuffer::data_1;
  co_await start(std::move(script), data);
  co_await finish();
  base::Bytes bytes = co_await ati_.read(AtiBuffer::data_1, size, buffer_timeout);
  check_size(bytes, size);
  co_return bytes;
}

base::task<void> Gen4Engine::execute_with(Gen4Script script, base::Bytes to_target) {
  co_await finish();
  Gen4Data data;
  data.to_target = AtiBuffer::data_1;
  co_await ati_.write(AtiBuffer::data_1, std::move(to_target), buffer_timeout);
  co_await start(std::move(script), data);
  co_await finish();
}

base::task<void> Gen4Engine::begin(Gen4Script script, base::Bytes to_target) {
  Gen4Data data;
  data.to_target = next_;
  next_ = next_ == AtiBuffer::data_0 ? AtiBuffer::data_1 : AtiBuffer::data_0;
  co_await ati_.write(*data.to_target, std::move(to_target), buffer_timeout);
  co_await start(std::move(script), data);
}

base::task<void> Gen4Engine::start(Gen4Script script, Gen4Data data) {
  co_await finish();
  co_await ati_.write(AtiBuffer::command, encode(script, data), buffer_timeout);
  running_ = true;
}

base::task<void> Gen4Engine::finish() {
  if (!std::exchange(running_, false)) co_return;
  check(co_await ati_.read(AtiBuffer::command, ati_buffer_size, script_timeout));
}

base::task<void> Gen4Engine::settle() {
  try {
    co_await finish();
  } catch (const base::Error&) {
    // The caller does not need the result.
  }
}

}  // namespace debugger
