/// The type of a parameter: a number that every server shares, or a name that each database resolves.
///
/// The numbers are those of `pg_type.dat`; types of extensions and of the application have another
/// number in each database, so they go by name and are looked up when a connection opens.
public enum PostgresType: Hashable, Sendable {
    /// A type by its object identifier; 0 lets the server infer the type from the statement.
    case oid(UInt32)
    /// A type by its name, found through the connection's `search_path`.
    case named(String)

    /// `boolean`.
    public static let bool = PostgresType.oid(OID.bool)
    /// `bytea`.
    public static let bytea = PostgresType.oid(OID.bytea)
    /// `smallint`.
    public static let int2 = PostgresType.oid(OID.int2)
    /// `integer`.
    public static let int4 = PostgresType.oid(OID.int4)
    /// `bigint`.
    public static let int8 = PostgresType.oid(OID.int8)
    /// `real`.
    public static let float4 = PostgresType.oid(OID.float4)
    /// `double precision`.
    public static let float8 = PostgresType.oid(OID.float8)
    /// `text`.
    public static let text = PostgresType.oid(OID.text)
    /// `uuid`.
    public static let uuid = PostgresType.oid(OID.uuid)
    /// `timestamp with time zone`.
    public static let timestamptz = PostgresType.oid(OID.timestamptz)
    /// `jsonb`.
    public static let jsonb = PostgresType.oid(OID.jsonb)
    /// `vector` of pgvector.
    public static let vector = PostgresType.named("vector")
    /// `halfvec` of pgvector.
    public static let halfvec = PostgresType.named("halfvec")
    /// A type that the server infers from the statement, such as `$1::lead_in[]`.
    public static let inferred = PostgresType.oid(0)
}

/// Object identifiers of built-in types, from `pg_type.dat`.
enum OID {
    static let bool: UInt32 = 16
    static let bytea: UInt32 = 17
    static let name: UInt32 = 19
    static let int8: UInt32 = 20
    static let int2: UInt32 = 21
    static let int4: UInt32 = 23
    static let text: UInt32 = 25
    static let oid: UInt32 = 26
    static let json: UInt32 = 114
    static let float4: UInt32 = 700
    static let float8: UInt32 = 701
    static let unknown: UInt32 = 705
    static let bpchar: UInt32 = 1042
    static let varchar: UInt32 = 1043
    static let timestamptz: UInt32 = 1184
    static let uuid: UInt32 = 2950
    static let jsonb: UInt32 = 3802
    static let xid8: UInt32 = 5069

    static let boolArray: UInt32 = 1000
    static let byteaArray: UInt32 = 1001
    static let int2Array: UInt32 = 1005
    static let int4Array: UInt32 = 1007
    static let textArray: UInt32 = 1009
    static let int8Array: UInt32 = 1016
    static let float4Array: UInt32 = 1021
    static let float8Array: UInt32 = 1022
    static let timestamptzArray: UInt32 = 1185
    static let uuidArray: UInt32 = 2951
    static let jsonbArray: UInt32 = 3807

    /// The first identifier that extensions and users get (`FirstNormalObjectId`).
    static let firstUserDefined: UInt32 = 16384
}
