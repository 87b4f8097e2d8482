public import Schema

extension LeadPayload {
    /// The declaration: decoding, validation, JSON Schema and the documentation come from it.
    public static let contract = Contract<Self>(
        "Lead", Self.init,
        Field(
            "first_name", \.firstName, .length(1...100), description: "Given name.",
            example: "Ada", personal: true,
            // Enrichment folds white space and refuses a name of which nothing is left.
            schemaExtras: ["pattern": .string(String.notBlankPattern)]),
        Field(
            "email", \.email, description: "E-mail address; it is stored in normalised form.",
            example: "ada@example.org", personal: true),
        Field(
            "revenue_tier", \.revenueTier, .range(0...10),
            description: "How much revenue the lead promises, 0 (none) to 10 (most).", example: 3),
        Field(
            "tags", \.tags, .count(...32), .each(.length(1...64)), default: [],
            description: "Labels.", example: ["inbound", "pricing-page"]),
        Field(
            "last_name", \.lastName, .length(...100), description: "Family name.",
            example: "Lovelace", personal: true),
        Field(
            "phone", \.phone, .length(...40), description: "Telephone number as written.",
            example: "+44 20 7946 0000", personal: true),
        Field(
            "company", \.company, .length(...200), description: "The company's name.",
            example: "Analytical Engines Ltd"),
        Field(
            "job_title", \.jobTitle, .length(...200), description: "The person's job title.",
            example: "Head of Data Engineering"),
        Field(
            "industry", \.industry, .length(...200), description: "The company's industry.",
            example: "Software"),
        Field(
            "country", \.country, description: "ISO 3166-1 alpha-2 code, in either case.",
            example: "GB"),
        Field(
            "website", \.website, description: "The company's http or https address.",
            example: "https://www.example.org/"),
        Field(
            "employee_count", \.employeeCount, .range(0...Int32.max),
            description: "How many people the company employs.", example: 250),
        Field(
            "message", \.message, .length(...4000), description: "What the person wrote.",
            example: "We need a data warehouse for 200 people this quarter.", personal: true),
        Field(
            "source", \.source, .length(...200), description: "Where the lead came from.",
            example: "website"),
        Field(
            "external_id", \.externalID, .length(1...200),
            description: "The id that the source gave the lead. Sent again, it is the same lead."),
        Field(
            "occurred_at", \.occurredAt,
            description: "When the lead arose at its source (RFC 3339).",
            example: "2026-03-01T09:30:00Z"),
        Field(
            "attributes", \.attributes, .bytes(...16_384),
            description: "Further data: any JSON object of at most 16 KiB.",
            example: ["campaign": "spring"], personal: true),
        description: "A sales lead as it is sent.")
}
