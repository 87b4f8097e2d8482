import SimilarityKernelsV4

extension Kernels {
    static let v4 = unsafe Kernels(
        dotF32: { unsafe SimilarityKernelsV4.dotF32($0, $1, $2) },
        squaredDistanceF32: { unsafe SimilarityKernelsV4.squaredDistanceF32($0, $1, $2) },
        dotRowsF32: { unsafe SimilarityKernelsV4.dotRowsF32($0, $1, $2, $3, $4, $5) },
        nextAbove: { unsafe SimilarityKernelsV4.nextAbove($0, $1, $2, $3, $4) },
        tileColumns: SimilarityKernelsV4.tileColumns,
        tileRows: SimilarityKernelsV4.tileRows,
        dotTileF32: { unsafe SimilarityKernelsV4.dotTileF32($0, $1, $2, $3, $4, $5) },
        nextAboveInTile: { unsafe SimilarityKernelsV4.nextAboveInTile($0, $1, $2, $3) },
        quantiseRow: { unsafe SimilarityKernelsV4.quantiseRow($0, $1, $2, $3, $4) },
        scanCodes: { unsafe SimilarityKernelsV4.scanCodes($0, $1, $2, $3, $4, $5) },
        scanCodes4: { unsafe SimilarityKernelsV4.scanCodes4($0, $1, $2, $3, $4, $5, $6) }
    )
}
