#include "CSimdjson.h"

#include <simdjson.h>

#include <cmath>
#include <cstdlib>
#include <locale.h>
#include <memory>
#include <new>
#include <string>
#include <vector>

namespace {

// A parser keeps its buffers between documents; above this it is not worth keeping them.
constexpr size_t largest_kept_capacity = 4u << 20;

using pool = std::vector<std::unique_ptr<simdjson::dom::parser>>;

pool &free_parsers() {
    thread_local pool parsers;
    return parsers;
}

}  // namespace

void *csimdjson_acquire(void) {
    pool &parsers = free_parsers();
    if (parsers.empty()) { return new (std::nothrow) simdjson::dom::parser(); }
    simdjson::dom::parser *parser = parsers.back().release();
    parsers.pop_back();
    return parser;
}

void csimdjson_release(void *handle) {
    std::unique_ptr<simdjson::dom::parser> parser(static_cast<simdjson::dom::parser *>(handle));
    if (!parser || parser->capacity() > largest_kept_capacity) { return; }
    free_parsers().push_back(std::move(parser));
}

csimdjson_document csimdjson_parse(void *handle, const uint8_t *bytes, size_t length,
                                   size_t max_depth) {
    auto *parser = static_cast<simdjson::dom::parser *>(handle);
    csimdjson_document document = {nullptr, nullptr, simdjson::EMPTY};
    if (length == 0) { return document; }
    if (parser->max_depth() != max_depth || parser->capacity() < length) {
        simdjson::error_code failure = parser->allocate(length < 4096 ? 4096 : length, max_depth);
        if (failure) {
            document.error = failure;
            return document;
        }
    }
    document.error = parser->parse(bytes, length, true).error();
    if (document.error == 0) {
        document.tape = parser->doc.tape.get();
        document.strings = parser->doc.string_buf.get();
    }
    return document;
}

int32_t csimdjson_double(const char *text, size_t length, double *result) {
    // The C locale is asked for by name: strtod would follow the process's own.
    static locale_t c_locale = newlocale(LC_ALL_MASK, "C", nullptr);
    std::string copy(text, length);
    char *end = nullptr;
    *result = strtod_l(copy.c_str(), &end, c_locale);
    return end == copy.c_str() + length && length > 0;
}
