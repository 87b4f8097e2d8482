extension Migration {
    /// The files of `Migrations/`, which are part of the program, by version.
    ///
    /// A new file is named here too; a test compares this list with the folder.
    /// - Throws: ``MigrationError`` with code `.invalidFile` or `.duplicateVersion`.
    public static func bundled() throws(MigrationError) -> [Migration] {
        try ordered([
            ("0001_leads.sql", PackageResources._001_leads_sql),
            ("0002_change_feed.sql", PackageResources._002_change_feed_sql),
            ("0003_ingest.sql", PackageResources._003_ingest_sql),
            ("0004_pending_embeddings.sql", PackageResources._004_pending_embeddings_sql),
        ])
    }
}
