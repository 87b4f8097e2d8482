import IntakeFixtures
import LeadStore
import Leads
import Schema
import Testing
import WebAPI
import WebAPITesting

@Suite struct RouteAPITests {
    @Test func `a new route takes leads at once, and a deleted one none`() async throws {
        try await LeadAPIFixture.run { api, _ in
            let route = try await LeadAPIFixture.send(
                api,
                .post, "/api/v1/routes",
                json: #"{"name":"Yard","description":"Forklifts and pallets for the yard."}"#)
            #expect(route.status == .created)
            let lead =
                #"{"first_name":"A","email":"a@example.org","revenue_tier":3,"message":"A forklift for the yard"}"#
            #expect(
                try await LeadAPIFixture.send(api, .post, "/api/v1/leads", json: lead).json["route"]
                    == "Yard")
            let again = try await LeadAPIFixture.send(
                api,
                .post, "/api/v1/routes", json: #"{"name":"Yard","description":"x"}"#)
            #expect(again.status == .conflict)
            let place = try #require(route.location)
            #expect(try await LeadAPIFixture.send(api, .delete, place).status == .noContent)
            #expect(
                try await LeadAPIFixture.send(api, .post, "/api/v1/leads", json: lead).json["route"]
                    != "Yard")
        }
    }

    @Test func `the threshold sends more leads to the fallback route`() async throws {
        try await LeadAPIFixture.run { api, _ in
            let set = try await LeadAPIFixture.send(
                api,
                .put, "/api/v1/workspace", json: #"{"route_threshold":0.99}"#)
            #expect(set.status == .ok)
            let lead =
                #"{"first_name":"A","email":"a@example.org","revenue_tier":3,"message":"A data warehouse"}"#
            #expect(
                try await LeadAPIFixture.send(api, .post, "/api/v1/leads", json: lead).json["route"]
                    == "Inbox")
        }
    }

    @Test func `the fallback route is neither deleted nor inactive while it is one`() async throws {
        try await LeadAPIFixture.run { api, fixture in
            let routes = try await fixture.store.routes(of: fixture.workspace.id)
            let inbox = try #require(routes.first { $0.isFallback })
            let place = "/api/v1/routes/\(inbox.id)"
            #expect(try await LeadAPIFixture.send(api, .delete, place).status == .conflict)
            let asleep = try await LeadAPIFixture.send(
                api, .put, place,
                json: #"{"name":"Inbox","description":"x","is_fallback":true,"is_active":false}"#)
            #expect(asleep.status == .conflict)
            let changed = try await LeadAPIFixture.send(
                api, .put, place, json: #"{"name":"Inbox","description":"x","is_fallback":false}"#)
            #expect(changed.status == .ok)
            #expect(try await LeadAPIFixture.send(api, .delete, place).status == .noContent)
            #expect(try await LeadAPIFixture.send(api, .delete, place).status == .notFound)
        }
    }
}
