// Errors of the ports. Each implementation of a port maps its platform's failures to these codes. A comment
// says when the error occurs, or names its parameters.
#pragma once

#include "base/error.hpp"

namespace ports {

inline constexpr base::ErrorCode serial_port_busy{"serial.port_busy"};      // another program or tab holds it
inline constexpr base::ErrorCode serial_open_failed{"serial.open_failed"};  // permission, driver
inline constexpr base::ErrorCode serial_disconnected{"serial.disconnected"};  // cable pulled, device reset
// The platform has not answered for some seconds.
inline constexpr base::ErrorCode serial_unresponsive{"serial.unresponsive"};
inline constexpr base::ErrorCode serial_not_open{"serial.not_open"};
inline constexpr base::ErrorCode serial_read_failed{"serial.read_failed"};  // framing, parity, break, overrun
inline constexpr base::ErrorCode serial_write_failed{"serial.write_failed"};
inline constexpr base::ErrorCode hid_open_failed{"hid.open_failed"};
inline constexpr base::ErrorCode hid_unresponsive{"hid.unresponsive"};  // see serial.unresponsive
inline constexpr base::ErrorCode hid_disconnected{"hid.disconnected"};
inline constexpr base::ErrorCode port_in_other_tab{"page.port_in_other_tab"};  // another tab of the page
inline constexpr base::ErrorCode debugger_in_other_tab{"page.debugger_in_other_tab"};
inline constexpr base::ErrorCode http_unreachable{
    "http.unreachable"};  // no response that the page may read: network, DNS, CORS, blocked
inline constexpr base::ErrorCode http_too_large{"http.too_large"};
/// The URL is not a broker's address.
inline constexpr base::ErrorCode mqtt_refused{"mqtt.refused"};
/// The WebSocket did not open.
inline constexpr base::ErrorCode mqtt_upgrade_refused{"mqtt.upgrade_refused"};  // close_code, reason
/// The WebSocket opened, and the broker refused the session.
inline constexpr base::ErrorCode mqtt_session_refused{
    "mqtt.session_refused"};  // return_code, or close_code and reason
inline constexpr base::ErrorCode mqtt_connection_lost{"mqtt.connection_lost"};
inline constexpr base::ErrorCode mqtt_subscription_refused{"mqtt.subscription_refused"};  // topic
inline constexpr base::ErrorCode mqtt_not_connected{"mqtt.not_connected"};
inline constexpr base::ErrorCode mqtt_already_connected{"mqtt.already_connected"};
inline constexpr base::ErrorCode mqtt_invalid_topic{"mqtt.invalid_topic"};  // topic
inline constexpr base::ErrorCode mqtt_unavailable{"mqtt.unavailable"};      // the module could not be loaded
inline constexpr base::ErrorCode random_unavailable{"random.unavailable"};
inline constexpr base::ErrorCode storage_failed{"storage.failed"};

inline constexpr base::ErrorCode file_unavailable{"file.unavailable"};  // name

/// All of the above, for the page's texts.
inline constexpr base::ErrorCode error_codes[] = {serial_port_busy,
                                                  serial_open_failed,
                                                  serial_disconnected,
                                                  serial_unresponsive,
                                                  serial_not_open,
                                                  serial_read_failed,
                                                  serial_write_failed,
                                                  hid_open_failed,
                                                  hid_unresponsive,
                                                  hid_disconnected,
                                                  port_in_other_tab,
                                                  debugger_in_other_tab,
                                                  http_unreachable,
                                                  http_too_large,
                                                  mqtt_refused,
                                                  mqtt_upgrade_refused,
                                                  mqtt_session_refused,
                                                  mqtt_connection_lost,
                                                  mqtt_subscription_refused,
                                                  mqtt_not_connected,
                                                  mqtt_already_connected,
                                                  mqtt_invalid_topic,
                                                  mqtt_unavailable,
                                                  random_unavailable,
                                                  storage_failed,
                                                  file_unavailable};

}  // namespace ports
