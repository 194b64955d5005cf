// Error codes of the conversations between host and debugger and between debugger and microcontroller (the
// target), and of firmware images. The comments name the parameters.
#pragma once

#include "base/error.hpp"

namespace debugger {

// The conversation with the debugger.
inline constexpr base::ErrorCode no_answer{"debugger.no_answer"};  // command, milliseconds
inline constexpr base::ErrorCode bad_answer{
    "debugger.bad_answer"};  // command; often another program talks to it, too
inline constexpr base::ErrorCode report_size{"debugger.report_size"};  // size; another kind of debugger
inline constexpr base::ErrorCode command_refused{"debugger.command_refused"};  // command, status[, address]
// command, status: UPDI is active already, or not active yet
inline constexpr base::ErrorCode wrong_interface_state{"debugger.wrong_interface_state"};
inline constexpr base::ErrorCode configuration_refused{"debugger.configuration_refused"};  // offset, status
inline constexpr base::ErrorCode script_failed{
    "debugger.script_failed"};  // status; the PIC did not respond as expected
// The target.
inline constexpr base::ErrorCode target_unpowered{"debugger.target_unpowered"};
inline constexpr base::ErrorCode target_silent{"debugger.target_silent"};  // command, status
inline constexpr base::ErrorCode target_locked{"debugger.target_locked"};
inline constexpr base::ErrorCode wrong_target{"debugger.wrong_target"};    // expected, found: signatures, hex
inline constexpr base::ErrorCode verify_failed{"debugger.verify_failed"};  // address, expected, found: hex
// A firmware image; thrown before anything is sent.
inline constexpr base::ErrorCode image_malformed{"debugger.image_malformed"};        // line
inline constexpr base::ErrorCode image_checksum{"debugger.image_checksum"};          // line
inline constexpr base::ErrorCode image_incomplete{"debugger.image_incomplete"};      // no end record
inline constexpr base::ErrorCode image_overlap{"debugger.image_overlap"};            // address
inline constexpr base::ErrorCode image_out_of_range{"debugger.image_out_of_range"};  // address
inline constexpr base::ErrorCode image_empty{"debugger.image_empty"};
// A warning: the image has data for memory that is not written.
inline constexpr base::ErrorCode memory_not_written{"debugger.memory_not_written"};  // memory

/// All of the above, for the page's texts.
inline constexpr base::ErrorCode error_codes[] = {no_answer,
                                                  bad_answer,
                                                  report_size,
                                                  command_refused,
                                                  wrong_interface_state,
                                                  configuration_refused,
                                                  script_failed,
                                                  target_unpowered,
                                                  target_silent,
                                                  target_locked,
                                                  wrong_target,
                                                  verify_failed,
                                                  image_malformed,
                                                  image_checksum,
                                                  image_incomplete,
                                                  image_overlap,
                                                  image_out_of_range,
                                                  image_empty,
                                                  memory_not_written};

}  // namespace debugger
