// The received messages, unchanged, for an export: the newest ones, within a fixed amount of memory that is
// taken once, however long a page stays open.
#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <string_view>

#include "base/bytes.hpp"

namespace telemetry {

class MessageLog {
 public:
  /// About 25 minutes of 200 boards that send once a second.
  static constexpr std::size_t default_octets = std::size_t{16} << 20;

  explicit MessageLog(std::size_t octets = default_octets) : size_(octets) {}

  struct Message {
    double time = 0.0;  // milliseconds since 1970
    std::string_view topic;
    base::ByteView payload;
  };

  /// Drops the oldest messages as far as this one needs their room; drops this one if it is larger than all
  /// the room.
  void add(double time, std::string_view topic, base::ByteView payload);
  void clear();

  /// Messages are numbered in the order of their arrival, from 0.
  std::uint64_t first() const { return first_; }
  std::uint64_t end() const { return first_ + places_.size(); }
  /// `number`: from first() up to, but without, end(). Valid until the next add().
  Message at(std::uint64_t number) const;

 private:
  struct Place {
    std::uint32_t offset = 0;
    std::uint32_t topic = 0;    // octets
    std::uint32_t payload = 0;  // octets
    double time = 0.0;
    std::size_t size() const { return std::size_t{topic} + payload; }
  };
  void make_room(std::size_t begin, std::size_t end);

  std::size_t size_;
  std::unique_ptr<std::byte[]> octets_;  // from the first message on
  std::size_t next_ = 0;                 // where the next message begins
  std::uint64_t first_ = 0;
  std::deque<Place> places_;
};

}  // namespace telemetry
