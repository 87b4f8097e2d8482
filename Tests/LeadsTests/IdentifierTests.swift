import Leads
import Testing

@Suite struct IdentifierTests {
    @Test func `a new id is a version 7 UUID of its moment`() {
        let id = LeadID.make(at: 0x0123_4567_89AB)
        #expect(id.high >> 16 == 0x0123_4567_89AB)
        #expect(id.high >> 12 & 0xF == 7)
        #expect(id.low >> 62 == 0b10)
    }

    @Test func `ids of later moments sort behind`() {
        #expect(LeadID.make(at: 1000) < LeadID.make(at: 1001))
    }

    @Test func `two ids of one moment differ`() {
        let ids = Set((0..<10_000).map { _ in LeadID.make(at: 5) })
        #expect(ids.count == 10_000)
    }

    @Test func `the text form reads back`() throws {
        let id = LeadID.make()
        #expect(id.description.count == 36)
        #expect(LeadID(id.description) == id)
        #expect(LeadID("not-a-uuid") == nil)
    }

    @Test func `ids made by many tasks at once are all different`() async {
        let ids = await withTaskGroup(of: [LeadID].self) { group in
            for _ in 0..<16 { group.addTask { (0..<2000).map { _ in LeadID.make(at: 5) } } }
            return await group.reduce(into: Set<LeadID>()) { $0.formUnion($1) }
        }
        #expect(ids.count == 32_000)
        #expect(ids.allSatisfy { $0.high & 0xF000 == 0x7000 && $0.low >> 62 == 2 })
    }
}
