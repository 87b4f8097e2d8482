import Testing

@testable import LeadFiles

@Suite("Columns") struct ColumnTests {
    @Test(
        "of well-known exports become fields of the lead",
        arguments: [
            (
                "Record ID,First Name,Last Name,Email,Phone Number,Contact owner,Create Date,Job Title,Company Name,Country/Region",
                "17,Jo,Example,jo@example.com,123,Kim,2024-03-12 09:14,CTO,Acme,Germany",
                #"{"first_name":"Jo","last_name":"Example","email":"jo@example.com","revenue_tier":5,"phone":"123","company":"Acme","job_title":"CTO","country":"DE","external_id":"17","attributes":{"Create Date":"2024-03-12 09:14","Contact owner":"Kim"}}"#
            ),
            (
                "Id,FirstName,LastName,Company,Title,Email,MobilePhone,Website,Country,LeadSource,AnnualRevenue,NumberOfEmployees,CreatedDate,DoNotCall",
                "00Q1,Jo,Example,Acme,CTO,jo@example.com,99,www.acme.example,US,Web,5000000,\"1,200\",2024-03-12T09:14:00.000+0000,1",
                #"{"first_name":"Jo","last_name":"Example","email":"jo@example.com","revenue_tier":5,"phone":"99","company":"Acme","job_title":"CTO","country":"US","website":"https://www.acme.example","employee_count":1200,"source":"Web","external_id":"00Q1","occurred_at":"2024-03-12T09:14:00.000+00:00","attributes":{"AnnualRevenue":"5000000","DoNotCall":true}}"#
            ),
            (
                "Lead Source,First Name,Last Name,Title,Company / Account,Email,Lead Status,No. of Employees",
                "Web,Jo,Example,CTO,Acme,jo@example.com,Open,11-50",
                #"{"first_name":"Jo","last_name":"Example","email":"jo@example.com","revenue_tier":5,"company":"Acme","job_title":"CTO","source":"Web","attributes":{"No. of Employees":"11-50","Lead Status":"Open"}}"#
            ),
            (
                "id\tcreated_time\tad_id\tform_id\tis_organic\twhat_do_you_need?\tfull_name\tphone_number\temail",
                "l:204\t2026-07-16T00:12:13+03:00\tag:7\tf:8\tfalse\tA quote\tJo Example\tp:+6112\tjo@example.com",
                #"{"first_name":"Jo","last_name":"Example","email":"jo@example.com","revenue_tier":5,"phone":"+6112","external_id":"204","occurred_at":"2026-07-16T00:12:13+03:00","attributes":{"ad_id":"7","form_id":"8","is_organic":false,"what_do_you_need?":"A quote"}}"#
            ),
            (
                "Lead - ID,Lead - Title,Lead - Labels,Person - Name,Person - Email - Work,Organization - Name",
                "5,Acme deal,\"Hot, New\",Jo Example,jo@example.com,Acme",
                #"{"first_name":"Jo","last_name":"Example","email":"jo@example.com","revenue_tier":5,"tags":["Hot","New"],"company":"Acme","external_id":"5","attributes":{"Lead - Title":"Acme deal"}}"#
            ),
        ])
    func exports(_ header: String, _ row: String, _ expected: String) throws {
        let found = try rows("\(header)\n\(row)\n") { $0.defaultRevenueTier = 5 }
        #expect(found.map(\.text) == [expected])
    }

    @Test("of the same field: the better filled one is taken, the other is kept")
    func precedence() throws {
        let text =
            "MobilePhone,Phone,email,email,first_name,revenue_tier\n"
            + "1,2,a@example.org,b@example.org,A,0\n1,,a@example.org,,A,0\n"
        let found = try rows(text).map(\.text)
        #expect(
            found[0].contains(
                #""phone":"2","attributes":{"email (2)":"b@example.org","MobilePhone":"1"}"#))
        #expect(found[1].contains(#""phone":"1"}"#))
    }

    @Test("are mapped as the user says, stronger than by their header")
    func overrides() throws {
        let text = "Mail,Tier,Country,Owner,Name\na@example.org,7,Elsewhere,Kim,A B\n"
        let found = try rows(text) {
            $0.columns = [
                "Mail": .field(.email), "Tier": .field(.revenueTier), "Country": .attribute,
                "Owner": .ignored,
            ]
        }
        #expect(
            found[0].text
                == #"{"first_name":"A","last_name":"B","email":"a@example.org","revenue_tier":7,"attributes":{"Country":"Elsewhere"}}"#
        )
        #expect(throws: LeadFileError.self) {
            try rows("email\n") { $0.columns = ["Nowhere": .ignored] }
        }
        #expect(throws: LeadFileError.self) { try ColumnRole(named: "e-mail") }
    }

    @Test(
        "with values that can't be known reject their row, naming the column but not the value",
        arguments: [
            ("revenue_tier", "", "revenue_tier is missing"),
            ("Annual Revenue", "5000000", "revenue_tier is missing"),
            ("employees", "many", "employees: employee_count is neither"),
            ("employees", "1.200", "employees: employee_count is neither"),
            ("Country", "Germny", "Country: country is neither"),
            ("first_name", "<test lead: dummy data for first_name>", "test lead of Meta"),
            ("attributes", "[1]", "attributes is not a JSON object"),
        ])
    func unknowable(_ column: String, _ value: String, _ reason: String) throws {
        let tier = column.lowercased().contains("revenue") ? "" : ",revenue_tier"
        let text = "email,\(column)\(tier)\na@example.org,\(value)\(tier.isEmpty ? "" : ",1")\n"
        let found = try rows(text)
        #expect(found[0].text.hasPrefix("rejected: "))
        #expect(found[0].text.contains(reason))
    }

    @Test("a tier that is no number goes on to the contract, which names the field")
    func wrongTier() throws {
        let found = try rows("email,revenue_tier\na@example.org,high\n")
        #expect(found[0].text == #"{"email":"a@example.org","revenue_tier":"high"}"#)
    }
}
