/// A statement and its parameters: `"SELECT name FROM leads WHERE id = \(id)"`.
///
/// An interpolated value becomes `$1`, `$2`, … and travels beside the text, so it can never change
/// what the statement means. Text that is not a literal must pass through `unsafeSQL:`.
public struct SQL: Sendable {
    /// The statement with `$1`, `$2`, … in place of values.
    public internal(set) var text: String
    var parameters: Parameters

    /// Takes text as it is: whoever can influence it can do anything to the database.
    public init(unsafeSQL text: String) {
        self.text = text
        parameters = Parameters()
    }

    init(text: String, parameters: Parameters) {
        self.text = text
        self.parameters = parameters
    }

    /// The number of parameters.
    public var parameterCount: Int { parameters.slots.count }
}

/// Encoded parameters, one behind the other.
struct Parameters: Sendable {
    struct Slot: Sendable {
        let type: PostgresType
        let isNull: Bool
        /// Where the value ends in `buffer`.
        let end: Int
        /// Where `$n` begins and ends in the statement's UTF-8 text.
        let placeholder: Range<Int>
    }

    var slots: [Slot] = []
    var buffer = PostgresBuffer()

    mutating func append(_ value: some PostgresEncodable, placeholder: Range<Int>) {
        let isNull = value.isNull
        if !isNull {
            value.encode(into: &buffer)
        }
        slots.append(
            Slot(
                type: value.postgresType, isNull: isNull, end: buffer.count,
                placeholder: placeholder))
    }

    /// Where the value of a parameter begins in `buffer`.
    func start(of index: Int) -> Int {
        index == 0 ? 0 : slots[index - 1].end
    }
}
