#include "CInternational.h"

#include <idn2.h>
#include <stdlib.h>
#include <uninorm.h>

uint8_t *cinternational_nfc(const uint8_t *text, size_t length, size_t *result_length) {
    return u8_normalize(UNINORM_NFC, text, length, NULL, result_length);
}

char *cinternational_ascii(const char *domain) {
    char *result = NULL;
    if (idn2_to_ascii_8z(domain, &result, IDN2_NONTRANSITIONAL) != IDN2_OK) { return NULL; }
    return result;
}

char *cinternational_strict_ascii(const char *domain) {
    uint8_t *result = NULL;
    int flags = IDN2_NO_TR46 | IDN2_NFC_INPUT;
    if (idn2_lookup_u8((const uint8_t *)domain, &result, flags) != IDN2_OK) { return NULL; }
    return (char *)result;
}

char *cinternational_unicode(const char *domain) {
    char *result = NULL;
    if (idn2_to_unicode_8z8z(domain, &result, 0) != IDN2_OK) { return NULL; }
    return result;
}

void cinternational_free(void *result) { free(result); }
