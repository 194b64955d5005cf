// Records the steps of a long conversation and chooses which of them represent the rest. The pages of an
// image, or the bytes of an answer, are alike, and making each of them fail would show nothing new.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace support {

class Trace {
 public:
  /// Adds a step. Consecutive steps with the same `section` (what is being done) and `piece` (how far the
  /// section is) form one piece. `shape` describes the step without its data.
  void add(std::string_view section, double piece, std::string_view shape) {
    if (pieces_.empty() || pieces_.back().section != section || pieces_.back().piece != piece)
      pieces_.push_back({std::string(section), piece, steps_, 0, {}});
    pieces_.back().shape.append(shape).push_back('\n');
    ++pieces_.back().steps;
    ++steps_;
  }

  int steps() const { return steps_; }

  /// The steps of each section's last piece, and of the first two pieces of every other shape.
  std::vector<int> representatives() const {
    std::vector<int> chosen;
    std::map<std::pair<std::string, std::string>, int> seen;
    for (std::size_t i = 0; i < pieces_.size(); ++i) {
      const Piece& piece = pieces_[i];
      const bool is_last = i + 1 == pieces_.size() || pieces_[i + 1].section != piece.section;
      if (++seen[{piece.section, piece.shape}] > 2 && !is_last) continue;
      for (int step = 0; step < piece.steps; ++step) chosen.push_back(piece.first + step);
    }
    return chosen;
  }

 private:
  struct Piece {
    std::string section;
    double piece;
    int first;
    int steps;
    std::string shape;
  };
  std::vector<Piece> pieces_;
  int steps_ = 0;
};

}  // namespace support
