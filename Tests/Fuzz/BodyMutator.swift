/// Makes bodies from valid ones by changing bytes, words and whole parts; the seed decides all.
struct BodyMutator {
    private var state: UInt64
    private var pool: [[UInt8]]

    private static let seeds = [
        #"{"first_name":"Ada","email":"ada@example.org","revenue_tier":3,"tags":["a","b"],"website":"https://example.org/a?b#c","employee_count":250,"occurred_at":"2026-03-01T09:30:00.25+01:00","attributes":{"a":[1,2.5,null,{"b":"c"}]},"country":"DE"}"#,
        #"{"id":"67e55044-10b1-426f-9247-bb680e5fe0c8","color":"red","when":1493979010.5,"url":"http://[::1]:80/../x","query":{"kind":"vector","vector":[1,2.5e3]},"fullName":"Ada L","address":{"street":"S","zip":"12345"},"scores":{"a":1},"matrix":[[1],[2,3]],"flag":"yes","count":"15"}"#,
        #"[{"first_name":"Ada","email":"ü@bücher.de","revenue_tier":"3.0"},{"first_name":"é😀"}]"#,
        #"{"a":{"a":{"a":[[[[[[[[[[]]]]]]]]]]}},"n":-12345678901234567890123,"x":1e308,"s":"\ud83d\ude00\u0000\n"}"#,
    ]

    private static let pieces = [
        "{", "}", "[", "]", ",", ":", "\"", "\\", "\\u", "\\ud800", "\\u0000", "\u{0}", "null",
        "true",
        "NaN", "-Infinity", "1e999", "-0", "9223372036854775808", "0.1", "e", "-", ".", " ", "\n",
        "\t",
        "xn--", "@", "..", "[::", "%00", "%2e", "http://", "1.2.3.4.5", "é", "e\u{301}", "\u{200d}",
        "☃", "،",
        "\"kind\":\"text\"", "\"a\":1,", "2024-02-30", "T24:00", "+24:00", "\u{feff}",
        "99999999999999999999999",
    ].map { Array($0.utf8) }

    init(seed: UInt64) {
        state = seed &* 0x9E37_79B9_7F4A_7C15 | 1
        pool = Self.seeds.map { Array($0.utf8) }
    }

    mutating func next() -> [UInt8] {
        var body = pool[random(below: pool.count)]
        for _ in 0..<random(below: 2 + random(below: 5)) { mutate(&body) }
        if random(below: 2000) == 0 { body = nested() }
        if body.count > 20_000 { body.removeLast(body.count - 20_000) }
        if random(below: 50) == 0 {
            if pool.count < 200 { pool.append(body) } else { pool[4 + random(below: 196)] = body }
        }
        return body
    }

    private mutating func mutate(_ body: inout [UInt8]) {
        let place = random(below: body.count + 1)
        let end = min(body.count, place + random(below: 1 + random(below: 12)))
        switch random(below: 7) {
        case 0: body.removeSubrange(place..<end)
        case 1: body.insert(UInt8(truncatingIfNeeded: random(below: 256)), at: place)
        case 2: if place < body.count { body[place] ^= 1 << UInt8(random(below: 8)) }
        case 3: body.insert(contentsOf: body[place..<end], at: place)
        case 4:
            let other = pool[random(below: pool.count)]
            let start = random(below: other.count + 1)
            let length = min(other.count - start, random(below: 60))
            body.replaceSubrange(place..<end, with: other[start..<(start + length)])
        default:
            body.replaceSubrange(place..<end, with: Self.pieces[random(below: Self.pieces.count)])
        }
    }

    /// Brackets deeper than any limit.
    private mutating func nested() -> [UInt8] {
        let piece = random(below: 2) == 0 ? "[" : "{\"a\":"
        return Array(String(repeating: piece, count: 1 + random(below: 3000)).utf8)
    }

    /// A number by the generator xorshift64*.
    ///
    /// S. Vigna, "An experimental exploration of Marsaglia's xorshift generators" (2016).
    private mutating func random(below bound: Int) -> Int {
        state ^= state >> 12
        state ^= state << 25
        state ^= state >> 27
        return Int((state &* 0x2545_F491_4F6C_DD1D) >> 33) % max(bound, 1)
    }
}
