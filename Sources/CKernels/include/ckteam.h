// A team of threads, each pinned to a CPU, that run one function together and meet at barriers.
//
// The caller of ck_team_run is thread 0. Who waits spins for a while, then sleeps, so that a team
// never holds a CPU that another needs; a team larger than its CPUs sleeps at once.
#ifndef CKTEAM_H
#define CKTEAM_H

#include <stddef.h>

typedef struct ck_team ck_team;

// What every thread of the team does in one run.
typedef void (*ck_team_work)(void *context, size_t thread);

// Bytes of a team, to be aligned to 64; 0 if the size overflows. The memory is the caller's.
size_t ck_team_size(size_t threads);

// Starts threads 1..., thread i on cpus[i % count]; 0, or an errno value and then none is left.
int ck_team_start(ck_team *team, size_t threads, const unsigned *cpus, size_t count);

// Runs work on every thread and returns when all have; the caller is moved to its CPU meanwhile.
// Only one run at a time.
void ck_team_run(ck_team *team, ck_team_work work, void *context);

// Waits, inside a run, until every thread of the team is here.
void ck_team_meet(ck_team *team);

// Ends the threads; not during a run.
void ck_team_stop(ck_team *team);

#endif
