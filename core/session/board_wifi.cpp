#include "session/board_wifi.hpp"

#include <utility>

#include "board/demo_client.hpp"

namespace session {

void BoardWifi::choose(std::optional<board::WifiNetwork> network) {
  if (network) board::check(*network);
  network_ = std::move(network);
  ++choice_;
  is_decided_ = true;
  error_.reset();
  status_ = network_ ? WifiStatus::set : WifiStatus::keep;
  works_ = false;
  concealed_ = network_ ? log_.conceal(network_->passphrase) : nullptr;
  changed();
}

void BoardWifi::forget() {
  network_.reset();
  ++choice_;
  is_decided_ = false;
  error_.reset();
  status_ = WifiStatus::keep;
  works_ = false;
  concealed_ = nullptr;
}

/// The passphrase is wiped after the first message. An open network never has one.
bool BoardWifi::can_be_sent() const {
  return network_ && (network_->security == board::WifiSecurity::open || !network_->passphrase.empty());
}

std::optional<board::WifiNetwork> BoardWifi::to_send() const {
  return can_be_sent() && !works_ ? network_ : std::nullopt;
}

bool BoardWifi::waits() const {
  return (status_ == WifiStatus::set || status_ == WifiStatus::failed) && can_be_sent();
}

base::task<void> BoardWifi::send(ports::SerialPort& port) {
  const int choice = choice_;
  status_ = WifiStatus::sending;
  changed();
  board::DemoClient client(port, log_);
  try {
    co_await client.wifi(*network_);
  } catch (const base::Error& error) {
    if (choice == choice_) {
      status_ = WifiStatus::failed;
      error_ = error;
    }
    throw;
  }
  sent(choice);
}

std::function<void()> BoardWifi::note_sent() {
  return [this, choice = choice_] { sent(choice); };
}

void BoardWifi::sent(int choice) {
  if (choice != choice_) return;  // the user has chosen other settings meanwhile; they are sent next
  status_ = WifiStatus::sent;
  sent_at_ = executor_.now();
  changed();
}

void BoardWifi::message_came(bool is_first) {
  // A message right after the settings were sent may still have come through the previous network.
  constexpr base::Duration on_its_way = std::chrono::seconds(5);
  const bool by_new_network = is_first || executor_.now() - sent_at_ >= on_its_way;
  if (status_ != WifiStatus::sent || !by_new_network) return;
  works_ = true;
  network_->passphrase.clear();
  concealed_.reset();
}

}  // namespace session
