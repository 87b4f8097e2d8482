extension Migration {
    /// The files of `Migrations/`, which are compiled into the program; a test compares the list
    /// with the folder.
    static let bundledFiles: [(name: String, bytes: [UInt8])] = [
        ("0001_leads.sql", PackageResources._0001_leads_sql),
        ("0002_change_feed.sql", PackageResources._0002_change_feed_sql),
        ("0003_ingest.sql", PackageResources._0003_ingest_sql),
    ]
}
