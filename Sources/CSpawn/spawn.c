#define _GNU_SOURCE
#include "CSpawn.h"

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>

static int prepare_files(posix_spawn_file_actions_t *actions, int input, const char *output) {
    int failure = posix_spawn_file_actions_adddup2(actions, input, 0);
    if (failure == 0)
        failure = posix_spawn_file_actions_addopen(
            actions, 1, output, O_WRONLY | O_CREAT | O_APPEND | O_NOFOLLOW, 0600);
    if (failure == 0) failure = posix_spawn_file_actions_adddup2(actions, 1, 2);
    if (failure == 0) failure = posix_spawn_file_actions_addclosefrom_np(actions, 3);
    if (failure == 0) failure = posix_spawn_file_actions_addchdir_np(actions, "/");
    return failure;
}

static int prepare_attributes(posix_spawnattr_t *attributes) {
    sigset_t signals;
    sigemptyset(&signals);
    int failure = posix_spawnattr_setsigmask(attributes, &signals);
    sigfillset(&signals);
    if (failure == 0) failure = posix_spawnattr_setsigdefault(attributes, &signals);
    if (failure == 0)
        failure = posix_spawnattr_setflags(
            attributes, POSIX_SPAWN_SETSID | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
    return failure;
}

int leadline_spawn(pid_t *id, const char *program, char *const *arguments,
                   char *const *environment, int input, const char *output) {
    posix_spawn_file_actions_t actions;
    int failure = posix_spawn_file_actions_init(&actions);
    if (failure != 0) return failure;
    posix_spawnattr_t attributes;
    failure = posix_spawnattr_init(&attributes);
    if (failure == 0) {
        failure = prepare_files(&actions, input, output);
        if (failure == 0) failure = prepare_attributes(&attributes);
        if (failure == 0)
            failure = posix_spawn(id, program, &actions, &attributes, arguments, environment);
        posix_spawnattr_destroy(&attributes);
    }
    posix_spawn_file_actions_destroy(&actions);
    return failure;
}
