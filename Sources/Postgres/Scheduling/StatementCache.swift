/// The prepared statements of one connection, the least recently used one first to go.
///
/// Keeps one set of parameter types for a text: the same text with other types replaces it.
struct StatementCache {
    enum Decision: Equatable {
        case use(String)
        case prepare(String, dropping: String?)
    }

    private struct Entry {
        let name: String
        let types: [PostgresType]
        var lastUse: Int
    }

    /// The statement that was asked for last, found without hashing when it comes again.
    private struct Latest {
        let text: String
        let name: String
        let types: [PostgresType]
    }

    private let capacity: Int
    private var entries: [String: Entry] = [:]
    private var latest: Latest?
    private var uses = 0
    /// How many it has had prepared, those that are forgotten too.
    private(set) var prepared = 0

    init(capacity: Int) {
        self.capacity = max(1, capacity)
    }

    mutating func decide(for sql: SQL) -> Decision {
        // Nothing came between, so its last use still is the last of all.
        if let latest, latest.text == sql.text, sql.hasTypes(latest.types) {
            return .use(latest.name)
        }
        uses += 1
        if let index = entries.index(forKey: sql.text) {
            let entry = entries.values[index]
            if sql.hasTypes(entry.types) {
                entries.values[index].lastUse = uses
                latest = Latest(text: sql.text, name: entry.name, types: entry.types)
                return .use(entry.name)
            }
            return insert(sql, dropping: entry.name)
        }
        guard entries.count >= capacity,
            let oldest = entries.min(by: { $0.value.lastUse < $1.value.lastUse })
        else { return insert(sql, dropping: nil) }
        entries[oldest.key] = nil
        return insert(sql, dropping: oldest.value.name)
    }

    /// Forgets a statement and returns its name on the server.
    @discardableResult
    mutating func forget(_ sql: SQL) -> String? {
        latest = nil
        return entries.removeValue(forKey: sql.text)?.name
    }

    /// Forgets the statement of a name that the server does not know.
    mutating func forget(name: String) {
        latest = nil
        guard let entry = entries.first(where: { $0.value.name == name }) else { return }
        entries[entry.key] = nil
    }

    private mutating func insert(_ sql: SQL, dropping dropped: String?) -> Decision {
        prepared += 1
        let name = "s\(prepared)"
        let types = sql.parameters.slots.map(\.type)
        entries[sql.text] = Entry(name: name, types: types, lastUse: uses)
        latest = Latest(text: sql.text, name: name, types: types)
        return .prepare(name, dropping: dropped)
    }
}

extension SQL {
    func hasTypes(_ types: [PostgresType]) -> Bool {
        guard parameters.slots.count == types.count else { return false }
        for (slot, type) in zip(parameters.slots, types) where slot.type != type {
            return false
        }
        return true
    }
}
