// What can go wrong between the core and AWS. An error's parameters are in brackets; each refusal carries
// `status` and AWS's own words as detail.
#pragma once

#include "base/error.hpp"

namespace aws {

inline constexpr base::ErrorCode unknown_region{"aws.unknown_region"};  // [region]

// Credentials as typed or pasted. [field]: access_key_id, secret_access_key or session_token.
inline constexpr base::ErrorCode credentials_unrecognised{"aws.credentials_unrecognised"};
/// Several keys, of which none can be chosen for the user.
inline constexpr base::ErrorCode credentials_ambiguous{"aws.credentials_ambiguous"};
/// [field, form; access_key_id where only the rest is missing]
inline constexpr base::ErrorCode credentials_missing{"aws.credentials_missing"};
/// [field, reason, form; character where the reason is "characters"]
inline constexpr base::ErrorCode credentials_malformed{"aws.credentials_malformed"};
inline constexpr base::ErrorCode credentials_swapped{"aws.credentials_swapped"};
inline constexpr base::ErrorCode credentials_not_a_key{
    "aws.credentials_not_a_key"};  // [prefix]: AIDA, AROA, …

// Refusals, by cause.
inline constexpr base::ErrorCode unknown_key{"aws.unknown_key"};                // [key: last four]
inline constexpr base::ErrorCode signature_mismatch{"aws.signature_mismatch"};  // the secret is wrong
inline constexpr base::ErrorCode token_expired{"aws.token_expired"};
inline constexpr base::ErrorCode not_subscribed{"aws.not_subscribed"};  // the account is not ready for it
inline constexpr base::ErrorCode not_permitted{"aws.not_permitted"};    // [action, resource]
/// No permission helps: a policy of the account or its organisation says no. [action, resource, policy]
inline constexpr base::ErrorCode explicitly_denied{"aws.explicitly_denied"};
inline constexpr base::ErrorCode clock_skewed{"aws.clock_skewed"};  // [seconds], where known
inline constexpr base::ErrorCode throttled{"aws.throttled"};        // [action]
inline constexpr base::ErrorCode conflict{"aws.conflict"};          // [action, resource_id, resource_arn]
inline constexpr base::ErrorCode in_use{"aws.in_use"};              // [action]: detach it first
inline constexpr base::ErrorCode wrong_state{"aws.wrong_state"};    // [action]
inline constexpr base::ErrorCode not_found{"aws.not_found"};        // [action]
inline constexpr base::ErrorCode invalid_request{"aws.invalid_request"};  // [action]
inline constexpr base::ErrorCode limit_exceeded{"aws.limit_exceeded"};    // [action]
inline constexpr base::ErrorCode service_failed{"aws.service_failed"};    // [action]
inline constexpr base::ErrorCode refused{"aws.refused"};                  // [action]: for any other reason
inline constexpr base::ErrorCode bad_answer{"aws.bad_answer"};            // [action]: not what AWS would say

// No answer that may be read.
inline constexpr base::ErrorCode host_blocked{"aws.host_blocked"};  // [host]: others of AWS answer
inline constexpr base::ErrorCode unreachable{"aws.unreachable"};    // [host]: nothing of AWS answers

/// All of the above, for the page's texts.
inline constexpr base::ErrorCode error_codes[] = {unknown_region,
                                                  credentials_unrecognised,
                                                  credentials_ambiguous,
                                                  credentials_missing,
                                                  credentials_malformed,
                                                  credentials_swapped,
                                                  credentials_not_a_key,
                                                  unknown_key,
                                                  signature_mismatch,
                                                  token_expired,
                                                  not_subscribed,
                                                  not_permitted,
                                                  explicitly_denied,
                                                  clock_skewed,
                                                  throttled,
                                                  conflict,
                                                  in_use,
                                                  wrong_state,
                                                  not_found,
                                                  invalid_request,
                                                  limit_exceeded,
                                                  service_failed,
                                                  refused,
                                                  bad_answer,
                                                  host_blocked,
                                                  unreachable};

}  // namespace aws
