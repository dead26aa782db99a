import Core
import Terminal
import TransparencyLog

/// One log and the newest state of it that this witness cosigned.
///
/// An actor, so that comparing with the last state and storing the new one is one step: of two requests that build
/// on the same state one is accepted.
actor WatchedLog {
    nonisolated let origin: String
    /// The log's own keys; several while it changes them.
    private nonisolated let keys: [VerifierKey]
    private let own: CosigningKey
    private let folder: WitnessFolder
    private var last: Seen?

    /// A cosigned checkpoint.
    struct Seen: Sendable {
        /// With the log's signatures and the witness's own.
        let note: SignedNote
        let checkpoint: Checkpoint
        /// When it was cosigned last.
        let time: Instant
    }

    /// What a request came to.
    enum Answer: Sendable {
        case cosigned(NoteSignature)
        case refused(WitnessRefusal)
    }

    /// Reads the last state from the folder; it must be one that `own` cosigned.
    init(origin: String, keys: [VerifierKey], own: CosigningKey, folder: WitnessFolder) throws(BadInput) {
        self.origin = origin
        self.keys = keys
        self.own = own
        self.folder = folder
        let name = Self.fileName(of: origin)
        guard let bytes = try folder.contents(name) else { return }
        guard let note = try? SignedNote(parsing: bytes),
            let checkpoint = try? Checkpoint(parsing: note.text),
            Array(checkpoint.origin.utf8) == Array(origin.utf8),
            case .valid(let signatures) = note.verify(with: [own.vkey]), let time = signatures.first?.time
        else {
            // Beginning anew would forget what was vouched for.
            throw BadInput(
                "the state of the log is damaged; put a copy back that is not older",
                file: "\(folder.path)/\(name)")
        }
        last = Seen(note: note, checkpoint: checkpoint, time: time)
    }

    /// The SHA-256 of the origin in hexadecimal: how monitors name the log. Source: c2sp.org/tlog-witness.
    static func number(of origin: String) -> String { SHA256.hash(Array(origin.utf8)).bytes.hex }

    private static func fileName(of origin: String) -> String { number(of: origin) + ".checkpoint" }

    var seen: Seen? { last }

    /// Cosigns the request's checkpoint if it contains the last one. The new state is on the disk before this returns.
    ///
    /// Throws where it cannot be stored; then nothing was cosigned.
    func add(_ request: WitnessRequest, at now: Instant) throws -> Answer {
        let checkpoint: Checkpoint
        do throws(WitnessRefusal) {
            checkpoint = try request.signedCheckpoint(logs: keys)
        } catch {
            return .refused(error)
        }
        if case .refuse(let refusal) = request.decision(on: checkpoint, after: last?.checkpoint) {
            return .refused(refusal)
        }
        let cosignature = own.cosign(request.checkpoint.text, at: now)
        let note = try request.checkpoint.cosigned(cosignature, logs: keys)
        try folder.store(note.bytes, as: Self.fileName(of: origin))
        last = Seen(note: note, checkpoint: checkpoint, time: now)
        return .cosigned(cosignature)
    }
}
