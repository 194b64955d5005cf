// SIGTERM and SIGINT as something that an executor can wait for.
#pragma once

namespace hosts {

/// From now on these signals end nothing; SIGPIPE neither. The descriptor can be read once one has come. Once
/// a process.
int catch_signals();

}  // namespace hosts
