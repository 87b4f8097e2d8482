import Digests
import Testing

@Suite("Digests")
struct DigestsTests {
    @Test(
        "SHA-256 gives the examples of FIPS 180-4",
        arguments: [
            ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
            ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
            (
                "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
                "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
            ),
        ])
    func knownDigests(text: String, expected: String) throws {
        #expect(SHA256Digest(of: text).description == expected)
        #expect(SHA256Digest(hexadecimal: expected) == SHA256Digest(of: Array(text.utf8)))
    }

    @Test("pieces hash to the digest of the whole", arguments: [0, 1, 63, 64, 65, 1000])
    func pieces(length: Int) throws {
        let bytes = (0..<length).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        var hasher = try SHA256Hasher()
        let span = bytes.span
        try hasher.update(span.extracting(..<(length / 3)))
        try hasher.update(span.extracting((length / 3)...))
        #expect(try hasher.finish() == SHA256Digest(of: bytes))
    }

    @Test(
        "HMAC-SHA-256 gives the test cases of RFC 4231",
        arguments: [
            (
                [UInt8](repeating: 0x0b, count: 20), Array("Hi There".utf8),
                "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"
            ),
            (
                Array("Jefe".utf8), Array("what do ya want for nothing?".utf8),
                "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
            ),
            (
                [UInt8](repeating: 0xaa, count: 131),
                Array("Test Using Larger Than Block-Size Key - Hash Key First".utf8),
                "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"
            ),
        ])
    func codes(key: [UInt8], message: [UInt8], expected: String) throws {
        let hmac = HMACSHA256(key: key)
        let code = hmac.code(of: message)
        #expect(code.description == expected)
        #expect(hmac.isValid(code, for: message))
        #expect(!hmac.isValid(code, for: message + [0]))
    }

    @Test("text that is not 64 hexadecimal digits is no digest", arguments: ["", "ab", "zz", "é"])
    func badHexadecimal(text: String) {
        #expect(SHA256Digest(hexadecimal: text) == nil)
    }

    @Test(
        "the constant-time comparison tells a difference at any place",
        arguments: [0, 15, 31])
    func comparison(place: Int) throws {
        let bytes = SHA256Digest(of: "one").bytes
        var other = bytes
        #expect(isEqualInConstantTime(bytes, other))
        other[place] ^= 1
        #expect(!isEqualInConstantTime(bytes, other))
        #expect(!isEqualInConstantTime(bytes, []))
        let changed = try #require(SHA256Digest(bytes: other))
        #expect(!changed.isEqualInConstantTime(to: SHA256Digest(of: "one")))
    }
}
