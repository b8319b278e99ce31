/*
 * A disk that can be unplugged, loaded into the hub with LD_PRELOAD.
 *
 * Before a file under FAULTY_FOLDER is changed, what it was is appended to an undo journal in FAULTY_JOURNALS; a sync of
 * the file that succeeds empties its journal. Whoever plays the journals backwards after a kill has each file as its last
 * sync left it: a power cut. Names of files are taken as durable.
 *
 * FAULTY_CONTROL is a file of eight 64-bit numbers, shared with the test while the hub runs:
 *   0 armed            1 while calls are counted and may fail
 *   1 fail_write       the how-manyth write fails, 0 for none
 *   2 fail_sync        the how-manyth sync fails, 0 for none
 *   3 error            the errno that it fails with
 *   4 quota            bytes that files may still grow by, -1 for any number
 *   5 writes, 6 syncs  counted since it was armed
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

enum { ARMED, FAIL_WRITE, FAIL_SYNC, ERROR, QUOTA, WRITES, SYNCS, NUMBERS };

/* One change: where it began, how long the file was, and how many old bytes follow. */
struct record {
  int64_t offset;
  int64_t length_before;
  int64_t old_bytes;
};

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static volatile int64_t *control;
static const char *folder;
static const char *journals;

static ssize_t (*real_pwrite)(int, const void *, size_t, off_t);
static ssize_t (*real_write)(int, const void *, size_t);
static ssize_t (*real_writev)(int, const struct iovec *, int);
static int (*real_ftruncate)(int, off_t);
static int (*real_fsync)(int);
static int (*real_fdatasync)(int);

__attribute__((constructor)) static void start(void) {
  real_pwrite = dlsym(RTLD_NEXT, "pwrite64");
  real_write = dlsym(RTLD_NEXT, "write");
  real_writev = dlsym(RTLD_NEXT, "writev");
  real_ftruncate = dlsym(RTLD_NEXT, "ftruncate64");
  real_fsync = dlsym(RTLD_NEXT, "fsync");
  real_fdatasync = dlsym(RTLD_NEXT, "fdatasync");
  folder = getenv("FAULTY_FOLDER");
  journals = getenv("FAULTY_JOURNALS");
  const char *path = getenv("FAULTY_CONTROL");
  int fd = path ? open(path, O_RDWR) : -1;
  if (fd < 0) return;
  void *mapped = mmap(NULL, NUMBERS * sizeof(int64_t), PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  close(fd);
  if (mapped != MAP_FAILED) control = mapped;
}

/* The file's name where it is one of the hub's, without its folder; shared memory of SQLite is made anew anyway. */
static const char *name_of(int fd, char *path, size_t size) {
  char link[64];
  if (!folder) return NULL;
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t length = readlink(link, path, size - 1);
  if (length <= 0) return NULL;
  path[length] = 0;
  size_t prefix = strlen(folder);
  if (strncmp(path, folder, prefix) != 0 || path[prefix] != '/') return NULL;
  if (length > 4 && strcmp(path + length - 4, "-shm") == 0) return NULL;
  const char *name = path + prefix + 1;
  return strchr(name, '/') ? NULL : name;
}

static int open_journal(const char *name, int flags) {
  char path[8192];
  snprintf(path, sizeof path, "%s/%s.undo", journals, name);
  return open(path, flags | O_CREAT, 0600);
}

/* Remembers what `count` bytes at `offset` are now, before they change. */
static void remember(int fd, const char *name, off_t offset, size_t count) {
  struct stat now;
  if (!journals || fstat(fd, &now) != 0) return;
  struct record record = {offset, now.st_size, 0};
  if (offset < now.st_size) record.old_bytes = now.st_size - offset;
  if (record.old_bytes > (int64_t)count) record.old_bytes = count;
  size_t size = sizeof record + record.old_bytes;
  char *entry = malloc(size);
  /* The hub opens files for writing only too: read them by their own name. */
  char self[64];
  snprintf(self, sizeof self, "/proc/self/fd/%d", fd);
  int reader = open(self, O_RDONLY);
  memcpy(entry, &record, sizeof record);
  if (record.old_bytes > 0 && pread(reader, entry + sizeof record, record.old_bytes, offset) != record.old_bytes) abort();
  close(reader);
  int journal = open_journal(name, O_WRONLY | O_APPEND);
  if (real_write(journal, entry, size) != (ssize_t)size) abort();
  close(journal);
  free(entry);
}

static int is_this_one_to_fail(int counter, int which) {
  if (!control || !control[ARMED]) return 0;
  control[counter] += 1;
  return control[which] != 0 && control[counter] == control[which];
}

/* True where the change would make the files grow beyond the quota; otherwise takes its part of it. */
static int is_full(int fd, off_t end) {
  struct stat now;
  if (!control || control[QUOTA] < 0 || fstat(fd, &now) != 0 || end <= now.st_size) return 0;
  if (end - now.st_size > control[QUOTA]) return 1;
  control[QUOTA] -= end - now.st_size;
  return 0;
}

static ssize_t fail(int error) {
  errno = error;
  return -1;
}

/* Decides on one write, and remembers what it will change. Returns an errno, or 0. */
static int before_write(int fd, off_t offset, size_t count) {
  char path[4096];
  const char *name = name_of(fd, path, sizeof path);
  if (!name) return 0;
  int error = 0;
  pthread_mutex_lock(&lock);
  if (is_this_one_to_fail(WRITES, FAIL_WRITE)) error = (int)control[ERROR];
  else if (is_full(fd, offset + count)) error = ENOSPC;
  else remember(fd, name, offset, count);
  pthread_mutex_unlock(&lock);
  return error;
}

ssize_t pwrite64(int fd, const void *bytes, size_t count, off_t offset) {
  int error = before_write(fd, offset, count);
  return error ? fail(error) : real_pwrite(fd, bytes, count, offset);
}

ssize_t pwrite(int fd, const void *bytes, size_t count, off_t offset) {
  return pwrite64(fd, bytes, count, offset);
}

ssize_t write(int fd, const void *bytes, size_t count) {
  off_t offset = lseek(fd, 0, SEEK_CUR);
  int error = offset < 0 ? 0 : before_write(fd, offset, count);
  return error ? fail(error) : real_write(fd, bytes, count);
}

/* Streams of Node write several pieces at once. */
ssize_t writev(int fd, const struct iovec *pieces, int count) {
  off_t offset = lseek(fd, 0, SEEK_CUR);
  size_t bytes = 0;
  for (int piece = 0; piece < count; piece += 1) bytes += pieces[piece].iov_len;
  int error = offset < 0 ? 0 : before_write(fd, offset, bytes);
  return error ? fail(error) : real_writev(fd, pieces, count);
}

int ftruncate64(int fd, off_t length) {
  char path[4096];
  const char *name = name_of(fd, path, sizeof path);
  struct stat now;
  if (name && fstat(fd, &now) == 0) {
    pthread_mutex_lock(&lock);
    off_t from = length < now.st_size ? length : now.st_size;
    remember(fd, name, from, now.st_size - from);
    pthread_mutex_unlock(&lock);
  }
  return real_ftruncate(fd, length);
}

int ftruncate(int fd, off_t length) { return ftruncate64(fd, length); }

static int synced(int fd, int (*sync)(int)) {
  char path[4096];
  const char *name = name_of(fd, path, sizeof path);
  if (!name) return sync(fd);
  pthread_mutex_lock(&lock);
  int error = is_this_one_to_fail(SYNCS, FAIL_SYNC) ? (int)control[ERROR] : 0;
  int result = error ? (int)fail(error) : sync(fd);
  int failure = errno;
  if (result == 0 && journals) close(open_journal(name, O_WRONLY | O_TRUNC));
  errno = failure;
  pthread_mutex_unlock(&lock);
  return result;
}

int fsync(int fd) { return synced(fd, real_fsync); }

int fdatasync(int fd) { return synced(fd, real_fdatasync); }
