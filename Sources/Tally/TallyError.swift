/// Why an election cannot be counted as asked. Nothing is repaired or guessed.
package enum TallyError: Error, Hashable, Sendable {
    case unknownParameter(String)
    /// The named parameter's value has the wrong type or lies outside what the rule allows.
    case badParameter(String)
    /// The rule cannot fill this many seats from these options.
    case badSeats(Int)
    /// The rule cannot be used with this many options.
    case badOptions(Int)
    /// A group of ballots counts less than 1, or all together more than `Profile.mostBallots`.
    case badCount(Int)
    /// This ballot is not of the rule's kind or names an option that does not exist, or names one twice.
    case badBallot(Ballot)
    /// This ballot marks more than allowed, and the parameters say to refuse it.
    case overmarked(Ballot)
    /// A condition needs the number of eligible voters.
    case eligibleUnknown
    /// More ballots than eligible voters.
    case moreBallotsThanEligible
    /// The rule needs a budget and a cost for each option, or these are out of bounds.
    case badBudget
    /// The rule would take too long with so many options or seats; the number is the most it takes.
    case tooMany(Int)
    /// A number beyond what exact whole numbers of 64 bits hold.
    case tooLarge
}
