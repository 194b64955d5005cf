// What a provisioning by MAR will do, decided from what the board holds and what the account knows. Pure: the
// page shows it before anything is written, the job carries it out.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "provision/account.hpp"
#include "provision/board_state.hpp"
#include "provision/journal.hpp"

namespace provision {

/// keep: the board's certificate is replaced only where it must be. renew: it is replaced, and its
/// predecessor removed.
enum class CertificateChoice : std::uint8_t { keep, renew };

/// Everything that was found, on both sides.
struct Survey {
  Account account;
  PolicyState policy = PolicyState::missing;
  BoardState board;
  std::optional<JournalEntry> journal;
  /// Of the chain that shall be used, where there is one already.
  std::optional<Registration> registration;
};

enum class PlanAction : std::uint8_t { create, write, replace, keep, remove };
std::string_view name(PlanAction action);

struct PlanItem {
  std::string_view what;  // provisioner.d.ts, PlanItem.what
  PlanAction action;
  std::vector<std::pair<std::string, std::string>> params;
};

struct Plan {
  std::vector<PlanItem> board;
  std::vector<PlanItem> aws;
  std::vector<base::Error> warnings;
  base::Duration expected{0};
  bool complete() const;
};

/// The chain that will be used if one exists: from the journal, else the board's own unless it is to be
/// replaced.
std::optional<Chain> existing_chain(const BoardState& board, const std::optional<JournalEntry>& journal,
                                    CertificateChoice choice, std::string_view account);
/// A certificate in the account to remove when all else is done; empty without one.
std::string predecessor(const BoardState& board, const std::optional<JournalEntry>& journal,
                        CertificateChoice choice);

Plan make_plan(const Survey& survey, CertificateChoice choice, aws::Region region);

}  // namespace provision
