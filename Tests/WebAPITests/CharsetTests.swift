import Schema
import Testing
import WebAPI
import WebAPITesting

@Suite("Charsets of bodies") struct CharsetTests {
    @Test(
        "UTF-8 is read under its names, any other charset is 415",
        arguments: [
            ("application/json", 201), ("application/json; charset=utf-8", 201),
            ("application/json;CHARSET=\"UTF-8\"", 201), ("application/json; charset=utf8", 201),
            ("application/json; charset=us-ascii", 201), ("application/json; x=y", 201),
            ("application/json; charset=iso-8859-1", 415),
            ("application/json; x=y; charset=utf-16", 415), ("application/json; charset=", 415),
        ])
    func charsets(type: String, status: Int) async throws {
        let transport = TestTransport(try Sample.api())
        let response = try await transport.send(
            .post, "/api/notes", json: #"{"text":"a"}"#, headers: [("content-type", type)])
        #expect(response.status.code == status, "\(type)")
        if status == 415 { #expect(try response.json()["code"] == "charset") }
    }
}
