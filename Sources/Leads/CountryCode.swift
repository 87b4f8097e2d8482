public import Schema

/// A country by its ISO 3166-1 alpha-2 code, in upper case; either case is read.
public struct CountryCode: ValidatedText {
    /// Two letters, upper case.
    public let text: String

    /// Takes an officially assigned code in either case; refuses anything else.
    public init(_ text: String) throws(Refusal) {
        let letters = text.utf8.map { Self.letter($0) }
        guard letters.count == 2, let first = letters[0], let second = letters[1],
            Self.assigned[first] & (1 << UInt32(second)) != 0
        else { throw Refusal("country_alpha2", "Invalid country alpha2 code") }
        self.text = text.uppercased()
    }

    /// No format of JSON Schema names country codes.
    public static var format: String? { nil }

    /// A pattern of exactly the assigned codes, in either case.
    public static var schemaExtras: JSONObject { ["pattern": .string(pattern)] }

    private static let pattern: String = {
        func letter(_ number: Int) -> String {
            let scalar = Unicode.Scalar(UInt8(65 + number))
            return "\(scalar)\(Character(scalar).lowercased())"
        }
        let groups = assigned.enumerated().filter { $0.element != 0 }.map { first, seconds in
            let letters = (0..<26).filter { seconds & (1 << UInt32($0)) != 0 }.map(letter)
            return "[\(letter(first))][\(letters.joined())]"
        }
        return "^(\(groups.joined(separator: "|")))$"
    }()

    /// 0…25 for a letter of either case.
    private static func letter(_ byte: UInt8) -> Int? {
        let lowered = byte | 0x20
        return (97...122).contains(lowered) ? Int(lowered - 97) : nil
    }

    /// For each first letter the second letters that are assigned, one bit a letter.
    private static let assigned: [UInt32] = {
        var table = [UInt32](repeating: 0, count: 26)
        for code in codes.split(whereSeparator: \.isWhitespace) {
            let letters = code.utf8.compactMap { letter($0) }
            table[letters[0]] |= 1 << UInt32(letters[1])
        }
        return table
    }()

    /// The 249 codes that ISO 3166-1 has assigned officially.
    private static let codes = """
        AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO
        BQ BR BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ
        DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP
        GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG
        KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML
        MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE
        PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL
        SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM
        US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW
        """
}
