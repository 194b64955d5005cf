// Error codes of the conversations with a board's two firmwares, of Wi-Fi settings, and of the data stored in
// its Wi-Fi module and secure element. The comments name the parameters.
#pragma once

#include "base/error.hpp"

namespace board {

// The provisioning firmware.
inline constexpr base::ErrorCode no_answer{"board.no_answer"};      // command, milliseconds
inline constexpr base::ErrorCode not_in_step{"board.not_in_step"};  // attempts; no answer to PING
inline constexpr base::ErrorCode garbled{"board.garbled"};  // command; something came, but no status line
inline constexpr base::ErrorCode bad_answer{
    "board.bad_answer"};  // command; a status, but not the expected lines
inline constexpr base::ErrorCode restarted{"board.restarted"};  // command; READY came instead of an answer
inline constexpr base::ErrorCode command_refused{"board.command_refused"};              // command, status
inline constexpr base::ErrorCode secure_element_failed{"board.secure_element_failed"};  // command, status
inline constexpr base::ErrorCode slot_has_no_key{"board.slot_has_no_key"};              // command, status
inline constexpr base::ErrorCode module_failed{"board.module_failed"};                  // command, status
inline constexpr base::ErrorCode module_silent{"board.module_silent"};            // command, milliseconds
inline constexpr base::ErrorCode module_not_running{"board.module_not_running"};  // command, status
inline constexpr base::ErrorCode verify_failed{"board.verify_failed"};            // address
// Values that are refused before anything is sent.
inline constexpr base::ErrorCode address_refused{"board.address_refused"};    // address
inline constexpr base::ErrorCode size_refused{"board.size_refused"};          // address, size
inline constexpr base::ErrorCode slot_refused{"board.slot_refused"};          // slot
inline constexpr base::ErrorCode argument_refused{"board.argument_refused"};  // argument
// The demo firmware.
inline constexpr base::ErrorCode demo_no_answer{"board.demo_no_answer"};    // command, milliseconds
inline constexpr base::ErrorCode demo_bad_answer{"board.demo_bad_answer"};  // command
inline constexpr base::ErrorCode demo_refused{"board.demo_refused"};        // command: the Wi-Fi settings
inline constexpr base::ErrorCode demo_no_thing_name{"board.demo_no_thing_name"};          // command
inline constexpr base::ErrorCode demo_no_secure_element{"board.demo_no_secure_element"};  // command
// Wi-Fi settings that cannot be sent to a board.
inline constexpr base::ErrorCode ssid_length{"board.ssid_length"};                      // length
inline constexpr base::ErrorCode ssid_character{"board.ssid_character"};                // at
inline constexpr base::ErrorCode passphrase_length{"board.passphrase_length"};          // length, security
inline constexpr base::ErrorCode passphrase_character{"board.passphrase_character"};    // at
inline constexpr base::ErrorCode wifi_key_not_hex{"board.wifi_key_not_hex"};            // at, security
inline constexpr base::ErrorCode passphrase_unexpected{"board.passphrase_unexpected"};  // for an open network
inline constexpr base::ErrorCode wifi_line_too_long{"board.wifi_line_too_long"};        // length, limit
inline constexpr base::ErrorCode wifi_too_long_for_demo{"board.wifi_too_long_for_demo"};  // limit, version
// Stored data.
inline constexpr base::ErrorCode endpoint_too_long{"board.endpoint_too_long"};  // endpoint, length, limit
inline constexpr base::ErrorCode bad_client_store{"board.bad_client_store"};    // at
inline constexpr base::ErrorCode client_store_full{"board.client_store_full"};  // size, limit
inline constexpr base::ErrorCode bad_root_store{"board.bad_root_store"};        // at
inline constexpr base::ErrorCode root_store_full{"board.root_store_full"};      // size, limit
inline constexpr base::ErrorCode bad_root_certificate{"board.bad_root_certificate"};              // field
inline constexpr base::ErrorCode bad_text_page{"board.bad_text_page"};                            // page
inline constexpr base::ErrorCode bad_serial_number{"board.bad_serial_number"};                    // serial
inline constexpr base::ErrorCode bad_provisioning_items{"board.bad_provisioning_items"};          // at
inline constexpr base::ErrorCode bad_compressed_certificate{"board.bad_compressed_certificate"};  // field
inline constexpr base::ErrorCode bad_signer_key{"board.bad_signer_key"};
inline constexpr base::ErrorCode unknown_template{"board.unknown_template"};  // part
inline constexpr base::ErrorCode bad_version{"board.bad_version"};            // text

/// All of the above, for the page's texts.
inline constexpr base::ErrorCode error_codes[] = {no_answer,
                                                  not_in_step,
                                                  garbled,
                                                  bad_answer,
                                                  restarted,
                                                  command_refused,
                                                  secure_element_failed,
                                                  slot_has_no_key,
                                                  module_failed,
                                                  module_silent,
                                                  module_not_running,
                                                  verify_failed,
                                                  address_refused,
                                                  size_refused,
                                                  slot_refused,
                                                  argument_refused,
                                                  demo_no_answer,
                                                  demo_bad_answer,
                                                  demo_refused,
                                                  demo_no_thing_name,
                                                  demo_no_secure_element,
                                                  ssid_length,
                                                  ssid_character,
                                                  passphrase_length,
                                                  passphrase_character,
                                                  wifi_key_not_hex,
                                                  passphrase_unexpected,
                                                  wifi_line_too_long,
                                                  wifi_too_long_for_demo,
                                                  endpoint_too_long,
                                                  bad_client_store,
                                                  client_store_full,
                                                  bad_root_store,
                                                  root_store_full,
                                                  bad_root_certificate,
                                                  bad_text_page,
                                                  bad_serial_number,
                                                  bad_provisioning_items,
                                                  bad_compressed_certificate,
                                                  bad_signer_key,
                                                  unknown_template,
                                                  bad_version};

}  // namespace board
