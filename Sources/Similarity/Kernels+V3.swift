import SimilarityKernelsV3

extension Kernels {
    static let v3 = unsafe Kernels(
        dotF32: { unsafe SimilarityKernelsV3.dotF32($0, $1, $2) },
        squaredDistanceF32: { unsafe SimilarityKernelsV3.squaredDistanceF32($0, $1, $2) },
        dotRowsF32: { unsafe SimilarityKernelsV3.dotRowsF32($0, $1, $2, $3, $4, $5) },
        scoreRowsF32: {
            unsafe SimilarityKernelsV3.scoreRowsF32($0, $1, $2, $3, $4, $5, $6)
        },
        dotF16: { unsafe SimilarityKernelsV3.dotF16($0, $1, $2) },
        squaredDistanceF16: { unsafe SimilarityKernelsV3.squaredDistanceF16($0, $1, $2) },
        dotI8: { unsafe SimilarityKernelsV3.dotI8($0, $1, $2) },
        squaredDistanceI8: { unsafe SimilarityKernelsV3.squaredDistanceI8($0, $1, $2) },
        dotRowsI8: { unsafe SimilarityKernelsV3.dotRowsI8($0, $1, $2, $3, $4, $5) },
        hamming: { unsafe SimilarityKernelsV3.hamming($0, $1, $2) },
        hammingRows: { unsafe SimilarityKernelsV3.hammingRows($0, $1, $2, $3, $4, $5) },
        prefetch: { unsafe SimilarityKernelsV3.prefetch($0, $1) },
        nextAbove: { unsafe SimilarityKernelsV3.nextAbove($0, $1, $2, $3, $4) },
        collectAbove: {
            unsafe SimilarityKernelsV3.collectAbove($0, $1, $2, $3, $4, $5, $6)
        },
        keepAbove: { unsafe SimilarityKernelsV3.keepAbove($0, $1, $2, $3) },
        findExtremes: { unsafe SimilarityKernelsV3.findExtremes($0, $1, $2) },
        countAbove: { unsafe SimilarityKernelsV3.countAbove($0, $1, $2) },
        tileColumns: SimilarityKernelsV3.tileColumns,
        tileRows: SimilarityKernelsV3.tileRows,
        dotTileF32: { unsafe SimilarityKernelsV3.dotTileF32($0, $1, $2, $3, $4, $5) },
        nextAboveInTile: { unsafe SimilarityKernelsV3.nextAboveInTile($0, $1, $2, $3) },
        rotate: { unsafe SimilarityKernelsV3.rotate($0, $1, $2, $3, $4) },
        quantiseRow: { unsafe SimilarityKernelsV3.quantiseRow($0, $1, $2, $3, $4) },
        scanCodes: { unsafe SimilarityKernelsV3.scanCodes($0, $1, $2, $3, $4, $5) },
        scanCodes4: { unsafe SimilarityKernelsV3.scanCodes4($0, $1, $2, $3, $4, $5, $6) },
        rankScores: { unsafe SimilarityKernelsV3.rankScores($0, $1, $2) },
        sketchBits: SimilarityKernelsV3.sketchBits,
        sketchTables: { unsafe SimilarityKernelsV3.sketchTables($0, $1, $2, $3) },
        scanSketches4: {
            unsafe SimilarityKernelsV3.scanSketches4($0, $1, $2, $3, $4, $5, $6)
        },
        sketchRow: { unsafe SimilarityKernelsV3.sketchRow($0, $1, $2, $3, $4) },
        writeCodeRow: { unsafe SimilarityKernelsV3.writeCodeRow($0, $1, $2, $3) },
        scoreCodeRows: {
            unsafe SimilarityKernelsV3.scoreCodeRows($0, $1, $2, $3, $4, $5, $6, $7, $8)
        },
        keepEqual8: { unsafe SimilarityKernelsV3.keepEqual8($0, $1, $2, $3) },
        keepEqual16: { unsafe SimilarityKernelsV3.keepEqual16($0, $1, $2, $3) },
        keepEqual32: { unsafe SimilarityKernelsV3.keepEqual32($0, $1, $2, $3) },
        keepBetween8: { unsafe SimilarityKernelsV3.keepBetween8($0, $1, $2, $3, $4) },
        keepBetween64: { unsafe SimilarityKernelsV3.keepBetween64($0, $1, $2, $3, $4) }
    )
}
