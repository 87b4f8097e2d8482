#ifndef LEADLINE_CINTERNATIONAL_H
#define LEADLINE_CINTERNATIONAL_H

#include <stddef.h>
#include <stdint.h>

/// Brings UTF-8 text into Unicode normalisation form C; NULL when it cannot. Free the result.
uint8_t *cinternational_nfc(const uint8_t *text, size_t length, size_t *result_length);

/// The ASCII form of a domain by UTS 46, not transitional, as browsers make it; NULL when the
/// domain is invalid. Free the result.
char *cinternational_ascii(const char *domain);

/// The ASCII form of a domain whose labels obey IDNA 2008 (RFC 5891) as they stand, without
/// mapping; NULL when one does not. Free the result.
char *cinternational_strict_ascii(const char *domain);

/// The Unicode form of a domain in ASCII; NULL when a label is no Punycode. Free the result.
char *cinternational_unicode(const char *domain);

void cinternational_free(void *result);

#endif
