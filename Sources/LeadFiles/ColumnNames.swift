/// The headers that mean a field of a lead, in exports of CRMs, ad platforms and by hand.
///
/// Compared without case, spaces and punctuation: `No. of Employees` is `noofemployees`. The order
/// within a field is precedence: of two filled columns the first is taken, the other is kept in
/// `attributes`. Sources: field references of Salesforce (API names and report labels), HubSpot
/// (export labels and property names), Meta lead ads, Google Ads lead forms and Pipedrive.
enum ColumnNames {
    static let fields: [(LeadField, [String])] = [
        (.firstName, ["firstname", "givenname", "contactfirstname", "personfirstname"]),
        (.lastName, ["lastname", "surname", "familyname", "contactlastname", "personlastname"]),
        (
            .email,
            [
                "email", "emailaddress", "workemail", "useremail", "contactemail", "personemail",
                "personemailwork", "personemailhome", "personemailother",
            ]
        ),
        (.revenueTier, ["revenuetier"]),
        (.tags, ["tags", "tag", "labels", "label", "leadlabels", "leadlabel", "interests"]),
        (
            .phone,
            [
                "phone", "phonenumber", "workphone", "workphonenumber", "userphone",
                "personphone", "personphonework", "mobilephone", "mobilephonenumber", "mobile",
                "personphonemobile", "personphonehome",
            ]
        ),
        (
            .company,
            [
                "company", "companyname", "companyaccount", "organization", "organisation",
                "organizationname", "leadorganization", "accountname", "account", "employer",
                "associatedcompany",
            ]
        ),
        (.jobTitle, ["jobtitle", "title", "position", "personjobtitle"]),
        (.industry, ["industry", "organizationindustry"]),
        (.country, ["country", "countrycode", "countryregion"]),
        (.website, ["website", "websiteurl", "companywebsite", "organizationwebsite"]),
        (
            .employeeCount,
            [
                "employeecount", "numberofemployees", "noofemployees", "numemployees",
                "employees", "companysize", "organizationnumberofemployees",
            ]
        ),
        (.message, ["message", "description", "comments", "comment", "notes", "note"]),
        (
            .source,
            ["source", "leadsource", "leadleadsource", "originalsource", "hsanalyticssource"]
        ),
        (.externalID, ["externalid", "leadgenid", "leadid", "leadleadid", "recordid", "id"]),
        (
            .occurredAt,
            [
                "occurredat", "createdtime", "createdate", "createddate", "createdat",
                "leadsubmittime", "leadleadcreated", "leadcreated",
            ]
        ),
        (.attributes, ["attributes"]),
    ]

    /// Headers of a whole name.
    static let fullName = ["fullname", "name", "contactname", "personname", "leadcontactperson"]

    /// The type prefixes that Meta's downloads put before values, by header.
    static let prefixes: [String: String] = [
        "id": "l:", "adid": "ag:", "adsetid": "as:", "campaignid": "c:", "formid": "f:",
        "phonenumber": "p:", "workphonenumber": "p:", "zipcode": "z:", "postcode": "z:",
    ]

    /// Headers of yes-or-no columns, which become JSON booleans in `attributes`.
    static let booleans: Set<String> = [
        "isorganic", "istest", "donotcall", "hasoptedoutofemail", "emailoptout", "isconverted",
    ]

    /// Field or whole name by header, with its precedence.
    static let roles: [String: (role: ColumnRole, rank: Int)] = {
        var roles: [String: (role: ColumnRole, rank: Int)] = [:]
        for (field, names) in fields {
            for (rank, name) in names.enumerated() { roles[name] = (.field(field), rank) }
        }
        for (rank, name) in fullName.enumerated() { roles[name] = (.fullName, 100 + rank) }
        return roles
    }()

    /// A header without case, spaces and punctuation.
    static func normalized(_ header: String) -> String {
        String(header.lowercased().filter { $0.isLetter || $0.isNumber })
    }
}
