#include "board/winc_module.hpp"

#include <gtest/gtest.h>

#include "base/virtual_executor.hpp"
#include "support/error_of.hpp"
#include "support/fake_firmware.hpp"

namespace {

using board::FlashAddress;
using support::code_of;

class WincModuleTest : public testing::Test {
 protected:
  template <class T>
  T run(base::task<T> work) {
    return executor.run(std::move(work));
  }
  int commands(std::string_view name) const {
    int count = 0;
    for (const std::string& command : firmware.commands)
      if (command.substr(0, name.size()) == name) ++count;
    return count;
  }

  base::VirtualExecutor executor;
  base::Log log{executor};
  support::FakeFirmware firmware{executor};
  board::ProvisioningClient client{firmware, log};
  board::WincModule module{client};
};

base::Bytes pattern(std::size_t size) {
  base::Bytes bytes(size);
  for (std::size_t i = 0; i < size; ++i) bytes[i] = static_cast<std::byte>(i * 7 + i / 256);
  return bytes;
}

TEST_F(WincModuleTest, WritesPageByPageFromAnyStart) {
  const base::Bytes content = pattern(600);
  run(module.write(FlashAddress(0x50F0), content));
  EXPECT_TRUE(base::equal(base::ByteView(firmware.flash).subspan(0x50F0, 600), content));
  EXPECT_EQ(commands("MC+WINC+WRITEBLOB"), 4);
  EXPECT_EQ(run(module.read(FlashAddress(0x50F0), 600)), content);
  EXPECT_EQ(commands("MC+WINC+READ"), 4);
}

TEST_F(WincModuleTest, DoesNotSendBytesThatErasedFlashAlreadyHas) {
  base::Bytes content(768, std::byte{0xFF});
  content[10] = std::byte{1};
  content[20] = std::byte{2};
  run(module.write_and_verify(FlashAddress(0x5000), content));
  EXPECT_EQ(commands("MC+WINC+WRITEBLOB"), 1);
  EXPECT_EQ(commands("MC+WINC+WRITEBLOB=20490,11,22"), 1);
  EXPECT_EQ(commands("MC+WINC+READ"), 3);
}

TEST_F(WincModuleTest, FindsTheFirstByteThatDiffers) {
  const base::Bytes content = pattern(300);
  firmware.flash[0x5000 + 290] = std::byte{0};  // a worn cell
  EXPECT_EQ(
      support::param_of("address", [&] { run(module.write_and_verify(FlashAddress(0x5000), content)); }),
      std::to_string(0x5000 + 290));
  EXPECT_EQ(code_of([&] { run(module.verify(FlashAddress(0x5000), content)); }), "board.verify_failed");
}

TEST_F(WincModuleTest, FindsFlashThatWasNotErased) {
  firmware.flash[0x5100] = std::byte{0x0F};
  EXPECT_EQ(
      code_of([&] { run(module.write_and_verify(FlashAddress(0x5000), base::Bytes(512, std::byte{0xFF}))); }),
      "board.verify_failed");
}

TEST_F(WincModuleTest, ReportsItsProgress) {
  std::vector<std::pair<std::size_t, std::size_t>> reported;
  run(module.write_and_verify(FlashAddress(0x5000), pattern(300), [&](std::size_t done, std::size_t total) {
    reported.emplace_back(done, total);
  }));
  EXPECT_EQ(reported, (std::vector<std::pair<std::size_t, std::size_t>>{
                          {256, 600}, {300, 600}, {556, 600}, {600, 600}}));
}

TEST_F(WincModuleTest, ErasesRegionsSectorBySector) {
  run(module.erase(board::client_store_region));
  EXPECT_EQ(firmware.erased, (std::vector<std::uint32_t>{0x5000, 0x6000}));
}

TEST_F(WincModuleTest, TouchesNothingOutsideOfTheWritableRegion) {
  EXPECT_EQ(code_of([&] { run(module.erase(board::boot_region)); }), "board.address_refused");
  EXPECT_EQ(code_of([&] { run(module.erase(board::firmware_region)); }), "board.address_refused");
  EXPECT_EQ(code_of([&] { run(module.erase(board::endpoint_page_region)); }), "board.address_refused");
  EXPECT_EQ(code_of([&] { run(module.write(FlashAddress(0x9F00), base::Bytes(257))); }),
            "board.address_refused");
  EXPECT_EQ(code_of([&] { run(module.read(FlashAddress(0xFFF00), 257)); }), "board.size_refused");
  EXPECT_TRUE(firmware.commands.empty());
}

}  // namespace
