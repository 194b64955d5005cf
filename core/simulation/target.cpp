#include "simulation/target.hpp"

#include "simulation/ati_handler.hpp"
#include "simulation/avr8_handler.hpp"

namespace simulation {

namespace {

class AvrTarget final : public Target {
 public:
  explicit AvrTarget(AvrMemories& memories) : memories_(memories), mcu_(memories), avr8_(mcu_) {
    avr8_.on_hold = [this] {
      if (on_hold) on_hold();
    };
    avr8_.on_release = [this] {
      if (on_release) on_release();
    };
    avr8_.on_change = [this] {
      if (on_change) on_change();
    };
  }

  void erase_chip() override { mcu_.erase_chip(); }
  void write_program(base::ByteView image) override { mcu_.write_flash(Atmega4808::flash_base, image); }
  void wear_out(std::uint32_t flash_offset) override { mcu_.wear_out(flash_offset); }
  void set_signature(std::uint32_t signature) override { mcu_.set_signature(signature); }
  void set_lock(std::uint8_t lock) override { memories_.lock = lock; }
  bool is_held() const override { return avr8_.holds_target(); }
  void restart() override { avr8_.restart(); }
  std::vector<std::byte> handlers() const override { return {std::byte{avr8}}; }
  Jtagice3Reply handle(std::uint8_t handler, base::ByteView message) override {
    return handler == avr8 ? avr8_.handle(message) : Target::handle(handler, message);
  }

 private:
  static constexpr std::uint8_t avr8 = 0x12;
  AvrMemories& memories_;
  Atmega4808 mcu_;
  Avr8Handler avr8_;
};

class PicTarget final : public Target {
 public:
  PicTarget(Timeline& timeline, PicMemories& memories)
      : memories_(memories), mcu_(memories), ati_(timeline, mcu_) {
    ati_.on_begin = [this] { script_begins(); };
    ati_.on_end = [this] { script_ends(); };
  }

  void erase_chip() override { mcu_.nvm().erase_flash(); }
  void write_program(base::ByteView image) override { memories_.store_program(image); }
  void wear_out(std::uint32_t flash_offset) override { mcu_.nvm().wear_out(flash_offset); }
  void set_signature(std::uint32_t signature) override { mcu_.nvm().set_id(signature); }
  void set_lock(std::uint8_t lock) override {
    memories_.flash[PicMemories::security_word] = static_cast<std::byte>(lock);
  }
  bool is_held() const override { return mcu_.is_held() || script_resets_; }
  void restart() override {
    ati_.restart();
    const bool held = is_held();
    script_resets_ = false;
    mcu_.restart();
    if (held && on_release) on_release();
  }
  std::optional<ports::HidReport> answer(base::ByteView report, std::optional<std::uint8_t> status) override {
    if (report[0] != AtiHandler::command_id) return std::nullopt;
    return ati_.answer(report, status);
  }

 private:
  void script_begins() {
    script_resets_ = mcu_.take_reset();
    if (script_resets_ && on_hold) on_hold();
    if (mcu_.nvm().take_change() && on_change) on_change();
  }
  void script_ends() {
    if (std::exchange(script_resets_, false) && !mcu_.is_held() && on_release) on_release();
  }

  PicMemories& memories_;
  Pic24fj128ga705 mcu_;
  AtiHandler ati_;
  bool script_resets_ = false;
};

}  // namespace

std::unique_ptr<Target> make_target(Timeline& timeline, McuMemories& memories) {
  if (auto* pic = std::get_if<PicMemories>(&memories)) return std::make_unique<PicTarget>(timeline, *pic);
  return std::make_unique<AvrTarget>(std::get<AvrMemories>(memories));
}

}  // namespace simulation
