import Dispatch

/// Long reckoning on a queue of its own, one after the other.
///
/// Whoever waits is released at once when the server stops; the work left behind ends with the program.
struct BackgroundWork: Sendable {
    private let queue: DispatchQueue

    init(_ label: String) { queue = DispatchQueue(label: label, qos: .background) }

    func run<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) async throws -> Value {
        let (stream, continuation) = AsyncThrowingStream<Value, any Error>.makeStream()
        queue.async {
            continuation.yield(with: Result(catching: body))
            continuation.finish()
        }
        guard let value = try await stream.first(where: { _ in true }) else { throw CancellationError() }
        return value
    }
}
