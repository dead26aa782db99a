/// A way to count. What voters read about it stands in the phrases under `rule.<id>.…`.
package struct Rule: Sendable {
    package typealias Count = @Sendable (Profile, Parameters, _ seats: Int) throws(TallyError) -> Outcome
    typealias Check = @Sendable (Outcome, Profile) throws(Refusal) -> Void

    /// Stored and printed in the public record, so never renamed.
    package let id: String
    /// Where the rule is defined.
    package let source: String
    package let ballot: Ballot.Kind
    /// The names of the options in order where the rule itself gives them, else empty.
    package let fixedOptions: [String]
    package let parameters: [Parameter]
    /// Counts `profile`. Throws what makes counting impossible; a tie is a result, not an error.
    package let count: Count
    /// Checks an outcome by its certificate, on another way than `count`.
    let check: Check

    init(
        id: String, source: String, ballot: Ballot.Kind, fixedOptions: [String] = [], parameters: [Parameter],
        count: @escaping Count, check: @escaping Check
    ) {
        self.id = id
        self.source = source
        self.ballot = ballot
        self.fixedOptions = fixedOptions
        self.parameters = parameters
        self.count = count
        self.check = check
    }
}

extension Rule {
    /// Every rule the platform offers, in menu order.
    package static let all: [Rule] = [yesNo, approval, score]

    package static func named(_ id: String) -> Rule? { all.first { $0.id == id } }

    /// Counts with the standard of every parameter that `given` does not name.
    package func outcome(
        of profile: Profile, seats: Int = 1, _ given: [String: Parameter.Value] = [:]
    ) throws(TallyError) -> Outcome {
        try count(profile, Parameters(of: self, given), seats)
    }
}

extension Rule: CustomStringConvertible {
    package var description: String { id }
}
