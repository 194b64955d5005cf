// The simulation's exports, by the names of the calls in web/src/simulation/messages.ts.
#include <emscripten/bind.h>

#include "simulated_world.hpp"

namespace wasm {

EMSCRIPTEN_BINDINGS(simulation) {
  emscripten::class_<SimulatedWorld>("World")
      .constructor<val, val>()
      .function("account", &SimulatedWorld::account)
      .function("addBoard", &SimulatedWorld::add_board)
      .function("unplug", &SimulatedWorld::unplug)
      .function("replug", &SimulatedWorld::replug)
      .function("drop", &SimulatedWorld::drop)
      .function("openSerial", &SimulatedWorld::open_serial)
      .function("readSerial", &SimulatedWorld::read_serial)
      .function("writeSerial", &SimulatedWorld::write_serial)
      .function("closeSerial", &SimulatedWorld::close_serial)
      .function("openHid", &SimulatedWorld::open_hid)
      .function("sendReport", &SimulatedWorld::send_report)
      .function("receiveReport", &SimulatedWorld::receive_report)
      .function("closeHid", &SimulatedWorld::close_hid)
      .function("http", &SimulatedWorld::http)
      .function("probe", &SimulatedWorld::probe)
      .function("connectMqtt", &SimulatedWorld::connect_mqtt)
      .function("subscribe", &SimulatedWorld::subscribe)
      .function("unsubscribe", &SimulatedWorld::unsubscribe)
      .function("publish", &SimulatedWorld::publish)
      .function("receiveMessages", &SimulatedWorld::receive_messages)
      .function("closeMqtt", &SimulatedWorld::close_mqtt);
}

}  // namespace wasm
