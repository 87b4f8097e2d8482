/* The anchor: an exact scan as one writes it in C with AVX-512 intrinsics, top-k by a threshold and insertion. */
#include <immintrin.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

/* A copy of the rows in huge pages, as the other side has them. */
float *anchor_copy(const float *rows, size_t count) {
    size_t bytes = (count * sizeof(float) + (1u << 21) - 1) & ~(size_t)((1u << 21) - 1);
    float *copy = aligned_alloc(1u << 21, bytes);
    if (!copy) return NULL;
    madvise(copy, bytes, MADV_HUGEPAGE);
    memcpy(copy, rows, count * sizeof(float));
    return copy;
}

static inline float dot(const float *a, const float *b, size_t n) {
    __m512 s0 = _mm512_setzero_ps(), s1 = s0, s2 = s0, s3 = s0;
    for (size_t i = 0; i < n; i += 64) {
        s0 = _mm512_fmadd_ps(_mm512_loadu_ps(a + i), _mm512_loadu_ps(b + i), s0);
        s1 = _mm512_fmadd_ps(_mm512_loadu_ps(a + i + 16), _mm512_loadu_ps(b + i + 16), s1);
        s2 = _mm512_fmadd_ps(_mm512_loadu_ps(a + i + 32), _mm512_loadu_ps(b + i + 32), s2);
        s3 = _mm512_fmadd_ps(_mm512_loadu_ps(a + i + 48), _mm512_loadu_ps(b + i + 48), s3);
    }
    return _mm512_reduce_add_ps(_mm512_add_ps(_mm512_add_ps(s0, s1), _mm512_add_ps(s2, s3)));
}

/* n is a multiple of 64, k at most 64. */
void anchor_search(const float *rows, size_t n, size_t count, const float *query, size_t k, uint32_t *best) {
    float score[64];
    size_t kept = 0;
    for (size_t r = 0; r < count; r++) {
        float s = dot(query, rows + r * n, n);
        if (kept == k && !(s > score[k - 1])) continue;
        size_t p = kept < k ? kept++ : k - 1;
        for (; p > 0 && s > score[p - 1]; p--) score[p] = score[p - 1], best[p] = best[p - 1];
        score[p] = s, best[p] = (uint32_t)r;
    }
}
