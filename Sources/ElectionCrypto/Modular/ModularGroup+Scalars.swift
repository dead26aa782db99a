/// Scalars may be secret: all but texts and random draws take the same time for all values.
extension ModularGroup {
    public func scalar(_ value: Int) -> Scalar {
        let magnitude = Scalar(limbs: order.number(value.magnitude))
        return value < 0 ? negative(magnitude) : magnitude
    }

    public func scalar(decimal text: some StringProtocol) -> Scalar? {
        Limbs.number(text, below: order.limbs).map(Scalar.init)
    }

    public func scalar(reducing bigEndian: [UInt8]) -> Scalar {
        Scalar(limbs: order.secretRemainder(Limbs.number(bigEndian: bigEndian, count: order.count)))
    }

    public func decimal(_ scalar: Scalar) -> String { Limbs.decimal(scalar.limbs) }

    public func randomScalar(using chance: inout some RandomNumberGenerator) -> Scalar {
        while true {
            var limbs = (0..<order.count).map { _ in UInt(chance.next()) }
            limbs[order.count - 1] &= UInt.max >> UInt(order.count * 64 - order.bitCount)
            if Limbs.isBelow(limbs, order.limbs) { return Scalar(limbs: limbs) }
        }
    }

    public func sum(_ left: Scalar, _ right: Scalar) -> Scalar {
        Scalar(limbs: order.secretSum(left.limbs, right.limbs))
    }

    public func difference(_ left: Scalar, _ right: Scalar) -> Scalar {
        Scalar(limbs: order.secretDifference(left.limbs, right.limbs))
    }

    public func product(_ left: Scalar, _ right: Scalar) -> Scalar {
        Scalar(limbs: order.secretProduct(left.limbs, right.limbs))
    }

    public func inverse(_ scalar: Scalar) -> Scalar { Scalar(limbs: order.secretInverse(scalar.limbs)) }
}
