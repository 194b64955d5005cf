#include "telemetry/message_log.hpp"

#include <algorithm>
#include <cstring>

namespace telemetry {

void MessageLog::add(double time, std::string_view topic, base::ByteView payload) {
  const Place size{0, static_cast<std::uint32_t>(topic.size()), static_cast<std::uint32_t>(payload.size())};
  // Each message also costs its place in the list, so that empty messages cannot fill the memory.
  const std::size_t needed = std::max(size.size(), sizeof(Place));
  if (needed > size_) return;
  if (!octets_) octets_.reset(new std::byte[size_]);
  if (next_ + needed > size_) {
    make_room(next_, size_);
    next_ = 0;
  }
  make_room(next_, next_ + needed);
  std::byte* const begin = octets_.get() + next_;
  std::memcpy(begin, topic.data(), topic.size());
  if (!payload.empty()) std::memcpy(begin + topic.size(), payload.data(), payload.size());
  places_.push_back({static_cast<std::uint32_t>(next_), size.topic, size.payload, time});
  next_ += needed;
}

/// Drops the oldest messages that begin in this part of the memory.
void MessageLog::make_room(std::size_t begin, std::size_t end) {
  while (!places_.empty() && places_.front().offset >= begin && places_.front().offset < end) {
    places_.pop_front();
    ++first_;
  }
}

void MessageLog::clear() {
  first_ = end();
  places_.clear();
  octets_.reset();
  next_ = 0;
}

MessageLog::Message MessageLog::at(std::uint64_t number) const {
  const Place& place = places_[static_cast<std::size_t>(number - first_)];
  const std::byte* const begin = octets_.get() + place.offset;
  return {
      place.time, {reinterpret_cast<const char*>(begin), place.topic}, {begin + place.topic, place.payload}};
}

}  // namespace telemetry
