// Compares how long this product and the vendor's pymcuprog (erase, write, verify) with pykitcommander's
// scripts take to program the vendor's images into a PIC-IoT board. Both run on equal virtual boards, in
// virtual time that stands still while a host computes. Fails if this product needs more than half of the
// vendor's reports, bytes or seconds, or more than 1.15 times the least possible time (limit()), or if the
// two boards do not hold the same bytes at the end.
//
//   bench_pic_programming PYMCUPROG STAND_INS

#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <poll.h>
#include <stdexcept>
#include <string>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/virtual_executor.hpp"
#include "debugger/debugger.hpp"
#include "debugger/pic24_programmer.hpp"
#include "embedded/pic24fj128ga705_aws_iot_demo_hex.hpp"
#include "embedded/pic24fj128ga705_iot_provision_v2_hex.hpp"
#include "simulation/seeded_random.hpp"
#include "simulation/time_model.hpp"
#include "simulation/virtual_board.hpp"

namespace {

namespace fs = std::filesystem;

constexpr double allowed_of_vendor = 0.5;
constexpr double allowed_of_limit = 1.15;
constexpr std::array images{embedded::pic24fj128ga705_iot_provision_v2_hex,
                            embedded::pic24fj128ga705_aws_iot_demo_hex};

double seconds(base::Duration duration) {
  return std::chrono::duration<double>(duration).count();
}

struct Cost {
  std::size_t reports = 0;
  base::Duration time{};
  std::size_t bytes() const { return reports * ports::HidReport{}.size(); }
};

/// A board whose time passes only while reports are on their way.
class SteppedBoard final : public ports::HidDevice {
 public:
  SteppedBoard() : random_(1), board_(executor_, random_, pic_iot()) { executor_.run(board_.hid().open()); }

  base::task<void> open() override { co_return; }
  base::task<void> close() override { co_return; }
  base::task<void> send(const ports::HidReport& report) override {
    ++cost_.reports;
    return board_.hid().send(report);
  }
  base::task<ports::HidReport> receive() override {
    ++cost_.reports;
    return board_.hid().receive();
  }

  base::VirtualExecutor& executor() { return executor_; }
  ports::HidReport exchange(const ports::HidReport& report) {
    executor_.run(send(report));
    return executor_.run(receive());
  }
  Cost cost() const { return {cost_.reports, executor_.elapsed()}; }
  const base::Bytes& flash() const { return simulation::flash(board_.state().mcu); }
  const std::string& serial_number() const { return board_.state().usb_serial_number; }

 private:
  static simulation::VirtualBoard::Options pic_iot() {
    simulation::VirtualBoard::Options options;
    options.kit = simulation::KitId::pic_iot_wg;
    return options;
  }
  base::VirtualExecutor executor_;
  simulation::SeededRandom random_;
  simulation::VirtualBoard board_;
  Cost cost_;
};

class NoProgress final : public debugger::ProgrammingObserver {
 public:
  void on_progress(debugger::ProgrammingPhase, std::size_t, std::size_t) override {}
};

debugger::FlashImage image_of(std::string_view hex) {
  return debugger::parse_intel_hex(hex, debugger::pic24fj128ga705.image_ranges());
}

void program(SteppedBoard& board) {
  base::Log log(board.executor());
  debugger::Debugger tool(board, log);
  debugger::Pic24Programmer target(tool.dap(), debugger::pic24fj128ga705);
  NoProgress progress;
  board.executor().run(tool.open());
  for (const std::string_view hex : images)
    board.executor().run(debugger::program(target, image_of(hex), progress));
  board.executor().run(tool.close());
}

/// The least time that any host needs: for each row its data, a script (in two fragments) and its response;
/// for each verified instruction two table reads of three ICSP words each; and the waits of entering, erasing
/// and leaving.
base::Duration limit() {
  using std::chrono::microseconds;
  constexpr std::size_t fragment = 60;
  constexpr auto exchange = 2 * simulation::time_model::hid_report;
  constexpr auto word = simulation::time_model::icsp_clocks * simulation::time_model::icsp_clock;
  constexpr microseconds enter{1 + 10 + 1000 + 2550 + 50000};
  constexpr microseconds leave{100010};
  const std::size_t row = debugger::pic24_compact_size(debugger::pic24fj128ga705.row);
  base::Duration time{};
  for (const std::string_view hex : images) {
    const debugger::FlashImage image = image_of(hex);
    const std::size_t rows = debugger::blocks(image.program, debugger::pic24fj128ga705.row).size();
    constexpr std::size_t configuration = 1;
    time += (rows + configuration) * ((row + fragment - 1) / fragment + 2 + 1) * exchange;
    time += rows * (debugger::pic24fj128ga705.row / 4) * 2 * 3 * word;
    time += enter + simulation::time_model::pic_bulk_erase + leave;
  }
  return time;
}

/// Runs the vendor's tool as a process that programs the board through a socket.
class VendorTool {
 public:
  VendorTool(SteppedBoard& board, std::string tool, std::string stand_ins)
      : board_(board), tool_(std::move(tool)), stand_ins_(std::move(stand_ins)) {
    std::string name = (fs::temp_directory_path() / "bench-pic-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("mkdtemp");
    folder_ = name;
    std::ofstream(folder_ / "boards.json") << R"([{"serial": ")" << board.serial_number() << R"(", "hid": ")"
                                           << (folder_ / "hid").string() << R"(", "tty": ""}])";
    listener_ = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    (folder_ / "hid").string().copy(address.sun_path, sizeof(address.sun_path) - 1);
    if (::bind(listener_, reinterpret_cast<const sockaddr*>(&address), sizeof(address)) != 0 ||
        ::listen(listener_, 1) != 0)
      throw std::runtime_error("a socket for the vendor's tool");
  }
  VendorTool(const VendorTool&) = delete;
  VendorTool& operator=(const VendorTool&) = delete;
  ~VendorTool() {
    ::close(listener_);
    fs::remove_all(folder_);
  }

  void program(std::string_view hex) {
    const std::string file = (folder_ / "image.hex").string();
    std::ofstream(file) << hex;
    const pid_t child = ::fork();
    if (child < 0) throw std::runtime_error("fork");
    if (child == 0) run(file);
    int status = 0;
    while (::waitpid(child, &status, WNOHANG) == 0) serve_for_a_while();
    if (status != 0) throw std::runtime_error("the vendor's tool failed: " + output());
  }

 private:
  [[noreturn]] void run(const std::string& file) const {
    const std::string log = (folder_ / "output").string();
    ::setenv("VIRTUAL_BOARDS", (folder_ / "boards.json").c_str(), 1);
    ::setenv("PYTHONPATH", stand_ins_.c_str(), 1);
    ::setenv("HOME", folder_.c_str(), 1);
    const std::string command =
        "exec " + tool_ + " write --erase --verify -f " + file + " --packpath \"$(" +
        fs::path(tool_).parent_path().string() +
        "/python -c 'import os, pykitcommander; "
        "print(os.path.dirname(pykitcommander.__file__))')/picpack/pic24fj128ga705\" > " +
        log + " 2>&1";
    ::execl("/bin/sh", "sh", "-c", command.c_str(), nullptr);
    std::_Exit(127);
  }
  std::string output() const {
    std::ifstream in(folder_ / "output");
    return std::string(std::istreambuf_iterator<char>(in), {});
  }

  void serve_for_a_while() {
    constexpr int milliseconds = 100;
    pollfd listening{listener_, POLLIN, 0};
    if (::poll(&listening, 1, milliseconds) != 1) return;
    const int client = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
    ports::HidReport report{};
    while (::recv(client, report.data(), report.size(), MSG_WAITALL) == static_cast<ssize_t>(report.size())) {
      report = board_.exchange(report);
      if (::send(client, report.data(), report.size(), MSG_NOSIGNAL) < 0) break;
    }
    ::close(client);
  }

  SteppedBoard& board_;
  std::string tool_;
  std::string stand_ins_;
  fs::path folder_;
  int listener_ = -1;
};

void show(const char* who, const Cost& cost) {
  std::printf("  %-10s %6zu reports %9zu bytes %7.3f s\n", who, cost.reports, cost.bytes(),
              seconds(cost.time));
}

int compare(std::string tool, std::string stand_ins) {
  SteppedBoard theirs;
  VendorTool vendor_tool(theirs, std::move(tool), std::move(stand_ins));
  for (const std::string_view hex : images) vendor_tool.program(hex);
  SteppedBoard ours;
  program(ours);

  const double of_reports =
      static_cast<double>(ours.cost().reports) / static_cast<double>(theirs.cost().reports);
  const double of_time = seconds(ours.cost().time) / seconds(theirs.cost().time);
  const double of_limit = seconds(ours.cost().time) / seconds(limit());
  std::printf("both images into a PIC24FJ128GA705, verified\n");
  show("pymcuprog", theirs.cost());
  show("ours", ours.cost());
  std::printf("  of the vendor's: %.3f of the reports and bytes, %.3f of the time (at most %.2f)\n",
              of_reports, of_time, allowed_of_vendor);
  std::printf("  limit %.3f s, ratio %.3f (at most %.2f)\n", seconds(limit()), of_limit, allowed_of_limit);
  const bool same = ours.flash() == theirs.flash();
  if (!same) std::printf("  the boards differ\n");
  return same && of_reports <= allowed_of_vendor && of_time <= allowed_of_vendor &&
                 of_limit <= allowed_of_limit
             ? 0
             : 1;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) {
    std::fprintf(stderr, "bench_pic_programming PYMCUPROG STAND_INS\n");
    return 2;
  }
  try {
    return compare(argv[1], argv[2]);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return 1;
  }
}
