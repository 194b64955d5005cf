// A PIC24 at the end of a debugger's script engine, as far as programming over ICSP goes: the engine's
// registers and loops; of the PIC its program memory, the latches of a row, the NVM controller with its key
// sequence, and the instructions that the flash programming specification uses, each with the NOPs that it
// must be followed by. Whatever else comes makes the script fail.
#pragma once

#include <algorithm>
#include <array>
#include <map>
#include <vector>

#include "base/bytes.hpp"

namespace support {

class FakePic24 {
 public:
  static constexpr std::size_t row = 128;

  std::vector<std::uint32_t> flash = std::vector<std::uint32_t>(0xB000, 0xFFFFFF);
  std::uint16_t device_id = 0x750B;
  bool programming = false;
  int started = 0;  // how often its program was
  int erased = 0;
  bool worn = false;  // a bit cannot be written

  /// The data from the target; `failed` is set when the script is.
  base::Bytes run(base::ByteView script, std::vector<std::uint32_t> parameters, base::Bytes data) {
    script_ = script;
    parameters_ = std::move(parameters);
    to_target_ = std::move(data);
    taken_ = 0;
    from_target_.clear();
    uploading_ = failed = false;
    loops_.clear();
    next_parameter_ = 0;
    for (at_ = 0; at_ < script_.size() && !failed;) step();
    return from_target_;
  }
  bool failed = false;

 private:
  struct Loop {
    std::size_t begin;
    std::uint32_t left;
  };

  std::uint32_t take(int bytes) {
    std::uint32_t value = 0;
    for (int i = 0; i < bytes; ++i) {
      if (at_ == script_.size()) return fail();
      value |= std::to_integer<std::uint32_t>(script_[at_++]) << 8 * i;
    }
    return value;
  }
  std::uint32_t fail() {
    failed = true;
    return 0;
  }
  void check(bool condition) { failed = failed || !condition; }

  void step() {
    const std::uint32_t primitive = take(1);
    switch (primitive) {
      case 0xB0:
        programming = key_ == 0x8A12C2B2;
        if (pins_ == 3) ++started;
        return;
      case 0xB1:
        programming = false;
        key_ = 0;
        return;
      case 0xB2:
        pins_ = take(1);
        return;
      case 0xA0:
      case 0x94:
        take(2);
        return;
      case 0xEC:
        take(4);
        return;
      case 0xB4:
        key_ = take(4);
        return;
      case 0xB5:
        check(programming && take(1) == 5 && take(4) == 0);
        return;
      case 0x95:
        uploading_ = true;
        return;
      default:
        break;
    }
    if (primitive >= 0xE0) {
      core_primitive(primitive);
    } else {
      engine_primitive(primitive);
    }
  }

  void engine_primitive(std::uint32_t primitive) {
    switch (primitive) {
      case 0x90: {
        const std::uint32_t r = take(1);
        registers_[r] = take(4);
        return;
      }
      case 0x91:
        check(next_parameter_ < parameters_.size());
        if (!failed) registers_[take(1)] = parameters_[next_parameter_++];
        return;
      case 0x92: {
        const std::uint32_t r = take(1);
        registers_[r] += take(4);
        return;
      }
      case 0x93: {
        const std::uint32_t r = take(1);
        registers_[r] /= take(2);
        return;
      }
      case 0xAD: {
        const std::uint32_t times = registers_[take(1)];
        loops_.push_back({at_, times});
        return;
      }
      case 0xAC: {
        const std::uint32_t times = take(2);
        loops_.push_back({at_, times});
        return;
      }
      case 0xAE:
      case 0xA4:
        check(!loops_.empty());
        if (failed) return;
        if (--loops_.back().left > 0) {
          at_ = loops_.back().begin;
        } else {
          loops_.pop_back();
        }
        return;
      case 0xA2:
        loops_.push_back({at_, 0});
        return;
      case 0xA5: {
        const std::uint32_t mask = take(4);
        const std::uint32_t value = take(4);
        take(2);
        check(!loops_.empty());
        if (failed) return;
        if ((visi_seen_ & mask) == value) {
          loops_.pop_back();
        } else {
          at_ = loops_.back().begin;
        }
        return;
      }
      default:
        fail();
    }
  }

  void core_primitive(std::uint32_t primitive) {
    check(programming);
    switch (primitive) {
      case 0xE0:
        execute(take(3));
        return;
      case 0xE1:
        --nops_due_;
        busy_ = false;
        return;
      case 0xE2:
        check(nops_due_ <= 0);
        visi_seen_ = visi_;
        if (uploading_) {
          from_target_.push_back(static_cast<std::byte>(visi_));
          from_target_.push_back(static_cast<std::byte>(visi_ >> 8));
        }
        return;
      case 0xE4:
      case 0xE5: {
        const std::uint32_t value = registers_[take(1)];
        w(take(1)) = static_cast<std::uint16_t>(primitive == 0xE4 ? value >> 16 : value);
        return;
      }
      case 0xE6: {
        const std::uint32_t to = take(1);
        check(taken_ + 2 <= to_target_.size());
        if (failed) return;
        w(to) = static_cast<std::uint16_t>(std::to_integer<unsigned>(to_target_[taken_]) |
                                           std::to_integer<unsigned>(to_target_[taken_ + 1]) << 8);
        taken_ += 2;
        return;
      }
      default:
        fail();
    }
  }

  std::uint16_t& w(std::uint32_t number) { return w_[number % w_.size()]; }

  void execute(std::uint32_t instruction) {
    check(nops_due_ <= 0);
    nops_due_ = 0;
    if (instruction == 0x040200) return;
    if (instruction >> 20 == 0x2) {
      w(instruction & 15) = static_cast<std::uint16_t>(instruction >> 4);
    } else if ((instruction & 0xF80000) == 0x880000) {
      store_file((instruction & 0x7FFFF) >> 4 << 1, w(instruction & 15));
    } else if ((instruction & 0xFFF87F) == 0xEB0000) {
      w(instruction >> 7 & 15) = 0;
    } else if (instruction == 0xA8E761) {
      start_nvm();
    } else if (instruction == 0x780892) {
      check(w(1) == 0x784 && w(2) == 0x760);
      visi_ = busy_ ? 0x8000 : 0;
      nops_due_ = 1;
    } else if (instruction >> 16 == 0xBA || instruction >> 16 == 0xBB) {
      table(instruction);
      nops_due_ = 2;
    } else {
      fail();
    }
  }

  void store_file(std::uint32_t file, std::uint16_t value) {
    if (file == 0x784) {
      visi_ = value;
      nops_due_ = 1;
    } else if (file == 0x766) {
      keys_ = value == 0x55 ? 1 : keys_ == 1 && value == 0xAA ? 2 : 0;
    } else {
      check(file == 0x54 || file == 0x760 || file == 0x762 || file == 0x764);
      files_[file] = value;
    }
  }

  void start_nvm() {
    check(keys_ == 2);
    keys_ = 0;
    busy_ = true;
    nops_due_ = 4;
    const std::uint32_t address = files_[0x764] << 16 | files_[0x762];
    if (files_[0x760] == 0x400E) {
      std::fill(flash.begin(), flash.end(), 0xFFFFFFU);
      ++erased;
    } else if (files_[0x760] == 0x4002 && address % (2 * row) == 0 && address / 2 + row <= flash.size()) {
      for (std::size_t i = 0; i < row; ++i) flash[address / 2 + i] &= latches_[i];
      if (worn) flash[address / 2] |= 0x800000;
      latches_.fill(0xFFFFFF);
    } else {
      fail();
    }
  }

  std::uint32_t table_read(std::uint16_t offset) {
    const std::uint32_t address = files_[0x54] << 16 | offset;
    if (address == 0xFF0000) return device_id;
    if (address == 0xFF0002) return 0x0003;
    check(address / 2 < flash.size());
    return failed ? 0 : flash[address / 2];
  }
  std::uint32_t& latch(std::uint16_t offset) {
    check(files_[0x54] == 0xFA && offset / 2U < row);
    return latches_[offset / 2U % row];
  }
  void store_byte(std::uint16_t address, std::uint32_t value) {
    std::uint16_t& word = w(address / 2U);
    word =
        static_cast<std::uint16_t>(address % 2 == 0 ? (word & 0xFF00U) | value : (word & 0xFFU) | value << 8);
  }
  std::uint32_t load_byte(std::uint16_t address) {
    return w(address / 2U) >> (address % 2 == 0 ? 0 : 8) & 0xFFU;
  }

  void table(std::uint32_t instruction) {
    std::uint16_t& w6 = w(6);
    std::uint16_t& w7 = w(7);
    // In the order of the addresses' changes: what is read or written, then what is counted up.
    switch (instruction) {
      case 0xBA0BB6:
        check(w7 == 0x784);
        visi_ = static_cast<std::uint16_t>(table_read(w6));
        break;
      case 0xBA1B96:
        w(w7 / 2U) = static_cast<std::uint16_t>(table_read(w6));
        w7 += 2;
        break;
      case 0xBADBB6:
        store_byte(w7++, table_read(w6++) >> 16);
        break;
      case 0xBADBD6:
        store_byte(w7++, table_read(++w6) >> 16);
        break;
      case 0xBA1BB6:
        w(w7 / 2U) = static_cast<std::uint16_t>(table_read(w6));
        w6 += 2;
        w7 += 2;
        break;
      case 0xBB0BB6:
        latch(w7) = (latch(w7) & 0xFF0000U) | w(w6 / 2U);
        w6 += 2;
        break;
      case 0xBBDBB6:
        latch(w7) = (latch(w7) & 0xFFFFU) | load_byte(w6) << 16;
        ++w6;
        ++w7;
        break;
      case 0xBBEBB6:
        ++w7;
        latch(w7) = (latch(w7) & 0xFFFFU) | load_byte(w6) << 16;
        ++w6;
        break;
      case 0xBB1BB6:
        latch(w7) = (latch(w7) & 0xFF0000U) | w(w6 / 2U);
        w6 += 2;
        w7 += 2;
        break;
      default:
        fail();
    }
  }

  // The engine.
  base::ByteView script_;
  std::size_t at_ = 0;
  std::vector<std::uint32_t> parameters_;
  std::size_t next_parameter_ = 0;
  base::Bytes to_target_;
  std::size_t taken_ = 0;
  base::Bytes from_target_;
  bool uploading_ = false;
  std::map<std::uint32_t, std::uint32_t> registers_;
  std::vector<Loop> loops_;
  std::uint32_t visi_seen_ = 0;
  // The core.
  std::array<std::uint16_t, 16> w_{};
  std::map<std::uint32_t, std::uint32_t> files_;
  std::array<std::uint32_t, row> latches_{};
  std::uint16_t visi_ = 0;
  std::uint32_t key_ = 0;
  std::uint32_t pins_ = 0;  // 3: left to the target
  int keys_ = 0;
  int nops_due_ = 0;
  bool busy_ = false;
};

}  // namespace support
