/// A cyclic group of prime order q, written multiplicatively, as Belenios v1 uses it.
///
/// Everything that has no `secret` in its name may take a time that depends on its arguments: it is for public
/// data only. Elements come from `element(_:)` and are then on the curve or below the modulus, but possibly
/// outside the subgroup until `isMember` has said yes.
public protocol Group: Sendable {
    associatedtype Element: Hashable, Sendable
    /// An integer in [0, q).
    associatedtype Scalar: Hashable, Sendable
    /// Powers of one element made ready, for many exponents.
    associatedtype Table: Sendable

    /// As it stands in the `group` field and in hashes: `Ed25519`, `BELENIOS-2048`, `RFC-3526-2048`.
    var name: String { get }

    var identity: Element { get }
    var generator: Element { get }
    var generatorTable: Table { get }

    /// The canonical text of an element, S(x): decimal, or 64 hex digits. nil for any other text.
    func element(_ text: some StringProtocol) -> Element?
    func text(_ element: Element) -> String
    /// The same of many, which can be cheaper than one by one.
    func texts(_ elements: [Element]) -> [String]
    /// Whether the element lies in the subgroup of order q. The identity does.
    func isMember(_ element: Element) -> Bool
    /// Whether all of them do. A wrong yes has a probability of at most 2^−128, provided that whoever made the
    /// elements cannot foresee `chance`.
    func areMembers(_ elements: [Element], using chance: inout some RandomNumberGenerator) -> Bool
    /// Whether that is cheaper than one by one.
    var checksMembersTogether: Bool { get }
    /// The order of the encrypted tally's lists: by number, or by RFC 8032 bytes.
    func precedes(_ left: Element, _ right: Element) -> Bool

    func product(_ left: Element, _ right: Element) -> Element
    func inverse(_ element: Element) -> Element
    func power(_ base: Element, _ exponent: Scalar) -> Element
    func table(_ base: Element) -> Table
    func power(_ base: Table, _ exponent: Scalar) -> Element
    /// base^exponent · element^other, the commitment of every check.
    func power(_ base: Table, _ exponent: Scalar, times element: Element, _ other: Scalar) -> Element
    /// base^exponent for each exponent, cheaper together where a group can.
    func powers(_ base: Element, _ exponents: [Scalar]) -> [Element]
    /// base^exponent for each exponent, or nil unless the base is a member: the two questions that a ballot's check
    /// asks of each of its elements, cheaper together.
    func memberPowers(_ base: Element, _ exponents: [Scalar]) -> [Element]?
    /// ∏ base^exponent, both lists of the same length; 1 for none.
    func product(of bases: [Element], raisedTo exponents: [Scalar]) -> Element

    /// generator^exponent, without a time or a branch that depends on the exponent.
    func secretPower(_ exponent: Scalar) -> Element
    /// base^exponent, the same. The base is a member, which the caller has checked.
    func secretPower(_ base: Element, _ exponent: Scalar) -> Element

    /// Any integer, reduced modulo q.
    func scalar(_ value: Int) -> Scalar
    /// The canonical decimal of an integer below q; nil for any other text.
    func scalar(decimal text: some StringProtocol) -> Scalar?
    /// A big-endian integer of any length, reduced modulo q.
    func scalar(reducing bigEndian: [UInt8]) -> Scalar
    func decimal(_ scalar: Scalar) -> String
    /// Uniform in [0, q).
    func randomScalar(using chance: inout some RandomNumberGenerator) -> Scalar
    func sum(_ left: Scalar, _ right: Scalar) -> Scalar
    func difference(_ left: Scalar, _ right: Scalar) -> Scalar
    func product(_ left: Scalar, _ right: Scalar) -> Scalar
    /// 1/scalar modulo q; the scalar is not 0.
    func inverse(_ scalar: Scalar) -> Scalar

    /// Generator i = −1, 0, 1, … of the shuffles, of which nobody knows a logarithm (`ggen|i`).
    /// Two that are equal, or one that is 1 or g, would be a collision of SHA-256.
    func independentGenerator(_ index: Int) -> Element
    /// The element that stands for a ranked answer, each number in 0...255; nil where the group has no such
    /// embedding or the list does not fit.
    func encode(_ numbers: [Int]) -> Element?
    /// The `count` numbers of a ranked answer. Every element stands for some, because its maker is not bound to
    /// `encode`; nil only for groups without embedding and lists that do not fit.
    func decode(_ element: Element, count: Int) -> [Int]?
}

extension Group {
    public var zero: Scalar { scalar(0) }
    public var one: Scalar { scalar(1) }

    public var checksMembersTogether: Bool { false }

    public func areMembers(_ elements: [Element], using chance: inout some RandomNumberGenerator) -> Bool {
        elements.allSatisfy(isMember)
    }

    public func powers(_ base: Element, _ exponents: [Scalar]) -> [Element] {
        exponents.map { power(base, $0) }
    }

    public func memberPowers(_ base: Element, _ exponents: [Scalar]) -> [Element]? {
        isMember(base) ? exponents.map { power(base, $0) } : nil
    }

    public func texts(_ elements: [Element]) -> [String] { elements.map(text) }

    /// left · right^−1.
    public func quotient(_ left: Element, _ right: Element) -> Element {
        product(left, inverse(right))
    }

    public func negative(_ scalar: Scalar) -> Scalar {
        difference(zero, scalar)
    }
}
