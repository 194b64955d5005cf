// Fuzzes the parsers of data from the network: AWS's refusals in JSON and XML, caller identities, policies,
// sensor messages, shadows, lifecycle events, and the export of any message.
#include "aws/json.hpp"
#include "aws/policy.hpp"
#include "aws/refusal.hpp"
#include "aws/sts.hpp"
#include "aws/xml.hpp"
#include "check.hpp"
#include "telemetry/message_export.hpp"
#include "telemetry/presence.hpp"
#include "telemetry/sensor_message.hpp"
#include "telemetry/shadow.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const base::ByteView input = fuzz::view(data, size);
  const std::string_view text = base::as_text(input);
  if (const auto json = aws::Json::parse(text)) {
    const std::string dumped = json->dump();
    const auto again = aws::Json::parse(dumped);
    fuzz::require(again && again->dump() == dumped, "written JSON parses to the same value");
    fuzz::require(aws::same_policy(text, text) == aws::same_policy(text, dumped),
                  "policies are compared by meaning");
  }
  ports::HttpResponse response;
  response.status = 403;
  response.body = text;
  const aws::Refusal refusal = aws::parse_refusal(response);
  fuzz::require(refusal.status == 403, "a refusal keeps its status");
  aws::xml_texts(text, "Code");
  fuzz::parse_or_error([&] {
    const aws::CallerIdentity identity = aws::parse_caller_identity(text);
    fuzz::require(identity.account.size() == 12, "an account has twelve digits");
  });
  aws::parse_http_date(text);
  telemetry::parse_sensor_message(input);
  telemetry::parse_shadow(input);
  telemetry::parse_shadow_delta(input);
  telemetry::parse_presence("$aws/events/presence/disconnected/board", input);
  telemetry::MessageLog received(std::size_t{64} << 10);
  received.add(0.0, "board/sensors", input);
  for (const auto format : {telemetry::ExportFormat::csv, telemetry::ExportFormat::json}) {
    const telemetry::ExportPart part = telemetry::export_part(received, {format, {"Temp"}}, 0, true);
    fuzz::require(part.messages == received.end(), "every message is exported");
  }
  return 0;
}
