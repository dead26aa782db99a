/// Voters who mark one option more than they did.
struct Addition {
    let option: Int
    /// How many of those who marked nothing.
    var blank = 0
    /// How many of each group of voters.
    var voters: [(group: Int, count: Int)] = []

    var count: Int { voters.reduce(blank) { $0 + $1.count } }
}

extension Support {
    /// The number of valid ballots without a mark.
    var blank: Int { weights.reduce(valid) { $0 - $1 } }

    /// The groups of voters who do not mark an option.
    func strangers(to option: Int) -> [Int] {
        var marks = [Bool](repeating: false, count: weights.count)
        for block in blocks[option] { for voter in block.voters { marks[Int(voter)] = true } }
        return weights.indices.filter { !marks[$0] }
    }
}

extension Addition {
    /// So many of the strangers, those who marked nothing first.
    init(_ count: Int, to option: Int, of support: Support) {
        self.option = option
        blank = min(count, support.blank)
        var left = count - blank
        for group in support.strangers(to: option) where left > 0 {
            voters.append((group, min(left, support.weights[group])))
            left -= min(left, support.weights[group])
        }
    }
}

/// Strangers to an option who hold equally much.
struct Strangers {
    let amount: Natural
    var blank = 0
    var groups: [Int] = []

    /// Adds so many of them; returns whether they are enough.
    func add(_ count: Int, to addition: inout Addition, of support: Support) {
        var left = count
        let blank = min(left, blank)
        addition.blank += blank
        left -= blank
        for group in groups where left > 0 {
            addition.voters.append((group, min(left, support.weights[group])))
            left -= min(left, support.weights[group])
        }
    }

    func count(in support: Support) -> Int { groups.reduce(blank) { $0 + support.weights[$1] } }
}

extension Ledger {
    /// Those who do not mark the option, by amount, those who marked nothing with `blank`; no order.
    func strangers(to option: Int, of support: Support, blank amount: Natural) -> [Strangers] {
        var classes: [Int32: Strangers] = [:]
        for group in support.strangers(to: option) {
            let index = place[group]
            classes[index, default: Strangers(amount: units[Int(index)])].groups.append(group)
        }
        let silent = Strangers(amount: amount, blank: support.blank)
        return classes.values + (support.blank > 0 ? [silent] : [])
    }
}
