// What stops a provisioning, beyond what the board and AWS say themselves (their errors pass through with the
// parameter `step`).
#pragma once

#include "base/error.hpp"

namespace provision {

inline constexpr base::ErrorCode sandbox_account{"provision.sandbox_account"};  // endpoint
inline constexpr base::ErrorCode policy_differs{"provision.policy_differs"};    // policy
inline constexpr base::ErrorCode wrong_board{"provision.wrong_board"};          // expected, found
inline constexpr base::ErrorCode thing_differs{
    "provision.thing_differs"};  // thing: holds another certificate's name
inline constexpr base::ErrorCode bad_signature_from_board{"provision.bad_signature_from_board"};
inline constexpr base::ErrorCode key_missing{
    "provision.key_missing"};  // the secure element holds no key in slot 0
// Warnings of a plan.
inline constexpr base::ErrorCode old_module_firmware{"provision.old_module_firmware"};  // found, required
inline constexpr base::ErrorCode damaged_store{"provision.damaged_store"};              // cause

}  // namespace provision
