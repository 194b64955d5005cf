#include "telemetry/shadow_document.hpp"

#include <utility>

#include "telemetry/errors.hpp"
#include "telemetry/json.hpp"
#include "telemetry/publishing.hpp"
#include "telemetry/topics.hpp"

namespace telemetry {

namespace {

constexpr std::int64_t not_found = 404;

ShadowRejection rejection_of(std::string_view operation, const base::Bytes& payload) {
  ShadowRejection rejection{std::string(operation), 0, std::string()};
  const auto json = parse_json(payload);
  if (const auto* code = member(json, "code"); code != nullptr && code->is_number_integer())
    rejection.code = code->get<std::int64_t>();
  if (const auto* text = member(json, "message"); text != nullptr && text->is_string())
    rejection.message = text->get<std::string>();
  return rejection;
}

}  // namespace

ShadowDocument::ShadowDocument(Dependencies dependencies, std::shared_ptr<OwnConnection> connection,
                               std::string_view thing_name)
    : dependencies_(std::move(dependencies)),
      connection_(std::move(connection)),
      thing_name_(Topics(thing_name).thing_name),
      prefix_("$aws/things/" + thing_name_ + "/shadow/"),
      tasks_(dependencies_.executor) {
  answers_ = connection_->broker().subscribe(
      prefix_ + "+/+",
      {[this](const ports::MqttMessage& message) { on_message(message); }, [this] { on_change(); }});
  on_change();
}

void ShadowDocument::on_change() {
  if (answers_.status() == SubscriptionStatus::refused) {
    status_ = ShadowStatus::failed;
    error_ = answers_.refusal();
    return;
  }
  const bool is_granted = answers_.status() == SubscriptionStatus::granted;
  const bool had_read = std::exchange(has_read_, is_granted);
  if (!is_granted) is_reading_ = false;
  if (is_granted && !had_read) read_again();
}

/// One request at a time, because AWS limits them for each thing.
void ShadowDocument::read_again() {
  if (std::exchange(is_reading_, true)) return;
  tasks_.spawn<void>(get(), [this](base::Outcome<void> outcome) {
    if (outcome.ok()) return;
    is_reading_ = false;
    error_ = outcome.error();
    if (status_ == ShadowStatus::loading) status_ = ShadowStatus::failed;
  });
}

void ShadowDocument::on_message(const ports::MqttMessage& message) {
  const std::string_view topic(message.topic);
  if (topic.substr(0, prefix_.size()) != prefix_) return;
  const std::string_view rest = topic.substr(prefix_.size());  // OPERATION/ANSWER
  const std::size_t slash = rest.find('/');
  const std::string_view answer = slash == std::string_view::npos ? rest : rest.substr(slash + 1);
  if (answer == "accepted" || answer == "rejected")
    on_answer(rest.substr(0, slash), answer == "accepted", message.payload);
}

void ShadowDocument::on_answer(std::string_view operation, bool is_accepted, const base::Bytes& payload) {
  const bool is_get = operation == "get";
  if (is_get) is_reading_ = false;
  if (!is_accepted) {
    ShadowRejection rejection = rejection_of(operation, payload);
    if (is_get && rejection.code == not_found) {
      status_ = ShadowStatus::absent;
      text_.clear();
      return;
    }
    rejection_ = std::move(rejection);
    return;
  }
  error_.reset();
  if (!is_get) {
    rejection_.reset();
    // The answer to an update has only what was changed.
    read_again();
    return;
  }
  status_ = ShadowStatus::present;
  text_ = base::to_text(payload);
  time_ = timeline_.at(dependencies_.executor.now(), dependencies_.client->now());
}

base::task<void> ShadowDocument::get() {
  return publish(connection_->broker(), prefix_ + "get", base::to_bytes("{}"), get_probe_);
}

base::task<void> ShadowDocument::update_desired(std::string desired) {
  const auto json = parse_json(base::as_bytes(desired));
  if (!json.is_object()) throw base::Error(invalid_document);
  std::string document = R"({"state":{"desired":)" + desired + "}}";
  if (document.size() > max_shadow_octets)
    throw base::Error(message_too_large).with("size", document.size()).with("most", max_shadow_octets);
  rejection_.reset();
  co_await publish(connection_->broker(), prefix_ + "update", base::to_bytes(document), update_probe_);
}

base::task<void> ShadowDocument::remove() {
  rejection_.reset();
  return publish(connection_->broker(), prefix_ + "delete", {}, delete_probe_);
}

}  // namespace telemetry
