import Chance
import Testing

@testable import Tally

@Suite("Exact arithmetic")
struct FractionTests {
    private func natural(_ dice: inout SeededRandom) -> Natural {
        let limbs = (0..<Int.random(in: 0...6, using: &dice)).map { _ in
            [UInt.random(in: 0...UInt.max, using: &dice), 0, .max, 1, 1 << 63].randomElement(using: &dice)
                ?? 0
        }
        return Natural(limbs: limbs)
    }

    private func fraction(_ dice: inout SeededRandom) -> Fraction {
        let denominator = natural(&dice)
        return Fraction(
            isNegative: Bool.random(using: &dice), natural(&dice), denominator.isZero ? .one : denominator)
    }

    @Test("divides so that quotient times divisor plus remainder is the number")
    func division() {
        var dice = SeededRandom(1)
        for _ in 1...Tier.current.randomElections * 20 {
            let (number, divisor) = (natural(&dice), natural(&dice))
            guard !divisor.isZero else { continue }
            let (quotient, remainder) = number.quotientAndRemainder(dividingBy: divisor)
            #expect(remainder < divisor)
            #expect(quotient * divisor + remainder == number)
        }
    }

    @Test("finds the greatest common divisor that Euclid finds")
    func commonDivisor() {
        var dice = SeededRandom(3)
        for _ in 1...Tier.current.randomElections * 20 {
            let common = natural(&dice)
            let (left, right) = (natural(&dice) * common, natural(&dice) * common)
            var (larger, smaller) = (left, right)
            while !smaller.isZero {
                (larger, smaller) = (smaller, larger.quotientAndRemainder(dividingBy: smaller).remainder)
            }
            #expect(Natural.greatestCommonDivisor(left, right) == larger)
        }
    }

    @Test("keeps the laws of a field at any size")
    func field() {
        var dice = SeededRandom(2)
        for _ in 1...Tier.current.randomElections * 3 {
            let (a, b, c) = (fraction(&dice), fraction(&dice), fraction(&dice))
            #expect(a + b == b + a)
            #expect((a + b) + c == a + (b + c))
            #expect(a * (b + c) == a * b + a * c)
            #expect(a - b + b == a)
            if !b.isZero { #expect(a / b * b == a) }
            #expect((a < b) == ((a - b).isNegative))
            #expect(Fraction(text: a.description) == a)
        }
    }

    @Test("gives equal numbers one form at the border of machine words")
    func border() {
        for number in [Int.min, Int.min + 1, -1, 0, 1, Int.max - 1, .max] {
            let large = Fraction(isNegative: number < 0, Natural(number.magnitude), .one)
            #expect(large == Fraction(number))
            #expect(Fraction(number) + Fraction(1) - Fraction(1) == Fraction(number))
            #expect(-(-Fraction(number)) == Fraction(number))
        }
    }

    @Test("rounds down, truncates towards zero, and shows decimals rounded half up")
    func rounding() throws {
        #expect(try #require(Fraction(-7, 2)).roundedDown == Fraction(-4))
        #expect(try #require(Fraction(7, 2)).roundedDown == Fraction(3))
        #expect(try #require(Fraction(-5, 3)).truncated(places: 2) == (try #require(Fraction(-166, 100))))
        #expect(try #require(Fraction(2, 3)).digits(places: 2) == ("0", "67"))
        #expect(try #require(Fraction(1, 200)).digits(places: 2) == ("0", "01"))
        #expect(try #require(Fraction(-25, 2)).digits(places: 0) == ("13", ""))
    }

    @Test(
        "is reduced and printed exactly",
        arguments: [
            ("2/4", "1/2"), ("-6/4", "-3/2"), ("0/7", "0"), ("9/3", "3"), ("12", "12"),
        ])
    func reduced(text: String, printed: String) {
        #expect(Fraction(text: text)?.description == printed)
    }

    @Test("compares where products exceed 64 bits")
    func wide() throws {
        let below = try #require(Fraction(Int.max - 1, Int.max))
        #expect(below < Fraction(1) && Fraction(-1) < below && !(below < below))
        let less = below - (try #require(Fraction(1, Int.max - 1)))
        #expect(less.small == nil && less < below && less + .one > below)
    }

    @Test(
        "is not read from other spellings",
        arguments: ["", "-", "-0", "1/0", "1/", "/1", "1/-2", "+1", " 1", "1/2/3", "1.5", "٣", "01"])
    func strict(text: String) { #expect(Fraction(text: text) == nil) }

    @Test("writes twenty to the power of forty, as Python does")
    func large() {
        #expect(
            Fraction.power(of: 20, 40).description
                == "1099511627776" + String(repeating: "0", count: 40))
    }
}
