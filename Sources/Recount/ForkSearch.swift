import TransparencyLog

/// Looks in a place's tiles for what contradicts them.
///
/// The tiles belong to one of the checkpoints given or to the place's own, which is asked as well: a checkpoint of the
/// same log that is not part of that tree makes a fork.
struct ForkSearch {
    let source: any LogSource
    let policy: LogPolicy

    enum Outcome {
        case fork(LogFork)
        /// The tiles give the roots of both checkpoints.
        case agree
        /// The tiles say nothing about one of the checkpoints.
        case otherTiles
    }

    /// The checkpoints are signed by one log.
    func among(_ pair: [(note: SignedNote, tree: Checkpoint)]) async throws -> Outcome {
        var known = pair
        if let own = try await own() { known.append(own) }
        let whole = known.count > pair.count ? known[pair.count].tree.size : pair.map(\.tree.size).max() ?? 0
        var (members, strangers): ([(SignedNote, Checkpoint)], [(SignedNote, Checkpoint, root: Hash)]) = (
            [], []
        )
        for (note, tree) in known where tree.size <= whole {
            let root = try await source.compute {
                try TransparencyLog.root(size: tree.size, of: whole, reading: $0)
            }
            if root == tree.root {
                members.append((note, tree))
            } else {
                strangers.append((note, tree, root))
            }
        }
        for (smaller, tree, root) in strangers {
            // Those given come first: the place's own is only asked where they say nothing.
            guard let (larger, newest) = members.first(where: { $0.1.size >= tree.size }) else { continue }
            let proof = try await source.compute {
                try consistencyProof(from: tree.size, to: newest.size, of: whole, reading: $0)
            }
            let fork = LogFork(smaller: smaller, larger: larger, root: root, proof: proof)
            if case .proven = fork.verify(policy: policy) { return .fork(fork) }
        }
        let isAboutBoth = strangers.isEmpty && pair.allSatisfy { $0.tree.size <= whole }
        return isAboutBoth ? .agree : .otherTiles
    }

    /// The place's own checkpoint, if the log signed it.
    private func own() async throws -> (SignedNote, Checkpoint)? {
        guard let bytes = try await source.file("checkpoint"), let own = try? LogInput.checkpoint(bytes),
            case .valid = verify(checkpoint: own.0, policy: policy.logsAlone)
        else { return nil }
        return own
    }
}
