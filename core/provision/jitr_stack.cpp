#include "provision/jitr_stack.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "aws/errors.hpp"
#include "aws/json.hpp"
#include "aws/lambda.hpp"
#include "aws/refusal.hpp"
#include "base/hex.hpp"
#include "base/sleep.hpp"
#include "base/text.hpp"
#include "embedded/registration_function_py.hpp"
#include "embedded/stack_json.hpp"
#include "provision/errors.hpp"

namespace provision {

namespace {

using namespace std::chrono_literals;

constexpr base::Duration stack_poll_interval = 2s;
/// AWS needs about a minute for this stack.
constexpr base::Duration stack_timeout = 10min;
/// The role, the function, the rule, and the permission to run the function.
constexpr double resource_count = 4;

constexpr std::string_view vendors_function_prefix = "MCHPStack-MyLambdaJITR-";
/// The vendor's function has 4.2 MB; the placeholder in the vendor's template has about 1.1 KB.
constexpr std::uint64_t vendors_least_code_size = 100'000;

bool has_output(const aws::Stack& stack, const char* key) {
  return stack.outputs.count(key) != 0;
}

/// Whether the stack does what its template says.
bool is_complete(aws::StackStatus status) {
  switch (status) {
    case aws::StackStatus::create_complete:
    case aws::StackStatus::update_complete:
    case aws::StackStatus::update_rollback_complete:
    case aws::StackStatus::import_complete:
    case aws::StackStatus::import_rollback_complete:
      return true;
    default:
      return false;
  }
}

base::task<bool> has_vendors_function(aws::Client& client) {
  for (const aws::Function& function : co_await aws::list_functions(client)) {
    if (function.name.starts_with(vendors_function_prefix) && function.code_size >= vendors_least_code_size)
      co_return true;
  }
  co_return false;
}

base::task<JitrStackState> state_of(aws::Client& client, aws::Stack stack) {
  if (aws::is_in_progress(stack.status)) co_return JitrStackState::in_progress;
  if (!is_complete(stack.status)) co_return JitrStackState::failed;
  if (has_output(stack, "Function") && has_output(stack, "Version")) {
    const bool is_current = stack.outputs["Version"] == jitr_function_version;
    co_return is_current ? JitrStackState::current : JitrStackState::other_version;
  }
  if (!has_output(stack, "UserName")) co_return JitrStackState::foreign;
  if (co_await has_vendors_function(client)) co_return JitrStackState::vendors;
  co_return JitrStackState::vendors_without_function;
}

/// The events of the stack, newest first; nullopt if the user may not read them.
base::task<std::optional<std::vector<aws::StackEvent>>> readable_events(aws::CloudFormationClient& stacks,
                                                                        std::string id) {
  try {
    co_return co_await stacks.list_events(id);
  } catch (const base::Error& error) {
    if (!error.is(aws::not_permitted) && !error.is(aws::explicitly_denied)) throw;
  }
  co_return std::nullopt;
}

double completed(const std::vector<aws::StackEvent>& events) {
  const auto count = std::count_if(events.begin(), events.end(), [](const aws::StackEvent& event) {
    return event.status == "CREATE_COMPLETE" && event.logical_id != jitr_stack_name;
  });
  return std::min(1.0, static_cast<double>(count) / resource_count);
}

/// "The following resource(s) failed to create: [RegistrationRole]. …" → "RegistrationRole"; several are
/// separated by commas.
std::string resources_in(std::string_view status_reason) {
  const std::size_t begin = status_reason.find('[');
  const std::size_t end = status_reason.find(']', begin == std::string_view::npos ? 0 : begin);
  if (begin == std::string_view::npos || end == std::string_view::npos) return {};
  return std::string(status_reason.substr(begin + 1, end - begin - 1));
}

base::Error stack_error(const aws::Stack& stack, std::string_view resource) {
  return base::Error(stack_failed)
      .with("status", aws::name(stack.status))
      .with("resource", resource)
      .because(stack.status_reason);
}

/// The failed event that explains the stack's state: the oldest one since the stack's last creation or
/// deletion began, because later failures follow from it.
const aws::StackEvent* first_failure(const std::vector<aws::StackEvent>& events) {
  const aws::StackEvent* first = nullptr;
  for (const aws::StackEvent& event : events) {  // the newest comes first
    const bool of_stack = event.logical_id == jitr_stack_name;
    if (of_stack && (event.status == "CREATE_IN_PROGRESS" || event.status == "DELETE_IN_PROGRESS")) break;
    if (!of_stack && event.status.ends_with("_FAILED")) first = &event;
  }
  return first;
}

base::task<base::Error> failure_of(aws::CloudFormationClient& stacks, aws::Stack stack) {
  const auto events = co_await readable_events(stacks, stack.id);
  if (!events) {
    co_return stack_error(stack, resources_in(stack.status_reason))
        .with("unread", "cloudformation:DescribeStackEvents");
  }
  const aws::StackEvent* failed = first_failure(*events);
  if (failed == nullptr) co_return stack_error(stack, resources_in(stack.status_reason));
  if (const auto denied = aws::permission_error(failed->reason)) co_return *denied;
  co_return stack_error(stack, failed->logical_id).because(failed->reason);
}

/// Waits until CloudFormation has ended its work on the stack. Keeps the reason that is shown only while the
/// stack rolls back.
base::task<aws::Stack> poll_until_done(aws::CloudFormationClient& stacks, std::string id,
                                       StackProgress on_progress) {
  std::string reason;
  bool reads_events = static_cast<bool>(on_progress);
  while (true) {
    co_await base::sleep(stack_poll_interval);
    std::optional<aws::Stack> stack = co_await stacks.find_stack(id);
    if (!stack) throw base::Error(stack_failed).with("status", "").because("the stack is gone");
    if (!stack->status_reason.empty()) reason = stack->status_reason;
    if (!aws::is_in_progress(stack->status)) {
      stack->status_reason = reason;
      co_return *std::move(stack);
    }
    if (reads_events) {
      const auto events = co_await readable_events(stacks, id);
      reads_events = events.has_value();
      if (events) on_progress(completed(*events));
    }
  }
}

base::task<aws::Stack> wait(aws::CloudFormationClient& stacks, std::string id, StackProgress on_progress) {
  return base::with_timeout(stack_timeout, poll_until_done(stacks, std::move(id), std::move(on_progress)));
}

std::string random_token(ports::Random& random) {
  std::array<std::byte, 16> bytes{};
  random.fill(bytes);
  return base::to_hex(bytes);
}

/// Returns the id of the new stack, or of the one that somebody else has made meanwhile.
base::task<std::string> start_creation(aws::CloudFormationClient& stacks, ports::Random& random) {
  const std::string name(jitr_stack_name);
  try {
    co_return co_await stacks.create_stack(name, jitr_template(), random_token(random));
  } catch (const base::Error& error) {
    if (!error.is(aws::conflict)) throw;
  }
  const auto stack = co_await stacks.find_stack(name);
  co_return stack ? stack->id : name;
}

}  // namespace

std::string jitr_template() {
  return base::replace_all(embedded::stack_json, R"("ZipFile": "")",
                           R"("ZipFile": )" + aws::json_quoted(embedded::registration_function_py));
}

bool registers_boards(JitrStackState state) {
  return state == JitrStackState::current || state == JitrStackState::other_version ||
         state == JitrStackState::vendors;
}

base::task<JitrStack> find_jitr_stack(aws::Client& client) {
  aws::CloudFormationClient stacks(client);
  JitrStack found;
  found.stack = co_await stacks.find_stack(std::string(jitr_stack_name));
  if (found.stack) found.state = co_await state_of(client, *found.stack);
  co_return found;
}

void require_usable(const JitrStack& found) {
  if (registers_boards(found.state) || found.state == JitrStackState::missing ||
      found.state == JitrStackState::in_progress)
    return;
  throw base::Error(stack_unusable)
      .with("status", aws::name(found.stack->status))
      .with("state", name(found.state));
}

base::task<bool> ensure_jitr_stack(aws::Client& client, ports::Random& random, StackProgress on_progress) {
  aws::CloudFormationClient stacks(client);
  JitrStack found = co_await find_jitr_stack(client);
  if (found.state == JitrStackState::in_progress) {
    // The id finds the stack, too, if it is being deleted.
    found.stack = co_await wait(stacks, found.stack->id, on_progress);
    const bool is_deleted = found.stack->status == aws::StackStatus::delete_complete;
    found.state = is_deleted ? JitrStackState::missing : co_await state_of(client, *found.stack);
  }
  if (registers_boards(found.state)) co_return false;
  require_usable(found);

  const std::string id = co_await start_creation(stacks, random);
  aws::Stack stack = co_await wait(stacks, id, std::move(on_progress));
  const JitrStackState state = co_await state_of(client, stack);
  if (registers_boards(state)) co_return true;
  const base::Error failure = co_await failure_of(stacks, std::move(stack));
  throw base::Error(failure);
}

base::task<void> delete_jitr_stack(aws::Client& client) {
  aws::CloudFormationClient stacks(client);
  // Only its id finds a deleted stack.
  const auto present = co_await stacks.find_stack(std::string(jitr_stack_name));
  if (!present) co_return;
  co_await stacks.delete_stack(present->id);
  const aws::Stack stack = co_await wait(stacks, present->id, nullptr);
  if (stack.status == aws::StackStatus::delete_complete) co_return;
  const base::Error failure = co_await failure_of(stacks, stack);
  throw base::Error(failure);
}

base::task<void> replace_jitr_stack(aws::Client& client, ports::Random& random) {
  co_await delete_jitr_stack(client);
  co_await ensure_jitr_stack(client, random, nullptr);
}

}  // namespace provision
