// What a plan lets happen: the faults that wait for their use, and the events that have a time.
#include <array>

#include "base/enum_names.hpp"
#include "errors.hpp"
#include "state/json.hpp"
#include "world.hpp"

namespace chaos {

namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

template <class Fault>
void add(Strikes<Fault>& strikes, const Line& line) {
  strikes.add(line.number(2), state::read_name<Fault>(line.word(3)), line.count(4));
}

struct Event {
  std::string_view name;
  void (*perform)(World&, const Line&);
};

constexpr std::array events{
    Event{"unplug", [](World& world, const Line& line) { world.board(line.number(1)).device->unplug(); }},
    // plug BOARD [COMPUTER]
    Event{"plug",
          [](World& world, const Line& line) {
            Board& board = world.board(line.number(1));
            world.plug(board, line.words.size() > 2 ? line.number(2) : board.computer);
          }},
    Event{"reset", [](World& world, const Line& line) { world.board(line.number(1)).device->reset(); }},
    // hold BOARD MS: another program has the devices open
    Event{
        "hold",
        [](World& world, const Line& line) {
          world.board(line.number(1)).cable->hold_until(world.executor.now() + milliseconds(line.number(2)));
        }},
    Event{"want",
          [](World& world, const Line& line) {
            world.board(line.number(1)).goal = state::read_name<Goal>(line.word(2));
          }},
    // do BOARD ACTION: at the board's computer
    Event{"do", [](World& world, const Line& line) { world.do_at_once(line.number(1), line.word(2)); }},
    Event{"reload", [](World& world, const Line& line) { world.reload(line.number(1)); }},
    // wipe COMPUTER: the browser's storage, with the page
    Event{"wipe",
          [](World& world, const Line& line) {
            world.computer(line.number(1)).store.entries.clear();
            world.reload(line.number(1));
          }},
    Event{"damage", [](World& world, const Line& line) { world.computer(line.number(1)).store.damage(); }},
    Event{"deaf", [](World& world, const Line& line) { world.computer(line.number(1)).is_deaf = true; }},
    Event{"cut", [](World& world, const Line& line) { world.computer(line.number(1)).mqtt.cut(); }},
    // clock COMPUTER ahead|behind SECONDS
    Event{"clock",
          [](World& world, const Line& line) {
            const seconds by(line.number(3));
            world.computer(line.number(1)).clock.ahead = line.word(2) == "ahead" ? by : -by;
          }},
    // throttle MS: AWS IoT refuses all requests
    Event{"throttle",
          [](World& world, const Line& line) {
            world.cloud().faults().throttled_until = world.executor.now() + milliseconds(line.number(1));
          }},
    // settle MS: what is created is not attachable for so long
    Event{"settle",
          [](World& world, const Line& line) {
            world.cloud().faults().attach_delay = milliseconds(line.number(1));
          }},
};

}  // namespace

void perform(World& world, const Line& line) {
  for (const Event& event : events)
    if (event.name == line.words[0]) return event.perform(world, line);
  throw base::Error(bad_plan).because("an unknown event: " + line.words[0]);
}

void place_fault(World& world, const Line& line) {
  const std::string& kind = line.words[0];
  if (kind == "fault") {
    world.board(line.number(1));  // its faults are made with it
  } else if (kind == "port") {
    add(world.board(line.number(1)).cable->port_strikes, line);
  } else if (kind == "hid") {
    add(world.board(line.number(1)).cable->debugger_strikes, line);
  } else if (kind == "http") {
    add(world.computer(line.number(1)).http.strikes, line);
  } else if (kind == "store") {
    add(world.computer(line.number(1)).store.strikes, line);
  } else {
    throw base::Error(bad_plan).because("an unknown line: " + kind);
  }
}

}  // namespace chaos
