extension TransformerPass {
    /// Attention of the tokens of one text among themselves, head by head.
    ///
    /// The results are padded like all rows and may reach into those of the next text, so texts
    /// are taken in their order.
    func attend(from start: Int, to end: Int) {
        let count = end - start
        let rows = ModelKernels.padded(rows: count)
        let width = ModelKernels.padded(count)
        let stride = 3 * sizes.attention
        let kernels = memory.kernels
        let factor = 1 / Float(configuration.headSize).squareRoot()
        for head in 0..<configuration.headCount {
            let query = unsafe memory.attentionInput + stride * start + head * sizes.head
            let key = unsafe query + sizes.attention
            unsafe kernels.packColumns(key, stride, count, sizes.head, memory.keys)
            unsafe kernels.packRows(
                key + sizes.attention, stride, count, sizes.head, memory.values)
            let columns = (count + kernels.panelWidth - 1) / kernels.panelWidth * kernels.panelWidth
            unsafe kernels.multiplyF32(
                query, stride, rows, sizes.head, memory.keys, memory.zeros, columns, 0,
                memory.scores, width, memory.scratch)
            for row in 0..<count {
                unsafe kernels.softmax(memory.scores + row * width, count, factor)
            }
            unsafe kernels.multiplyF32(
                memory.scores, width, rows, count, memory.values, memory.zeros, sizes.head, 0,
                memory.attended + start * sizes.attention + head * sizes.head, sizes.attention,
                memory.scratch)
        }
    }
}
