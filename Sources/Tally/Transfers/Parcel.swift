/// Papers of one value in the hands of one option.
struct Parcel: Sendable {
    let value: Fraction
    var places: [Papers.Place]
    /// How many ballots these papers stand for.
    var count: Int

    var votes: Fraction { value * Fraction(count) }
}

/// Papers of a parcel sorted by the option they go to next.
struct Sorting {
    private(set) var places: [[Papers.Place]]
    private(set) var counts: [Int]
    /// Ballots with no further preference for a continuing option.
    private(set) var exhausted = 0

    init(options: Int) {
        places = [[Papers.Place]](repeating: [], count: options)
        counts = [Int](repeating: 0, count: options)
    }

    mutating func add(_ more: [Papers.Place], of papers: Papers, continuing: [Bool]) {
        for place in more {
            let count = papers.counts[Int(place.paper)]
            guard let next = papers.next(place, continuing: continuing) else {
                exhausted += count
                continue
            }
            let option = papers.option(next)
            places[option].append(next)
            counts[option] += count
        }
    }

    /// The options that get papers, in order of number, each with one parcel.
    func parcels(value: Fraction) -> [(option: Int, parcel: Parcel)] {
        counts.indices.filter { counts[$0] > 0 }.map {
            ($0, Parcel(value: value, places: places[$0], count: counts[$0]))
        }
    }
}

extension [Parcel] {
    /// Takes in a parcel, together with the one of the same value.
    mutating func merge(_ parcel: Parcel) {
        guard let same = firstIndex(where: { $0.value == parcel.value }) else { return append(parcel) }
        self[same].places += parcel.places
        self[same].count += parcel.count
    }

    /// The numbers of the papers by value: the same for equal holdings however they came together.
    var canonical: [Fraction: [Int32]] {
        Dictionary(map { ($0.value, $0.places.map(\.paper)) }, uniquingKeysWith: +).mapValues { $0.sorted() }
    }
}
