#include "simulation/script_engine.hpp"

#include <algorithm>
#include <array>

#include "simulation/pic24_fault.hpp"

namespace simulation {

namespace {

enum class Primitive : std::uint8_t {
  load_indirect = 0x6D,
  set = 0x90,
  take_parameter = 0x91,
  add = 0x92,
  divide = 0x93,
  upload = 0x95,
  begin_wait = 0xA2,
  end_repeat_times = 0xA4,
  end_wait = 0xA5,
  repeat_times = 0xAC,
  repeat = 0xAD,
  end_repeat = 0xAE,
  instruction = 0xE0,
  nop = 0xE1,
  visi = 0xE2,
  move_high = 0xE4,
  move_low = 0xE5,
  move_data = 0xE6,
  divide_up = 0xF5,
};

/// A script with more steps is assumed never to end.
constexpr std::size_t step_limit = 2'000'000;

constexpr std::uint32_t mov_literal(std::uint16_t literal, std::uint32_t w) {
  return 0x200000U | std::uint32_t{literal} << 4 | w;
}

/// The state of a running script.
class ScriptRun {
 public:
  ScriptRun(const ScriptEngine::Work& work, IcspPins& pins, ScriptEngine::Result& result)
      : work_(work), pins_(pins), result_(result), script_(work.script) {}

  void run() {
    for (std::size_t steps = 0; !script_.at_end(); ++steps) {
      if (steps == step_limit) throw ScriptFailure{ScriptStatus::time_out};
      const std::uint8_t primitive = script_.u8();
      // Most primitives are instructions for the target.
      if (!target_primitive(static_cast<Primitive>(primitive)) && !pins_.execute(primitive, script_))
        engine_primitive(static_cast<Primitive>(primitive));
    }
    if (!loops_.empty()) throw ScriptFailure{ScriptStatus::cut_short};
  }

 private:
  struct Loop {
    Primitive end;
    std::size_t begin;
    std::uint32_t times;
  };

  bool target_primitive(Primitive primitive) {
    switch (primitive) {
      case Primitive::instruction:
        pins_.instruction(script_.u24());
        return true;
      case Primitive::nop:
        pins_.instruction(0);
        return true;
      case Primitive::visi:
        take_visi();
        return true;
      case Primitive::move_high:
      case Primitive::move_low: {
        const std::uint32_t value = operand();
        const unsigned shift = primitive == Primitive::move_high ? 16 : 0;
        move_to_working_register(static_cast<std::uint16_t>(value >> shift));
        return true;
      }
      case Primitive::move_data:
        move_to_working_register(next_data());
        return true;
      default:
        return false;
    }
  }

  void engine_primitive(Primitive primitive) {
    switch (primitive) {
      case Primitive::load_indirect: {
        std::uint32_t& to = operand();
        to = numbered(operand());
        return;
      }
      case Primitive::set:
      case Primitive::add: {
        std::uint32_t& r = operand();
        const std::uint32_t value = script_.u32();
        r = primitive == Primitive::set ? value : r + value;
        return;
      }
      case Primitive::take_parameter:
        if (parameters_taken_ == work_.parameters.size()) throw ScriptFailure{ScriptStatus::no_parameter};
        operand() = work_.parameters[parameters_taken_++];
        return;
      case Primitive::divide:
      case Primitive::divide_up:
        return divide(primitive == Primitive::divide_up);
      case Primitive::upload:
        uploads_ = true;
        return;
      case Primitive::repeat_times:
        return begin_loop(Primitive::end_repeat_times, script_.u16());
      case Primitive::repeat:
        return begin_loop(Primitive::end_repeat, operand());
      case Primitive::begin_wait:
        return begin_loop(Primitive::end_wait, 1);
      case Primitive::end_repeat_times:
      case Primitive::end_repeat:
        return end_loop(primitive, --current_loop(primitive).times == 0);
      case Primitive::end_wait:
        return end_wait();
      default:
        throw ScriptFailure{ScriptStatus::unknown_primitive};
    }
  }

  std::uint32_t& numbered(std::uint32_t number) {
    if (number >= registers_.size()) throw ScriptFailure{ScriptStatus::no_such_register};
    return registers_[number];
  }
  /// The register whose number is the next operand.
  std::uint32_t& operand() { return numbered(script_.u8()); }

  void divide(bool up) {
    std::uint32_t& r = operand();
    const std::uint32_t by = script_.u16();
    if (by == 0) throw ScriptFailure{ScriptStatus::bad_loop};
    r = r / by + (up && r % by != 0 ? 1U : 0U);
  }

  void begin_loop(Primitive end, std::uint32_t times) {
    if (times == 0) throw ScriptFailure{ScriptStatus::bad_loop};
    loops_.push_back({end, script_.position(), times});
  }
  Loop& current_loop(Primitive end) {
    if (loops_.empty() || loops_.back().end != end) throw ScriptFailure{ScriptStatus::bad_loop};
    return loops_.back();
  }
  void end_loop(Primitive end, bool done) {
    const Loop& loop = current_loop(end);
    if (done) {
      loops_.pop_back();
    } else {
      script_.go_to(loop.begin);
    }
  }
  void end_wait() {
    const std::uint32_t mask = script_.u32();
    const std::uint32_t value = script_.u32();
    const std::uint16_t attempts = script_.u16();
    Loop& loop = current_loop(Primitive::end_wait);
    const bool done = (visi_ & mask) == value;
    if (!done && loop.times++ == attempts) throw ScriptFailure{ScriptStatus::time_out};
    end_loop(Primitive::end_wait, done);
  }

  void move_to_working_register(std::uint16_t value) {
    const std::uint8_t w = script_.u8();
    if (w > 15) throw ScriptFailure{ScriptStatus::no_such_register};
    pins_.instruction(mov_literal(value, w));
  }

  std::uint16_t next_data() {
    if (work_.to_target.size() - result_.sent < 2) throw ScriptFailure{ScriptStatus::no_data};
    const std::uint16_t value = base::ByteReader(work_.to_target.subspan(result_.sent)).u16_le();
    result_.sent += 2;
    return value;
  }

  void take_visi() {
    visi_ = pins_.visi();
    if (!uploads_) return;
    if (work_.room - result_.from_target.size() < 2) throw ScriptFailure{ScriptStatus::no_room};
    base::append(result_.from_target,
                 std::array{static_cast<std::byte>(visi_), static_cast<std::byte>(visi_ >> 8)});
  }

  const ScriptEngine::Work& work_;
  IcspPins& pins_;
  ScriptEngine::Result& result_;
  ScriptReader script_;
  std::array<std::uint32_t, 16> registers_{};
  std::vector<Loop> loops_;
  std::size_t parameters_taken_ = 0;
  std::uint16_t visi_ = 0;
  bool uploads_ = false;
};

/// The state of a running sequence. Each element is a primitive, or a count of repetitions for the elements
/// that follow.
class Sequence {
 public:
  Sequence(const ScriptEngine::Work& work, IcspPins& pins) : pins_(pins), script_(work.script) {}

  void run() {
    while (!script_.at_end()) element(0);
  }

 private:
  enum class Element : std::uint8_t {
    repeat = 0xAD,
    send_to_executive = 0xE7,
    await_executive = 0xE9,
    receive_from_executive = 0xEA,
  };
  static constexpr unsigned deepest = 8;

  void element(unsigned depth) {
    const std::uint8_t primitive = script_.u8();
    if (pins_.execute(primitive, script_)) return;
    switch (static_cast<Element>(primitive)) {
      case Element::repeat:
        return repeat(depth);
      case Element::send_to_executive:
        script_.u16();  // this target has no executive that listens
        return pins_.pass(16 * pins_.clock());
      case Element::await_executive:
      case Element::receive_from_executive:  // this target has no executive
        pins_.pass(time_model::executive_timeout);
        throw ScriptFailure{ScriptStatus::time_out};
      default:
        throw ScriptFailure{ScriptStatus::unknown_primitive};
    }
  }

  void repeat(unsigned depth) {
    if (depth == deepest) throw ScriptFailure{ScriptStatus::bad_loop};
    const unsigned times = script_.u8() + 1U;
    const unsigned elements = script_.u8();
    const std::size_t begin = script_.position();
    for (unsigned time = 0; time < times; ++time) {
      script_.go_to(begin);
      for (unsigned i = 0; i < elements; ++i) {
        if (++steps_ == step_limit) throw ScriptFailure{ScriptStatus::time_out};
        element(depth + 1);
      }
    }
  }

  IcspPins& pins_;
  ScriptReader script_;
  std::size_t steps_ = 0;
};

template <class Run>
void run_to_the_end(Run&& run, ScriptEngine::Result& result) {
  try {
    run();
  } catch (const ScriptFailure& failure) {
    result.status = failure.status;
  } catch (const Pic24Fault&) {
    result.status = ScriptStatus::target;
  }
}

}  // namespace

ScriptEngine::Result ScriptEngine::run(const Work& work) {
  Result result;
  IcspPins pins(target_, clock_);
  run_to_the_end([&] { ScriptRun(work, pins, result).run(); }, result);
  clock_ = pins.clock();
  result.time = pins.time();
  return result;
}

ScriptEngine::Result ScriptEngine::run_sequence(const Work& work) {
  Result result;
  IcspPins pins(target_, clock_);
  run_to_the_end([&] { Sequence(work, pins).run(); }, result);
  result.time = pins.time();
  return result;
}

}  // namespace simulation
