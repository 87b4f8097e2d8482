#ifndef LEADLINE_CSIMDJSON_H
#define LEADLINE_CSIMDJSON_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// A parsed document: simdjson's tape and string buffer, valid until the parser is released.
///
/// The tape's layout is documented by simdjson (doc/tape.md): 64-bit words whose highest byte is
/// the type. A string's payload is the offset of a 32-bit length followed by the bytes.
typedef struct {
    const uint64_t *tape;
    const uint8_t *strings;
    /// 0 when the document is well-formed and every number fits 64 bits; tape is NULL otherwise.
    int32_t error;
} csimdjson_document;

/// Takes a parser that is free on this thread, or makes one; NULL when memory is exhausted.
void *csimdjson_acquire(void);

/// Gives a parser back; it must be done on the thread that took it.
void csimdjson_release(void *parser);

/// Parses `length` bytes; they are copied first, so they need no padding.
///
/// `max_depth` is the deepest allowed nesting of arrays and objects.
csimdjson_document csimdjson_parse(void *parser, const uint8_t *bytes, size_t length,
                                   size_t max_depth);

/// Reads a JSON number as the nearest double; 0 when `length` bytes are not exactly one number.
///
/// A magnitude beyond the largest double gives infinity.
int32_t csimdjson_double(const char *text, size_t length, double *result);

#ifdef __cplusplus
}
#endif

#endif
