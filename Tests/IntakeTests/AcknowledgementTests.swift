@testable import Intake
import LeadStore
import Leads
import Testing

@Suite struct AcknowledgementTests {
    private func receipt(_ email: String) -> Receipt {
        Receipt(
            summary: LeadSummary(
                id: .make(), email: email, route: nil, score: nil, isPending: false),
            isNew: true)
    }

    @Test func `a receipt may come before or after its sender waits`() async throws {
        let (early, late) = (LateReceipt(), LateReceipt())
        early.tell(LateReceipt.Delivery(result: .success(receipt("early"))))
        #expect(try await early.value.summary.email == "early")
        let sender = Task { try await late.value }
        await Task.yield()
        late.tell(LateReceipt.Delivery(result: .failure(IngestLane.unanswered)))
        await #expect(throws: StoreError.self) { try await sender.value }
    }

    @Test func `all senders of a commit are told, each its own, through the first of them`()
        async throws
    {
        let receipts = (0..<40).map { _ in LateReceipt() }
        let gathering = Gathering(count: 2)
        var results: [(Acknowledgement, Result<Receipt, any Error>)] = [
            (.member(of: gathering, place: 1), .success(receipt("second")))
        ]
        for (place, late) in receipts.enumerated() {
            let isRefused = place % 7 == 3
            results.append(
                (
                    .single(late),
                    isRefused ? .failure(IngestLane.unanswered) : .success(receipt("\(place)"))
                ))
        }
        results.append((.member(of: gathering, place: 0), .success(receipt("first"))))
        let told = await withTaskGroup(of: (Int, String?).self) { group in
            for (place, late) in receipts.enumerated() {
                group.addTask { (place, try? await late.value.summary.email) }
            }
            Acknowledgement.tell(results)
            return await group.reduce(into: [:]) { $0[$1.0] = .some($1.1) }
        }
        for place in receipts.indices {
            #expect(told[place] == .some(place % 7 == 3 ? nil : "\(place)"))
        }
        let gathered = await gathering.receipts
        #expect(try gathered.map { try $0.get().summary.email } == ["first", "second"])
    }
}
