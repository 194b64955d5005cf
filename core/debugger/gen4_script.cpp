#include "debugger/gen4_script.hpp"

#include <utility>

#include "base/text.hpp"
#include "debugger/errors.hpp"

namespace debugger {

namespace {

using namespace std::chrono_literals;

/// The longest script, an erase, waits 27 ms and some.
constexpr base::Duration patience = 2s;

constexpr std::uint8_t data_buffer = 1;
constexpr std::uint8_t no_buffer = 0xFF;

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

base::Bytes Gen4Engine::encode(const Gen4Script& script, Gen4Data data) {
  constexpr std::uint8_t ati_version = 1;
  constexpr std::uint8_t ati_variant = 0;
  constexpr std::uint8_t execute_script = 0x10;
  constexpr std::uint8_t script_inline = 0xFF;
  base::ByteWriter section;
  section.u8(data == Gen4Data::to_target ? data_buffer : no_buffer);
  section.u8(data == Gen4Data::from_target ? data_buffer : no_buffer);
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

base::task<base::Bytes> Gen4Engine::execute(Gen4Script script, base::Bytes to_target, std::size_t size) {
  const Gen4Data data = !to_target.empty() ? Gen4Data::to_target
                        : size != 0        ? Gen4Data::from_target
                                           : Gen4Data::none;
  co_await ati_.write(AtiBuffer::data, std::move(to_target), patience);
  co_await ati_.write(AtiBuffer::command, encode(script, data), patience);
  check(co_await ati_.read(AtiBuffer::command, ati_buffer_size, patience));
  base::Bytes bytes = co_await ati_.read(AtiBuffer::data, size, patience);
  check_size(bytes, size);
  co_return bytes;
}

}  // namespace debugger
