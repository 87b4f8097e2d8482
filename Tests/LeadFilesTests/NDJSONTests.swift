import Testing

@testable import LeadFiles

@Suite("NDJSON") struct NDJSONTests {
    @Test("lines in the form of the contract pass byte for byte, right or wrong")
    func native() throws {
        let lines = [
            #"{"first_name":"Ada", "email":42 ,"revenue_tier":3}"#, #"{"email":"#, "[1]",
            #"{"tags":"a;b"}"#,
        ]
        #expect(
            try rows(lines.joined(separator: "\r\n\r\n")).map(\.text)
                == lines.enumerated().map { $0 < 3 ? $1 + "\r" : $1 })
    }

    @Test("lines of other services are mapped")
    func foreign() throws {
        let lines = [
            #"{"id":"7","created_time":"2026-01-31T08:49:14+0000","ad_id":0,"field_data":[{"name":"full_name","values":["Jo \u00c4"]},{"name":"email","values":["jo@example.com"]},{"name":"what?","values":["a","b"]}]}"#,
            #"{"lead_id":"9","is_test":true,"user_column_data":[{"column_id":"FULL_NAME","string_value":"Jo Ä"},{"column_name":"User Email","string_value":"jo@example.com"}]}"#,
            #"{"id":"3","properties":{"firstname":"Jo","email":"jo@example.com","numemployees":null,"jobtitle":"CTO"}}"#,
        ]
        let found = try rows(lines.joined(separator: "\n")) {
            $0.defaultRevenueTier = 2
            $0.defaultSource = "ads"
        }
        #expect(
            found.map(\.text) == [
                #"{"first_name":"Jo","last_name":"Ä","email":"jo@example.com","revenue_tier":2,"source":"ads","external_id":"7","occurred_at":"2026-01-31T08:49:14+00:00","attributes":{"ad_id":0,"what?":["a","b"]}}"#,
                #"{"first_name":"Jo","last_name":"Ä","email":"jo@example.com","revenue_tier":2,"source":"ads","external_id":"9","attributes":{"is_test":true}}"#,
                #"{"first_name":"Jo","email":"jo@example.com","revenue_tier":2,"job_title":"CTO","source":"ads","external_id":"3"}"#,
            ])
    }

    @Test("escapes in names and values are resolved, half surrogates are not")
    func escapes() {
        #expect(
            JSONMembers.string(Array(#""a\n\u00e9\ud83d\ude00\/""#.utf8)[...]) == "a\né\u{1F600}/")
        #expect(JSONMembers.string(Array(#""\ud83d""#.utf8)[...]) == nil)
        #expect(JSONMembers.string(Array(#""\x""#.utf8)[...]) == nil)
        #expect(JSONMembers.string(Array(#""abc\""#.utf8)[...]) == nil)
    }

    @Test("nesting of any depth is stepped over without recursion")
    func depth() throws {
        let deep = String(repeating: "[", count: 400_000)
        let found = try rows("{\"x\":\(deep)}")
        #expect(found.count == 1)
    }
}
