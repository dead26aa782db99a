package import Foundation

/// An identifier that the database gave: a positive whole number, printed in addresses.
package protocol NumberID: RawRepresentable<Int64>, Hashable, Sendable, CustomStringConvertible, Comparable {
    init(_ number: Int64)
}

extension NumberID {
    package init?(rawValue: Int64) {
        guard rawValue > 0 else { return nil }
        self.init(rawValue)
    }

    /// The id written in decimal without sign or leading zeros; nil for anything else.
    package init?(text: some StringProtocol) {
        guard let number = Int64(text), number > 0, String(number) == text else { return nil }
        self.init(number)
    }

    package var description: String { String(rawValue) }

    package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

package struct ProcessID: NumberID {
    package let rawValue: Int64
    package init(_ number: Int64) { rawValue = number }
}

package struct PhaseID: NumberID {
    package let rawValue: Int64
    package init(_ number: Int64) { rawValue = number }
}

/// The official number of a district, such as 401.
package struct DistrictID: NumberID {
    package let rawValue: Int64
    package init(_ number: Int64) { rawValue = number }
}

package struct ProposalID: NumberID {
    package let rawValue: Int64
    package init(_ number: Int64) { rawValue = number }
}

package struct CommentID: NumberID {
    package let rawValue: Int64
    package init(_ number: Int64) { rawValue = number }
}

package struct AmendmentID: NumberID {
    package let rawValue: Int64
    package init(_ number: Int64) { rawValue = number }
}

package struct TopicID: NumberID {
    package let rawValue: Int64
    package init(_ number: Int64) { rawValue = number }
}

package struct StatementID: NumberID {
    package let rawValue: Int64
    package init(_ number: Int64) { rawValue = number }
}

package struct CaseID: NumberID {
    package let rawValue: Int64
    package init(_ number: Int64) { rawValue = number }
}

package struct ElectionID: NumberID {
    package let rawValue: Int64
    package init(_ number: Int64) { rawValue = number }
}

/// A human the city knows, perhaps only on paper. Random, so that no order tells who came first.
package struct PersonID: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
    package let rawValue: UUID
    package init(rawValue: UUID) { self.rawValue = rawValue }

    package init?(text: String) {
        guard let uuid = UUID(uuidString: text) else { return nil }
        rawValue = uuid
    }

    package var description: String { rawValue.uuidString.lowercased() }
}
