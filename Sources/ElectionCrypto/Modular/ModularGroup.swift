/// A subgroup of prime order of the numbers modulo a prime.
public struct ModularGroup: Group {
    public struct Element: Hashable, Sendable {
        let limbs: [UInt]
    }

    public struct Scalar: Hashable, Sendable {
        let limbs: [UInt]
    }

    /// Every base^(digit · 32^place), so that a power is a product of one number a place.
    public struct Table: Sendable {
        let powers: [[UInt]]
    }

    public let name: String
    public let generator: Element
    public let generatorTable: Table

    let field: Modulus
    let order: Modulus
    /// (p − 1)/q.
    let cofactor: [UInt]
    /// The low bits that an embedded number leaves free for the search of an element; nil: no embedding.
    let padding: Int?

    init(name: String, prime: [UInt], order: [UInt], cofactor: [UInt], generator: [UInt], padding: Int?) {
        self.name = name
        field = Modulus(prime)
        self.order = Modulus(order)
        self.cofactor = cofactor
        self.padding = padding
        self.generator = Element(limbs: Limbs.fitted(generator, to: prime.count))
        generatorTable = ModularGroup.table(self.generator, field: field, exponentBits: self.order.bitCount)
    }

    public var identity: Element { Element(limbs: field.one) }

    public func element(_ text: some StringProtocol) -> Element? {
        guard let limbs = Limbs.number(text, below: field.limbs), Limbs.significant(limbs) > 0
        else { return nil }
        return Element(limbs: limbs)
    }

    public func text(_ element: Element) -> String { Limbs.decimal(element.limbs) }

    public func isMember(_ element: Element) -> Bool {
        guard Limbs.significant(element.limbs) > 0 else { return false }
        // Half of the numbers below a safe prime are squares, and the squares are the subgroup.
        return cofactor == [2]
            ? field.jacobi(element.limbs) == 1
            : field.power(element.limbs, order.limbs) == field.one
    }

    public func precedes(_ left: Element, _ right: Element) -> Bool { Limbs.isBelow(left.limbs, right.limbs) }

    public func product(_ left: Element, _ right: Element) -> Element {
        Element(limbs: field.product(left.limbs, right.limbs))
    }

    public func inverse(_ element: Element) -> Element { Element(limbs: field.inverse(element.limbs)) }
}
