#include "cable.hpp"

#include "base/sleep.hpp"
#include "ports/errors.hpp"

namespace chaos {

namespace {

using namespace std::chrono_literals;

/// Waits as the fault says. Throws nothing.
template <class Fault>
base::task<void> delay(std::optional<Fault> fault) {
  if (fault == Fault::late) co_await base::sleep(700ms);
  if (fault == Fault::stuck) co_await base::sleep(24h);
}

}  // namespace

/// Ends with its plug: a browser gives another object for the next one.
class Cable::Port final : public ports::SerialPort {
 public:
  explicit Port(Cable& cable) : cable_(cable), plug_(cable.plug_) {}
  Port(const Port&) = delete;
  Port& operator=(const Port&) = delete;
  ~Port() override {
    if (is_open_ && is_plugged()) cable_.closing_.spawn<void>(port().close());
  }

  base::task<void> open(ports::BaudRate rate) override {
    const auto fault = cable_.port_strikes.next();
    co_await delay(fault);
    require_plug();
    if (!is_open_ && cable_.is_held()) throw base::Error(ports::serial_port_busy);
    if (fault == PortFault::fails) throw base::Error(ports::serial_open_failed);
    co_await port().open(rate);
    is_open_ = true;
  }
  base::task<base::Bytes> read() override {
    require_plug();
    const auto fault = cable_.port_strikes.next();
    co_await delay(fault);  // first: a cancelled read must lose no byte
    require_plug();
    base::Bytes bytes = co_await port().read();
    require_plug();
    if (fault == PortFault::fails) throw base::Error(ports::serial_read_failed);
    if (fault == PortFault::twice) base::append(bytes, base::Bytes(bytes));
    co_return bytes;
  }
  base::task<void> write(base::ByteView bytes) override {
    require_plug();
    if (cable_.on_write) cable_.on_write(bytes);
    const auto fault = cable_.port_strikes.next();
    co_await delay(fault);
    require_plug();
    if (fault == PortFault::fails) throw base::Error(ports::serial_write_failed);
    co_await port().write(bytes);
  }
  base::task<void> close() override {
    is_open_ = false;
    if (is_plugged()) co_await port().close();
  }

 private:
  ports::SerialPort& port() { return cable_.board.serial(); }
  bool is_plugged() const { return plug_ == cable_.plug_; }
  void require_plug() const {
    if (!is_plugged()) throw base::Error(ports::serial_disconnected);
  }

  Cable& cable_;
  int plug_;
  bool is_open_ = false;
};

class Cable::Debugger final : public ports::HidDevice {
 public:
  explicit Debugger(Cable& cable) : cable_(cable), plug_(cable.plug_) {}
  Debugger(const Debugger&) = delete;
  Debugger& operator=(const Debugger&) = delete;
  ~Debugger() override {
    if (is_open_ && is_plugged()) cable_.closing_.spawn<void>(device().close());
  }

  base::task<void> open() override {
    const auto fault = cable_.debugger_strikes.next();
    co_await delay(fault);
    require_plug();
    if (cable_.is_held() || fault == DebuggerFault::fails) throw base::Error(ports::hid_open_failed);
    co_await device().open();
    is_open_ = true;
    repeat_.reset();
  }
  base::task<void> close() override {
    is_open_ = false;
    if (is_plugged()) co_await device().close();
  }
  base::task<void> send(const ports::HidReport& report) override {
    require_plug();
    co_await delay(cable_.debugger_strikes.next());
    require_plug();
    co_await device().send(report);
  }
  base::task<ports::HidReport> receive() override {
    require_plug();
    if (repeat_) co_return *std::exchange(repeat_, std::nullopt);
    const auto fault = cable_.debugger_strikes.next();
    co_await delay(fault);  // first: a cancelled wait must lose no report
    require_plug();
    const ports::HidReport report = co_await device().receive();
    require_plug();
    if (fault == DebuggerFault::twice) repeat_ = report;
    co_return report;
  }

 private:
  ports::HidDevice& device() { return cable_.board.hid(); }
  bool is_plugged() const { return plug_ == cable_.plug_; }
  void require_plug() const {
    if (!is_plugged()) throw base::Error(ports::hid_disconnected);
  }

  Cable& cable_;
  int plug_;
  bool is_open_ = false;
  std::optional<ports::HidReport> repeat_;
};

std::unique_ptr<ports::SerialPort> Cable::make_port() {
  return std::make_unique<Port>(*this);
}
std::unique_ptr<ports::HidDevice> Cable::make_debugger() {
  return std::make_unique<Debugger>(*this);
}

void Cable::stop_faults() {
  port_strikes.stop();
  debugger_strikes.stop();
  held_until_ = {};
}

}  // namespace chaos
