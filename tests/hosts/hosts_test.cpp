// The native hosts' own parts, in one process: the executor over poll(), the serial port over termios, and
// the virtual board behind a pseudo-terminal.
#include <array>
#include <filesystem>
#include <functional>
#include <gtest/gtest.h>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "base/sleep.hpp"
#include "poll_executor.hpp"
#include "ports/errors.hpp"
#include "posix_serial_port.hpp"
#include "simulation/errors.hpp"
#include "simulation/seeded_random.hpp"
#include "simulation/virtual_board.hpp"
#include "virtual_board_control.hpp"
#include "virtual_board_hid.hpp"
#include "virtual_board_pty.hpp"
#include "virtual_board_state.hpp"

namespace hosts {
namespace {

using namespace std::chrono_literals;
namespace fs = std::filesystem;
using board::FirmwareRole;

class TemporaryFolder {
 public:
  TemporaryFolder() {
    std::string name = (fs::temp_directory_path() / "hosts-test-XXXXXX").string();
    path = ::mkdtemp(name.data());
  }
  ~TemporaryFolder() { fs::remove_all(path); }
  fs::path path;
};

base::ErrorCode code_of(const std::function<void()>& work) {
  try {
    work();
  } catch (const base::Error& error) {
    return error.code();
  }
  return base::ErrorCode("none");
}

TEST(PollExecutor, RunsInRealTime) {
  PollExecutor executor;
  const base::Instant start = executor.now();
  executor.run(base::sleep(20ms));
  EXPECT_GE(executor.now() - start, base::Duration(20ms));
}

TEST(PollExecutor, WakesWhenADescriptorIsReadable) {
  PollExecutor executor;
  std::array<int, 2> ends{};
  ASSERT_EQ(::pipe(ends.data()), 0);
  EXPECT_EQ(code_of([&] { executor.run(base::with_timeout(20ms, executor.readable(ends[0]))); }),
            base::timed_out);
  executor.call_at(executor.now() + 10ms, [&] { EXPECT_EQ(::write(ends[1], "x", 1), 1); });
  executor.run(executor.readable(ends[0]));
  executor.run(executor.writable(ends[1]));
  ::close(ends[1]);
  char left = 0;
  EXPECT_EQ(::read(ends[0], &left, 1), 1);
  executor.run(executor.readable(ends[0]));  // the other end is closed, which a read reports
  EXPECT_EQ(::read(ends[0], &left, 1), 0);
  ::close(ends[0]);
}

TEST(PollExecutor, EndsATaskThatNothingCanWake) {
  PollExecutor executor;
  const base::Completion<void> never;
  const auto completer = never.completer();
  const auto wait = [](const base::Completion<void>& completion) -> base::task<void> {
    co_await completion.wait();
  };
  EXPECT_EQ(code_of([&] { executor.run(wait(never)); }), base::broken_promise);
}

/// A fast virtual board on a pseudo-terminal.
class PtyFixture {
 public:
  explicit PtyFixture(FirmwareRole firmware) {
    simulation::VirtualBoard::Options options;
    options.firmware = firmware;
    options.speed = 100;
    board = std::make_unique<simulation::VirtualBoard>(executor, random, std::move(options));
    plug();
    executor.run(base::sleep(100ms));  // ten seconds of the board's
  }
  void plug() {
    terminal = std::make_unique<PseudoTerminal>(link());
    bridging = base::spawn<void>(executor, bridge(executor, *terminal, board->line()),
                                 [](const base::Outcome<void>&) {});
  }
  void unplug() {
    bridging = {};
    terminal.reset();
  }
  std::string link() const { return (folder.path / "tty").string(); }

  base::task<std::string> ask(ports::SerialPort& port, std::string line, std::string end) {
    co_await port.write(base::as_bytes(line));
    std::string heard;
    while (heard.find(end) == std::string::npos) heard += base::to_text(co_await port.read());
    co_return heard;
  }
  std::string talk(ports::SerialPort& port, const std::string& line, const std::string& end) {
    return executor.run(base::with_timeout(20s, ask(port, line, end)));
  }

  TemporaryFolder folder;
  PollExecutor executor;
  simulation::SeededRandom random{1};
  std::unique_ptr<simulation::VirtualBoard> board;
  std::unique_ptr<PseudoTerminal> terminal;
  base::Spawned bridging;
};

TEST(PosixSerialPort, TalksToABoardBehindAPseudoTerminal) {
  PtyFixture fixture(FirmwareRole::provisioning);
  PosixSerialPort port(fixture.executor, fixture.link());
  EXPECT_EQ(code_of([&] { fixture.executor.run(port.read()); }), ports::serial_not_open);
  for (const std::string token : {"1", "2", "3"}) {  // opened and closed in a row
    fixture.executor.run(port.open(ports::BaudRate::provisioning));
    EXPECT_EQ(fixture.talk(port, "MC+PING=" + token + "\n", "OK\r\n"), "\r\nMC+PONG=" + token + "\r\nOK\r\n");
    fixture.executor.run(port.close());
  }
}

TEST(PosixSerialPort, ReceivesGarbageAtAnotherRate) {
  PtyFixture fixture(FirmwareRole::demo);
  PosixSerialPort port(fixture.executor, fixture.link());
  fixture.executor.run(port.open(ports::BaudRate::provisioning));
  EXPECT_EQ(code_of([&] {
              fixture.executor.run(base::with_timeout(300ms, fixture.ask(port, "version\r", "v4.1.2")));
            }),
            base::timed_out);
  fixture.executor.run(port.open(ports::BaudRate::demo));
  fixture.talk(port, "\r", "\x04");
  EXPECT_EQ(fixture.talk(port, "version\r", "\x04"), "v4.1.2\r\n\x04");
}

TEST(PosixSerialPort, IsBusyWhileAnotherPortHasItOpen) {
  PtyFixture fixture(FirmwareRole::provisioning);
  PosixSerialPort first(fixture.executor, fixture.link());
  PosixSerialPort second(fixture.executor, fixture.link());
  fixture.executor.run(first.open(ports::BaudRate::provisioning));
  EXPECT_EQ(code_of([&] { fixture.executor.run(second.open(ports::BaudRate::provisioning)); }),
            ports::serial_port_busy);
  fixture.executor.run(first.close());
  fixture.executor.run(second.open(ports::BaudRate::provisioning));
}

TEST(PosixSerialPort, ReportsThatTheDeviceIsGone) {
  PtyFixture fixture(FirmwareRole::provisioning);
  PosixSerialPort port(fixture.executor, fixture.link());
  fixture.executor.run(port.open(ports::BaudRate::provisioning));
  fixture.executor.call_at(fixture.executor.now() + 20ms, [&] { fixture.unplug(); });
  EXPECT_EQ(code_of([&] { fixture.executor.run(port.read()); }), ports::serial_disconnected);
  EXPECT_FALSE(fs::exists(fs::symlink_status(fixture.link())));
  EXPECT_EQ(code_of([&] { fixture.executor.run(port.open(ports::BaudRate::provisioning)); }),
            ports::serial_disconnected);
  fixture.plug();
  fixture.executor.run(port.open(ports::BaudRate::provisioning));
  EXPECT_EQ(fixture.talk(port, "MC+PING=9\n", "OK\r\n"), "\r\nMC+PONG=9\r\nOK\r\n");
}

/// A client of a HID socket.
class HidClient {
 public:
  explicit HidClient(const fs::path& path) : descriptor_(::socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0)) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    const std::string name = path.string();
    std::copy(name.begin(), name.end(), std::begin(address.sun_path));
    connected = ::connect(descriptor_, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
  }
  ~HidClient() { ::close(descriptor_); }

  void send(std::string_view bytes) {
    EXPECT_EQ(::write(descriptor_, bytes.data(), bytes.size()), static_cast<ssize_t>(bytes.size()));
  }
  /// The bytes that arrive within a time; nullopt if the other end is closed.
  std::optional<std::string> receive(PollExecutor& executor) {
    executor.run(base::with_timeout(5s, executor.readable(descriptor_)));
    std::string bytes(1000, ' ');
    const ssize_t count = ::read(descriptor_, bytes.data(), bytes.size());
    if (count <= 0) return std::nullopt;
    return bytes.substr(0, static_cast<std::size_t>(count));
  }
  bool connected = false;

 private:
  int descriptor_;
};

TEST(HidSocket, ServesOneClientAfterAnother) {
  PtyFixture fixture(FirmwareRole::demo);
  const fs::path path = fixture.folder.path / "hid";
  std::optional<HidSocket> socket(path.string());
  base::Spawned bridging = base::spawn<void>(
      fixture.executor, bridge(fixture.executor, *socket, fixture.board->hid_line()), [](const auto&) {});
  const std::string question = std::string("\0\2", 2) + std::string(62, '\0');
  for (int client = 0; client < 2; ++client) {
    HidClient tool(path);
    ASSERT_TRUE(tool.connected);
    tool.send(question.substr(0, 10));
    tool.send(question.substr(10));
    const auto answer = tool.receive(fixture.executor);
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->size(), 64U);
    EXPECT_EQ(answer->substr(0, 17), std::string("\0\x10nEDBG CMSIS-DAP", 17));
  }
  HidClient last(path);
  fixture.executor.run(base::sleep(10ms));
  bridging = {};
  socket.reset();
  EXPECT_EQ(last.receive(fixture.executor), std::nullopt) << "the cable is out";
  EXPECT_FALSE(fs::exists(path));
  EXPECT_FALSE(fixture.board->hid_line().is_open());
}

TEST(StateFolder, SavesABoardAndEachChange) {
  TemporaryFolder temporary;
  const StateFolder folder(temporary.path / "new");
  EXPECT_FALSE(folder.load());
  simulation::SeededRandom random(3);
  simulation::BoardState state =
      simulation::manufacture(random, FirmwareRole::demo, simulation::KitId::avr_iot_wa);
  folder.save(state);
  state.winc_flash.write(0x5000, base::as_bytes("changed"));
  folder.save(state, simulation::StatePart::winc_flash);
  auto& mcu = std::get<simulation::AvrMemories>(state.mcu);
  mcu.flash[7] = mcu.eeprom[8] = mcu.user_row[9] = std::byte{0x42};
  mcu.fuses[5] = 0xC1;
  mcu.lock = 0;
  folder.save(state, simulation::StatePart::mcu);
  state.debugger.write(0xC48, base::as_bytes("another kit"));
  folder.save(state, simulation::StatePart::debugger);
  const auto loaded = folder.load();
  ASSERT_TRUE(loaded);
  EXPECT_TRUE(base::equal(loaded->winc_flash.cells(), state.winc_flash.cells()));
  EXPECT_EQ(loaded->secure_element.to_json(), state.secure_element.to_json());
  EXPECT_EQ(loaded->firmware(), FirmwareRole::demo);
  EXPECT_EQ(loaded->usb_serial_number, state.usb_serial_number);
  EXPECT_EQ(loaded->kit, simulation::KitId::avr_iot_wa);
  const auto& kept = std::get<simulation::AvrMemories>(loaded->mcu);
  EXPECT_EQ(kept.flash, mcu.flash);
  EXPECT_EQ(kept.eeprom, mcu.eeprom);
  EXPECT_EQ(kept.user_row, mcu.user_row);
  EXPECT_EQ(kept.fuses, mcu.fuses);
  EXPECT_EQ(kept.lock, 0);
  EXPECT_EQ(loaded->debugger.content(), state.debugger.content());
  fs::resize_file(temporary.path / "new" / "winc-flash.bin", 1000);
  EXPECT_EQ(code_of([&] { folder.load(); }), simulation::bad_state);
}

TEST(StateFolder, RestoresAPicBoard) {
  TemporaryFolder temporary;
  const StateFolder folder(temporary.path);
  simulation::SeededRandom random(3);
  simulation::BoardState state =
      simulation::manufacture(random, FirmwareRole::provisioning, simulation::KitId::pic_iot_wa);
  auto& mcu = std::get<simulation::PicMemories>(state.mcu);
  mcu.flash[simulation::PicMemories::security_word] = mcu.executive[8] = std::byte{0x42};
  folder.save(state);
  const auto loaded = folder.load();
  ASSERT_TRUE(loaded);
  EXPECT_EQ(loaded->kit, simulation::KitId::pic_iot_wa);
  EXPECT_EQ(loaded->firmware(), FirmwareRole::provisioning);
  const auto& kept = std::get<simulation::PicMemories>(loaded->mcu);
  EXPECT_EQ(kept.flash, mcu.flash);
  EXPECT_EQ(kept.executive, mcu.executive);
  fs::resize_file(temporary.path / "mcu-flash.bin", simulation::AvrMemories::flash_size);
  EXPECT_EQ(code_of([&] { folder.load(); }), simulation::bad_state);
}

TEST(Control, AnswersEachLine) {
  PtyFixture fixture(FirmwareRole::provisioning);
  const auto answer = [&](std::string_view line) {
    return nlohmann::json::parse(run_command(*fixture.board, line));
  };
  EXPECT_EQ(answer("state")["firmware"], "provisioning");
  EXPECT_EQ(answer("leds")["leds"]["wifi"], false);
  EXPECT_EQ(answer("unplug")["ok"], true);
  EXPECT_EQ(answer("state")["plugged"], false);
  EXPECT_EQ(answer(" replug ")["ok"], true);
  EXPECT_EQ(answer("drop demo")["programs"], "demo");
  fixture.executor.run(base::sleep(100ms));
  EXPECT_EQ(answer("state")["firmware"], "demo");
  for (const std::string bad : {"", "fly", "drop", "drop /no/such/file.hex"})
    EXPECT_TRUE(answer(bad).contains("error")) << bad;
}

}  // namespace
}  // namespace hosts
