import Glibc

/// Runs a program with its output in a file and waits for it; its exit status, or 128 and more if a signal ended it.
///
/// Foundation's `Process` waits until every descendant has closed a socket it hands down, and the server that
/// `pg_ctl` leaves behind never does.
func runAndWait(_ arguments: [String], output path: String) throws -> Int32 {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, path, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    posix_spawn_file_actions_adddup2(&actions, 1, 2)

    // The shell only changes the folder: it must be one that the other account may enter.
    let full = ["/bin/sh", "-c", "cd / && exec \"$@\"", "sh"] + arguments
    var pointers = full.map { strdup($0) }
    defer { for pointer in pointers { free(pointer) } }
    pointers.append(nil)
    var process: pid_t = 0
    let outcome = posix_spawn(&process, full[0], &actions, nil, pointers, environ)
    guard outcome == 0 else {
        throw EmbeddedCluster.Fault(
            description: "\(arguments[0]) cannot be started: \(String(cString: strerror(outcome))).")
    }
    var status: Int32 = 0
    while waitpid(process, &status, 0) == -1, errno == EINTR {}
    return status & 0x7F == 0 ? status >> 8 & 0xFF : 128 + status & 0x7F
}
