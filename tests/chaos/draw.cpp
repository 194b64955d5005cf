#include "draw.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <initializer_list>

#include "simulation/kit.hpp"
#include "simulation/seeded_random.hpp"

namespace chaos {

namespace {

using Words = std::initializer_list<std::string_view>;

class Drawing {
 public:
  explicit Drawing(std::uint64_t seed) : random_(seed), seed_(seed) {}

  Plan draw() {
    add({"random", number(seed_ % 1000)});
    computers_ = one_in(4) ? 2 : 1;
    boards_ = one_in(3) ? below(2) + 2 : 1;
    for (std::uint64_t i = 0; i < boards_; ++i) draw_board();
    const std::uint64_t calm = 20'000 + below(100'000);
    for (std::uint64_t i = 1; i <= computers_; ++i)
      if (one_in(6)) add({"at", "0", "clock", number(i), word({"ahead", "behind"}), number(spread(90'000))});
    for (std::uint64_t left = below(7); left > 0; --left) draw_fault();
    for (std::uint64_t left = below(6); left > 0; --left) draw_event(calm);
    add({"calm", number(calm)});
    return std::move(plan_);
  }

 private:
  std::uint64_t next() {
    std::array<std::byte, 8> bytes;
    random_.fill(bytes);
    std::uint64_t value = 0;
    for (const std::byte byte : bytes) value = value << 8 | std::to_integer<std::uint64_t>(byte);
    return value;
  }
  std::uint64_t below(std::uint64_t end) { return next() % end; }
  bool one_in(std::uint64_t n) { return below(n) == 0; }
  std::string_view any_of(Words words) { return *(words.begin() + below(words.size())); }
  /// From 1 to `largest`; as often below 10 as from 10 to 100, and so on: what is small happens early, where
  /// much is decided.
  std::uint64_t spread(double largest) {
    const double share = static_cast<double>(below(1'000'000)) / 1e6;
    return static_cast<std::uint64_t>(std::exp(share * std::log(largest)));
  }
  static std::string number(std::uint64_t value) { return std::to_string(value); }
  std::string a_board() { return number(1 + below(boards_)); }
  std::string a_computer() { return number(1 + below(computers_)); }

  void add(std::initializer_list<std::string> words) {
    std::string line;
    for (const std::string& word : words) line += (line.empty() ? "" : " ") + word;
    plan_.push_back(std::move(line));
  }
  std::string word(Words words) { return std::string(any_of(words)); }

  void draw_board() {
    const simulation::Kit& kit = simulation::kits()[below(simulation::kits().size())];
    // The first board is at the last computer, so that there are as many computers as are counted on.
    const std::string at = plan_.size() == 1 ? number(computers_) : a_computer();
    add({"board", std::string(kit.option), one_in(4) ? "provisioning" : "demo", one_in(4) ? "jitr" : "mar",
         at});
  }

  void draw_fault() {
    switch (below(8)) {
      case 0:
      case 1:
        return add({"fault", a_board(), byte_fault()});
      case 2:
        return add({"fault", a_board(), report_fault()});
      case 3:
        return add({"fault", a_board(), command_fault()});
      case 4:
        return add({"port", a_board(), number(spread(3000)), word({"fails", "late", "twice", "stuck"}),
                    number(spread(3))});
      case 5:
        return add({"hid", a_board(), number(spread(5000)), word({"fails", "late", "twice", "stuck"}),
                    number(spread(3))});
      case 6:
        return add({"store", a_computer(), number(spread(30)), "refused", number(spread(5))});
      default:
        return add(
            {"http", a_computer(), number(spread(60)),
             word({"unreachable", "never_answered", "answer_lost", "answer_lost", "answer_late", "twice",
                   "server_error", "unavailable", "forbidden", "expired", "throttled", "nonsense"}),
             number(spread(12))});
    }
  }
  std::string byte_fault() {
    const std::string place = one_in(2) ? "tx" : "rx";
    const std::string at = "@" + place + ":" + number(spread(8000));
    const std::string kind = word({"unplug", "reset", "drop", "garbage"});
    return kind == "drop" || kind == "garbage" ? kind + at + "=" + number(spread(40)) : kind + at;
  }
  std::string report_fault() {
    const std::string place = one_in(2) ? "out" : "in";
    const std::string at = "@" + place + ":" + number(spread(4000));
    const std::string kind = word({"unplug", "drop", "garbage", "status"});
    if (kind == "status") return "status@out:" + number(spread(4000)) + "=" + number(1 + below(255));
    return kind == "unplug" ? kind + at : kind + at + "=" + number(spread(4));
  }
  std::string command_fault() {
    const std::string at = "@cmd:" +
                           word({"ERASE", "WRITEBLOB", "READBLOB", "SERIALNUM", "GENPUBKEY", "SIGNDIGEST",
                                 "READSLOT", "SLOT*", "VERSION", "INIT*", "wifi", "thing", "device", "*"}) +
                           "#" + number(spread(12));
    const std::string kind = word({"unplug", "reset", "drop", "garbage", "slow", "status"});
    if (kind == "slow") return kind + at + "=" + number(spread(20'000)) + "ms";
    return kind == "status" ? kind + at + "=" + number(1 + below(500)) : kind + at;
  }

  void draw_event(std::uint64_t end) {
    const std::uint64_t at = below(end);
    const std::string when = number(at);
    switch (below(13)) {
      case 0:
      case 1: {
        const std::string which = a_board();
        add({"at", when, "unplug", which});
        return add({"at", number(at + spread(20'000)), "plug", which, a_computer()});
      }
      case 2:
        return add({"at", when, "reset", a_board()});
      case 3:
        return add({"at", when, "hold", a_board(), number(spread(30'000))});
      case 4:
      case 5:
      case 6:
        return add({"at", when, "want", a_board(), word({"renew", "restore"})});
      case 7:
      case 8:
        return add({"at", when, "do", a_board(),
                    word({"cancel", "cancel", "cancel", "provision", "renew", "plan", "restore", "inspect",
                          "repair_roots", "wifi", "identify", "diagnose", "forget", "sign_in", "sign_out",
                          "list", "drop_demo", "drop_provisioning"})});
      case 9:
        return add({"at", when, "reload", a_computer()});
      case 10:
        return add({"at", when, word({"wipe", "damage", "deaf"}), a_computer()});
      case 11:
        return add({"at", when, "cut", a_computer()});
      default:
        return one_in(2) ? add({"at", when, "throttle", number(spread(60'000))})
                         : add({"at", when, "settle", number(spread(8000))});
    }
  }

  simulation::SeededRandom random_;
  std::uint64_t seed_;
  std::uint64_t computers_ = 1;
  std::uint64_t boards_ = 1;
  Plan plan_;
};

}  // namespace

Plan draw(std::uint64_t seed) {
  return Drawing(seed).draw();
}

}  // namespace chaos
