import Foundation
import Glibc

/// A program that runs beside this one and ends with it, however this one ends.
///
/// Its standard input and output are a socket whose other end is ours alone: the system closes it also after a
/// kill. A signal at the parent's death would not do: it follows the thread that began the child. Source: prctl(2).
final class ChildProgram {
    private let process: pid_t
    private let socket: Int32
    private var heard: [UInt8] = []

    /// Nil where the system cannot begin it.
    init?(_ path: String, _ arguments: [String]) {
        var ends: [Int32] = [-1, -1]
        let kind = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
        guard socketpair(AF_UNIX, kind, 0, &ends) == 0 else { return nil }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        posix_spawn_file_actions_adddup2(&actions, ends[1], 0)
        posix_spawn_file_actions_adddup2(&actions, ends[1], 1)
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        // A group of its own: Ctrl-C reaches us alone, and we end the child.
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP))
        var pointers = ([path] + arguments).map { strdup($0) }
        pointers.append(nil)
        var process: pid_t = 0
        let outcome = posix_spawn(&process, path, &actions, &attributes, pointers, environ)
        for pointer in pointers { free(pointer) }
        posix_spawn_file_actions_destroy(&actions)
        posix_spawnattr_destroy(&attributes)
        close(ends[1])
        self.process = process
        socket = ends[0]
        guard outcome == 0 else {
            close(socket)
            return nil
        }
    }

    /// The first lines it says; nil if it ends before, or has not said them in time.
    func lines(_ count: Int, until deadline: Date) -> [String]? {
        var buffer = [UInt8](repeating: 0, count: 4096)
        while heard.count(where: { $0 == 0x0A }) < count {
            var waiting = pollfd(fd: socket, events: Int16(POLLIN), revents: 0)
            let left = Int32(max(0, deadline.timeIntervalSinceNow * 1000))
            guard poll(&waiting, 1, left) > 0 else { return nil }
            let length = read(socket, &buffer, buffer.count)
            guard length > 0 else { return nil }
            heard += buffer.prefix(length)
        }
        return String(decoding: heard, as: UTF8.self).split(separator: "\n").prefix(count).map(String.init)
    }

    /// Ends it by the end of its input, after three seconds by a kill.
    func end() {
        close(socket)
        for _ in 0..<300 {
            guard waitpid(process, nil, WNOHANG) == 0 else { return }
            usleep(10_000)
        }
        kill(process, SIGKILL)
        waitpid(process, nil, 0)
    }
}
