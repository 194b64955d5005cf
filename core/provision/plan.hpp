// Decides what a provisioning will do, from what the board and the account hold. Does no I/O. The page
// shows the plan before anything is written, and the job carries it out.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/enum_names.hpp"
#include "board/identify.hpp"
#include "provision/account.hpp"
#include "provision/board_state.hpp"
#include "provision/firmware_image.hpp"
#include "provision/jitr_authority.hpp"
#include "provision/jitr_stack.hpp"
#include "provision/journal.hpp"
#include "provision/method_name.hpp"

namespace provision {

/// keep: the board's certificate is replaced only if it must be. renew: it is always replaced, and the old
/// one removed from the account.
enum class CertificateChoice : std::uint8_t { keep, renew };

/// What just-in-time registration has found in the account.
struct JitrAccount {
  JitrStackState stack = JitrStackState::missing;
  AuthorityState authority = AuthorityState::not_registered;
};

/// What was found on the board and in the account.
struct Survey {
  Account account;
  PolicyState policy = PolicyState::missing;
  BoardState board;
  std::optional<JournalEntry> journal;
  /// What the account holds for the chain that will be used. If the chain is still to be made, only for its
  /// thing.
  std::optional<Registration> registration;
  /// The ids of certificates that are removed from the account in the end: they carry this board's
  /// key, and the board will not use them any more.
  std::vector<std::string> old_certificates;
  /// Set by just-in-time registration only.
  std::optional<JitrAccount> jitr;
};

/// check: not read yet; kept if it is valid. enable: it is there, but disabled. later: AWS IoT creates it at
/// the board's first connection.
enum class PlanAction : std::uint8_t { create, write, replace, keep, remove, check, enable, later };
constexpr auto names_of(PlanAction) {
  return base::enum_names<PlanAction>("PlanAction", {{PlanAction::create, "create"},
                                                     {PlanAction::write, "write"},
                                                     {PlanAction::replace, "replace"},
                                                     {PlanAction::keep, "keep"},
                                                     {PlanAction::remove, "remove"},
                                                     {PlanAction::check, "check"},
                                                     {PlanAction::enable, "enable"},
                                                     {PlanAction::later, "later"}});
}
constexpr std::string_view name(PlanAction action) {
  return base::name_of(action);
}

enum class BoardItem : std::uint8_t {
  certificate,
  store,
  thing_name,
  endpoint,
  provisioning_firmware,
  demo_firmware,
  roots,
};
constexpr auto names_of(BoardItem) {
  return base::enum_names<BoardItem>("BoardItem",
                                     {{BoardItem::certificate, "certificate"},
                                      {BoardItem::store, "store"},
                                      {BoardItem::thing_name, "thing_name"},
                                      {BoardItem::endpoint, "endpoint"},
                                      {BoardItem::provisioning_firmware, "provisioning_firmware"},
                                      {BoardItem::demo_firmware, "demo_firmware"},
                                      {BoardItem::roots, "roots"}});
}
constexpr std::string_view name(BoardItem value) {
  return base::name_of(value);
}

enum class AwsItem : std::uint8_t {
  policy,
  certificate,
  thing,
  policy_attachment,
  thing_attachment,
  old_certificate,
  stack,
  authority,
};
constexpr auto names_of(AwsItem) {
  return base::enum_names<AwsItem>("AwsItem", {{AwsItem::policy, "policy"},
                                               {AwsItem::certificate, "certificate"},
                                               {AwsItem::thing, "thing"},
                                               {AwsItem::policy_attachment, "policy_attachment"},
                                               {AwsItem::thing_attachment, "thing_attachment"},
                                               {AwsItem::old_certificate, "old_certificate"},
                                               {AwsItem::stack, "stack"},
                                               {AwsItem::authority, "authority"}});
}
constexpr std::string_view name(AwsItem value) {
  return base::name_of(value);
}

struct PlanItem {
  std::string_view what;  // the name of a BoardItem or an AwsItem
  PlanAction action;
  std::vector<std::pair<std::string, std::string>> params;
};

struct Plan {
  std::vector<PlanItem> board;
  std::vector<PlanItem> aws;
  std::vector<base::Error> warnings;
  base::Duration expected{0};
  /// Whether everything is kept, so that nothing remains to be done.
  bool complete() const;
};

/// The chain that will be used if one exists: from the journal, else the board's own unless it is to be
/// replaced. A journal entry counts only while it fits what the board holds: the entry is for this account
/// and this board's key, its signer signed its certificate, and the board holds no certificate that is newer
/// or that the entry does not know (then another browser has finished a later provisioning).
std::optional<Chain> existing_chain(const BoardState& board, const std::optional<JournalEntry>& journal,
                                    CertificateChoice choice, std::string_view account);
/// The id of the certificate that is replaced by a new one; empty if no certificate is replaced.
std::string predecessor(const BoardState& board, const std::optional<JournalEntry>& journal,
                        CertificateChoice choice, std::string_view account);
/// The ids of certificates that may be old ones of this board, without the one that will be used: those on
/// its thing, and those that board and journal name. AWS is asked which of them carry the board's key.
std::vector<std::string> possible_old_certificates(const BoardState& board,
                                                   const std::optional<JournalEntry>& journal,
                                                   const Registration& registration,
                                                   CertificateChoice choice);

Plan make_plan(const Survey& survey, CertificateChoice choice, aws::Region region);

/// The plan for a board whose demo firmware still runs: board and account are read only once the provisioning
/// firmware runs. `thing_name`: as the demo firmware reports it, may be empty.
Plan plan_unread(std::string_view thing_name, const Account& account, MethodName method);
/// Adds the programming before and after the method, for a board that has a debugger.
void add_firmware(Plan& plan, const board::Kit& kit, const OwnImages& own,
                  std::optional<board::FirmwareRole> running);

}  // namespace provision
