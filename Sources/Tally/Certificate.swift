/// The numbers that let the checker accept an outcome without counting by the rule.
///
/// Named tables of exact numbers. Where a cell names an option, it is the option's number from 1.
package struct Certificate: Sendable, Hashable {
    /// What the tables are, such as `sums`.
    package var kind: String
    package var tables: [String: [[Fraction?]]]

    package init(_ kind: String, _ tables: [String: [[Fraction?]]]) {
        self.kind = kind
        self.tables = tables
    }

    /// One row for each option in order, points and ballots: all that rules by addition depend on.
    static func sums(_ sums: [Sum]) -> Certificate {
        Certificate("sums", ["sums": sums.map { [Fraction($0.points), Fraction($0.ballots)] }])
    }

    /// The rows of `sums`; nil where the certificate is another or its cells are not whole numbers.
    package var sums: [Sum]? {
        guard kind == "sums", tables.count == 1, let rows = tables["sums"] else { return nil }
        let sums = rows.compactMap { row -> Sum? in
            guard row.count == 2, let points = row[0]?.whole, let ballots = row[1]?.whole else { return nil }
            return Sum(points: points, ballots: ballots)
        }
        return sums.count == rows.count ? sums : nil
    }
}

/// The points of one option over all valid ballots, and how many of these name it.
package struct Sum: Sendable, Hashable {
    package var points: Int
    package var ballots: Int

    package init(points: Int, ballots: Int) {
        self.points = points
        self.ballots = ballots
    }
}
