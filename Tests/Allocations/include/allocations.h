// Counts what threads of this process allocate, in place of glibc's malloc and its kin.
#ifndef ALLOCATIONS_H
#define ALLOCATIONS_H

#include <stdbool.h>
#include <stddef.h>

// Counts from now on what the calling thread allocates, or no longer.
void ac_watch_allocations(bool watch);

// Allocations of all threads while they were watched.
size_t ac_allocations(void);

#endif
