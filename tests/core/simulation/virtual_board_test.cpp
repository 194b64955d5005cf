#include <gtest/gtest.h>

#include "board/compressed_certificate.hpp"
#include "board_fixture.hpp"
#include "ports/errors.hpp"
#include "simulation/errors.hpp"

namespace simulation::test {
namespace {

base::ErrorCode code_of(const std::function<void()>& work) {
  try {
    work();
  } catch (const base::Error& error) {
    return error.code();
  }
  return base::ErrorCode("none");
}

base::task<std::string> read_until(ports::SerialPort& port, std::string_view end) {
  std::string text;
  while (text.find(end) == std::string::npos) text += base::to_text(co_await port.read());
  co_return text;
}

TEST(VirtualSerialPort, CarriesAConversation) {
  base::VirtualExecutor executor;
  SeededRandom random(1);
  VirtualBoard::Options options;
  options.firmware = FirmwareRole::provisioning;
  VirtualBoard board(executor, random, std::move(options));
  ports::SerialPort& port = board.serial();
  EXPECT_EQ(code_of([&] { executor.run(port.read()); }), ports::serial_not_open);
  executor.run_for(1s);  // the banner goes nowhere
  executor.run(port.open(ports::BaudRate::provisioning));
  const std::string line = "MC+PING=77\n";
  executor.run(port.write(base::as_bytes(line)));
  EXPECT_EQ(executor.run(read_until(port, "OK\r\n")), "\r\nMC+PONG=77\r\nOK\r\n");
  executor.run(port.close());
  EXPECT_EQ(code_of([&] { executor.run(port.write(base::as_bytes(line))); }), ports::serial_not_open);
}

TEST(VirtualSerialPort, DisconnectsWithTheCableAndReturns) {
  ProvisioningFixture fixture;
  fixture.board.line().host_closes();
  ports::SerialPort& port = fixture.board.serial();
  fixture.executor.run(port.open(ports::BaudRate::provisioning));
  std::optional<base::ErrorCode> seen;
  const auto reading =
      base::spawn<base::Bytes>(fixture.executor, port.read(),
                               [&](base::Outcome<base::Bytes> outcome) { seen = outcome.error().code(); });
  fixture.executor.run_for(1ms);
  fixture.board.unplug();
  fixture.executor.run_for(1ms);
  EXPECT_EQ(seen, ports::serial_disconnected);
  EXPECT_EQ(code_of([&] { fixture.executor.run(port.read()); }), ports::serial_disconnected);
  EXPECT_EQ(code_of([&] { fixture.executor.run(port.open(ports::BaudRate::provisioning)); }),
            ports::serial_disconnected);
  fixture.board.replug();
  fixture.executor.run(port.open(ports::BaudRate::provisioning));
  EXPECT_NE(fixture.executor.run(read_until(port, "READY\r\n")).find("READY"), std::string::npos);
}

TEST(VirtualSerialPort, IsBusyWhileAnotherHostHasItOpen) {
  ProvisioningFixture fixture;  // types at the other end
  EXPECT_EQ(code_of([&] { fixture.executor.run(fixture.board.serial().open(ports::BaudRate::demo)); }),
            ports::serial_port_busy);
}

TEST(VirtualBoard, KeepsItsStateWithoutPowerAndReportsChanges) {
  ProvisioningFixture fixture;
  std::vector<StatePart> changes;
  fixture.board.on_state_change = [&](StatePart part) { changes.push_back(part); };
  fixture.type("MC+WINC+ERASE=0x5000\n");
  fixture.type("MC+ECC+LOCK=9\n");
  fixture.board.program(FirmwareRole::demo);
  fixture.executor.run_for(5s);
  EXPECT_EQ(changes,
            (std::vector{StatePart::winc_flash, StatePart::secure_element, StatePart::mcu, StatePart::mcu}));
  fixture.board.unplug();
  fixture.board.replug();
  EXPECT_TRUE(fixture.board.state().secure_element.is_locked(9));
  EXPECT_EQ(fixture.board.state().firmware(), FirmwareRole::demo);
}

TEST(VirtualBoard, DependsOnlyOnTheSeed) {
  SeededRandom first(1);
  SeededRandom again(1);
  SeededRandom other(2);
  const std::string element = manufacture(first, FirmwareRole::demo).secure_element.to_json();
  EXPECT_EQ(manufacture(again, FirmwareRole::demo).secure_element.to_json(), element);
  EXPECT_NE(manufacture(other, FirmwareRole::demo).secure_element.to_json(), element);
}

TEST(SecureElement, IsRestoredFromItsJson) {
  SeededRandom random(5);
  SecureElement element = SecureElement::manufacture(random);
  element.lock(0);
  const base::Bytes word(4, std::byte{0x42});
  element.write(8, word);
  EXPECT_EQ(SecureElement::from_json(element.to_json()).to_json(), element.to_json());
  const std::string serial = R"({"serialNumber":"0123456789abcdeffe","slots":)";
  const std::vector<std::string> bad_ones{"",
                                          "{}",
                                          R"({"serialNumber":"0123","slots":{}})",
                                          R"({"serialNumber":"no hex","slots":{}})",
                                          serial + R"({"16":{}}})",
                                          serial + R"({"8":{"data":"00"}}})",
                                          serial + R"({"8":{"data":"no hex"}}})",
                                          serial + R"({"0":{"privateKeyPem":""}}})",
                                          serial + R"({},"otp":")" + std::string(2 * 65, '0') + R"("})"};
  for (const std::string& bad : bad_ones) {
    EXPECT_EQ(code_of([&] { SecureElement::from_json(bad); }), bad_state) << bad;
  }
}

class EveryPart : public testing::TestWithParam<board::PartType> {};

TEST_P(EveryPart, HoldsSandboxCertificatesThatCanBeRebuilt) {
  SeededRandom random(5);
  const SecureElement element = SecureElement::manufacture(random, GetParam());
  const auto slot = [&](std::size_t number) {
    base::Bytes bytes;
    EXPECT_EQ(element.read(number, SecureElement::slot_size(number), bytes), ElementStatus::success);
    return bytes;
  };
  const auto serial = board::SerialNumber::from_bytes(element.serial_number());
  base::Bytes otp;
  element.read_otp(8, otp);
  const board::PartType part = board::part_type(serial, otp);
  EXPECT_EQ(part, GetParam());
  const auto signer_key = board::parse_padded_public_key(slot(11));
  const auto signer = crypto::Certificate::from_der(
      board::rebuild_signer_certificate(part, board::CompressedCertificate::parse(slot(12)), signer_key));
  const board::DeviceCertificateSources sources{board::CompressedCertificate::parse(slot(10)),
                                                element.key(0)->public_key(), signer_key, serial,
                                                base::to_text(base::ByteView(slot(5)).first(12))};
  const auto device = crypto::Certificate::from_der(board::rebuild_device_certificate(part, sources));
  EXPECT_EQ(device.public_key(), element.key(0)->public_key());
  EXPECT_TRUE(device.verify_signed_by(signer.public_key()));
  EXPECT_EQ(signer.public_key(), signer_key);
}

INSTANTIATE_TEST_SUITE_P(SecureElement, EveryPart,
                         testing::Values(board::PartType::mah1h, board::PartType::mah4i,
                                         board::PartType::trust_and_go));

TEST(Sensors, GiveReadingsOfAnOrdinaryRoom) {
  const Sensors room(4);
  const Reading start = room.read(0s);
  int largest_step = 0;
  for (int second = 1; second < 3600; ++second) {
    const Reading now = room.read(std::chrono::seconds(second));
    const Reading before = room.read(std::chrono::seconds(second - 1));
    EXPECT_GE(now.light, 0);
    EXPECT_LE(now.light, 1023);
    EXPECT_GT(now.centi_celsius, 1500);
    EXPECT_LT(now.centi_celsius, 3500);
    largest_step = std::max(largest_step, std::abs(now.centi_celsius - before.centi_celsius));
  }
  EXPECT_LT(largest_step, 50) << "smooth";
  EXPECT_EQ(room.read(0s).light, start.light);
  EXPECT_EQ(telemetry_message({120, 2305}), R"({"Light":120,"Temp":23.05})");
}

}  // namespace
}  // namespace simulation::test
