/* Writes down what a process asks of the disk below one folder, and lets the N-th wish fail.
 *
 *   recorder_watch(folder, log)           from now on; the folder is absolute, log may be NULL
 *   recorder_fail(wish, errno, n, times)  the n-th wish from now on fails; errno 0 ends the process
 *                                         by SIGKILL instead, times 0 is for ever
 *   recorder_count(wish)                  how many there were
 *
 * Wishes: 0 write, 1 sync, 2 cut (to a length), 3 open (to write), 4 name (rename, remove).
 *
 * A record, little endian: u8 kind, u32 length of path, u64 offset, u32 length of data, path, data.
 * Kinds: 1 made, 2 written, 3 cut to the offset, 4 synced, 5 removed, 6 renamed (data: the new
 * path), 7 folder synced, 8 told (what was written to FOLDER/.told; it never reaches the disk).
 *
 * The folder, its files and their kinds are the only things looked at; every other call passes.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { MADE = 1, WRITTEN, CUT, SYNCED, REMOVED, RENAMED, FOLDER_SYNCED, TOLD };
enum { WRITE, SYNC, SHORTEN, OPEN, NAME, WISHES };

#define HANDLES 4096
static pthread_mutex_t order = PTHREAD_MUTEX_INITIALIZER;
static const char *folder;
static size_t folder_length;
static int log_handle = -1;
static char *names[HANDLES];
static int is_folder[HANDLES];
static long counts[WISHES];
static int fault_wish = -1, fault_errno;
static long fault_at, fault_times;

static int plain_open(const char *path, int flags, int mode) {
    return (int)syscall(SYS_openat, AT_FDCWD, path, flags, mode);
}

void recorder_watch(const char *path, const char *log) {
    folder = strdup(path);
    folder_length = strlen(folder);
    log_handle = log ? plain_open(log, O_CREAT | O_WRONLY | O_APPEND, 0600) : -1;
}

void recorder_fail(int wish, int number, long at, long times) {
    memset(counts, 0, sizeof counts);
    fault_wish = wish;
    fault_errno = number;
    fault_at = at;
    fault_times = times;
}

long recorder_count(int wish) { return counts[wish]; }

static int is_below(const char *path) {
    return folder && path && !strncmp(path, folder, folder_length) &&
           (path[folder_length] == '/' || path[folder_length] == 0);
}

/* Whether this wish is to fail now; the caller holds the order. */
static int fails(int wish) {
    long n = ++counts[wish];
    if (wish != fault_wish || n < fault_at) return 0;
    if (fault_times && n >= fault_at + fault_times) return 0;
    if (!fault_errno) syscall(SYS_kill, getpid(), SIGKILL);
    errno = fault_errno;
    return 1;
}

static void put(int kind, const char *path, uint64_t offset, const void *data, uint32_t size) {
    uint32_t length = (uint32_t)strlen(path);
    unsigned char head[17];
    if (log_handle < 0) return;
    head[0] = (unsigned char)kind;
    memcpy(head + 1, &length, 4);
    memcpy(head + 5, &offset, 8);
    memcpy(head + 13, &size, 4);
    struct { const void *at; size_t n; } parts[3] = {{head, 17}, {path, length}, {data, size}};
    for (int i = 0; i < 3; i++)
        for (size_t done = 0; done < parts[i].n;)
            done += (size_t)syscall(SYS_write, log_handle, (const char *)parts[i].at + done, parts[i].n - done);
}

static const char *name_of(int handle) { return handle >= 0 && handle < HANDLES ? names[handle] : NULL; }

static void forget(int handle) {
    if (handle >= 0 && handle < HANDLES) { free(names[handle]); names[handle] = NULL; }
}

static int opened(const char *path, int flags, int mode) {
    int there, handle;
    struct stat found;
    if (!is_below(path)) return plain_open(path, flags, mode);
    pthread_mutex_lock(&order);
    there = access(path, F_OK) == 0;
    if ((flags & (O_WRONLY | O_RDWR)) && fails(OPEN)) { pthread_mutex_unlock(&order); return -1; }
    handle = plain_open(path, flags, mode);
    if (handle >= 0 && handle < HANDLES) {
        forget(handle);
        names[handle] = strdup(path);
        is_folder[handle] = !fstat(handle, &found) && S_ISDIR(found.st_mode);
        if (!there && (flags & O_CREAT)) put(MADE, path, 0, NULL, 0);
        else if (flags & O_TRUNC) put(CUT, path, 0, NULL, 0);
    }
    pthread_mutex_unlock(&order);
    return handle;
}

#define OPENING(name)                                                     \
    int name(const char *path, int flags, ...) {                          \
        int mode = 0;                                                     \
        if (flags & (O_CREAT | __O_TMPFILE)) {                            \
            va_list more;                                                 \
            va_start(more, flags);                                        \
            mode = va_arg(more, int);                                     \
            va_end(more);                                                 \
        }                                                                 \
        return opened(path, flags, mode);                                 \
    }
OPENING(open)
OPENING(open64)

int openat(int at, const char *path, int flags, ...) {
    int mode = 0;
    if (flags & (O_CREAT | __O_TMPFILE)) {
        va_list more;
        va_start(more, flags);
        mode = va_arg(more, int);
        va_end(more);
    }
    if (path[0] == '/') return opened(path, flags, mode);
    return (int)syscall(SYS_openat, at, path, flags, mode);
}
int openat64(int, const char *, int, ...) __attribute__((alias("openat")));

int close(int handle) {
    pthread_mutex_lock(&order);
    forget(handle);
    pthread_mutex_unlock(&order);
    return (int)syscall(SYS_close, handle);
}

static ssize_t written(int handle, const void *data, size_t size, off_t offset, int is_placed) {
    const char *path = name_of(handle), *last;
    ssize_t done;
    if (!path)
        return is_placed ? syscall(SYS_pwrite64, handle, data, size, offset) : syscall(SYS_write, handle, data, size);
    pthread_mutex_lock(&order);
    last = strrchr(path, '/');
    if (last && !strcmp(last, "/.told")) {
        put(TOLD, path, 0, data, (uint32_t)size);
        pthread_mutex_unlock(&order);
        return (ssize_t)size;
    }
    if (fails(WRITE)) { pthread_mutex_unlock(&order); return -1; }
    if (!is_placed) offset = lseek(handle, 0, SEEK_CUR);
    done = syscall(SYS_pwrite64, handle, data, size, offset);
    if (!is_placed && done > 0) lseek(handle, done, SEEK_CUR);
    if (done > 0) put(WRITTEN, path, (uint64_t)offset, data, (uint32_t)done);
    pthread_mutex_unlock(&order);
    return done;
}
ssize_t write(int handle, const void *data, size_t size) { return written(handle, data, size, 0, 0); }
ssize_t pwrite(int handle, const void *data, size_t size, off_t offset) { return written(handle, data, size, offset, 1); }
ssize_t pwrite64(int handle, const void *data, size_t size, off64_t offset) { return written(handle, data, size, offset, 1); }

static int cut(int handle, off_t size) {
    const char *path = name_of(handle);
    int result;
    if (!path) return (int)syscall(SYS_ftruncate, handle, size);
    pthread_mutex_lock(&order);
    result = fails(SHORTEN) ? -1 : (int)syscall(SYS_ftruncate, handle, size);
    if (!result) put(CUT, path, (uint64_t)size, NULL, 0);
    pthread_mutex_unlock(&order);
    return result;
}
int ftruncate(int handle, off_t size) { return cut(handle, size); }
int ftruncate64(int handle, off64_t size) { return cut(handle, size); }

static int synced(int handle, long call) {
    const char *path = name_of(handle);
    int result;
    if (!path) return (int)syscall(call, handle);
    pthread_mutex_lock(&order);
    result = fails(SYNC) ? -1 : (int)syscall(call, handle);
    if (!result) put(is_folder[handle] ? FOLDER_SYNCED : SYNCED, path, 0, NULL, 0);
    pthread_mutex_unlock(&order);
    return result;
}
int fsync(int handle) { return synced(handle, SYS_fsync); }
int fdatasync(int handle) { return synced(handle, SYS_fdatasync); }

static int renamed(const char *from, const char *to) {
    int result;
    if (!is_below(from) && !is_below(to)) return (int)syscall(SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, 0);
    pthread_mutex_lock(&order);
    result = fails(NAME) ? -1 : (int)syscall(SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, 0);
    if (!result) put(RENAMED, from, 0, to, (uint32_t)strlen(to));
    pthread_mutex_unlock(&order);
    return result;
}
int rename(const char *from, const char *to) { return renamed(from, to); }
int renameat(int a, const char *from, int b, const char *to) {
    if (from[0] == '/' && to[0] == '/') return renamed(from, to);
    return (int)syscall(SYS_renameat2, a, from, b, to, 0);
}

static int removed(const char *path) {
    int result;
    if (!is_below(path)) return (int)syscall(SYS_unlinkat, AT_FDCWD, path, 0);
    pthread_mutex_lock(&order);
    result = fails(NAME) ? -1 : (int)syscall(SYS_unlinkat, AT_FDCWD, path, 0);
    if (!result) put(REMOVED, path, 0, NULL, 0);
    pthread_mutex_unlock(&order);
    return result;
}
int unlink(const char *path) { return removed(path); }
