// SIGTERM and SIGINT as an event that an executor can wait for.
#pragma once

namespace hosts {

/// From now on SIGTERM, SIGINT and SIGPIPE do not end the process. The returned descriptor becomes readable
/// at the first SIGTERM or SIGINT. Call once in a process.
int catch_signals();

}  // namespace hosts
