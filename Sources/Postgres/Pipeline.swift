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
            if case .failure = outcome {
                // Its answer has no state and would be taken for the end of the connection.
                skip()
            } else {
                free(outcome)
                outcome = next()
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
        let answer = Result { () throws(DatabaseError) in try checked(result) }
        skip()
        return answer
    }

    /// Reads on up to the empty result.
    private func skip() {
        while isConnected, let result = PQgetResult(connection) { PQclear(result) }
    }

    private func free(_ answer: Result<OpaquePointer, DatabaseError>?) {
        if case .success(let result) = answer { PQclear(result) }
    }
}
