import Core

/// The steps of a ceremony in their order. Stored as text: a name is never changed.
package enum CeremonyStep: String, Sendable, CaseIterable {
    case certificate, promise, contribution, key

    /// `certificate-2.json`
    package func file(of number: Int) -> String { "\(rawValue)-\(number).json" }

    /// The step that a file belongs to, by its form alone; nil for a file of none.
    package init?(formOf bytes: [UInt8]) {
        guard let json = try? JSON(parsing: bytes), json.object != nil else { return nil }
        if json["pok"] != nil {
            self = .key
        } else if json["coefexps"] != nil {
            self = .contribution
        } else {
            guard let message = json["message"]?.string,
                let inner = try? JSON(parsing: Array(message.utf8))
            else { return nil }
            if inner["verification"] != nil {
                self = .certificate
            } else if inner["certs"] != nil {
                self = .promise
            } else {
                return nil
            }
        }
    }
}

/// Why a relay does not take a trustee's file.
package enum CeremonyFault: Error, Hashable, Sendable {
    case unreadable
    /// Another number or threshold of trustees, or other certificates.
    case otherCeremony
    /// It is the file of another of these trustees.
    case otherNumber
    /// Nobody of this ceremony has signed it.
    case stranger
    /// Two trustees would have one key.
    case sameKey
    /// The commitment is not the one that was promised.
    case notAsPromised
    case otherName
    /// A key that does not follow from the contributions, or is not proven.
    case doesNotFit
    /// Files of the step before are missing.
    case tooEarly
    /// This trustee's file of the step is here, and it is another one.
    case handedInBefore
}

/// A ceremony as somebody sees it who passes the files on and holds no secret: takes each file once it is checked as
/// far as that can be done without one. Only the recipient of a share can check the share.
package struct CeremonyRelay<G: Group>: Sendable {
    package let group: G
    package let threshold: Int
    /// The trustees' names in their order.
    package let names: [String]
    private var texts: [CeremonyStep: [Int: String]] = [:]
    private var certificates: [Int: TrusteeCertificate<G>] = [:]
    private var signed: [Int: SignedMessage<G>] = [:]
    private var promises: [Int: CeremonyPromise] = [:]
    private var contributions: [Int: CeremonyContribution<G>] = [:]
    private var keys: [Int: TrusteeKey<G>] = [:]

    package var size: Int { names.count }

    package init(threshold: Int, names: [String], in group: G) {
        self.group = group
        self.threshold = threshold
        self.names = names
    }

    /// The numbers of those whose file of a step is not here.
    package func missing(_ step: CeremonyStep) -> [Int] {
        (1...max(size, 1)).filter { texts[step]?[$0] == nil }
    }

    /// The first step that is not complete; nil once all are.
    package var step: CeremonyStep? { CeremonyStep.allCases.first { !missing($0).isEmpty } }

    /// What the trustees read to each other once all certificates are here.
    package var certificateDigits: String? {
        missing(.certificate).isEmpty ? SignedMessage.fingerprint(of: inOrder(signed), in: group).spoken : nil
    }

    /// The files in the order of the steps and of the trustees.
    package var files: [(step: CeremonyStep, number: Int, text: String)] {
        CeremonyStep.allCases.flatMap { step in
            (texts[step] ?? [:]).sorted { $0.key < $1.key }.map { (step, $0.key, $0.value) }
        }
    }

    /// Takes a file of a trustee. Which step it is of follows from its form. The same file again changes nothing.
    ///
    /// - Returns: the step, and the file in the form in which it is kept and handed on.
    @discardableResult
    package mutating func take(
        _ bytes: [UInt8], by number: Int
    ) throws(CeremonyFault) -> (step: CeremonyStep, text: String) {
        guard let kind = CeremonyStep(formOf: bytes) else { throw .unreadable }
        let text = try reading { () throws(ElectionError) in try canonical(bytes, kind) }
        if let known = texts[kind]?[number] {
            guard known == text else { throw .handedInBefore }
            return (kind, text)
        }
        guard kind == step else { throw .tooEarly }
        switch kind {
        case .certificate: try takeCertificate(bytes, by: number)
        case .promise: try takePromise(bytes, by: number)
        case .contribution: try takeContribution(bytes, by: number)
        case .key: try takeKey(bytes, by: number)
        }
        texts[kind, default: [:]][number] = text
        return (kind, text)
    }

    /// The archive's second file, once all keys are here; everything is checked again.
    package func assembled() throws(ElectionError) -> Trustees<G> {
        guard step == nil else { throw ElectionError("files of the ceremony are missing") }
        let keys = try ThresholdKeys.assembled(
            threshold: threshold, inOrder(signed), inOrder(contributions), inOrder(keys), in: group)
        let trustees = Trustees<G>([.threshold(keys)])
        _ = try trustees.checked(in: group)
        return trustees
    }

    private func inOrder<Value>(_ values: [Int: Value]) -> [Value] {
        values.sorted { $0.key < $1.key }.map(\.value)
    }

    private func canonical(_ bytes: [UInt8], _ kind: CeremonyStep) throws(ElectionError) -> String {
        switch kind {
        case .certificate, .promise: try SignedMessage(parsing: bytes, in: group).text(in: group)
        case .contribution: try CeremonyContribution(parsing: bytes, in: group).text(in: group)
        case .key: try TrusteeKey(parsing: bytes, in: group).text(in: group)
        }
    }
}

extension CeremonyRelay {
    private mutating func takeCertificate(_ bytes: [UInt8], by number: Int) throws(CeremonyFault) {
        let group = group
        let message = try reading { () throws(ElectionError) in try SignedMessage(parsing: bytes, in: group) }
        let certificate = try reading { () throws(ElectionError) in
            try TrusteeCertificate(message, in: group)
        }
        guard let context = certificate.context, context.size == size, context.threshold == threshold else {
            throw .otherCeremony
        }
        guard context.index == number else { throw .otherNumber }
        let others = certificates.values
        guard
            !others.contains(where: {
                $0.verification == certificate.verification || $0.encryption == certificate.encryption
            })
        else { throw .sameKey }
        certificates[number] = certificate
        signed[number] = message
    }

    private mutating func takePromise(_ bytes: [UInt8], by number: Int) throws(CeremonyFault) {
        let group = group
        let message = try reading { () throws(ElectionError) in try SignedMessage(parsing: bytes, in: group) }
        try require(number) { message.isSigned(by: $0, in: group) }
        let promise = try reading { () throws(ElectionError) in
            try CeremonyPromise(parsing: message.message)
        }
        guard promise.certificates == SignedMessage.fingerprint(of: inOrder(signed), in: group) else {
            throw .otherCeremony
        }
        promises[number] = promise
    }

    private mutating func takeContribution(_ bytes: [UInt8], by number: Int) throws(CeremonyFault) {
        let group = group
        let contribution = try reading { () throws(ElectionError) in
            try CeremonyContribution(parsing: bytes, in: group)
        }
        try require(number) { contribution.commitment.isSigned(by: $0, in: group) }
        let commitment = try reading { () throws(ElectionError) in
            try Commitment(parsing: contribution.commitment.message, in: group)
        }
        guard Digest(of: contribution.commitment.message) == promises[number]?.commitment else {
            throw .notAsPromised
        }
        let text = ThresholdKeys.certificateText(inOrder(signed), commitment, in: group)
        guard let key = certificates[number]?.verification, commitment.elements.count == threshold,
            contribution.shares.count == size, contribution.signature.signs(text, by: key, in: group)
        else { throw .otherCeremony }
        for (index, sealed) in contribution.shares.enumerated() {
            let share = try reading { () throws(ElectionError) in
                try CeremonyShare(parsing: sealed.message, in: group)
            }
            guard sealed.isSigned(by: key, in: group), share.from == number, share.to == index + 1 else {
                throw .doesNotFit
            }
        }
        contributions[number] = contribution
    }

    private mutating func takeKey(_ bytes: [UInt8], by number: Int) throws(CeremonyFault) {
        let group = group
        let key = try reading { () throws(ElectionError) in try TrusteeKey(parsing: bytes, in: group) }
        let text = group.text(key.publicKey)
        guard let signature = key.signature else { throw .stranger }
        try require(number) { signature.signs(text, by: $0, in: group) }
        guard key.name == names[number - 1] else { throw .otherName }
        var parts: [G.Element] = []
        for contribution in inOrder(contributions) {
            let commitment = try reading { () throws(ElectionError) in
                try Commitment(parsing: contribution.commitment.message, in: group)
            }
            parts.append(commitment.power(at: number, in: group))
        }
        guard key.publicKey == parts.reduce(group.identity, group.product), key.isProven(in: group) else {
            throw .doesNotFit
        }
        keys[number] = key
    }

    /// Refuses what this trustee has not signed, and says whether another one has.
    private func require(_ number: Int, _ isSigned: (G.Element) -> Bool) throws(CeremonyFault) {
        guard let own = certificates[number], isSigned(own.verification) else {
            throw certificates.values.contains { isSigned($0.verification) } ? .otherNumber : .stranger
        }
    }
}

/// Runs `body`; whatever cannot be read is that alone to a relay.
private func reading<Value>(
    _ body: () throws(ElectionError) -> Value
) throws(CeremonyFault) -> Value {
    do throws(ElectionError) {
        return try body()
    } catch {
        throw .unreadable
    }
}
