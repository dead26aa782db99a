import BallotFiles
import Tally
import Testing

@Suite("A .blt file")
struct BltTests {
    @Test("is read with withdrawals, equal and skipped ranks, and what it says about seats and ties")
    func sample() throws {
        let file = try read(Sample.blt)
        #expect(file.ids == ["1", "2", "4"] && file.names == ["Alice", "Bob", "Dora"])
        #expect(file.withdrawn == ["Charlie"] && file.seats == 2 && file.title == "A town's choice")
        #expect(file.drawn == [2, 1, 0] && file.repairs.isEmpty)
        #expect(
            Set(file.profile.groups) == [
                .init(.ranking([[0], [1]]), count: 3), .init(.ranking([[1, 2], [], [0]]), count: 2),
                .init(.ranking([[2]]), count: 4), .init(.blank, count: 2),
            ])
    }

    @Test("may name candidates by short names")
    func nicknames() throws {
        let file = try read("3 1\n[nick a b c]\n5 a b=c 0\n2 c 3 0\n0\n\"A\" \"B\" \"C\"\n")
        #expect(
            Set(file.profile.groups) == [
                .init(.ranking([[0], [1, 2]]), count: 5), .init(.ranking([[2], [2]]), count: 2),
            ])
        #expect(file.title == nil)
    }

    @Test(
        "is refused with its line",
        arguments: [
            ("3\n1 1 0\n0\n", 1), ("3 4\n1 1 0\n0\n", 1), ("0 1\n0\n", 1),
            ("2 1\n1 1 2\n0\n\"A\" \"B\"\n", 2),
            ("2 1\n1 1 0\n\n1 3 0\n0\n\"A\" \"B\"\n", 4), ("2 1\n1 1 0\nx 1 0\n0\n\"A\" \"B\"\n", 3),
            ("2 1\n1 1 0\n", 2), ("2 1\n1 1 0\n0\n\"A\"\n", 4), ("2 1\n1 1 0\n0\n\"A\"\nB\n", 5),
            ("2 1\n-1 -2\n0\n\"A\" \"B\"\n", 2), ("2 1\n-3\n0\n\"A\" \"B\"\n", 2),
            ("2 1\n[tie 1 1]\n0\n\"A\" \"B\"\n", 2), ("2 1\n[colour red]\n0\n\"A\" \"B\"\n", 2),
            ("2 1\n0 1 0\n0\n\"A\" \"B\"\n", 2), ("2 1\n-1 1 0\n0\n\"A\" \"B\"\n", 2),
            ("2 1\n1 1 0\n0\n\"A\" \"B\n", 4),
        ])
    func faults(text: String, line: Int) { expectFault(in: text, line: line) }

    @Test("is mended leniently, and says how")
    func lenient() throws {
        let file = try read("2 1\n[colour red]\n1 1 5 0\n1 6 0\n0\n\"A\"\n", lenient: true)
        #expect(Set(file.profile.groups) == [.init(.ranking([[0]])), .init(.blank)])
        #expect(file.names == ["A", "2"])
        #expect(file.repairs.map(\.line) == [2, 3, 4, 6])
    }
}

@Suite("A PrefLib file")
struct PrefLibTests {
    @Test("is read with ties and incomplete orders")
    func sample() throws {
        let file = try read(Sample.preflib)
        #expect(
            file.ids == ["1", "2", "3"] && file.names == ["Soup", "Bread", "Tea"] && file.title == "Dinner")
        #expect(
            Set(file.profile.groups) == [
                .init(.ranking([[0], [1, 2]]), count: 7), .init(.ranking([[2]]), count: 4),
                .init(.ranking([[0, 1], [2]])),
            ])
    }

    @Test("holds scores where it has three categories, and approvals where it has two")
    func categories() throws {
        let file = try read(Sample.categories)
        #expect(file.kind == .scores)
        #expect(
            Set(file.profile.groups) == [.init(.scores([2, 0, nil]), count: 2), .init(.scores([2, 2, 1]))])
        let two = Sample.categories.with(line: 3, "# NUMBER CATEGORIES: 2").with(line: 8, "2: 1,{2,3}")
            .with(line: 9, "1: {}")
        #expect(
            try Set(read(two).profile.groups) == [.init(.approvals([0]), count: 2), .init(.approvals([]))])
    }

    @Test(
        "is refused with its line",
        arguments: [
            (10, "7: 1,4", 10), (10, "7: 1,1", 10), (10, "7: 1,{2,3", 10), (10, "7 1", 10), (10, "0: 1", 10),
            (10, "7: 1,", 10), (10, "7: 1,,2", 10), (10, "7: {}", 10), (10, "6: 1,{2,3}", 5), (10, nil, 5),
            (3, "# DATA TYPE: soc", 10), (3, "# DATA TYPE: toc", 11), (3, "# DATA TYPE: wmg", 3),
            (3, nil, 9),
            (4, "# NUMBER ALTERNATIVES: 4", 10), (4, "# NUMBER ALTERNATIVES: x", 4),
            (6, "# NUMBER UNIQUE ORDERS: 4", 6),
            (8, "# ALTERNATIVE NAME 1: Again", 8), (8, nil, 9), (11, "# TITLE: late", 11),
        ] as [(Int, String?, Int)])
    func faults(number: Int, text: String?, line: Int) {
        expectFault(in: Sample.preflib.with(line: number, text), line: line)
    }
}

@Suite("A Debian tally sheet")
struct DebianTests {
    @Test("is read with equal ranks, and digits as an order only")
    func sample() throws {
        let file = try read(Sample.debian)
        #expect(file.ids == ["1", "2", "3"] && file.names == ["Alice", "Bob", "None Of The Above"])
        #expect(
            Set(file.profile.groups) == [
                .init(.ranking([[0], [2], [1]])), .init(.ranking([[0], [2]])),
                .init(.ranking([[1, 2], [0]])),
                .init(.blank),
            ])
    }

    @Test("is read as ISO 8859-1 where a name is not UTF-8, and says so")
    func encoding() throws {
        var bytes = Array(Sample.debian.utf8)
        let place = try #require(bytes.firstRange(of: Array("Bob".utf8)))
        bytes.replaceSubrange(place, with: [0x42, 0xF6, 0x62])
        let file = try BallotFile.read(bytes)
        #expect(file.names[1] == "Böb")
        #expect(file.repairs.map(\.line) == [5])
    }

    @Test(
        "is refused with its line",
        arguments: [
            (8, "V: 13 \t\tx", 8), (8, "V: 1324 x", 8), (8, "V: 1a2 x", 8), (9, "V: 102 x", 9),
            (9, "W: 132 x", 9),
            (5, "   /  Option 3---->: Bob", 5),
        ])
    func faults(number: Int, text: String, line: Int) {
        expectFault(in: Sample.debian.with(line: number, text), line: line)
    }

    @Test("counts an unreadable vote as invalid leniently")
    func lenient() throws {
        let file = try read(Sample.debian.with(line: 8, "V: 1x2 y"), lenient: true)
        #expect(file.profile.groups.contains(.init(.invalid)))
        #expect(file.repairs.map(\.line) == [8])
    }
}
