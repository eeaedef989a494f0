// A disk that is full, for programs that are started with this library before all others: files below
// the folder FULL_DISK take FULL_DISK_BYTES bytes in all, and then no more. It stands for a small disk of
// its own where none may be mounted.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <limits.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static atomic_long used;

static int is_full(int descriptor, size_t count) {
  const char *folder = getenv("FULL_DISK"), *room = getenv("FULL_DISK_BYTES");
  char link[64], path[PATH_MAX];
  if (!folder || !room) return 0;
  snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
  ssize_t length = readlink(link, path, sizeof path);
  size_t prefix = strlen(folder);
  if (length < (ssize_t)prefix || strncmp(path, folder, prefix) != 0) return 0;
  if (atomic_fetch_add(&used, (long)count) + (long)count <= atol(room)) return 0;
  errno = ENOSPC;
  return 1;
}

#define NEXT(name) (__typeof__(&name))dlsym(RTLD_NEXT, #name)

ssize_t write(int descriptor, const void *bytes, size_t count) {
  return is_full(descriptor, count) ? -1 : (NEXT(write))(descriptor, bytes, count);
}

ssize_t pwrite(int descriptor, const void *bytes, size_t count, off_t offset) {
  return is_full(descriptor, count) ? -1 : (NEXT(pwrite))(descriptor, bytes, count, offset);
}

ssize_t pwrite64(int descriptor, const void *bytes, size_t count, off64_t offset) {
  return is_full(descriptor, count) ? -1 : (NEXT(pwrite64))(descriptor, bytes, count, offset);
}
