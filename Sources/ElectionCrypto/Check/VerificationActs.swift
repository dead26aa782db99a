/// What can be done next with an archive that holds, as files to be appended by `ArchiveWriter`.
///
/// Nothing can be done with one that does not. The check must have been told that the archive is not complete yet.
extension ElectionVerification {
    /// The files of the EncryptedTally event; nil before the voting has ended.
    package var encryptedTally: (tally: [UInt8], ballots: Int, weight: Int)? {
        guard report.holds else { return nil }
        return computedTally.map {
            (Array($0.text(in: group).utf8), report.ballotsCounted, report.weightCounted)
        }
    }

    /// Whether the tally stands as it is to be decrypted: ranked ballots are mixed, and mixing is over.
    package var isReadyToDecrypt: Bool {
        guard report.holds else { return false }
        return switch report.stage.last {
        case .encryptedTally: !(election?.questions.contains(where: \.isRanked) ?? true)
        case .endShuffles, .partialDecryption: true
        default: false
        }
    }

    /// A mixer's shuffle of the tally as the mixer before has left it; nil where there is nothing to mix.
    package func shuffle(
        using chance: inout some RandomNumberGenerator,
        progress: @escaping (_ done: Int, _ of: Int) -> Void = { _, _ in }
    ) -> ElectionShuffle<G>? {
        guard report.holds, let election, let tally, [.encryptedTally, .shuffle].contains(report.stage.last),
            election.questions.contains(where: \.isRanked)
        else { return nil }
        return ElectionShuffle(mixing: tally, for: election, using: &chance, progress: progress)
    }

    /// The number of the trustee whose key the secret opens; nil for a stranger to this election.
    package func owner(of secret: G.Scalar) -> Int? {
        let key = group.secretPower(secret)
        return trustees?.keys.firstIndex { $0.publicKey == key }.map { $0 + 1 }
    }

    /// A trustee's part in opening the tally; nil where it is not the time for it.
    package func decryption(
        with secret: G.Scalar, using chance: inout some RandomNumberGenerator,
        progress: @escaping (_ done: Int, _ of: Int) -> Void = { _, _ in }
    ) -> PartialDecryption<G>? {
        guard isReadyToDecrypt, let election, let tally else { return nil }
        return PartialDecryption(of: tally, with: secret, for: election, using: &chance, progress: progress)
    }

    /// The same and a mixer's shuffle as they are handed in, signed; nil where it is not the time for it.
    package func act(
        _ kind: ArchiveEvent.Kind, with secret: G.Scalar, using chance: inout some RandomNumberGenerator
    ) -> TrusteeAct<G>? {
        let payload =
            kind == .shuffle
            ? shuffle(using: &chance)?.text(in: group)
            : decryption(with: secret, using: &chance)?.text(in: group)
        guard let payload, let head = report.head, let uuid = report.parameters?.uuid else { return nil }
        return TrusteeAct(
            kind, Array(payload.utf8), election: uuid, after: head, key: secret, in: group, using: &chance)
    }

    /// The result that the decryptions give; refuses where too few have decrypted.
    package func openedResult() throws(ElectionError) -> ElectionResult {
        guard report.holds else { throw ElectionError("the archive does not hold") }
        guard let election, let tally, let factors = trustees?.combined(decryptions, in: group) else {
            throw ElectionError("too few trustees have decrypted")
        }
        let logarithm = DiscreteLogarithm(group, bound: report.weightCounted)
        return try ElectionResult(
            opening: tally, dividedBy: factors, in: election, logarithm: logarithm.callAsFunction)
    }
}
