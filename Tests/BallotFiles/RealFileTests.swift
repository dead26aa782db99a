import BallotFiles
import Chance
import Foundation
import Tally
import Testing

/// The folder of real elections beside the checkout.
private let elections: URL? = {
    let variable = ProcessInfo.processInfo.environment["MITSTIMME_DATA"].map { URL(fileURLWithPath: $0) }
    var folder = URL(fileURLWithPath: #filePath)
    while folder.path != "/" {
        folder.deleteLastPathComponent()
        let data = (variable ?? folder.appending(path: "shared/data")).appending(path: "elections")
        if FileManager.default.fileExists(atPath: data.path) { return data }
    }
    return nil
}()

@Suite(
    "Real elections",
    .enabled(if: elections != nil, "needs the folder shared/data/elections beside the checkout"))
struct RealFileTests {
    private func file(_ path: String) throws -> BallotFile {
        try BallotFile.read([UInt8](Data(contentsOf: #require(elections).appending(path: path))))
    }

    @Test(
        "have as many ballots and options as published",
        arguments: [
            ("stv/Linn-2007.blt", BallotFile.Format.blt, 9567, 11), ("stv/ers97.blt", .blt, 753, 11),
            ("stv/droop-M135.blt", .blt, 679, 25), ("condorcet/A1.HIL", .blt, 380, 10),
            ("condorcet/leader2006_tally.txt", .debian, 421, 8),
            ("condorcet/leader2007_tally.txt", .debian, 482, 9),
            ("condorcet/leader2020_tally.txt", .debian, 339, 4),
            ("pb/poland_wieliczka_2023_green-budget.pb", .pabulib, 6586, 64),
            ("rcv/burlington_2009_mayor.csv", .table, 8980, 8),
            ("rcv/2013_minneapolis_park.csv", .table, 80_101, 11),
            ("rcv/2015_portland_mayor.csv", .table, 99, 15),
            ("star/starvote_ballots_best_akali_skins.csv", .table, 669, 16),
        ])
    func sizes(path: String, format: BallotFile.Format, ballots: Int, options: Int) throws {
        try expect(path, format, ballots, options)
    }

    @Test(
        "of whole cities have as many, too",
        arguments: [
            ("pb/poland_lodz_2022.pb", BallotFile.Format.pabulib, 90_494, 160),
            ("pb/poland_katowice_2021.pb", .pabulib, 36_370, 47),
            ("pb/poland_krakow_2020.pb", .pabulib, 42_280, 97),
            ("rcv/2013_minneapolis_mayor.csv", .table, 80_101, 36),
        ])
    func cities(path: String, format: BallotFile.Format, ballots: Int, options: Int) throws {
        try expect(path, format, ballots, options)
    }

    private func expect(
        _ path: String, _ format: BallotFile.Format, _ ballots: Int, _ options: Int
    ) throws {
        let file = try file(path)
        #expect(file.format == format && file.profile.ballots == ballots && file.profile.options == options)
        #expect(file.repairs.isEmpty == !path.contains("2007_tally"))
    }

    @Test("say their seats, names and budgets")
    func facts() throws {
        let linn = try file("stv/Linn-2007.blt")
        #expect(linn.seats == 4 && linn.title == "LINN" && linn.names[2] == "Sadie Docherty")
        #expect(try file("stv/droop-42t.blt").drawn == [2, 1, 0])
        #expect(try file("condorcet/leader2007_tally.txt").names[5] == "Raphaël Hertzog")
        let wieliczka = try file("pb/poland_wieliczka_2023_green-budget.pb")
        let budget = try #require(wieliczka.profile.budget)
        #expect(budget.limit == 1_000_000 && wieliczka.ids.first == "24")
        #expect(wieliczka.selected?.count == 30)
        #expect(wieliczka.selected?.reduce(0) { $0 + budget.costs[$1] } == 995_079)
        #expect(try file("rcv/2015_portland_mayor.csv").names.contains("Mavodones, Nicholas M. Jr."))
    }

    @Test("of Kraków are worth three points, two and one, as the city counted them")
    func ordinal() throws {
        let file = try file("pb/poland_krakow_2020.pb")
        #expect(file.pointsByPlace == [3, 2, 1])
        let project = try #require(file.ids.firstIndex(of: "98"))
        let points = try file.profile(for: .score).profile.groups.reduce(0) { sum, group in
            guard case .scores(let scores) = group.ballot else { return sum }
            return sum + (scores[project] ?? 0) * group.count
        }
        #expect(points == 10_758)
    }

    @Test("of approval committees can all be read")
    func committees() throws {
        let folder = try #require(elections).appending(path: "abc")
        let paths = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter {
            $0.hasSuffix(".yaml")
        }
        #expect(paths.count == 110)
        for path in paths {
            let file = try file("abc/" + path)
            let stated = try #require(file.title?.firstRange(of: "num_voters=")).upperBound
            let voters = file.title.map { Int($0[stated...].prefix { $0.isNumber }) }
            #expect(file.profile.ballots == voters && file.seats != nil, "\(path)")
        }
    }
}
