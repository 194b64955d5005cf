// The commands that the page gives by name, with their arguments (session/commands.hpp performs them). What a
// command finds or changes shows in the state. Calls with secrets, bytes or devices are no commands: each is
// a function of its own (wasm/session_binding.hpp).
#pragma once

#include <string>
#include <tuple>
#include <vector>

#include "aws/actions.hpp"
#include "board/firmware_role.hpp"
#include "provision/method_name.hpp"
#include "state/describe.hpp"
#include "state/live_commands.hpp"

namespace state {

struct IdentifyAgain {
  int board = 0;
};
constexpr auto description_of(const IdentifyAgain*) {
  return describe<IdentifyAgain>(
      "IdentifyAgain",
      "Finds out again which firmware answers, for example after an image was dropped on the drive.",
      field("board", &IdentifyAgain::board));
}

struct BoardGone {
  int board = 0;
};
constexpr auto description_of(const BoardGone*) {
  return describe<BoardGone>("BoardGone",
                             "The browser reports that the board's port is gone. Cancels what runs on it.",
                             field("board", &BoardGone::board));
}

struct ForgetBoard {
  int board = 0;
};
constexpr auto description_of(const ForgetBoard*) {
  return describe<ForgetBoard>("ForgetBoard", "", field("board", &ForgetBoard::board));
}

struct SelectBoard {
  int board = 0;
};
constexpr auto description_of(const SelectBoard*) {
  return describe<SelectBoard>("SelectBoard", "The cards show this board from now on.",
                               field("board", &SelectBoard::board));
}

struct GoByHand {
  int board = 0;
  bool by_hand = false;
};
constexpr auto description_of(const GoByHand*) {
  return describe<GoByHand>("GoByHand",
                            "Sets whether the user continues without this board's debugger, although it "
                            "could be used. Ends when the board is provisioned.",
                            field("board", &GoByHand::board), field("byHand", &GoByHand::by_hand));
}

struct DebuggerGone {
  int debugger = 0;
};
constexpr auto description_of(const DebuggerGone*) {
  return describe<DebuggerGone>("DebuggerGone", "The browser reports that the debugger is gone.",
                                field("debugger", &DebuggerGone::debugger));
}

struct ForgetDebugger {
  int debugger = 0;
};
constexpr auto description_of(const ForgetDebugger*) {
  return describe<ForgetDebugger>("ForgetDebugger", "", field("debugger", &ForgetDebugger::debugger));
}

struct CheckKeysAgain {
  std::string region;
};
constexpr auto description_of(const CheckKeysAgain*) {
  return describe<CheckKeysAgain>("CheckKeysAgain",
                                  "Checks the kept keys (AccountState.keyEnding) again: after a refusal, or "
                                  "in another region.",
                                  field("region", &CheckKeysAgain::region));
}

struct SignOut {};
constexpr auto description_of(const SignOut*) {
  return describe<SignOut>("SignOut", "Forgets the keys, and ends what they sign.");
}

struct CheckPermissions {
  aws::Purpose purpose{};
};
constexpr auto description_of(const CheckPermissions*) {
  return describe<CheckPermissions>(
      "CheckPermissions",
      "Finds out what the keys may do, with the result in ContentsState.permissions. Changes nothing.",
      field("purpose", &CheckPermissions::purpose));
}

struct ListContents {};
constexpr auto description_of(const ListContents*) {
  return describe<ListContents>(
      "ListContents",
      "Lists what this page or the vendor's tool has made in the account into State.contents.");
}

struct PlanCleanUp {
  std::vector<std::string> boards;
  std::vector<std::string> authorities;
  bool policies = false;
  bool stack = false;
  bool thing_type = false;
  std::vector<std::string> users;
};
constexpr auto description_of(const PlanCleanUp*) {
  return describe<PlanCleanUp>(
      "PlanCleanUp", "Finds out what removing this would do, into ContentsState.plan. Changes nothing.",
      field("boards", &PlanCleanUp::boards, "The names of their things."),
      field("authorities", &PlanCleanUp::authorities, "Their ids."),
      field("policies", &PlanCleanUp::policies), field("stack", &PlanCleanUp::stack),
      field("thingType", &PlanCleanUp::thing_type), field("users", &PlanCleanUp::users, "Their names."));
}

struct CreateUser {
  std::string boundary;
};
constexpr auto description_of(const CreateUser*) {
  return describe<CreateUser>(
      "CreateUser",
      "Makes an IAM user that has only the permissions to provision by `mar` and to watch, and signs in with "
      "its keys. The present keys are forgotten. If that fails, the reason is in ContentsState.error.",
      field("boundary", &CreateUser::boundary,
            "The ARN of a managed policy that limits the user; empty for none."));
}

struct ReplaceStack {};
constexpr auto description_of(const ReplaceStack*) {
  return describe<ReplaceStack>("ReplaceStack",
                                "Deletes the stack MCHPStack, which registers boards at their first "
                                "connection, and creates the present "
                                "one. If that fails, the reason is in ContentsState.stackReplacement.");
}

struct ShareAuthority {};
constexpr auto description_of(const ShareAuthority*) {
  return describe<ShareAuthority>("ShareAuthority",
                                  "Registers the user's signer in the mode SNI_ONLY, because another account "
                                  "of the region holds it. If that "
                                  "fails, the reason is in ContentsState.authoritySharing.");
}

struct CleanUp {};
constexpr auto description_of(const CleanUp*) {
  return describe<CleanUp>("CleanUp", "Carries out the plan that is shown.");
}

struct StopCleanUp {};
constexpr auto description_of(const StopCleanUp*) {
  return describe<StopCleanUp>("StopCleanUp", "Stops the clean-up. A new plan shows what is left of it.");
}

struct Blink {
  int board = 0;
};
constexpr auto description_of(const Blink*) {
  return describe<Blink>("Blink",
                         "Shows which board this is: its LEDs blink, or, unless it runs the provisioning "
                         "firmware, its debugger restarts it, which the LEDs show, too.",
                         field("board", &Blink::board));
}

struct KeepWifi {
  int board = 0;
};
constexpr auto description_of(const KeepWifi*) {
  return describe<KeepWifi>("KeepWifi", "Keeps the board's saved network.",
                            field("board", &KeepWifi::board, "0: of each board that the tray starts."));
}

struct UseImage {
  int board = 0;
  board::FirmwareRole firmware{};
  std::string name;
  std::string text;
};
constexpr auto description_of(const UseImage*) {
  return describe<UseImage>(
      "UseImage", "Uses the user's own image in place of the vendor's. Checks it at once.",
      field("board", &UseImage::board), field("firmware", &UseImage::firmware),
      field("name", &UseImage::name, "The file's name."), field("text", &UseImage::text, "Intel HEX."));
}

struct UseVendorsImage {
  int board = 0;
  board::FirmwareRole firmware{};
};
constexpr auto description_of(const UseVendorsImage*) {
  return describe<UseVendorsImage>("UseVendorsImage", "Uses the vendor's image again.",
                                   field("board", &UseVendorsImage::board),
                                   field("firmware", &UseVendorsImage::firmware));
}

/// How it is known that debugger and port belong to one board: proved, or confirmed by the user.
enum class PairingClaim : std::uint8_t { proved, asserted };
constexpr auto names_of(PairingClaim) {
  return base::enum_names<PairingClaim>(
      "PairingClaim", {{PairingClaim::proved, "proved"}, {PairingClaim::asserted, "asserted"}});
}

struct MakePlan {
  int board = 0;
  bool renew = false;
  provision::MethodName method{};
};
constexpr auto description_of(const MakePlan*) {
  return describe<MakePlan>("MakePlan",
                            "Reads board and account, and changes nothing. While the demo firmware runs, the "
                            "plan has only what is known without stopping it.",
                            field("board", &MakePlan::board),
                            field("renew", &MakePlan::renew, "True for a new certificate in any case."),
                            field("method", &MakePlan::method));
}

struct Provision {
  int board = 0;
  bool renew = false;
  provision::MethodName method{};
  PairingClaim pairing{};
};
constexpr auto description_of(const Provision*) {
  return describe<Provision>(
      "Provision",
      "Carries out the plan, or continues after a failure. With a debugger, runs the whole one-click job: "
      "provisioning firmware, the method, demo firmware, restart, Wi-Fi. Ends when the board is set up; the "
      "step `first_message` ends later, with the first message, and the steps before it with the "
      "registration "
      "by `jitr`, which is refused until the user has the authority's files, too.",
      field("board", &Provision::board), field("renew", &Provision::renew),
      field("method", &Provision::method),
      field("pairing", &Provision::pairing,
            "`asserted`: the user confirms that this debugger and this port belong to one board, after "
            "`provision.not_paired` said that it could not be proved (because an unknown program runs "
            "there). Refused if more than one port or debugger is connected."));
}

struct OpenTray {};
constexpr auto description_of(const OpenTray*) {
  return describe<OpenTray>("OpenTray",
                            "Fills State.tray. The tray takes over Wi-Fi settings that a board still has to "
                            "get, unless it has its own.");
}

struct ProvisionTray {
  int board = 0;
  provision::MethodName method{};
};
constexpr auto description_of(const ProvisionTray*) {
  return describe<ProvisionTray>(
      "ProvisionTray", "Starts or continues boards with the tray's settings, and does not wait for them.",
      field("board", &ProvisionTray::board, "0: the boards that TrayState.startable counts."),
      field("method", &ProvisionTray::method));
}

struct ArmTray {
  bool armed = false;
  provision::MethodName method{};
};
constexpr auto description_of(const ArmTray*) {
  return describe<ArmTray>(
      "ArmTray",
      "While the tray is armed, a delivered board is provisioned as soon as it is plugged in, and a board "
      "that failed continues. Signing out ends it.",
      field("armed", &ArmTray::armed), field("method", &ArmTray::method));
}

struct Cancel {
  int board = 0;
};
constexpr auto description_of(const Cancel*) {
  return describe<Cancel>("Cancel", "Cancels what runs on the board.", field("board", &Cancel::board));
}

struct Restore {
  int board = 0;
};
constexpr auto description_of(const Restore*) {
  return describe<Restore>("Restore",
                           "Restores the delivered state: sandbox certificates, no endpoint, demo firmware. "
                           "Does not change the account.",
                           field("board", &Restore::board));
}

struct Inspect {
  int board = 0;
};
constexpr auto description_of(const Inspect*) {
  return describe<Inspect>("Inspect",
                           "Reads everything that the board reports about itself into BoardState.inspection.",
                           field("board", &Inspect::board));
}

struct CheckRoots {
  int board = 0;
};
constexpr auto description_of(const CheckRoots*) {
  return describe<CheckRoots>("CheckRoots",
                              "Reads the root certificates that the module trusts into BoardState.roots.",
                              field("board", &CheckRoots::board));
}

struct RepairRoots {
  int board = 0;
};
constexpr auto description_of(const RepairRoots*) {
  return describe<RepairRoots>("RepairRoots",
                               "Adds the root certificate that AWS IoT needs. Replaces a damaged or empty "
                               "store by one with only this certificate.",
                               field("board", &RepairRoots::board));
}

struct Diagnose {
  int board = 0;
};
constexpr auto description_of(const Diagnose*) {
  return describe<Diagnose>("Diagnose",
                            "Finds out why no message arrives, with the result in BoardState.diagnosis. The "
                            "session does this by itself after a minute without messages.",
                            field("board", &Diagnose::board));
}

using Commands =
    std::tuple<IdentifyAgain, BoardGone, ForgetBoard, SelectBoard, GoByHand, DebuggerGone, ForgetDebugger,
               CheckKeysAgain, SignOut, CheckPermissions, ListContents, PlanCleanUp, CreateUser, ReplaceStack,
               ShareAuthority, CleanUp, StopCleanUp, Blink, KeepWifi, UseImage, UseVendorsImage, MakePlan,
               Provision, OpenTray, ProvisionTray, ArmTray, Cancel, Restore, Inspect, CheckRoots, RepairRoots,
               Diagnose, Watch, Unwatch, ListThings, SetToggle, WatchAll, UnwatchAll, Explore, StopExploring,
               ClearExplorer, PublishMessage, OpenShadow, ReadShadow, UpdateShadow, DeleteShadow>;

/// A command's name on the boundary: the name of its struct with a small first letter.
inline std::string command_name(std::string_view type) {
  std::string name(type);
  name[0] = static_cast<char>(name[0] - 'A' + 'a');
  return name;
}

}  // namespace state
