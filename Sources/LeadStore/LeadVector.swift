public import Digests

/// A vector for a lead that is there already.
public struct LeadVector: Sendable {
    /// The lead.
    public let lead: UnembeddedLead
    /// SHA-256 of the text it was made of; nil where nobody will ask for it.
    public let textHash: SHA256Digest?
    /// The vector, of the generation's dimensions.
    public let vector: [Float]

    /// Makes it of its parts.
    public init(lead: UnembeddedLead, textHash: SHA256Digest?, vector: [Float]) {
        self.lead = lead
        self.textHash = textHash
        self.vector = vector
    }
}
