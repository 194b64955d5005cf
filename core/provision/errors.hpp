// The errors of provisioning itself. Errors of the board and of AWS pass through with the parameter `step`.
// The comments name the parameters.
#pragma once

#include "base/error.hpp"

namespace provision {

inline constexpr base::ErrorCode sandbox_account{"provision.sandbox_account"};  // endpoint
inline constexpr base::ErrorCode policy_differs{"provision.policy_differs"};    // policy
/// actions: those that the keys may not perform, found before the board was touched.
inline constexpr base::ErrorCode permissions_missing{"provision.permissions_missing"};
/// These keys may not make the user of a workshop. [action]: what AWS refused.
inline constexpr base::ErrorCode no_workshop_user{"provision.no_workshop_user"};
inline constexpr base::ErrorCode bad_signature_from_board{"provision.bad_signature_from_board"};
inline constexpr base::ErrorCode key_missing{
    "provision.key_missing"};  // the secure element holds no key in slot 0
inline constexpr base::ErrorCode unknown_kit{"provision.unknown_kit"};      // kit: no images for it
inline constexpr base::ErrorCode image_differs{"provision.image_differs"};  // name, expected, found: SHA-256
inline constexpr base::ErrorCode not_paired{
    "provision.not_paired"};  // kit, serial: no proof that debugger and port are on the same board
inline constexpr base::ErrorCode other_board{
    "provision.other_board"};  // serial: the debugger belongs to another port's board
inline constexpr base::ErrorCode firmware_silent{
    "provision.firmware_silent"};  // firmware: programmed and verified, but does not start
inline constexpr base::ErrorCode certificates_not_delivered{
    "provision.certificates_not_delivered"};  // part: no certificates to rebuild
inline constexpr base::ErrorCode old_certificate_left{
    "provision.old_certificate_left"};  // id: AWS refused to remove it; a warning
inline constexpr base::ErrorCode no_root_store{"provision.no_root_store"};  // the backup is not a root store
// Just-in-time registration.
/// status: of the stack; resource: the stack's resources that failed; unread: the action without which the
/// reason cannot be read.
inline constexpr base::ErrorCode stack_failed{"provision.stack_failed"};
/// status: a stack of the name exists, but does not register boards.
inline constexpr base::ErrorCode stack_unusable{"provision.stack_unusable"};
/// id: another account of the region has registered this authority.
inline constexpr base::ErrorCode authority_elsewhere{"provision.authority_elsewhere"};
/// id: the board's certificate is from this signer, which is not registered and whose key is not at hand.
inline constexpr base::ErrorCode other_authority{"provision.other_authority"};
/// status: the certificate of a board that shall register itself.
inline constexpr base::ErrorCode certificate_disabled{"provision.certificate_disabled"};
// What a diagnosis finds: the most likely cause of missing messages.
inline constexpr base::ErrorCode board_silent{"diagnosis.board_silent"};
inline constexpr base::ErrorCode no_thing_name{"diagnosis.no_thing_name"};
inline constexpr base::ErrorCode sandbox_endpoint{"diagnosis.sandbox_endpoint"};
inline constexpr base::ErrorCode other_endpoint{"diagnosis.other_endpoint"};  // board, account
inline constexpr base::ErrorCode other_region{"diagnosis.other_region"};      // board, account: regions
inline constexpr base::ErrorCode thing_missing{"diagnosis.thing_missing"};    // thing
inline constexpr base::ErrorCode certificate_missing{"diagnosis.certificate_missing"};    // thing
inline constexpr base::ErrorCode certificate_inactive{"diagnosis.certificate_inactive"};  // status
inline constexpr base::ErrorCode policy_missing{"diagnosis.policy_missing"};              // policy
inline constexpr base::ErrorCode not_connected{
    "diagnosis.not_connected"};  // board and account are set up correctly; the board's LEDs show more
inline constexpr base::ErrorCode board_publishes{
    "diagnosis.board_publishes"};  // topic: the board publishes, but this page receives nothing
// Warnings of a plan.
inline constexpr base::ErrorCode old_debugger_firmware{"provision.old_debugger_firmware"};  // found, required
inline constexpr base::ErrorCode fuses_differ{"provision.fuses_differ"};  // address, expected, found
inline constexpr base::ErrorCode own_image{"provision.own_image"};        // name, firmware
inline constexpr base::ErrorCode old_module_firmware{"provision.old_module_firmware"};  // found, required
inline constexpr base::ErrorCode damaged_store{"provision.damaged_store"};              // cause

/// All of the above, for the page's texts.
inline constexpr base::ErrorCode error_codes[] = {sandbox_account,
                                                  policy_differs,
                                                  permissions_missing,
                                                  no_workshop_user,
                                                  bad_signature_from_board,
                                                  key_missing,
                                                  unknown_kit,
                                                  image_differs,
                                                  not_paired,
                                                  other_board,
                                                  firmware_silent,
                                                  certificates_not_delivered,
                                                  old_certificate_left,
                                                  no_root_store,
                                                  stack_failed,
                                                  stack_unusable,
                                                  authority_elsewhere,
                                                  other_authority,
                                                  certificate_disabled,
                                                  board_silent,
                                                  no_thing_name,
                                                  sandbox_endpoint,
                                                  other_endpoint,
                                                  other_region,
                                                  thing_missing,
                                                  certificate_missing,
                                                  certificate_inactive,
                                                  policy_missing,
                                                  not_connected,
                                                  board_publishes,
                                                  old_debugger_firmware,
                                                  fuses_differ,
                                                  own_image,
                                                  old_module_firmware,
                                                  damaged_store};

}  // namespace provision
