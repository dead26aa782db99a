import Core
import Terminal
import TransparencyLog

/// Keeps a folder equal to a log that only ever grows.
struct Mirror {
    let folder: MirrorFolder
    let source: any LogSource
    let policy: LogPolicy

    enum Outcome {
        /// The folder now holds everything up to the checkpoint; before, it held `from` entries.
        case complete(from: Int, Erasures)
        /// The log shows an older state than the folder holds; nothing was changed.
        case behind
        /// The log signed two histories; nothing was changed.
        case fork(LogFork)
        /// The tiles lead neither from the folder's state to the checkpoint nor to a proof of a fork.
        case inconsistent
    }

    /// The newest state in the folder; nil if it is empty.
    func stored() async throws -> (SignedNote, Checkpoint)? {
        guard try folder.log.contents("checkpoint") != nil else { return nil }
        let (note, checkpoint) = try await LogInput.checkpoint(of: folder.log, at: folder.path)
        guard case .valid = verify(checkpoint: note, policy: policy.logsAlone) else {
            throw BadInput("the mirror holds a checkpoint of another log", file: folder.path)
        }
        return (note, checkpoint)
    }

    /// Brings the folder up to `checkpoint`, which the log signed. Nothing is written that was not checked.
    func update(
        to note: SignedNote, _ checkpoint: Checkpoint, progress: (Int) -> Void
    ) async throws -> Outcome {
        var start = 0
        if let (oldNote, old) = try await stored() {
            guard Array(old.origin.utf8) == Array(checkpoint.origin.utf8) else {
                throw BadInput("the mirror holds another log: \(old.origin)", file: folder.path)
            }
            let isOlder = checkpoint.size < old.size
            let fork = try await compare(
                isOlder ? (note, checkpoint) : (oldNote, old), isOlder ? (oldNote, old) : (note, checkpoint),
                in: isOlder ? folder.log : source)
            switch fork {
            case .same where isOlder: return .behind
            case .same: start = old.size
            case .fork(let fork): return .fork(fork)
            case .inconsistent: return .inconsistent
            }
        }
        var erasures = try await fetch(checkpoint, from: start, progress: progress)
        try folder.finish(note.bytes)
        try erasures.countBack(from: start, in: folder.log)
        return .complete(from: start, erasures)
    }

    private enum Comparison {
        case same, inconsistent
        case fork(LogFork)
    }

    /// Whether the larger tree, whose tiles are in `source`, begins with the smaller one.
    private func compare(
        _ smaller: (note: SignedNote, tree: Checkpoint), _ larger: (note: SignedNote, tree: Checkpoint),
        in source: any LogSource
    ) async throws -> Comparison {
        let (from, to) = (smaller.tree.size, larger.tree.size)
        if from == to {
            guard smaller.tree.root != larger.tree.root else { return .same }
            return .fork(
                LogFork(smaller: smaller.note, larger: larger.note, root: larger.tree.root, proof: []))
        }
        let proof = try await source.compute { try consistencyProof(from: from, to: to, reading: $0) }
        let isSame = verifyConsistency(
            from: from, fromRoot: smaller.tree.root, to: to, toRoot: larger.tree.root, proof: proof)
        if isSame { return .same }
        let root = try await source.compute { try TransparencyLog.root(size: from, of: to, reading: $0) }
        let fork = LogFork(smaller: smaller.note, larger: larger.note, root: root, proof: proof)
        guard case .proven = fork.verify(policy: policy) else { return .inconsistent }
        return .fork(fork)
    }

    /// Reads on where an earlier run was stopped: what it left in the folder is checked and not fetched again.
    /// Answers with the erasures among what is new.
    private func fetch(_ checkpoint: Checkpoint, from start: Int, progress: (Int) -> Void) async throws
        -> Erasures
    {
        let both = MirroredLog(folder: folder.log, origin: source)
        while true {
            var erasures = Erasures()
            do {
                let walk = try await LogWalk(checkpoint, in: both)
                try await walk.visit(from: start, atOnce: LogPlace.atOnce(source)) { part in
                    try folder.store(part)
                    guard let bundle = part.bundle else { return }
                    let first = part.tile.index * Tile.fullWidth
                    erasures.count(EntryBundle.decode(bundle)?.dropFirst(max(0, start - first)) ?? [])
                    progress(first + part.tile.width)
                }
                return erasures
            } catch LogFileFault.differs(let path) {
                guard folder.remove(path) else { throw LogFileFault.differs(path) }
            } catch LogFileFault.malformed(let path) {
                guard folder.remove(path) else { throw LogFileFault.malformed(path) }
            } catch LogFileFault.otherRoot {
                let unfinished = Tile.unfinished(in: checkpoint.size).compactMap { $0?.path }
                guard unfinished.count(where: folder.remove) > 0 else { throw LogFileFault.otherRoot }
            }
        }
    }
}
