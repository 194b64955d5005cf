#include "simulation/serial_line.hpp"

#include "simulation/time_model.hpp"

namespace simulation {

namespace {

/// The bytes that a receiver reads from one frame of a sender at another rate. The receiver looks for a start
/// bit, and then samples in the middle of its own bits. `sender_bits_each`: the sender's bits during one bit
/// of the receiver.
base::Bytes sample(std::byte sent, double sender_bits_each) {
  const unsigned frame = (std::to_integer<unsigned>(sent) | 0x100U) << 1;  // start bit first, then LSB
  const auto level = [frame](double at) {
    return at < 0 || at >= 10 || ((frame >> static_cast<unsigned>(at)) & 1U) != 0;
  };
  base::Bytes received;
  double at = 0;
  while (at < 10) {
    if (level(at) ||
        level(at +
              0.5 * sender_bits_each)) {  // the line is idle, or the low level is too short for a start bit
      at += 0.25 * sender_bits_each;
      continue;
    }
    unsigned value = 0;
    for (unsigned bit = 0; bit < 8; ++bit) {
      if (level(at + (1.5 + bit) * sender_bits_each)) value |= 1U << bit;
    }
    received.push_back(static_cast<std::byte>(value));
    at += 9.5 * sender_bits_each;
  }
  return received;
}

}  // namespace

void SerialLine::host_opens(std::uint32_t baud) {
  open_ = true;
  to_board_.baud = baud;
}

void SerialLine::cut() {
  open_ = false;
  to_board_.queue.clear();
  to_board_.next.stop();
}

void SerialLine::board_starts(std::uint32_t baud) {
  to_host_.baud = baud;
  to_host_.queue.clear();
  to_host_.next.stop();
}

void SerialLine::host_sends(base::ByteView bytes) {
  if (host_rate) to_board_.baud = host_rate();
  to_board_.queue.insert(to_board_.queue.end(), bytes.begin(), bytes.end());
  send_next(to_board_);
}

void SerialLine::board_sends(base::ByteView bytes) {
  to_host_.queue.insert(to_host_.queue.end(), bytes.begin(), bytes.end());
  send_next(to_host_);
}

void SerialLine::send_next(Direction& direction) {
  if (direction.queue.empty() || direction.next.is_set()) return;
  direction.next.set(time_model::byte_time(direction.baud), [this, &direction] { deliver(direction); });
}

void SerialLine::deliver(Direction& direction) {
  const bool up = &direction == &to_host_;
  if (open_ && host_rate) to_board_.baud = host_rate();
  const std::byte sent = direction.queue.front();
  direction.queue.pop_front();
  send_next(direction);
  base::Bytes received = as_received(direction, sent, up ? to_board_.baud : to_host_.baud);
  const bool connected = !up || open_;
  if (connected && apply_faults(up ? FaultPlace::rx : FaultPlace::tx, received) && !received.empty()) {
    if (up && on_host_receives) on_host_receives(received);
    if (!up && on_board_receives) {
      for (const std::byte byte : received) on_board_receives(byte);
    }
  }
  if (up && on_board_sent) on_board_sent();
}

base::Bytes SerialLine::as_received(Direction& direction, std::byte sent, std::uint32_t receiver_baud) {
  if (direction.baud == receiver_baud) return base::Bytes{sent};
  if (timeline_.now() < direction.receiver_free) return {};
  base::Bytes received = sample(sent, static_cast<double>(direction.baud) / receiver_baud);
  if (!received.empty()) direction.receiver_free = timeline_.now() + time_model::byte_time(receiver_baud);
  return received;
}

/// False if the bytes go no further, because the cable is pulled or the board restarts.
bool SerialLine::apply_faults(FaultPlace place, base::Bytes& bytes) {
  for (const Fault& fault : faults_.next(place)) {
    if (fault.kind == FaultKind::drop) bytes.clear();
    if (fault.kind == FaultKind::garbage) bytes = noise(bytes.size());
    if (fault.kind == FaultKind::unplug || fault.kind == FaultKind::reset) {
      if (on_fault) on_fault(fault);
      return false;
    }
  }
  return true;
}

base::Bytes SerialLine::noise(std::size_t count) {
  base::Bytes bytes(count);
  for (std::byte& byte : bytes) {
    noise_state_ = noise_state_ * 1664525U + 1013904223U;
    byte = static_cast<std::byte>(noise_state_ >> 24 | 0x80U);  // never an ASCII character
  }
  return bytes;
}

}  // namespace simulation
