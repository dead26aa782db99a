import Dispatch

/// How independent pieces of work are shared out.
package enum Concurrency: Sendable {
    /// One after the other, on the caller's thread.
    case serial
    /// On all cores; the caller waits.
    case allCores

    /// The results in the order of the elements.
    package func map<Element: Sendable, Value: Sendable>(
        _ elements: [Element], _ transform: @Sendable (Element) -> Value
    ) -> [Value] {
        switch self {
        case .serial: return elements.map(transform)
        case .allCores:
            var values = [Value?](repeating: nil, count: elements.count)
            values.withUnsafeMutableBufferPointer { buffer in
                // Each piece of work writes its own place and no other.
                nonisolated(unsafe) let places = buffer
                DispatchQueue.concurrentPerform(iterations: elements.count) { index in
                    places[index] = transform(elements[index])
                }
            }
            return values.compactMap { $0 }
        }
    }
}
