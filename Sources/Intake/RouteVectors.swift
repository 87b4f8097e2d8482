import Embedding
import LeadStore
import Leads

/// The vectors that routes are compared by, made of their descriptions and examples.
struct RouteVectors: Sendable {
    /// The vectors of each route's texts.
    var vectors: [RouteID: [[Float]]] = [:]
    /// Why some are missing; nil when all are there.
    var problem: ModelError?

    /// Makes the vectors; those of a costly model are stored and found again.
    ///
    /// - Parameters:
    ///   - routes: The routes of one workspace.
    ///   - workspace: The workspace.
    ///   - serving: The model and its generation.
    ///   - store: Where vectors of texts are remembered.
    ///   - isPatient: Whether to wait for a remote model for as long as its limits allow, rather
    ///     than for as long as a lead may wait.
    /// - Throws: `PostgresError`; what a model that is not remote throws.
    init(
        _ routes: [Route], of workspace: WorkspaceID, _ serving: Serving, _ store: LeadStore,
        isPatient: Bool
    ) async throws {
        guard serving.effort.isWorthRemembering else {
            for route in routes {
                vectors[route.id] = try await serving.model.embed(batch: Self.texts(of: route))
                    .compactMap(\.values)
            }
            return
        }
        let texts = Set(routes.flatMap(Self.texts))
        let keys = Dictionary(uniqueKeysWithValues: texts.map { ($0, TextKey($0, in: workspace)) })
        var known = try await store.vectors(
            ofOtherTexts: Array(keys.values), generation: serving.generation.id)
        let missing = texts.filter { text in keys[text].map { known[$0] == nil } ?? false }
        let made = await Self.embed(Array(missing), serving.model, isPatient: isPatient)
        problem = made.problem
        var new: [TextKey: [Float]] = [:]
        for (text, vector) in made.vectors { new[TextKey(text, in: workspace)] = vector }
        try await store.remember(new, generation: serving.generation.id)
        known.merge(new) { $1 }
        for route in routes {
            vectors[route.id] = Self.texts(of: route).compactMap {
                known[TextKey($0, in: workspace)]
            }
        }
    }

    private static func texts(of route: Route) -> [String] {
        [route.description] + route.examples
    }

    private static func embed(
        _ texts: [String], _ model: any Embedder, isPatient: Bool
    ) async -> (vectors: [String: [Float]], problem: ModelError?) {
        guard isPatient else { return await embedSingly(texts, model) }
        do {
            let made = try await model.embed(batch: texts)
            let pairs = zip(texts, made).compactMap { text, one in one.values.map { (text, $0) } }
            return (Dictionary(uniqueKeysWithValues: pairs), nil)
        } catch  where error.code == .textRefused || error.code == .answerInvalid {
            return await embedSingly(texts, model)
        } catch {
            return ([:], error)
        }
    }

    /// A function of its own: returned from within `do` and `catch` of the task's closure, the pair
    /// was put together wrongly by the optimiser of Swift 6.3, and the program crashed.
    private static func embed(
        _ text: String, _ model: any Embedder
    ) async -> Result<[Float]?, ModelError> {
        do throws(ModelError) {
            return .success(try await model.embed(text).values)
        } catch {
            return .failure(error)
        }
    }

    /// Each text by itself: a remote model gathers them, and waits for none longer than a lead may.
    private static func embedSingly(
        _ texts: [String], _ model: any Embedder
    ) async -> (vectors: [String: [Float]], problem: ModelError?) {
        await withTaskGroup(of: (String, Result<[Float]?, ModelError>).self) { group in
            for text in texts {
                group.addTask { (text, await Self.embed(text, model)) }
            }
            var vectors: [String: [Float]] = [:]
            var problem: ModelError?
            for await (text, result) in group {
                switch result {
                case .success(let vector): vectors[text] = vector
                // Refused alone, it never gets a vector: the route is compared by its others.
                case .failure(let error) where error.code == .textRefused: break
                case .failure(let error): problem = error
                }
            }
            return (vectors, problem)
        }
    }
}
