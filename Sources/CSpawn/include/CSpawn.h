#ifndef LEADLINE_CSPAWN_H
#define LEADLINE_CSPAWN_H

#include <sys/types.h>

/// Starts a program in a session of its own, with `/` as its folder, `input` as what it reads,
/// its output at the end of the file `output`, every signal as usual and no other descriptor.
///
/// In C because the calls that this takes (setsid, chdir and closefrom of posix_spawn) are shown
/// only under _GNU_SOURCE. Returns 0 and the process in `id`, or an error number.
int leadline_spawn(pid_t *id, const char *program, char *const *arguments,
                   char *const *environment, int input, const char *output);

#endif
