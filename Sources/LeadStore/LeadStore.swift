import Leads
public import Postgres
import Schema

/// Every SQL statement of the application.
public struct LeadStore: Sendable {
    /// The connections to the database.
    public let client: PostgresClient

    /// Makes the store over a client whose database has been migrated.
    public init(client: PostgresClient) {
        self.client = client
    }
}

extension Identifier {
    /// The id as PostgreSQL takes it.
    var uuid: PostgresUUID { PostgresUUID(high: high, low: low) }

    /// The id of a `uuid`.
    init(_ uuid: PostgresUUID) {
        self.init(high: uuid.high, low: uuid.low)
    }
}

extension Timestamp {
    /// The moment as PostgreSQL takes it.
    var postgres: PostgresTimestamp {
        PostgresTimestamp(microsecondsSince1970: microseconds)
    }

    /// The moment of a `timestamptz`; throws for the infinities and years beyond 9999.
    init(_ time: PostgresTimestamp) throws {
        guard let moment = Timestamp(microseconds: time.microsecondsSince1970) else {
            throw StoreError(.unexpectedData, "A stored moment is beyond the year 9999.")
        }
        self = moment
    }
}
