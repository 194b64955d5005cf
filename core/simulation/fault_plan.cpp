#include "simulation/fault_plan.hpp"

#include <array>
#include <optional>

#include "base/text.hpp"
#include "simulation/errors.hpp"

namespace simulation {

namespace {

enum class Value : std::uint8_t { none, count, delay, status };

struct Rule {
  std::string_view kind;
  FaultKind fault;
  FaultPlace place;
  Value value;
  std::uint64_t default_value;  // 0 if the value is required
};

constexpr std::array rules{
    Rule{"unplug", FaultKind::unplug, FaultPlace::tx, Value::none, 0},
    Rule{"unplug", FaultKind::unplug, FaultPlace::rx, Value::none, 0},
    Rule{"unplug", FaultKind::unplug, FaultPlace::command, Value::none, 0},
    Rule{"unplug", FaultKind::unplug, FaultPlace::out, Value::none, 0},
    Rule{"unplug", FaultKind::unplug, FaultPlace::in, Value::none, 0},
    Rule{"reset", FaultKind::reset, FaultPlace::tx, Value::none, 0},
    Rule{"reset", FaultKind::reset, FaultPlace::rx, Value::none, 0},
    Rule{"reset", FaultKind::reset, FaultPlace::command, Value::none, 0},
    Rule{"drop", FaultKind::drop, FaultPlace::tx, Value::count, 1},
    Rule{"drop", FaultKind::drop, FaultPlace::rx, Value::count, 1},
    Rule{"drop", FaultKind::drop, FaultPlace::out, Value::count, 1},
    Rule{"drop", FaultKind::drop, FaultPlace::in, Value::count, 1},
    Rule{"drop", FaultKind::drop, FaultPlace::command, Value::none, 0},
    Rule{"garbage", FaultKind::garbage, FaultPlace::tx, Value::count, 1},
    Rule{"garbage", FaultKind::garbage, FaultPlace::rx, Value::count, 1},
    Rule{"garbage", FaultKind::garbage, FaultPlace::out, Value::count, 1},
    Rule{"garbage", FaultKind::garbage, FaultPlace::in, Value::count, 1},
    Rule{"garbage", FaultKind::garbage, FaultPlace::command, Value::count, 8},
    Rule{"slow", FaultKind::slow, FaultPlace::command, Value::delay, 0},
    Rule{"status", FaultKind::status, FaultPlace::command, Value::status, 0},
    Rule{"status", FaultKind::status, FaultPlace::out, Value::status, 0},
    Rule{"worn", FaultKind::worn, FaultPlace::sector, Value::none, 0},
    Rule{"worn", FaultKind::worn, FaultPlace::flash, Value::none, 0},
    Rule{"locked", FaultKind::locked, FaultPlace::slot, Value::none, 0},
    Rule{"other", FaultKind::other, FaultPlace::signature, Value::none, 0},
    Rule{"other", FaultKind::other, FaultPlace::lock, Value::none, 0},
    Rule{"other", FaultKind::other, FaultPlace::firmware, Value::none, 0},
    Rule{"other", FaultKind::other, FaultPlace::module, Value::none, 0},
    Rule{"dead", FaultKind::dead, FaultPlace::module, Value::none, 0},
    Rule{"absent", FaultKind::absent, FaultPlace::info, Value::none, 0},
    Rule{"short", FaultKind::shortened, FaultPlace::parameters, Value::none, 0},
};

/// A place, whose number is at least `first` and less than `end`.
struct Place {
  std::string_view name;
  FaultPlace place;
  std::uint64_t first;
  std::uint64_t end;
  std::string_view out_of_range;
};

constexpr std::uint64_t no_end = UINT64_MAX;
constexpr std::array places{
    Place{"tx", FaultPlace::tx, 1, no_end, "bytes are counted from 1"},
    Place{"rx", FaultPlace::rx, 1, no_end, "bytes are counted from 1"},
    Place{"cmd", FaultPlace::command, 0, 0, {}},
    Place{"sector", FaultPlace::sector, 0, 0x100000, "the flash ends at 0x100000"},
    Place{"slot", FaultPlace::slot, 0, 16, "slots are 0 to 15"},
    Place{"out", FaultPlace::out, 1, no_end, "reports are counted from 1"},
    Place{"in", FaultPlace::in, 1, no_end, "reports are counted from 1"},
    Place{"flash", FaultPlace::flash, 0, 0x2C000, "no flash ends after 0x2C000"},
    Place{"signature", FaultPlace::signature, 0, 0x1000000, "a signature has 24 bits"},
    Place{"lock", FaultPlace::lock, 0, 0x100, "the lock byte has 8 bits"},
    Place{"firmware", FaultPlace::firmware, 0, 0x10000, "a version has 16 bits: major and minor"},
    Place{"module", FaultPlace::module, 0, 0x1000000, "a version has 24 bits: major, minor and patch"},
    Place{"info", FaultPlace::info, 0, 0x100, "an item of DAP_Info has 8 bits"},
    Place{"parameters", FaultPlace::parameters, 0, 0x100, "a count of parameters has 8 bits"},
};

std::optional<std::uint64_t> number_of(std::string_view text) {
  if (base::starts_with_ignoring_case(text, "0x")) return base::parse_hex_number(text.substr(2));
  return base::parse_decimal(text);
}

/// Parses the text of one fault. Every error quotes the whole text.
class FaultParser {
 public:
  explicit FaultParser(std::string_view text) : text_(text), rest_(text) {}

  Fault parse() {
    // Starts at the end, because a command's name may contain any character but '=' and '#'.
    const std::optional<std::string_view> value = split_off('=');
    const std::optional<std::string_view> nth = split_off('#');
    const std::size_t at = rest_.find('@');
    if (at == std::string_view::npos) fail("no @");
    const std::string_view kind = rest_.substr(0, at);
    const std::string_view place = rest_.substr(at + 1);
    const std::size_t colon = place.find(':');
    if (colon == std::string_view::npos) fail("no : after the place");

    const Place& known_place = place_named(place.substr(0, colon));
    const Rule& rule = find_rule(kind, known_place.place);
    Fault fault;
    fault.kind = rule.fault;
    fault.place = rule.place;
    read_where(fault, known_place, place.substr(colon + 1));
    if (nth) read_occurrence(fault, *nth);
    read_value(fault, rule, value);
    return fault;
  }

 private:
  [[noreturn]] void fail(std::string_view reason) const {
    throw base::Error(bad_fault_plan).with("fault", text_).with("reason", reason);
  }

  std::optional<std::string_view> split_off(char mark) {
    const std::size_t at = rest_.find(mark);
    if (at == std::string_view::npos) return std::nullopt;
    const std::string_view part = rest_.substr(at + 1);
    rest_ = rest_.substr(0, at);
    return part;
  }

  const Place& place_named(std::string_view name) const {
    for (const Place& known : places) {
      if (known.name == name) return known;
    }
    fail("unknown place");
  }

  const Rule& find_rule(std::string_view kind, FaultPlace place) const {
    bool known = false;
    for (const Rule& rule : rules) {
      if (rule.kind != kind) continue;
      known = true;
      if (rule.place == place) return rule;
    }
    fail(known ? "not possible at this place" : "unknown kind of fault");
  }

  void read_where(Fault& fault, const Place& place, std::string_view where) const {
    if (fault.place == FaultPlace::command) {
      if (where.empty()) fail("no command");
      fault.command = base::to_upper(where);
      return;
    }
    const std::optional<std::uint64_t> number = number_of(where);
    if (!number) fail("not a number after the place");
    if (*number < place.first || *number >= place.end) fail(place.out_of_range);
    fault.number = *number;
  }

  void read_occurrence(Fault& fault, std::string_view nth) const {
    if (fault.place != FaultPlace::command) fail("# is for commands");
    const std::optional<std::uint64_t> number = base::parse_decimal(nth);
    if (!number || *number == 0) fail("not a number from 1 after #");
    fault.occurrence = *number;
  }

  void read_value(Fault& fault, const Rule& rule, std::optional<std::string_view> value) const {
    if (rule.value == Value::none && value) fail("takes no value");
    if (!value) {
      if (rule.value != Value::none && rule.default_value == 0) fail("needs a value");
      fault.amount = rule.default_value;
    } else if (rule.value == Value::delay) {
      fault.delay = duration(*value);
    } else {
      const std::optional<std::uint64_t> number = number_of(*value);
      if (!number || *number == 0) fail("not a number from 1 after =");
      if (rule.value == Value::status && *number > 0xFFFF) fail("a status has 16 bits");
      if (fault.place == FaultPlace::out && rule.value == Value::status && *number > 0xFF)
        fail("a debugger's status has 8 bits");
      fault.amount = *number;
    }
  }

  base::Duration duration(std::string_view text) const {
    const bool milliseconds = text.size() > 2 && text.substr(text.size() - 2) == "ms";
    const bool seconds = !milliseconds && text.size() > 1 && text.back() == 's';
    if (!milliseconds && !seconds) fail("a time ends in s or ms");
    const std::optional<std::uint64_t> number =
        base::parse_decimal(text.substr(0, text.size() - (seconds ? 1 : 2)));
    if (!number || *number > 86'400'000) fail("not a time after =");
    const auto count = static_cast<std::int64_t>(*number);
    if (seconds) return std::chrono::seconds(count);
    return std::chrono::milliseconds(count);
  }

  std::string_view text_;
  std::string_view rest_;
};

bool names(const Fault& fault, std::string_view command) {
  if (fault.command.back() != '*') return fault.command == command;
  const std::string_view start = std::string_view(fault.command).substr(0, fault.command.size() - 1);
  return command.substr(0, start.size()) == start;
}

}  // namespace

std::vector<Fault> parse_fault_plan(std::string_view plan) {
  std::vector<Fault> faults;
  if (base::trim(plan).empty()) return faults;
  for (const std::string_view part : base::split(plan, ';'))
    faults.push_back(FaultParser(base::trim(part)).parse());
  return faults;
}

std::vector<Fault> FaultInjector::next(FaultPlace direction) {
  const std::uint64_t number = ++counts_[direction];
  std::vector<Fault> striking;
  for (const Fault& fault : plan_) {
    if (fault.place != direction) continue;
    const bool runs_on = fault.kind == FaultKind::drop || fault.kind == FaultKind::garbage;
    const std::uint64_t length = runs_on ? fault.amount : 1;
    if (number >= fault.number && number - fault.number < length) striking.push_back(fault);
  }
  return striking;
}

std::vector<Fault> FaultInjector::next_command(std::string_view name) {
  const std::string upper = base::to_upper(name);
  std::vector<Fault> striking;
  for (std::size_t i = 0; i < plan_.size(); ++i) {
    const Fault& fault = plan_[i];
    if (fault.place != FaultPlace::command || !names(fault, upper)) continue;
    const std::uint64_t occurrence = ++commands_[i];
    if (fault.occurrence == 0 || fault.occurrence == occurrence) striking.push_back(fault);
  }
  return striking;
}

}  // namespace simulation
