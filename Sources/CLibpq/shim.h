#ifndef LEADLINE_CLIBPQ_SHIM_H
#define LEADLINE_CLIBPQ_SHIM_H

#include <libpq-fe.h>

#endif
