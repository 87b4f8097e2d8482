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
            ("0005_search.sql", PackageResources._005_search_sql),
            ("0006_index_snapshots.sql", PackageResources._006_index_snapshots_sql),
            ("0007_candidates.sql", PackageResources._007_candidates_sql),
            ("0008_refused_leads.sql", PackageResources._008_refused_leads_sql),
            ("0009_decision_columns.sql", PackageResources._009_decision_columns_sql),
            ("0010_refused_leads_apart.sql", PackageResources._010_refused_leads_apart_sql),
        ])
    }
}
