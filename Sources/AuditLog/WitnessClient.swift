import Core
import Transfer
import TransparencyLog

/// What was wrong with a witness's last answer. The raw value is stored and ends a key of the phrases.
package enum WitnessProblem: String, Sendable, CaseIterable {
    case unreachable, refused, garbled, inconsistent, ahead, forgetful, unsteady
    case unknownLog = "unknown-log"
    case untrustedKey = "untrusted-key"
    case badCosignature = "bad-cosignature"

    /// For the operator's lines; pages have phrases of their own.
    package var sentence: String {
        switch self {
        case .unreachable: "does not answer"
        case .refused: "refuses with a status that the protocol does not have"
        case .garbled: "answers with something that is not of the protocol"
        case .inconsistent: "finds our tree to be another than the one it saw"
        case .ahead: "saw a larger tree than ours, so nothing is signed"
        case .forgetful: "has forgotten a state that it cosigned: it went back, perhaps to a backup"
        case .unsteady: "names another size each time it is asked"
        case .unknownLog: "does not know this log"
        case .untrustedKey: "does not trust this log's key"
        case .badCosignature: "answers with a cosignature that is not its own"
        }
    }
}

/// One witness of the policy, asked by c2sp.org/tlog-witness.
struct WitnessClient: Sendable {
    enum Answer: Sendable {
        case cosigned(NoteSignature)
        /// It saw a tree of this size.
        case saw(Int)
        case problem(WitnessProblem)
    }

    let name: String
    private let key: VerifierKey
    private let address: String
    private let client: HTTPClient

    /// Nil for a witness without an address.
    init?(_ witness: LogPolicy.Witness, client: HTTPClient) {
        guard let url = witness.url?.description else { return nil }
        name = witness.name.description
        key = witness.key
        address = (url.hasSuffix("/") ? String(url.dropLast()) : url) + "/add-checkpoint"
        self.client = client
    }

    func ask(_ request: WitnessRequest) async -> Answer {
        let answer: HTTPAnswer
        do {
            answer = try await client.post(request.bytes, type: "text/plain; charset=utf-8", to: address)
        } catch {
            return .problem(.unreachable)
        }
        switch answer.status {
        case 200: return cosignature(answer.body, of: request.checkpoint)
        case 403: return .problem(.untrustedKey)
        case 404: return .problem(.unknownLog)
        case 409: return size(answer.body).map { .saw($0) } ?? .problem(.garbled)
        case 422: return .problem(.inconsistent)
        default: return .problem(.refused)
        }
    }

    /// Its line among those it sent, believed only once it verifies.
    private func cosignature(_ body: [UInt8], of note: SignedNote) -> Answer {
        guard body.last == 0x0A, let text = String(validating: body.dropLast(), as: UTF8.self),
            let lines = try? text.split(separator: "\n", omittingEmptySubsequences: false)
                .map({ try NoteSignature(parsing: String($0)) }),
            let signed = try? SignedNote(text: note.text, signatures: lines)
        else { return .problem(.garbled) }
        guard case .valid = signed.verify(with: [key]),
            let line = lines.first(where: { $0.keyID == key.keyID && $0.name == key.name })
        else { return .problem(.badCosignature) }
        return .cosigned(line)
    }

    /// A whole number in decimal, without sign or leading zeros, and a newline.
    private func size(_ body: [UInt8]) -> Int? {
        guard body.last == 0x0A, let text = String(validating: body.dropLast(), as: UTF8.self),
            let size = Int(text), size >= 0, String(size) == text
        else { return nil }
        return size
    }
}
