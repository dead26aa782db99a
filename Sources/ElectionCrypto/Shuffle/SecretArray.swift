import CSodium

/// Secrets that are overwritten once nobody holds them any more, wherever they are plain memory: places and the scalars of
/// Ed25519 are, the numbers of the modular groups, which GMP keeps, are not.
package final class SecretArray<Element>: RandomAccessCollection {
    private let buffer: UnsafeMutableBufferPointer<Element>

    /// `element` makes one after the other, and sees those before it.
    package init(count: Int, _ element: (Int, UnsafeMutableBufferPointer<Element>) -> Element) {
        buffer = .allocate(capacity: count)
        for index in 0..<count { buffer.initializeElement(at: index, to: element(index, buffer)) }
    }

    deinit {
        wipe()
        buffer.deinitialize()
        buffer.deallocate()
    }

    package var startIndex: Int { 0 }
    package var endIndex: Int { buffer.count }

    package subscript(index: Int) -> Element { buffer[index] }

    /// Puts them in an order drawn from `chance`.
    package func shuffle(using chance: inout some RandomNumberGenerator) {
        var places = buffer
        places.shuffle(using: &chance)
    }

    /// Overwrites with zeros what has no memory of its own elsewhere.
    package func wipe() {
        guard _isPOD(Element.self), let start = buffer.baseAddress else { return }
        sodium_memzero(start, buffer.count * MemoryLayout<Element>.stride)
    }
}
