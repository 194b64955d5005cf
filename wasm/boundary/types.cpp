#include "aws/credentials.hpp"
#include "base/log.hpp"
#include "boundary.hpp"
#include "provision/plan.hpp"
#include "state/commands.hpp"
#include "state/fleet.hpp"
#include "state/slices.hpp"
#include "state/typescript.hpp"

namespace boundary {

namespace {

template <class... C>
std::string commands(state::TypeScript& typescript, const std::tuple<C...>*) {
  std::string all;
  ((all +=
    "  readonly " + state::command_name(state::description<C>.type) + ": " + typescript.add<C>() + ";\n"),
   ...);
  return "/** The commands that the page gives by name, and their arguments. */\n"
         "export interface Commands {\n" +
         all + "}\n";
}

/// The type of a slice's value.
template <class T>
std::string slice(state::TypeScript& typescript, state::SliceName name) {
  return "  readonly " + std::string(base::name_of(name)) + ": " + typescript.add<T>() + ";\n";
}

std::string slices(state::TypeScript& typescript) {
  using state::SliceName;
  return "/** The slices of the state, and their values. */\n"
         "export interface Slices {\n" +
         slice<state::AccountState>(typescript, SliceName::account) +
         slice<state::ContentsState>(typescript, SliceName::contents) +
         slice<state::TrayState>(typescript, SliceName::tray) +
         slice<state::BoardState>(typescript, SliceName::board) +
         slice<state::DebuggerState>(typescript, SliceName::debugger) +
         slice<state::JobState>(typescript, SliceName::job) +
         slice<state::LiveState>(typescript, SliceName::live) +
         slice<state::ThingsState>(typescript, SliceName::things) +
         slice<state::SelectionState>(typescript, SliceName::selection) + "}\n";
}

/// The values of boundary.json, as the exports that an import of it has.
std::string constants() {
  std::string all;
  state::for_each_field<Facts>([&](const auto& field) {
    all +=
        "export declare const " + std::string(field.name) + ": Facts['" + std::string(field.name) + "'];\n";
  });
  return all;
}

}  // namespace

Types types() {
  state::TypeScript typescript;
  typescript.add<state::State>();
  const std::string tables =
      slices(typescript) + commands(typescript, static_cast<const state::Commands*>(nullptr));
  typescript.add<state::FleetState>();
  typescript.add<state::ExplorerState>();
  typescript.add<state::ExplorerMessage>();
  typescript.add<state::ExportRequest>();
  typescript.add<state::ExportPart>();
  typescript.add<state::SliceName>();
  typescript.add<aws::CredentialForm>();
  typescript.add<aws::CredentialWarning>();
  typescript.add<base::LogLevel>();
  typescript.add<provision::BoardItem>();
  typescript.add<provision::AwsItem>();
  typescript.add<Facts>();
  return {"// Generated from core/state. Do not edit.\n\n" + typescript.text() + tables + constants(),
          typescript.names()};
}

}  // namespace boundary
