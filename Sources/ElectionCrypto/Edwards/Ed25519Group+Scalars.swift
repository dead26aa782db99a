import CSodium

/// Scalars may be secret: all but texts and random draws take the same time for all values.
extension Ed25519Group {
    public func scalar(_ value: Int) -> Scalar {
        let magnitude = Scalar(words: SIMD4(UInt64(value.magnitude), 0, 0, 0))
        return value < 0 ? negative(magnitude) : magnitude
    }

    public func scalar(decimal text: some StringProtocol) -> Scalar? {
        let order = (0..<4).map { UInt(Ed25519Group.order[$0]) }
        guard let limbs = Limbs.number(text, below: order) else { return nil }
        return Scalar(words: SIMD4(UInt64(limbs[0]), UInt64(limbs[1]), UInt64(limbs[2]), UInt64(limbs[3])))
    }

    public func scalar(reducing bigEndian: [UInt8]) -> Scalar {
        var result = [UInt8](repeating: 0, count: 32)
        var rest = bigEndian[...]
        // From the top, 32 bytes at a time: libsodium reduces 64.
        while !rest.isEmpty {
            let piece = rest.prefix((rest.count - 1) % 32 + 1)
            rest = rest.dropFirst(piece.count)
            let low = piece.reversed() + Array(repeating: 0, count: 32 - piece.count)
            let wide = low + result
            crypto_core_ed25519_scalar_reduce(&result, wide)
        }
        return Scalar(bytes: result)
    }

    public func decimal(_ scalar: Scalar) -> String { Limbs.decimal((0..<4).map { UInt(scalar.words[$0]) }) }

    public func randomScalar(using chance: inout some RandomNumberGenerator) -> Scalar {
        let order = (0..<4).map { UInt(Ed25519Group.order[$0]) }
        while true {
            var limbs = (0..<4).map { _ in UInt(chance.next()) }
            limbs[3] &= 0x1FFF_FFFF_FFFF_FFFF
            if Limbs.isBelow(limbs, order) {
                return Scalar(words: SIMD4(limbs.map { UInt64($0) }))
            }
        }
    }

    public func sum(_ left: Scalar, _ right: Scalar) -> Scalar {
        combined(left, right, crypto_core_ed25519_scalar_add)
    }

    public func difference(_ left: Scalar, _ right: Scalar) -> Scalar {
        combined(left, right, crypto_core_ed25519_scalar_sub)
    }

    public func product(_ left: Scalar, _ right: Scalar) -> Scalar {
        combined(left, right, crypto_core_ed25519_scalar_mul)
    }

    public func inverse(_ scalar: Scalar) -> Scalar {
        var result = [UInt8](repeating: 0, count: 32)
        _ = crypto_core_ed25519_scalar_invert(&result, scalar.bytes)
        return Scalar(bytes: result)
    }

    private func combined(
        _ left: Scalar, _ right: Scalar,
        _ operation: (UnsafeMutablePointer<UInt8>, UnsafePointer<UInt8>, UnsafePointer<UInt8>) -> Void
    ) -> Scalar {
        var result = [UInt8](repeating: 0, count: 32)
        operation(&result, left.bytes, right.bytes)
        return Scalar(bytes: result)
    }
}

extension Ed25519Group.Scalar {
    /// 32 bytes, the lowest first.
    init(bytes: [UInt8]) {
        let words = bytes.withUnsafeBytes { $0.loadUnaligned(as: SIMD4<UInt64>.self) }
        self.words = SIMD4(
            words[0].littleEndian, words[1].littleEndian, words[2].littleEndian, words[3].littleEndian)
    }

    var bytes: [UInt8] {
        let words = SIMD4(
            words[0].littleEndian, words[1].littleEndian, words[2].littleEndian, words[3].littleEndian)
        return withUnsafeBytes(of: words) { Array($0) }
    }
}
