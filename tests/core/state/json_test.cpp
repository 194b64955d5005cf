#include "state/json.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "state/typescript.hpp"
#include "support/error_of.hpp"

namespace example {

enum class Color : std::uint8_t { red = 1, green };
constexpr auto names_of(Color) {
  return base::enum_names<Color>("Color", {{Color::red, "red"}, {Color::green, "green"}});
}

struct Lamp {
  int id = 0;
  std::optional<Color> color;
  bool on = false;
};
constexpr auto description_of(const Lamp*) {
  return state::describe<Lamp>("Lamp", "A lamp.", state::field("id", &Lamp::id),
                               state::field("color", &Lamp::color, "null: white."),
                               state::field("isOn", &Lamp::on));
}

struct Room {
  std::string name;
  std::vector<Lamp> lamps;
  std::map<std::string, std::variant<std::string, std::int64_t>> labels;
  std::vector<std::optional<double>> levels;
};
constexpr auto description_of(const Room*) {
  return state::describe<Room>("Room", "", state::field("name", &Room::name),
                               state::field("lamps", &Room::lamps), state::field("labels", &Room::labels),
                               state::field("levels", &Room::levels));
}

}  // namespace example

namespace {

using example::Color;
using example::Room;

TEST(Json, HasEachFieldUnderItsName) {
  const Room room{"attic",
                  {{1, Color::green, true}, {2, std::nullopt, false}},
                  {{"floor", 3}, {"wing", "east"}},
                  {0.5, {}}};
  EXPECT_EQ(state::json_text(room),
            R"({"name":"attic","lamps":[{"id":1,"color":"green","isOn":true},)"
            R"({"id":2,"color":null,"isOn":false}],"labels":{"floor":3,"wing":"east"},"levels":[0.5,null]})");
}

TEST(Json, HasEmptyListsAndMapsInsteadOfNull) {
  EXPECT_EQ(state::json_text(Room()), R"({"name":"","lamps":[],"labels":{},"levels":[]})");
}

TEST(Json, EscapesTextAndReplacesBytesThatAreNotUtf8) {
  EXPECT_EQ(state::json_text(std::string("a \"b\"\\\n\x01")), R"("a \"b\"\\\n\u0001")");
  EXPECT_EQ(state::json_text(std::string("caf\xe9")), "\"caf\xef\xbf\xbd\"");
}

TEST(Json, HasNumbersThatAreReadBackExactly) {
  for (const double number : {0.0, -0.5, 21.4, 1.0 / 3, 1732900000123.0, 5e-324}) {
    const std::string text = state::json_text(number);
    EXPECT_EQ(nlohmann::json::parse(text).get<double>(), number) << text;
  }
  EXPECT_EQ(state::json_text(std::int64_t{-9007199254740991}), "-9007199254740991");
}

TEST(Names, AreReadBack) {
  EXPECT_EQ(state::read_name<Color>("green"), Color::green);
}

TEST(Names, ThatAreUnknownAreErrorsInsteadOfDefaults) {
  for (const char* unknown : {"", "Green", "blue"}) {
    SCOPED_TRACE(unknown);
    EXPECT_EQ(support::code_of([&] { state::read_name<Color>(unknown); }), "state.unknown_name");
  }
}

TEST(TypeScript, DeclaresEachTypeOnceAfterTheTypesOfItsFields) {
  state::TypeScript types;
  types.add<Room>();
  types.add<example::Lamp>();
  EXPECT_EQ(types.text(), R"(export type Color =
  | 'red'
  | 'green';
/** A lamp. */
export interface Lamp {
  readonly id: number;
  /** null: white. */
  readonly color: Color | null;
  readonly isOn: boolean;
}
export interface Room {
  readonly name: string;
  readonly lamps: readonly Lamp[];
  readonly labels: Readonly<Record<string, string | number>>;
  readonly levels: readonly (number | null)[];
}
)");
}

}  // namespace
