import CCurl
import Synchronization

/// libcurl handles between two transfers: each keeps its connection open, so the next question to the same server
/// needs no new one.
final class IdleCurls: Sendable {
    private struct Handle: Sendable {
        nonisolated(unsafe) let pointer: UnsafeMutableRawPointer
    }

    private let handles = Mutex<[Handle]>([])

    func take() -> UnsafeMutableRawPointer? { handles.withLock { $0.popLast() }?.pointer }

    /// Forgets all settings of the handle, but not its connection.
    func put(_ pointer: UnsafeMutableRawPointer) {
        curl_easy_reset(pointer)
        let handle = Handle(pointer: pointer)
        handles.withLock { $0.append(handle) }
    }

    deinit {
        for handle in handles.withLock({ $0 }) { curl_easy_cleanup(handle.pointer) }
    }
}
