"""Shut a reading process in before it sees a file: memory and CPU limits, no files, no network, no other process.

Landlock (kernel 5.13, no rights needed) leaves only the program's own files and the one document readable; seccomp
leaves only the system calls that reading needs. Where the kernel has neither, the limits alone hold, and `Protection`
says so. Numbers: linux/landlock.h, linux/seccomp.h, and the system call tables of x86-64 and arm64.
"""
import contextlib
import ctypes
import os
import platform
import resource
import signal
import stat
import struct
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

_LIBC = ctypes.CDLL(None, use_errno=True)
_PR_SET_PDEATHSIG, _PR_SET_SECCOMP, _PR_SET_NO_NEW_PRIVS = 1, 22, 38
_SECCOMP_MODE_FILTER = 2
_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446
_RULE_PATH_BENEATH = 1
_READ_FILE, _READ_DIR = 1 << 2, 1 << 3
# rights on files known to each version of Landlock: version 1 has 13, then refer, truncate, (none), ioctl
_FILE_RIGHTS = {1: 13, 2: 14, 3: 15, 4: 15}
_NETWORK_FROM, _SCOPE_FROM = 4, 6

# system calls that reading a file needs: (x86-64, arm64), None where arm64 has no such call
_ALLOWED = {
    'read': (0, 63), 'write': (1, 64), 'close': (3, 57), 'fstat': (5, 80), 'lseek': (8, 62), 'mmap': (9, 222),
    'mprotect': (10, 226), 'munmap': (11, 215), 'brk': (12, 214), 'rt_sigaction': (13, 134), 'rt_sigprocmask': (14, 135),
    'rt_sigreturn': (15, 139), 'pread64': (17, 67), 'readv': (19, 65), 'writev': (20, 66), 'sched_yield': (24, 124),
    'mremap': (25, 216), 'madvise': (28, 233), 'dup': (32, 23), 'nanosleep': (35, 101), 'setitimer': (38, 103),
    'getpid': (39, 172), 'exit': (60, 93), 'uname': (63, 160), 'fcntl': (72, 25), 'getcwd': (79, 17),
    'gettimeofday': (96, 169), 'getrlimit': (97, 163), 'getrusage': (98, 165), 'sysinfo': (99, 179), 'times': (100, 153),
    'getuid': (102, 174), 'getgid': (104, 176), 'geteuid': (107, 175), 'getegid': (108, 177), 'sigaltstack': (131, 132),
    'gettid': (186, 178), 'futex': (202, 98), 'sched_getaffinity': (204, 123), 'getdents64': (217, 61),
    'restart_syscall': (219, 128), 'clock_gettime': (228, 113), 'clock_getres': (229, 114), 'clock_nanosleep': (230, 115),
    'exit_group': (231, 94), 'openat': (257, 56), 'newfstatat': (262, 79), 'readlinkat': (267, 78), 'faccessat': (269, 48),
    'ppoll': (271, 73), 'getrandom': (318, 278), 'membarrier': (324, 283), 'statx': (332, 291), 'rseq': (334, 293),
    'faccessat2': (439, 439), 'open': (2, None), 'stat': (4, None), 'lstat': (6, None), 'poll': (7, None),
    'access': (21, None), 'readlink': (89, None), 'set_robust_list': (273, 99),
}
_TGKILL, _CLONE, _CLONE3 = (234, 131), (56, 220), (435, 435)
_CLONE_THREAD = 0x10000
_ARCHITECTURES = {'x86_64': (0xC000003E, 0), 'aarch64': (0xC00000B7, 1)}
_ALLOW, _REFUSE, _NO_SUCH_CALL = 0x7FFF0000, 0x00050001, 0x00050026  # allow; errno EPERM; errno ENOSYS


@dataclass(frozen=True, slots=True)
class Protection:
    """What holds a reading process: Landlock's version (0: none), seccomp, memory and CPU limits."""
    landlock: int
    seccomp: bool
    limits: bool = True

    @property
    def full(self) -> bool:
        return bool(self.landlock and self.seccomp and self.limits)

    @property
    def sentence(self) -> str:
        """One English sentence for the status page."""
        if self.full:
            return 'Documents are read by a shut-in process: no network, no other files, limited memory and time.'
        missing = ' and '.join(name for name, there in (('Landlock', self.landlock), ('seccomp', self.seccomp)) if not there)
        return (f'Documents are read by a process with limited memory and time, but this system lacks {missing}: '
                'reduced isolation.')


def shut_in(readable: Iterable[Path | int], *, memory: int, cpu_seconds: int) -> Protection:
    """Shut this process in for good. `readable`: folders and files it may still read, by path or opened; `memory`:
    bytes it may take beyond what it has; `cpu_seconds`: in all. Must run in a process of one thread."""
    os.umask(0o077)
    _LIBC.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    _LIBC.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    _limit(memory, cpu_seconds)
    return Protection(_only_readable(readable), _only_needed_calls())


def _limit(memory: int, cpu_seconds: int) -> None:
    with open('/proc/self/statm', 'rb') as file:
        taken = int(file.read().split()[0]) * resource.getpagesize()
    for kind, value in ((resource.RLIMIT_AS, taken + memory), (resource.RLIMIT_CPU, cpu_seconds),
                        (resource.RLIMIT_FSIZE, 0), (resource.RLIMIT_CORE, 0), (resource.RLIMIT_NOFILE, 64)):
        resource.setrlimit(kind, (value, value))


def _only_readable(readable: Iterable[Path | int]) -> int:
    """Put Landlock in force; its version, or 0 when the kernel has none."""
    version = _LIBC.syscall(_CREATE_RULESET, None, ctypes.c_size_t(0), 1)
    if version < 1:
        return 0
    rights = (1 << _FILE_RIGHTS.get(version, 16)) - 1
    attributes = struct.pack('<QQQ', rights, 3 if version >= _NETWORK_FROM else 0, 3 if version >= _SCOPE_FROM else 0)
    size = 24 if version >= _SCOPE_FROM else 16 if version >= _NETWORK_FROM else 8
    ruleset = _LIBC.syscall(_CREATE_RULESET, attributes, ctypes.c_size_t(size), 0)
    if ruleset < 0:
        return 0
    try:
        for place in readable:
            _allow_reading(ruleset, place)
        return version if _LIBC.syscall(_RESTRICT_SELF, ruleset, 0) == 0 else 0
    finally:
        os.close(ruleset)


def _allow_reading(ruleset: int, place: Path | int) -> None:
    """Let a folder and what is below it, or one file, be read; a place that is not there needs no rule."""
    with contextlib.ExitStack() as closing:
        if isinstance(place, int):
            handle = place
        else:
            try:
                handle = os.open(place, os.O_PATH | os.O_CLOEXEC)
            except OSError:
                return
            closing.callback(os.close, handle)
        folder = stat.S_ISDIR(os.fstat(handle).st_mode)
        rule = struct.pack('<Qi', _READ_FILE | (_READ_DIR if folder else 0), handle)
        _LIBC.syscall(_ADD_RULE, ruleset, _RULE_PATH_BENEATH, rule, 0)


def _only_needed_calls() -> bool:
    """Put the seccomp filter in force: needed calls pass, all others fail with EPERM; False when not possible."""
    if platform.machine() not in _ARCHITECTURES or struct.calcsize('P') != 8:
        return False
    audit, column = _ARCHITECTURES[platform.machine()]
    numbers = sorted(pair[column] for pair in _ALLOWED.values() if pair[column] is not None)
    program = _filter(audit, numbers, column, os.getpid())
    code = ctypes.create_string_buffer(program, len(program))
    header = struct.pack('<HxxxxxxQ', len(program) // 8, ctypes.addressof(code))
    return _LIBC.prctl(_PR_SET_SECCOMP, _SECCOMP_MODE_FILTER, ctypes.c_char_p(header), 0, 0) == 0


def _filter(audit: int, numbers: list[int], column: int, own: int) -> bytes:
    """The filter as BPF instructions (code, jump if true, jump if false, value) over struct seccomp_data."""
    load, equal, any_bit, give = 0x20, 0x15, 0x45, 0x06
    body = [(load, 0, 0, 4), (equal, 1, 0, audit), (give, 0, 0, _REFUSE), (load, 0, 0, 0)]
    for number in numbers:
        body += [(equal, 0, 1, number), (give, 0, 0, _ALLOW)]
    # threads of its own (the HEIC library cannot do without), no process; libraries that are told that there is no
    # clone3 fall back on clone, whose first argument says which of the two is wanted
    body += [(equal, 0, 1, _CLONE3[column]), (give, 0, 0, _NO_SUCH_CALL)]
    body += [(equal, 0, 4, _CLONE[column]), (load, 0, 0, 16), (any_bit, 0, 1, _CLONE_THREAD), (give, 0, 0, _ALLOW),
             (give, 0, 0, _REFUSE)]
    # a process may only signal itself, which is how abort() ends it
    body += [(equal, 0, 4, _TGKILL[column]), (load, 0, 0, 16), (equal, 0, 1, own), (give, 0, 0, _ALLOW),
             (give, 0, 0, _REFUSE), (give, 0, 0, _REFUSE)]
    return b''.join(struct.pack('<HBBI', *line) for line in body)
