import CLibPQ

/// One message of several that travel together.
enum Command {
    case begin
    case commit
    case prepared(String, [SQLValue])
}

extension Handle {
    /// Sends all of it in one packet, waits once, and gives the last one's answer.
    ///
    /// After the first that is refused the server skips the others; that one's fault is thrown.
    func together(_ commands: [Command]) throws(DatabaseError) -> OpaquePointer {
        guard isConnected, PQenterPipelineMode(connection) == 1 else { throw lost() }
        for command in commands {
            guard send(command) else { throw lost() }
        }
        guard PQpipelineSync(connection) == 1 else { throw lost() }
        var outcome: Result<OpaquePointer, DatabaseError>?
        for _ in commands {
            let answer = next()
            // What is skipped would only say so.
            if case .failure = outcome {
                free(answer)
            } else {
                free(outcome)
                outcome = answer
            }
            guard isConnected else { break }
        }
        if isConnected {
            let end = PQgetResult(connection)
            let isEnd = PQresultStatus(end) == PGRES_PIPELINE_SYNC
            PQclear(end)
            if !isEnd || PQexitPipelineMode(connection) != 1 {
                free(outcome)
                throw lost()
            }
        }
        guard let outcome else { throw lost() }
        return try outcome.get()
    }

    private func send(_ command: Command) -> Bool {
        switch command {
        case .begin: PQsendQueryParams(connection, "BEGIN", 0, nil, nil, nil, nil, 1) == 1
        case .commit: PQsendQueryParams(connection, "COMMIT", 0, nil, nil, nil, nil, 1) == 1
        case .prepared(let name, let values):
            withParameters(values) { count, pointers, lengths, formats in
                PQsendQueryPrepared(connection, name, count, pointers, lengths, formats, 1)
            } == 1
        }
    }

    /// The answer to one command, up to the empty result that ends it.
    private func next() -> Result<OpaquePointer, DatabaseError> {
        let result = PQgetResult(connection)
        let answer: Result<OpaquePointer, DatabaseError>
        if PQresultStatus(result) == PGRES_PIPELINE_ABORTED {
            // Skipped because of one before it, whose fault is thrown; the connection is well.
            PQclear(result)
            answer = .failure(
                DatabaseError(kind: .refused, state: "25P02", constraint: nil, detail: "skipped"))
        } else {
            answer = Result { () throws(DatabaseError) in try checked(result) }
        }
        while isConnected, let more = PQgetResult(connection) { PQclear(more) }
        return answer
    }

    private func free(_ answer: Result<OpaquePointer, DatabaseError>?) {
        if case .success(let result) = answer { PQclear(result) }
    }
}
