package import Core
package import Postgres
package import PublicRecord
import Tally

/// How far the counting of paper is.
package struct PaperCount: Sendable {
    /// Somebody who counts, or has counted, a batch that is not sealed.
    package struct Counter: Sendable {
        package let person: PersonID
        package let isDone: Bool
    }

    /// Persons marked on the roll as having voted on paper.
    package let marked: Int
    /// Sealed batches: number to sheets.
    package let batches: [Int: Int]
    /// Batches that were sealed and taken out.
    package let voided: Set<Int>
    /// Batches that are not sealed: number to who counts them.
    package let counters: [Int: [Counter]]

    package var sheets: Int { batches.values.reduce(0, +) }

    /// What the next batch is called: the first number that is not in use.
    var nextNumber: Int {
        var number = 1
        while batches[number] != nil || counters[number] != nil || voided.contains(number) { number += 1 }
        return number
    }
}

/// How one person has counted a batch that is not sealed.
package struct BatchCount: Sendable {
    package let person: PersonID
    /// In canonical order; empty at first.
    package let piles: [PaperBatch.Pile]
    package let isDone: Bool

    package var sheets: Int { piles.sheets }
}

extension Connection {
    package func paperCount(of election: Election) throws -> PaperCount {
        let id = election.id
        let rows = try rows(
            """
            SELECT 'marked' AS kind, count(*) AS number, 0::bigint AS sheets, NULL::uuid AS person, false AS done
            FROM electoral_roll WHERE election_id = \(id) AND mark = 'paper'
            UNION ALL
            SELECT CASE WHEN voided_by IS NULL THEN 'sealed' ELSE 'voided' END, number, sheets, NULL, true
            FROM paper_batches WHERE election_id = \(id)
            UNION ALL
            SELECT 'entered', batch, 0, person_id, done FROM paper_entries WHERE election_id = \(id)
            """)
        var marked = 0
        var batches: [Int: Int] = [:]
        var voided: Set<Int> = []
        var counters: [Int: [PaperCount.Counter]] = [:]
        for row in rows {
            let kind: String = try row["kind"]
            let number: Int = try row["number"]
            switch kind {
            case "marked": marked = number
            case "sealed": batches[number] = try row["sheets"]
            case "voided": voided.insert(number)
            default:
                counters[number, default: []].append(
                    .init(person: try row["person"], isDone: try row["done"]))
            }
        }
        return PaperCount(marked: marked, batches: batches, voided: voided, counters: counters)
    }

    /// Everybody's counts of a batch that is not sealed.
    package func batchCounts(_ number: Int, in election: Election) throws -> [BatchCount] {
        try rows(
            """
            SELECT person_id, piles, done FROM paper_entries
            WHERE election_id = \(election.id) AND batch = \(number) ORDER BY person_id
            """
        ).map {
            BatchCount(
                person: try $0["person_id"], piles: try election.piles($0["piles"]), isDone: try $0["done"])
        }
    }

    /// The sealed batches; nil where people could not vote on paper.
    package func paperBallots(of election: Election) throws -> PaperBallots? {
        guard election.paper != .none else { return nil }
        let batches = try rows(
            """
            SELECT number, piles, salt FROM paper_batches
            WHERE election_id = \(election.id) AND voided_by IS NULL ORDER BY number
            """
        ).map { row in
            guard
                let batch = PaperBatch(
                    try row["number"], try election.piles(row["piles"]), rule: election.rule,
                    salt: try row["salt"])
            else { throw PaperRejection.badBatch }
            return batch
        }
        return PaperBallots(batches, election: election.id, rule: election.rule)
    }

    /// An election that people can vote in on paper, drafts too.
    package func paperElection(_ id: ElectionID) throws -> Election {
        guard let election = try anyElection(id), election.paper != .none else {
            throw GeneralRejection.notFound
        }
        return election
    }

    /// Elections that people can vote in on paper and that are not counted, newest first.
    package func paperElections(before: ElectionID? = nil, limit: Int) throws -> [Election] {
        try rows(
            """
            SELECT id, process_id, process_title, phase_id, state, question, description, rule, parameters, seats,
                budget, roll_size, manner, paper, opens_at, ends_at, titles, details, costs, proposals
            FROM visible_elections
            WHERE id < \(before?.rawValue ?? Int64.max) AND paper <> 'none' AND state <> 'counted'
            ORDER BY id DESC LIMIT \(limit)
            """
        ).map { try Election(row: $0) }
    }
}

extension Election {
    fileprivate func piles(_ text: String) throws -> [PaperBatch.Pile] {
        text == "[]"
            ? [] : try PaperBatch.piles(JSON(parsing: Array(text.utf8)), rule: rule, options: options.count)
    }
}
