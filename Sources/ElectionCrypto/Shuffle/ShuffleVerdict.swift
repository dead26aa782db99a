/// Whether a shuffle's proof holds.
public enum ShuffleVerdict: Hashable, Sendable {
    case valid
    case invalid(ShuffleFlaw)
}

/// The first check that fails. Positions count from 0.
public enum ShuffleFlaw: Hashable, Sendable {
    /// A list is longer or shorter than the list of ciphertexts.
    case length(ShuffleList)
    /// An element outside the subgroup.
    case stranger(ShuffleList, Int)
    case equation(ShuffleEquation)
}

/// A list of elements or scalars. The five single announcements count as one list, in the order of the JSON form.
public enum ShuffleList: String, CaseIterable, Sendable {
    case publicKey = "public key"
    case inputAlpha = "input alpha"
    case inputBeta = "input beta"
    case outputAlpha = "output alpha"
    case outputBeta = "output beta"
    case commitments
    case chain
    case announcements
    case chainAnnouncements = "chain announcements"
    case chainResponses = "chain responses"
    case weightResponses = "weight responses"
}

/// The equations of section 6.2 by what they show.
public enum ShuffleEquation: Hashable, Sendable {
    /// t1: every row of the committed matrix sums to 1.
    case sum
    /// t2: the product of the permuted weights is that of the weights.
    case product
    /// t3: the permuted weights are those the matrix permutes.
    case powers
    /// t41
    case beta
    /// t42
    case alpha
    /// t̂ of this position.
    case chain(Int)
}
