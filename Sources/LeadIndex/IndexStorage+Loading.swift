import LeadStore
import Leads
import Similarity

extension IndexStorage {
    /// Makes room for so many leads.
    mutating func reserve(_ leads: Int) {
        columns.reserve(leads)
        reserveTable(leads)
    }

    /// Gives out rows to leads that are not there yet, and to be filled with their vectors.
    mutating func open(_ keys: [LeadKey]) throws(SimilarityError) -> OpenRows {
        let open = try vectors.open(count: keys.count)
        for (row, key) in zip(open.rows, keys) { self.open(key, row: row) }
        return open
    }

    /// Writes the fields of a lead; returns its row, nil when it has no vector.
    mutating func setFields(_ lead: IndexedLead) -> UInt32? {
        guard let row = row(of: LeadKey(workspace: lead.workspace, id: lead.id)) else { return nil }
        columns.set(lead, row: Int(row))
        return row
    }

    /// Takes out the vectors whose lead did not come.
    mutating func removeFieldless() throws(SimilarityError) {
        for row in columns.transactions.indices where columns.transactions[row] == 0 {
            guard vectors.vectors.rows.contains(UInt32(row)) else { continue }
            guard let workspace = columns.workspaceNumbers.value(columns.workspaces[row]) else {
                continue
            }
            let key = LeadKey(workspace: workspace, id: columns.ids[row])
            try remove(key)
        }
    }

    /// The lead of a row, with its vector; nil when the row is free.
    func lead(row: UInt32) -> IndexedLead? {
        guard vectors.vectors.rows.contains(row), var lead = columns.lead(row: Int(row)) else {
            return nil
        }
        do throws(SimilarityError) {
            lead.vector = try vectors.vectors.withVector(row: row) { span in
                span.indices.map { span[$0] }
            }
        } catch {
            return nil  // The row was looked at above.
        }
        return lead
    }

    /// Makes a lead that stands in a row one that scores are made of.
    mutating func label(_ lead: IndexedLead, row: UInt32) throws(SimilarityError) {
        var lead = lead
        lead.vector = try vectors.vectors.withVector(row: row) { span in
            span.indices.map { span[$0] }
        }
        try label(lead)
    }
}
