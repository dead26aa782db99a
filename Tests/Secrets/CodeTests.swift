import Core
import Secrets
import Testing

@Suite("A token")
struct TokenTests {
    @Test("is 43 characters of base64url, and no two are the same")
    func form() {
        let tokens = (0..<200).map { _ in Token.draw().text }
        let alphabet = Set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")
        #expect(tokens.allSatisfy { $0.count == 43 && $0.allSatisfy(alphabet.contains) })
        #expect(Set(tokens).count == 200)
    }

    @Test("is found again by the SHA-256 of its text")
    func hash() {
        let token = Token.draw()
        #expect(Token.hash(of: token.text) == token.hash)
        #expect(
            Token.hash(of: "abc").hex == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    }
}

@Suite("A numeric code")
struct NumericCodeTests {
    @Test("has six digits, leading zeros included")
    func form() {
        for _ in 0..<500 {
            let code = NumericCode.draw()
            #expect(code.text.utf8.count == 6)
            #expect(NumericCode(typed: code.text) == code)
        }
    }

    @Test(
        "may be typed with spaces and hyphens", arguments: ["042317", " 042 317 ", "042-317", "0 4 2 3 1 7"])
    func typed(text: String) {
        #expect(NumericCode(typed: text)?.text == "042317")
    }

    @Test("is not read from", arguments: ["", "42317", "0423170", "04231a", "+42317", "٠٤٢٣١٧"])
    func malformed(text: String) {
        #expect(NumericCode(typed: text) == nil)
    }

    @Test("has another hash for another code or context")
    func hash() throws {
        let code = try #require(NumericCode(typed: "042317"))
        let other = try #require(NumericCode(typed: "042318"))
        #expect(code.hash(context: [1]) == code.hash(context: [1]))
        #expect(code.hash(context: [1]) != code.hash(context: [2]))
        #expect(code.hash(context: [1]) != other.hash(context: [1]))
    }
}

@Suite("A change code")
struct ChangeCodeTests {
    @Test("has four groups of four characters, and no two are the same")
    func form() {
        let codes = (0..<200).map { _ in ChangeCode.draw().text }
        let alphabet = Set("0123456789ABCDEFGHJKMNPQRSTVWXYZ")
        for code in codes {
            let groups = code.split(separator: "-")
            #expect(groups.count == 4)
            #expect(groups.allSatisfy { $0.count == 4 && $0.allSatisfy(alphabet.contains) })
            #expect(ChangeCode(typed: code)?.text == code)
        }
        #expect(Set(codes).count == 200)
    }

    @Test(
        "is the same however it is typed",
        arguments: [
            "7KQ0-91WM-2D3F-HJ1T", "7kq0-91wm-2d3f-hj1t", "7KQ091WM2D3FHJ1T", " 7kq0 91wm 2d3f hj1t\n",
            "7KQO-9IWM-2D3F-HJLT", "7kqo-9lwm-2d3f-hjit", "7K Q0–91WM--2D3F-HJ1T",
        ])
    func typed(text: String) throws {
        let code = try #require(ChangeCode(typed: text))
        #expect(code.text == "7KQ0-91WM-2D3F-HJ1T")
        #expect(code.hash == ChangeCode(typed: "7KQ0-91WM-2D3F-HJ1T")?.hash)
    }

    @Test(
        "is not read from",
        arguments: [
            "", "7KQ0-91WM-2D3F-HJ1", "7KQ0-91WM-2D3F-HJ1TT", "7KQ0-91WM-2D3F-HJ1U", "7KQ0_91WM_2D3F_HJ1T",
            "7KQ0-91WM-2D3F-HJ1Ä", "7KQ0-91WM-2D3F-HJß", "7\u{212A}Q0-91WM-2D3F-HJ1T",
        ])
    func malformed(text: String) {
        #expect(ChangeCode(typed: text) == nil)
    }
}

@Suite("A ballot number")
struct BallotNumberTests {
    @Test("has two groups of four characters and may be typed carelessly")
    func form() {
        let number = BallotNumber.draw()
        #expect(number.text.count == 9)
        #expect(BallotNumber(typed: number.text.lowercased().replacing("-", with: " ")) == number)
        #expect(BallotNumber(typed: "7kq4 9xwm")?.description == "7KQ4-9XWM")
        #expect(BallotNumber(typed: "7KQ4-9XWM-2D3F-HJ5T") == nil)
        #expect(BallotNumber(typed: "7KQ4-9XW") == nil)
    }
}
