#ifndef LEADLINE_CLIBPQ_SHIM_H
#define LEADLINE_CLIBPQ_SHIM_H

#include <libpq-fe.h>

/* A synchronisation point of a pipeline. Since libpq 17 it waits for PQflush, so that many
   statements leave by one system call; before, each is sent at once. */
static inline int CLibpq_sendPipelineSync(PGconn *connection) {
#ifdef LIBPQ_HAS_SEND_PIPELINE_SYNC
    return PQsendPipelineSync(connection);
#else
    return PQpipelineSync(connection);
#endif
}

#endif
