import ElectionCrypto
import Testing

@Suite("A group of numbers")
struct ModularGroupTests {
    let belenios = ModularGroup.belenios2048
    let squares = ModularGroup.rfc3526

    @Test("has the generator of its name")
    func generators() {
        #expect(squares.text(squares.generator) == "2")
        let text = belenios.text(belenios.generator)
        #expect(text.hasPrefix("2402352677501852209227687703532399932712287657378364"))
        #expect(text.hasSuffix("781475582491896050296680037745308460627"))
    }

    @Test("refuses texts that are not the shortest decimal of 1 ..< p")
    func refused() {
        let p = "323170060713110073003389139264238282488179412411402391128420097514007417066343542226196894"
        for text in ["", "0", "02", "-2", "2 ", "A", p + String(repeating: "9", count: 617 - p.count)] {
            #expect(squares.element(text) == nil, "\(text)")
        }
        #expect(squares.element(p) != nil)
        #expect(belenios.element(String(repeating: "9", count: 617)) == nil)
        #expect(belenios.element(String(repeating: "1", count: 1_000_000)) == nil)
    }

    @Test("reads p − 1, and neither p nor more")
    func bound() throws {
        // x^q = −1 for a number that is no square, with q = (q − 1) + 1.
        let stranger = try #require(
            ["3", "5", "7", "11"].compactMap(squares.element).first { !squares.isMember($0) })
        let power = squares.power(stranger, squares.negative(squares.one))
        let last = squares.text(squares.product(power, stranger))
        #expect(
            last.hasPrefix("32317006071311007300338913926423828248817941241140239112842009751400741706634354")
        )
        #expect(squares.element(last).map(squares.isMember) == false)
        #expect(squares.element(successor(last)) == nil)
        #expect(squares.element(successor(successor(last))) == nil)
    }

    /// Vectors: ballots that belenios-tool 2.0+dfsg-1 encrypted, opened with the trustee's key.
    @Test(
        "encodes ranked answers as belenios-tool does",
        arguments: [
            (numbers: [1, 2, 3], text: "16909057"), ([3, 1, 2], "50397697"), ([2, 2, 1], "33685761"),
        ])
    func vectors(numbers: [Int], text: String) { #expect(squares.encode(numbers).map(squares.text) == text) }

    @Test("has members and others")
    func members() throws {
        for text in ["3", "11", "12", "19", "23"] {
            let element = try #require(squares.element(text))
            // x^q = 1, with q = (q − 1) + 1.
            let power = squares.power(element, squares.negative(squares.one))
            #expect(
                squares.isMember(element) == (squares.product(power, element) == squares.identity), "\(text)")
        }
        #expect(!belenios.isMember(try #require(belenios.element("2"))))
        let three = try #require(belenios.element("3"))
        #expect(!belenios.isMember(three))
        #expect(belenios.memberPowers(three, [belenios.one]) == nil)
    }

    @Test("reads back the ranked answers it encodes")
    func embedding() throws {
        for numbers in [[1, 2, 3], [0], [], [255, 255, 0, 7], Array(repeating: 255, count: 254)] {
            let element = try #require(squares.encode(numbers))
            #expect(squares.isMember(element))
            #expect(squares.decode(element, count: numbers.count) == numbers)
        }
        #expect(squares.encode([256]) == nil)
        #expect(squares.encode([-1]) == nil)
        #expect(squares.encode(Array(repeating: 1, count: 256)) == nil)
        #expect(belenios.encode([1]) == nil)
        #expect(belenios.decode(belenios.generator, count: 1) == nil)
    }
}
