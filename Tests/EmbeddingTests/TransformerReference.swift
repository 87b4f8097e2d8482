import Foundation

/// The encoder of `TinyTransformer` in `Double`, written as the paper does (Devlin et al., 2018).
struct TransformerReference {
    let model: TinyTransformer

    typealias Rows = [[Double]]

    func vector(of ids: [Int]) -> [Double] {
        var rows = ids.enumerated().map { position, id in
            (0..<TinyTransformer.hidden).map { column in
                value("embeddings.word_embeddings.weight", id, column)
                    + value("embeddings.position_embeddings.weight", position, column)
                    + value("embeddings.token_type_embeddings.weight", 0, column)
            }
        }
        rows = norm(rows, "embeddings.LayerNorm")
        for layer in 0..<TinyTransformer.layers { rows = encode(rows, "encoder.layer.\(layer).") }
        let sum = rows[0].indices.map { column in rows.map { $0[column] }.reduce(0, +) }
        let length = sum.map { $0 * $0 }.reduce(0, +).squareRoot()
        return sum.map { $0 / length }
    }

    private func encode(_ rows: Rows, _ name: String) -> Rows {
        let attended = linear(attention(rows, name), name + "attention.output.dense")
        let middle = norm(add(rows, attended), name + "attention.output.LayerNorm")
        let wide = linear(middle, name + "intermediate.dense").map { row in
            row.map { $0 / 2 * (1 + erf($0 / 2.0.squareRoot())) }
        }
        return norm(add(middle, linear(wide, name + "output.dense")), name + "output.LayerNorm")
    }

    private func attention(_ rows: Rows, _ name: String) -> Rows {
        let query = linear(rows, name + "attention.self.query")
        let key = linear(rows, name + "attention.self.key")
        let value = linear(rows, name + "attention.self.value")
        let size = TinyTransformer.hidden / TinyTransformer.heads
        return query.map { one in
            (0..<TinyTransformer.hidden).map { column in
                let head = column / size * size..<(column / size + 1) * size
                let weights = key.map { other in
                    exp(head.map { one[$0] * other[$0] }.reduce(0, +) / Double(size).squareRoot())
                }
                let total = weights.reduce(0, +)
                return zip(weights, value).map { $0 * $1[column] / total }.reduce(0, +)
            }
        }
    }

    private func linear(_ rows: Rows, _ name: String) -> Rows {
        let outputs = model.tensors[name + ".bias"]?.values.count ?? 0
        return rows.map { row in
            (0..<outputs).map { output in
                row.indices.map { row[$0] * value(name + ".weight", output, $0) }.reduce(0, +)
                    + value(name + ".bias", 0, output)
            }
        }
    }

    private func norm(_ rows: Rows, _ name: String) -> Rows {
        rows.map { row in
            let mean = row.reduce(0, +) / Double(row.count)
            let variance = row.map { ($0 - mean) * ($0 - mean) }.reduce(0, +) / Double(row.count)
            return row.indices.map { column in
                (row[column] - mean) / variance.squareRoot() * value(name + ".weight", 0, column)
                    + value(name + ".bias", 0, column)
            }
        }
    }

    private func add(_ rows: Rows, _ others: Rows) -> Rows {
        zip(rows, others).map { zip($0, $1).map { $0 + $1 } }
    }

    private func value(_ name: String, _ row: Int, _ column: Int) -> Double {
        guard let tensor = model.tensors[name], let width = tensor.shape.last else { return .nan }
        return Double(tensor.values[row * width + column])
    }
}
