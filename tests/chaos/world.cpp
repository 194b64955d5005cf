#include "world.hpp"

#include <algorithm>

#include "base/enum_names.hpp"
#include "errors.hpp"
#include "factory.hpp"
#include "rules.hpp"
#include "state/json.hpp"
#include "support/world.hpp"

namespace chaos {

using namespace std::chrono_literals;

namespace {

/// How often a person looks at the page.
constexpr base::Duration glance = 500ms;
/// A browser tells a page about a plug, or its end, after this time.
constexpr base::Duration usb_event = 20ms;
/// How long the run without faults may take for each board: several times what it takes.
constexpr base::Duration longest_calm = 8min;

/// Counts what the board publishes.
class CountingLink final : public simulation::BoardLink {
 public:
  CountingLink(std::unique_ptr<simulation::BoardLink> link, int& messages)
      : link_(std::move(link)), messages_(messages) {}
  bool connected() const override { return link_->connected(); }
  bool publish(std::string topic, base::Bytes payload) override {
    const bool is_permitted = link_->publish(std::move(topic), std::move(payload));
    messages_ += is_permitted ? 1 : 0;
    return is_permitted;
  }
  bool subscribe(std::string filter) override { return link_->subscribe(std::move(filter)); }

 private:
  std::unique_ptr<simulation::BoardLink> link_;
  int& messages_;
};

}  // namespace

World::World(const Plan& plan) : clock(executor, support::start_of_time()), random_(1) {
  std::vector<Line> lines;
  for (const std::string& text : plan) lines.push_back(parse_line(text));
  for (const Line& line : lines)
    if (!line.at && line.words[0] == "random") seed_ = few(line.number(1));
  random_ = simulation::SeededRandom(seed_);
  cloud_random_ = std::make_unique<CloudRandom>(seed_);
  cloud_ = std::make_unique<simulation::Cloud>(executor, clock, *cloud_random_);
  put_others(account(), clock, executor);
  registration_ = std::make_unique<Registration>(executor, clock, account());
  for (const Line& line : lines) set_up(line);
  add_computers();
  for (const Line& line : lines_) place_fault(*this, line);
  std::stable_sort(events_.begin(), events_.end(),
                   [](const Event& a, const Event& b) { return a.at < b.at; });
}

World::~World() = default;

void World::set_up(const Line& line) {
  const std::string& kind = line.words[0];
  if (line.at) {
    events_.push_back({*line.at, line});
  } else if (kind == "board") {
    add_board(line);
  } else if (kind == "calm") {
    calm_at_ = std::chrono::milliseconds(line.number(1));
  } else if (kind != "random") {
    lines_.push_back(line);
  }
}

void World::add_board(const Line& line) {
  const simulation::Kit* kit = simulation::find_kit(line.word(1));
  if (kit == nullptr) throw base::Error(bad_plan).because("an unknown kit: " + line.word(1));
  const std::size_t number = boards_.size() + 1;
  const auto role = state::read_name<board::FirmwareRole>(line.word(2));
  auto board = std::make_unique<Board>(number, delivered_board(kit->id, role, number));
  board->method = state::read_name<provision::MethodName>(line.word(3));
  board->computer = line.number(4);
  board->plug = 1;
  boards_.push_back(std::move(board));
}

void World::add_computers() {
  std::size_t count = 1;
  for (const auto& board : boards_) count = std::max(count, board->computer);
  for (const Event& event : events_)
    if (event.line.words[0] == "plug") count = std::max<std::size_t>(count, event.line.count(2));
  const Surroundings surroundings{
      executor, clock, *cloud_,
      [this](std::string rule, std::string detail) { violate(std::move(rule), std::move(detail)); },
      [this](std::string_view where, std::string_view text) { check_text(where, text); }};
  for (std::size_t i = 1; i <= count; ++i) {
    computers_.push_back(std::make_unique<Computer>(surroundings, seed_ + 100 * i));
    computers_.back()->http.instead = [this](const ports::HttpRequest& request) {
      return registration_->answer(request);
    };
    users_.push_back(std::make_unique<User>(executor, *computers_.back(), i, boards_));
  }
  for (const auto& board : boards_) {
    simulation::VirtualBoard::Options options;
    options.state = board->delivered;
    options.uplink = [this, one = board.get()](simulation::BoardConnect request) {
      return connect(*one, std::move(request));
    };
    for (const Line& line : lines_)
      if (line.words[0] == "fault" && line.number(1) == board->number)
        for (const simulation::Fault& fault : simulation::parse_fault_plan(line.word(2)))
          options.faults.push_back(fault);
    board->device = std::make_unique<simulation::VirtualBoard>(executor, random_, std::move(options));
    board->cable = std::make_unique<Cable>(executor, *board->device);
    board->cable->on_write = [this](base::ByteView bytes) {
      if (base::as_text(bytes).find("LOCK") != std::string_view::npos) violate("a slot is locked");
    };
    board->on_restored = [this](const Board& restored) { check_restored(*this, restored); };
    board->device->on_plug_change = [this, one = board.get()] { presence_changed(*one); };
    update_presence(*board);
  }
}

void World::violate(std::string rule, std::string detail) {
  const auto is_same = [&rule](const Violation& one) { return one.rule == rule; };
  if (std::none_of(violations_.begin(), violations_.end(), is_same))
    violations_.push_back({std::move(rule), std::move(detail)});
}

void World::check_text(std::string_view where, std::string_view text) {
  static const base::Secret passphrase = User::network().passphrase;
  static const base::Secret key = simulation::Cloud::secret_access_key();
  for (const std::string_view secret : {passphrase.reveal(), key.reveal(), std::string_view("PRIVATE KEY")})
    if (text.find(secret) != std::string_view::npos) violate("a secret is in " + std::string(where));
}

simulation::Cloud::BoardAnswer World::connect(Board& board, simulation::BoardConnect request) {
  const base::Bytes certificate = request.certificates.empty() ? base::Bytes() : request.certificates.front();
  simulation::Cloud::BoardAnswer answer = cloud_->connect_board(std::move(request));
  if (auto* link = std::get_if<std::unique_ptr<simulation::BoardLink>>(&answer))
    return std::make_unique<CountingLink>(std::move(*link), board.messages);
  if (std::get<simulation::BoardRefusal>(answer) == simulation::BoardRefusal::not_registered)
    registration_->note_unregistered(certificate);
  return answer;
}

Board& World::board(std::uint64_t number) {
  if (number == 0 || number > boards_.size()) throw base::Error(bad_plan).because("no such board");
  return *boards_[number - 1];
}
Computer& World::computer(std::uint64_t number) {
  if (number == 0 || number > computers_.size()) throw base::Error(bad_plan).because("no such computer");
  return *computers_[number - 1];
}

void World::presence_changed(Board& board) {
  if (!board.device->on_usb()) board.cable->end_plug();
  if (board.device->on_usb()) ++board.plug;
  executor.call_at(executor.now() + usb_event, [this, &board] { update_presence(board); });
}

void World::update_presence(Board& board) {
  if (computers_.empty()) return;  // all pages are closed
  const bool is_there = board.device->on_usb();
  if (board.attached_plug != 0 && (!is_there || board.attached_plug != board.plug)) {
    computer(board.computer).detach(board.number);
    board.attached_plug = 0;
  }
  if (!is_there || board.attached_plug != 0) return;
  computer(board.computer).attach(board.number, *board.cable);
  board.attached_plug = board.plug;
}

void World::plug(Board& board, std::size_t to) {
  computer(to);
  if (board.computer != to) {
    board.device->unplug();
    if (board.attached_plug != 0) computer(board.computer).detach(board.number);
    board.attached_plug = 0;
    board.computer = to;
  }
  board.device->replug();
}

void World::reload(std::uint64_t number) {
  computer(number).reload();
  for (const auto& board : boards_) {
    if (board->computer != number) continue;
    board->attached_plug = 0;
    executor.call_at(executor.now() + usb_event, [this, one = board.get()] { update_presence(*one); });
  }
}

void World::do_at_once(std::uint64_t number, const std::string& action) {
  Board& where = board(number);
  users_[where.computer - 1]->do_at_once(action, where);
}

void World::look_around() {
  for (const auto& user : users_) user->look();
  for (const auto& computer : computers_) computer->check_calls();
}

void World::run_until(base::Duration time) {
  while (executor.elapsed() < time) {
    executor.run_for(std::min(glance, time - executor.elapsed()));
    look_around();
  }
}

void World::run_plan() {
  for (const Event& event : events_) {
    if (event.at > calm_at_) break;
    run_until(event.at);
    perform(*this, event.line);
  }
  run_until(calm_at_);
  for (const auto& computer : computers_) computer->check_state();
}

bool World::is_complete(const Board& board) {
  const session::BoardSession* seen = computer(board.computer).session_of(board.number);
  if (seen == nullptr || board.goal != Goal::provision || board.messages == 0) return false;
  if (seen->status() != session::DeviceStatus::ready) return false;
  const session::Job& job = seen->jobs().current();
  if (seen->jobs().waits_for_message() || seen->jobs().waits_for_registration()) return false;
  if (job.kind == session::JobKind::provision && job.status == session::JobStatus::done) return true;
  session::Session& session = computer(board.computer).session();
  session.select_board(seen->id());
  const bool is_shown_live = session.live().is_watching(seen->facts().thing_name) &&
                             session.live().watcher()->state().is_receiving();
  return is_shown_live || session.next() == session::NextAction::watch;
}

/// What a person sees of a board.
std::string World::describe(const Board& board) {
  Computer& there = computer(board.computer);
  std::string text = "board " + std::to_string(board.number) + ": ";
  session::BoardSession* seen = there.session_of(board.number);
  if (seen == nullptr) return text + "not known";
  there.session().select_board(seen->id());
  const session::Job& job = seen->jobs().current();
  text += std::string(base::name_of(seen->status())) + ", next " +
          std::string(base::name_of(there.session().next()));
  if (job.status) text += ", job " + std::string(base::name_of(*job.status));
  if (job.error) text += ", " + job.error->describe();
  return text + ", " + std::to_string(board.messages) + " messages";
}

void World::run_calmly() {
  cloud_->faults() = {};
  for (const auto& computer : computers_) {
    computer->http.strikes.stop();
    computer->store.strikes.stop();
    computer->is_deaf = false;
  }
  for (const auto& board : boards_) {
    board->cable->stop_faults();
    board->device->clear_faults();
    board->device->replug();
    board->messages = 0;
  }
  for (const auto& user : users_) user->gives_up = true;
  const base::Duration end = executor.elapsed() + longest_calm * static_cast<int>(boards_.size());
  const auto all_complete = [this] {
    return std::all_of(boards_.begin(), boards_.end(), [this](const auto& one) { return is_complete(*one); });
  };
  while (executor.elapsed() < end && !all_complete()) run_until(executor.elapsed() + glance);
  for (const auto& board : boards_)
    if (!is_complete(*board)) violate("a board does not complete", describe(*board));
  for (const auto& computer : computers_) computer->check_state();
}

void World::close() {
  users_.clear();
  computers_.clear();
  executor.run_for(1s);  // the devices that the pages had open close
  boards_.clear();
  registration_.reset();
  cloud_.reset();
  if (executor.has_ready() || executor.has_timer()) violate("a task is left");
}

}  // namespace chaos
