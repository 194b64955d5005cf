// Fuzzes the parsers of a debugger's reports, 64 bytes each: fragments, frames, items of information,
// chunks of its configuration.
#include <algorithm>

#include "check.hpp"
#include "debugger/board_configuration.hpp"
#include "debugger/edbg.hpp"
#include "debugger/gen4_script.hpp"
#include "debugger/housekeeping.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  base::ByteView input = fuzz::view(data, size);
  fuzz::parse_or_error([&] { debugger::housekeeping::parse_version(input); });
  fuzz::parse_or_error([&] { debugger::Gen4Engine::check(input); });
  for (const auto handler : {debugger::Handler::housekeeping, debugger::Handler::avr8})
    fuzz::parse_or_error([&] { debugger::Jtagice3Answer::parse(input, handler, 0); });

  debugger::AvrResponse response;
  while (!input.empty()) {
    ports::HidReport report{};
    const base::ByteView part = input.first(std::min(input.size(), report.size()));
    std::copy(part.begin(), part.end(), report.begin());
    input = input.subspan(part.size());

    fuzz::parse_or_error([&] {
      const std::string text = debugger::DapInfo::parse_text(report);
      fuzz::require(std::all_of(text.begin(), text.end(), [](char c) { return c >= ' ' && c <= '~'; }),
                    "a text is printable");
    });
    fuzz::parse_or_error([&] { debugger::DapInfo::parse_size(report); });
    fuzz::parse_or_error([&] { debugger::GetConfiguration{0x40}.parse(report); });
    fuzz::parse_or_error([&] {
      if (response.take(report) != debugger::AvrResponse::Progress::complete) return;
      const base::Bytes frame = base::to_bytes(response.frame());
      fuzz::require(frame.size() <= debugger::max_frame, "a frame is bounded");
      response = {};
      debugger::Jtagice3Answer::parse(frame, debugger::Handler::avr8, 0);
    });
  }
  return 0;
}
