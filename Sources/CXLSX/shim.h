#ifndef COSTCTL_CXLSX_SHIM_H
#define COSTCTL_CXLSX_SHIM_H

#include <xlsxwriter.h>

// glibc declares it for _GNU_SOURCE only: an unnamed file in memory, or -1 and errno.
extern int memfd_create(const char *name, unsigned int flags);

#endif
