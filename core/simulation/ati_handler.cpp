#include "simulation/ati_handler.hpp"

#include <algorithm>

#include "base/error.hpp"

namespace simulation {

namespace {

constexpr std::size_t header = 4;  // id, flags, length (big endian)

constexpr unsigned flag_read = 1U << 7;
constexpr unsigned flag_last = 1U << 6;
constexpr unsigned flag_first = 1U << 5;
constexpr unsigned type_data = 0;
constexpr unsigned type_command = 2;

constexpr std::byte write_answer_id{0x00};  // not the command's own id
constexpr std::byte not_understood{0xFF};   // DAP_Invalid
constexpr std::byte not_ready{0x01};
constexpr std::byte written{0x02};

constexpr std::uint8_t run_script = 0x10;
constexpr std::uint8_t run_sequence = 0x30;
constexpr std::uint8_t script_inline = 0xFF;
constexpr std::uint8_t bad_command = 0xFF;  // a status

std::byte byte_of(std::size_t value) {
  return static_cast<std::byte>(value);
}

}  // namespace

void AtiHandler::restart() {
  done_.stop();
  running_.reset();
  failing_.reset();
  buffers_ = {};
  response_ = {};
}

ports::HidReport AtiHandler::answer(base::ByteView report, std::optional<std::uint8_t> status) {
  const std::optional<Fragment> fragment = parse(report);
  if (!fragment) return {not_understood};
  return fragment->reads ? read(*fragment) : write(*fragment, status);
}

std::optional<AtiHandler::Fragment> AtiHandler::parse(base::ByteView report) {
  const auto flags = std::to_integer<unsigned>(report[1]);
  const unsigned type = flags >> 3 & 3;
  const unsigned number = flags & 7;
  Fragment fragment{(flags & flag_read) != 0,
                    (flags & flag_first) != 0,
                    (flags & flag_last) != 0,
                    number,
                    {},
                    std::to_integer<std::size_t>(report[2]) << 8 | std::to_integer<std::size_t>(report[3])};
  if (fragment.size > report.size() - header) return std::nullopt;
  fragment.payload = report.subspan(header, fragment.size);
  if (type == type_command && number == 0) {
    fragment.buffer = command_buffer;
  } else if (type != type_data || number >= data_buffers) {
    return std::nullopt;
  }
  return fragment;
}

/// True while the running script uses the buffer.
bool AtiHandler::is_busy(unsigned buffer) const {
  return running_ &&
         (buffer == command_buffer || buffer == running_->source || buffer == running_->destination);
}

ports::HidReport AtiHandler::write(const Fragment& fragment, std::optional<std::uint8_t> status) {
  if (is_busy(fragment.buffer)) return {write_answer_id, not_ready};
  Buffer& buffer = buffers_[fragment.buffer];
  if (fragment.first) buffer = {};
  if (fragment.buffer == command_buffer) response_ = {};
  if (fragment.size > buffer_size - buffer.content.size()) return {not_understood};
  base::append(buffer.content, fragment.payload);
  if (status) failing_ = status;
  if (fragment.buffer == command_buffer && fragment.last) begin_command();
  return {write_answer_id, written};
}

ports::HidReport AtiHandler::read(const Fragment& fragment) {
  Buffer& buffer = fragment.buffer == command_buffer ? response_ : buffers_[fragment.buffer];
  if (is_busy(fragment.buffer)) return {command_id, not_ready};
  if (fragment.buffer == command_buffer && buffer.content.empty()) return {command_id, not_ready};
  if (fragment.first) buffer.read = 0;
  const base::ByteView rest = base::ByteView(buffer.content).subspan(buffer.read);
  const base::ByteView part = rest.first(std::min(rest.size(), fragment.size));
  buffer.read += part.size();
  ports::HidReport answer{command_id, std::byte{0}, std::byte{0}, byte_of(part.size())};
  std::copy(part.begin(), part.end(), answer.begin() + header);
  return answer;
}

std::optional<AtiHandler::Command> AtiHandler::parse_command(base::ByteView frame) {
  Command command;
  try {
    base::ByteReader reader(frame);
    const std::uint16_t version = reader.u16_le();
    command.handler = reader.u8();
    reader.u8();  // variant
    const std::uint16_t envelope = reader.u16_le();
    const std::uint8_t sections = reader.u8();
    const std::size_t size = command.handler == run_script ? reader.u16_le() : reader.u8();
    if (version != 1 || envelope != 1 || sections != 1 || size != reader.left()) return std::nullopt;
    command.source = reader.u8();
    command.destination = reader.u8();
    command.parameters.resize(reader.u8());
    for (std::uint32_t& parameter : command.parameters) parameter = reader.u32_le();
    if (reader.u8() != script_inline) return std::nullopt;
    command.script = base::to_bytes(reader.take(reader.left()));
  } catch (const base::Error&) {  // cut short
    return std::nullopt;
  }
  const auto known = [](std::uint8_t buffer) { return buffer == no_buffer || buffer < data_buffers; };
  const bool runs = command.handler == run_script || command.handler == run_sequence;
  if (!runs || !known(command.source) || !known(command.destination)) return std::nullopt;
  return command;
}

void AtiHandler::begin_command() {
  const std::optional<Command> command = parse_command(buffers_[command_buffer].content);
  const std::optional<std::uint8_t> status = std::exchange(failing_, std::nullopt);
  if (!command || status) return respond(command.value_or(Command{}), status.value_or(bad_command), {});
  target_.pass(timeline_.now() - ended_);
  ScriptEngine::Result result = execute(*command);
  running_ = command;
  if (on_begin) on_begin();
  const base::Duration time = result.time;
  done_.set(time, [this, result = std::move(result)] {
    const Command ended = std::move(*std::exchange(running_, std::nullopt));
    ended_ = timeline_.now();
    if (ended.destination != no_buffer) buffers_[ended.destination] = {result.from_target, 0};
    respond(ended, static_cast<std::uint8_t>(result.status), result);
    if (on_end) on_end();
  });
}

ScriptEngine::Result AtiHandler::execute(const Command& command) {
  const ScriptEngine::Work work{
      command.script, command.parameters,
      command.source == no_buffer ? base::ByteView{} : base::ByteView(buffers_[command.source].content),
      command.destination == no_buffer ? 0 : buffer_size};
  return command.handler == run_script ? engine_.run(work) : engine_.run_sequence(work);
}

void AtiHandler::respond(const Command& command, std::uint8_t status, const ScriptEngine::Result& result) {
  base::ByteWriter writer;
  writer.u8(command.handler);
  if (command.handler == run_sequence) {
    writer.u32_le(status);
  } else {
    const auto milliseconds = std::chrono::duration_cast<std::chrono::milliseconds>(result.time).count();
    writer.u8(1).u8(status).u8(0);  // version of the response, the script's status, the engine's
    writer.u16_le(static_cast<std::uint16_t>(milliseconds));
    writer.u16_le(static_cast<std::uint16_t>(result.sent));
    writer.u16_le(static_cast<std::uint16_t>(result.from_target.size()));
    writer.u32_le(0);  // the script's own result
  }
  response_ = {std::move(writer).take(), 0};
}

}  // namespace simulation
