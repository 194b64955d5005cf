#include "simulation/avr8_handler.hpp"

#include <string_view>
#include <utility>

#include "base/error.hpp"
#include "simulation/time_model.hpp"

namespace simulation {

namespace {

enum class Command : std::uint8_t {
  activate_physical = 0x10,
  deactivate_physical = 0x11,
  enter_programming = 0x15,
  leave_programming = 0x16,
  erase = 0x20,
  read = 0x21,
  write = 0x23,
};

enum class Memory : std::uint8_t {
  data = 0x20,
  eeprom = 0x22,
  flash_page = 0xB0,
  eeprom_page = 0xB1,
  fuses = 0xB2,
  lock = 0xB3,
  signature = 0xB4,  // addresses start at 0
  eeprom_atomic = 0xC4,
  user_row = 0xC5,
  signature_row = 0xC6,
  control_status = 0xD0,  // of UPDI
  information_block = 0xD3,
};

enum class Erase : std::uint8_t { chip = 0, flash_page = 4, eeprom = 3, eeprom_page = 6, user_row = 7 };

// Contexts, and the parameters in them.
constexpr std::size_t configuration = 0;
constexpr std::size_t physical = 1;
constexpr std::size_t device = 2;
constexpr std::size_t options = 3;
constexpr std::size_t variant = 0;
constexpr std::size_t function = 1;
constexpr std::size_t interface = 0;
constexpr std::size_t clock_khz = 0x31;
constexpr std::size_t erase_to_enter = 0x07;
constexpr std::byte updi{5};
constexpr std::byte for_programming{1};
constexpr std::byte one_wire{8};

// The device description of AVRs with UPDI.
constexpr std::size_t flash_base_at = 0x00;
constexpr std::size_t flash_page_at = 0x02;
constexpr std::size_t nvmctrl_base_at = 0x04;
constexpr std::size_t flash_size_at = 0x12;
constexpr std::size_t signature_base_at = 0x24;
constexpr std::size_t flash_base_high_at = 0x2C;
constexpr std::size_t flash_page_high_at = 0x2D;

constexpr std::uint32_t transfer_limit = 512;  // bytes of one read or write
constexpr std::string_view information_block{"megaAVR P:0D:1-3M2 (01.59B14.0)\0", 32};
constexpr std::byte updi_revision{0x30};

}  // namespace

enum class Avr8Handler::Status : std::uint8_t {
  invalid_physical_state = 0x31,
  illegal_state = 0x32,
  invalid_configuration = 0x33,
  invalid_memory = 0x34,
  invalid_size = 0x35,
  invalid_address = 0x36,
  invalid_alignment = 0x37,
  illegal_range = 0x38,
  illegal_value = 0x39,
  nvm_enable = 0x40,
  locked = 0x44,
  not_supported = 0x90,
};

Jtagice3Reply Avr8Handler::fail(Status status) {
  return jtagice3::failure(static_cast<std::uint8_t>(status));
}

void Avr8Handler::restart() {
  active_ = false;
  if (std::exchange(programming_, false) && on_release) on_release();
}

Jtagice3Reply Avr8Handler::handle(base::ByteView message) {
  base::ByteReader arguments(message);
  try {
    const std::uint8_t command = arguments.u8();
    arguments.u8();  // version
    return dispatch(command, arguments);
  } catch (const base::Error&) {  // too short
    return fail(Status::invalid_size);
  }
}

Jtagice3Reply Avr8Handler::dispatch(std::uint8_t command, base::ByteReader& arguments) {
  if (command == jtagice3::set) return set_parameters(arguments);
  if (command == jtagice3::get) return get_parameters(arguments);
  const auto what = static_cast<Command>(command);
  if (what == Command::activate_physical) return activate();
  if (what == Command::deactivate_physical) return deactivate();
  if (!active_) return fail(Status::invalid_physical_state);
  switch (what) {
    case Command::enter_programming:
      return enter();
    case Command::leave_programming:
      return leave();
    case Command::erase:
      return erase(arguments);
    case Command::read:
      return read(arguments);
    case Command::write:
      return write(arguments);
    default:
      return fail(Status::not_supported);
  }
}

Jtagice3Reply Avr8Handler::set_parameters(base::ByteReader& arguments) {
  const std::size_t context = arguments.u8();
  const std::size_t offset = arguments.u8();
  const base::ByteView value = arguments.take(arguments.u8());
  if (context >= contexts) return jtagice3::failure(jtagice3::not_supported);
  auto& parameters = parameters_[context];
  if (value.empty() || value.size() > parameters.size() - offset)
    return jtagice3::failure(jtagice3::invalid_value);
  for (std::size_t i = 0; i < value.size(); ++i) parameters[offset + i] = value[i];
  return jtagice3::success();
}

Jtagice3Reply Avr8Handler::get_parameters(base::ByteReader& arguments) const {
  const std::size_t context = arguments.u8();
  const std::size_t offset = arguments.u8();
  const std::size_t size = arguments.u8();
  if (context >= contexts || size > parameters_[context].size() - offset)
    return jtagice3::failure(jtagice3::not_supported);
  return jtagice3::with_data(base::ByteView(parameters_[context]).subspan(offset, size));
}

std::uint32_t Avr8Handler::described(std::size_t offset, std::size_t size) const {
  std::uint32_t value = 0;
  for (std::size_t i = size; i > 0; --i)
    value = value << 8 | std::to_integer<std::uint32_t>(parameters_[device][offset + i - 1]);
  return value;
}

std::uint32_t Avr8Handler::flash_base() const {
  return described(flash_base_at, 2) | described(flash_base_high_at, 1) << 16;
}

std::uint32_t Avr8Handler::flash_page() const {
  return described(flash_page_at, 1) | described(flash_page_high_at, 1) << 8;
}

Jtagice3Reply Avr8Handler::activate() {
  const auto& connection = parameters_[physical];
  const bool has_clock = connection[clock_khz] != std::byte{0} || connection[clock_khz + 1] != std::byte{0};
  if (parameters_[configuration][variant] != updi ||
      parameters_[configuration][function] != for_programming || connection[interface] != one_wire ||
      !has_clock)
    return fail(Status::invalid_configuration);
  if (active_) return fail(Status::invalid_physical_state);  // the previous session was not ended
  active_ = true;
  return jtagice3::success();
}

Jtagice3Reply Avr8Handler::deactivate() {
  restart();
  return jtagice3::success();
}

Jtagice3Reply Avr8Handler::enter() {
  if (described(nvmctrl_base_at, 2) != Atmega4808::nvmctrl_base) return fail(Status::nvm_enable);
  if (target_.is_locked()) {
    if (parameters_[options][erase_to_enter] == std::byte{0}) return fail(Status::locked);
    target_.erase_chip();
    if (on_change) on_change();
  }
  if (!std::exchange(programming_, true) && on_hold) on_hold();
  return jtagice3::success(time_model::avr_enter);
}

Jtagice3Reply Avr8Handler::leave() {
  if (std::exchange(programming_, false) && on_release) on_release();
  return jtagice3::success();
}

Jtagice3Reply Avr8Handler::erase(base::ByteReader& arguments) {
  const auto mode = static_cast<Erase>(arguments.u8());
  const std::uint32_t address = arguments.u32_le();
  if (!programming_) return fail(Status::illegal_state);
  bool done = true;
  base::Duration busy = time_model::avr_page_write;
  switch (mode) {
    case Erase::chip:
      target_.erase_chip();
      busy = time_model::avr_chip_erase;
      break;
    case Erase::flash_page:
      done = target_.erase_flash_page(flash_base() + address);
      break;
    case Erase::eeprom:
      target_.erase_eeprom();
      busy = time_model::avr_eeprom_write;
      break;
    case Erase::eeprom_page:
      done = target_.erase_eeprom_page(address);
      busy = time_model::avr_eeprom_write;
      break;
    case Erase::user_row:
      target_.erase_user_row();
      break;
    default:
      return fail(Status::illegal_value);
  }
  if (!done) return fail(Status::invalid_address);
  if (on_change) on_change();
  return jtagice3::success(busy);
}

Avr8Handler::Access Avr8Handler::access_of(base::ByteReader& arguments) {
  Access access{};
  access.memory = arguments.u8();
  access.address = arguments.u32_le();
  access.size = arguments.u32_le();
  return access;
}

Jtagice3Reply Avr8Handler::read_interface(const Access& access) const {
  base::Bytes content(information_block.size());
  if (static_cast<Memory>(access.memory) == Memory::information_block) {
    content = base::to_bytes(information_block);
  } else {
    content[0] = updi_revision;
  }
  if (access.address > content.size() || access.size > content.size() - access.address)
    return fail(Status::invalid_address);
  return jtagice3::with_data(base::ByteView(content).subspan(access.address, access.size));
}

Jtagice3Reply Avr8Handler::read(base::ByteReader& arguments) const {
  const Access access = access_of(arguments);
  if (access.size == 0 || access.size > transfer_limit) return fail(Status::invalid_size);
  std::uint32_t base = 0;
  switch (static_cast<Memory>(access.memory)) {
    case Memory::control_status:
    case Memory::information_block:
      return read_interface(access);
    case Memory::flash_page:
      base = flash_base();
      if (access.address > described(flash_size_at, 4) ||
          access.size > described(flash_size_at, 4) - access.address)
        return fail(Status::illegal_range);
      break;
    case Memory::signature:
      base = described(signature_base_at, 2);
      break;
    case Memory::data:
    case Memory::eeprom:
    case Memory::eeprom_page:
    case Memory::eeprom_atomic:
    case Memory::fuses:
    case Memory::lock:
    case Memory::user_row:
    case Memory::signature_row:
      break;
    default:
      return fail(Status::invalid_memory);
  }
  if (!programming_) return fail(Status::illegal_state);
  if (access.address > Atmega4808::data_space || base + access.address + access.size > Atmega4808::data_space)
    return fail(Status::invalid_address);
  base::Bytes content(access.size);
  for (std::uint32_t i = 0; i < access.size; ++i) content[i] = target_.read(base + access.address + i);
  return jtagice3::with_data(content);
}

Jtagice3Reply Avr8Handler::write(base::ByteReader& arguments) {
  const Access access = access_of(arguments);
  arguments.u8();  // asynchronous
  const base::ByteView bytes = arguments.take(access.size);
  if (bytes.empty() || bytes.size() > transfer_limit) return fail(Status::invalid_size);
  if (!programming_) return fail(Status::illegal_state);
  Jtagice3Reply reply = static_cast<Memory>(access.memory) == Memory::flash_page ? write_page(access, bytes)
                                                                                 : write_bytes(access, bytes);
  if (reply.message.front() == std::byte{jtagice3::ok} && on_change) on_change();
  return reply;
}

Jtagice3Reply Avr8Handler::write_page(const Access& access, base::ByteView bytes) {
  const std::uint32_t page = flash_page();
  if (page != Atmega4808::flash_page || bytes.size() != page) return fail(Status::invalid_size);
  if (access.address % page != 0) return fail(Status::invalid_alignment);
  if (!target_.write_flash(flash_base() + access.address, bytes)) return fail(Status::invalid_address);
  return jtagice3::success(time_model::avr_page_write);
}

Jtagice3Reply Avr8Handler::write_bytes(const Access& access, base::ByteView bytes) {
  const auto memory = static_cast<Memory>(access.memory);
  const auto first = std::to_integer<std::uint8_t>(bytes.front());
  bool done = false;
  switch (memory) {
    case Memory::data:
      done = target_.write_ram(access.address, bytes);
      break;
    case Memory::eeprom_atomic:
      done = target_.erase_eeprom_bytes(access.address, bytes.size()) &&
             target_.write_eeprom(access.address, bytes);
      break;
    case Memory::eeprom:
    case Memory::eeprom_page:
      done = target_.write_eeprom(access.address, bytes);
      break;
    case Memory::fuses:
    case Memory::lock:  // one at a time
      if (bytes.size() != 1) return fail(Status::invalid_size);
      done = memory == Memory::fuses ? target_.write_fuse(access.address, first)
                                     : target_.write_lock(access.address, first);
      break;
    case Memory::user_row:
      done = target_.write_user_row(access.address, bytes);
      break;
    default:
      return fail(Status::invalid_memory);
  }
  if (!done) return fail(Status::invalid_address);
  return jtagice3::success(memory == Memory::data ? base::Duration{}
                                                  : base::Duration{time_model::avr_eeprom_write});
}

}  // namespace simulation
