// The errors of requests that a session refuses by itself, before it sends anything to a board or to AWS.
#pragma once

#include "base/error.hpp"

namespace session {

inline constexpr base::ErrorCode no_board{"session.no_board"};      // board
inline constexpr base::ErrorCode board_gone{"session.board_gone"};  // board
inline constexpr base::ErrorCode board_busy{"session.board_busy"};  // board: something else runs on it
inline constexpr base::ErrorCode no_account{"session.no_account"};
inline constexpr base::ErrorCode not_watching{"session.not_watching"};
inline constexpr base::ErrorCode wrong_firmware{"session.wrong_firmware"};  // wanted, found
inline constexpr base::ErrorCode unknown_firmware{"session.unknown_firmware"};
inline constexpr base::ErrorCode no_debugger{"session.no_debugger"};    // board
inline constexpr base::ErrorCode nothing_read{"session.nothing_read"};  // board
/// Just-in-time registration would register an authority that is lost when the session ends.
inline constexpr base::ErrorCode authority_not_kept{"session.authority_not_kept"};
inline constexpr base::ErrorCode mixed_simulation{
    "session.mixed_simulation"};  // board, account: simulated or real

/// All of the above, for the page's texts.
inline constexpr base::ErrorCode error_codes[] = {
    no_board,         board_gone,  board_busy,   no_account,         not_watching,    wrong_firmware,
    unknown_firmware, no_debugger, nothing_read, authority_not_kept, mixed_simulation};

}  // namespace session
