/* A disk that is full or failing, for the files of one database and for one process: loaded before the C library
 * (LD_PRELOAD). DISK_FILES is a part of the files' paths. The file that DISK_SWITCH names says what is wrong now:
 * "full": no file may grow (ENOSPC). "failing": nothing can be brought to the disk (EIO). Anything else: nothing. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static int is_wrong(int file, const char *what) {
    const char *files = getenv("DISK_FILES"), *name = getenv("DISK_SWITCH");
    char link[64], path[4096], said[16];
    int before = errno, wrong = 0;
    ssize_t length;
    if (files == NULL || name == NULL)
        return 0;
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    length = readlink(link, path, sizeof path - 1);
    if (length > 0) {
        path[length] = 0;
        if (strstr(path, files) != NULL) {
            int told = open(name, O_RDONLY | O_CLOEXEC);
            if (told >= 0) {
                length = read(told, said, sizeof said - 1);
                said[length > 0 ? length : 0] = 0;
                wrong = strcmp(said, what) == 0;
                close(told);
            }
        }
    }
    errno = before;
    return wrong;
}

static int has_room(int file, off_t end) {
    struct stat status;
    if (!is_wrong(file, "full") || (fstat(file, &status) == 0 && end <= status.st_size))
        return 1;
    errno = ENOSPC;
    return 0;
}

#define THE_REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

ssize_t write(int file, const void *bytes, size_t count) {
    off_t at = lseek(file, 0, SEEK_CUR);
    return at < 0 || has_room(file, at + (off_t)count) ? THE_REAL(write)(file, bytes, count) : -1;
}

ssize_t pwrite(int file, const void *bytes, size_t count, off_t at) {
    return has_room(file, at + (off_t)count) ? THE_REAL(pwrite)(file, bytes, count, at) : -1;
}

ssize_t pwrite64(int file, const void *bytes, size_t count, off64_t at) {
    return has_room(file, (off_t)at + (off_t)count) ? THE_REAL(pwrite64)(file, bytes, count, at) : -1;
}

int fsync(int file) {
    if (is_wrong(file, "failing")) {
        errno = EIO;
        return -1;
    }
    return THE_REAL(fsync)(file);
}

int fdatasync(int file) {
    if (is_wrong(file, "failing")) {
        errno = EIO;
        return -1;
    }
    return THE_REAL(fdatasync)(file);
}
