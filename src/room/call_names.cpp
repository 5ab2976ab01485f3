// SPDX-License-Identifier: AGPL-3.0-or-later
#include <sys/syscall.h>

#include "room/system_calls.h"

namespace habeas {
namespace {

struct NamedCall {
  long number;
  const char* name;
};

// Whoever brings a new library into the room wants to read what it asked for.
constexpr NamedCall kNames[] = {
    {SYS_openat, "openat"},
    {SYS_newfstatat, "newfstatat"},
    {SYS_statx, "statx"},
    {SYS_fstat, "fstat"},
    {SYS_faccessat, "faccessat"},
    {SYS_readlinkat, "readlinkat"},
    {SYS_getcwd, "getcwd"},
    {SYS_getdents64, "getdents64"},
    {SYS_unlinkat, "unlinkat"},
    {SYS_mkdirat, "mkdirat"},
    {SYS_lseek, "lseek"},
    {SYS_pread64, "pread64"},
    {SYS_pwrite64, "pwrite64"},
    {SYS_fcntl, "fcntl"},
    {SYS_ioctl, "ioctl"},
    {SYS_ftruncate, "ftruncate"},
    {SYS_dup, "dup"},
    {SYS_dup3, "dup3"},
    {SYS_pipe2, "pipe2"},
    {SYS_eventfd2, "eventfd2"},
    {SYS_memfd_create, "memfd_create"},
    {SYS_mmap, "mmap (of a file, or to be executed)"},
    {SYS_mprotect, "mprotect (to be executed)"},
    {SYS_clone, "clone"},
    {SYS_clone3, "clone3"},
    {SYS_execve, "execve"},
    {SYS_execveat, "execveat"},
    {SYS_wait4, "wait4"},
    {SYS_kill, "kill"},
    {SYS_tgkill, "tgkill"},
    {SYS_tkill, "tkill"},
    {SYS_rt_sigaction, "rt_sigaction"},
    {SYS_rt_sigtimedwait, "rt_sigtimedwait"},
    {SYS_ptrace, "ptrace"},
    {SYS_process_vm_readv, "process_vm_readv"},
    {SYS_process_vm_writev, "process_vm_writev"},
    {SYS_pidfd_open, "pidfd_open"},
    {SYS_socket, "socket"},
    {SYS_socketpair, "socketpair"},
    {SYS_connect, "connect"},
    {SYS_bind, "bind"},
    {SYS_listen, "listen"},
    {SYS_sendto, "sendto"},
    {SYS_recvfrom, "recvfrom"},
    {SYS_sendmsg, "sendmsg"},
    {SYS_recvmsg, "recvmsg"},
    {SYS_getsockname, "getsockname"},
    {SYS_getpeername, "getpeername"},
    {SYS_prctl, "prctl"},
    {SYS_prlimit64, "prlimit64 (to set one)"},
    {SYS_seccomp, "seccomp"},
    {SYS_bpf, "bpf"},
    {SYS_io_uring_setup, "io_uring_setup"},
    {SYS_uname, "uname"},
    {SYS_getuid, "getuid"},
    {SYS_geteuid, "geteuid"},
    {SYS_getgid, "getgid"},
    {SYS_getegid, "getegid"},
    {SYS_getppid, "getppid"},
    {SYS_sched_setaffinity, "sched_setaffinity"},
    {SYS_set_robust_list, "set_robust_list"},
    {SYS_rseq, "rseq"},
    {SYS_shmget, "shmget"},
    {SYS_shmat, "shmat"},
    {SYS_mlock, "mlock"},
    {SYS_mincore, "mincore"},
    {SYS_msync, "msync"},
    {SYS_timer_create, "timer_create"},
    {SYS_setitimer, "setitimer"},
    {SYS_umask, "umask"},
    {SYS_userfaultfd, "userfaultfd"},
    {SYS_chdir, "chdir"},
#if defined(__x86_64__)
    {SYS_open, "open"},
    {SYS_stat, "stat"},
    {SYS_lstat, "lstat"},
    {SYS_access, "access"},
    {SYS_readlink, "readlink"},
    {SYS_unlink, "unlink"},
    {SYS_mkdir, "mkdir"},
    {SYS_rename, "rename"},
    {SYS_dup2, "dup2"},
    {SYS_pipe, "pipe"},
    {SYS_fork, "fork"},
    {SYS_vfork, "vfork"},
    {SYS_pause, "pause"},
    {SYS_alarm, "alarm"},
    {SYS_select, "select"},
    {SYS_arch_prctl, "arch_prctl"},
#endif
};

}  // namespace

const char* find_call_name(long number) {
  for (const NamedCall& each : kNames) {
    if (each.number == number) return each.name;
  }
  return "";
}

}  // namespace habeas
