"""No holes in the memory that is forked: what children make lies together, in pages of their own.

Importing leaves thousands of small free places between what stays. A child that puts its own
things there writes into a page that it shared until then, and the kernel copies all of it: some
hundred bytes of SQLite's index names cost megabytes a process. Whoever forks closes the places
first, with memory that nobody gives back. It was free, but held already.
"""

from __future__ import annotations

import contextlib
import ctypes
import sys

#: The largest hole looked for, in bytes: what malloc would map by itself it must not be asked for,
#: or it maps less from then on and keeps more.
_LARGEST = 1 << 16
#: Below this malloc sorts by steps of 16 bytes; the same goes for Python's objects up to 512.
_SMALL = 1024
_OBJECTS = 512
_STEP = 16

#: Successive blocks in a row that tell untouched space from holes.
_RUN = 8


def close_holes() -> None:
    """Fill the free places of the heap and of Python's pools; call it right before forking.

    Where the C library is not glibc, the heap stays as it is.
    """
    with contextlib.suppress(OSError, AttributeError):
        _close_heap(ctypes.CDLL(None))
    if sys.getallocatedblocks() > 0:  # Python's own allocator is in use
        _close_pools(ctypes.pythonapi)


def _close_heap(libc: ctypes.CDLL) -> None:
    take, give, end_of_heap = libc.malloc, libc.free, libc.sbrk
    take.restype = end_of_heap.restype = ctypes.c_void_p
    take.argtypes = [ctypes.c_size_t]
    give.argtypes = [ctypes.c_void_p]
    end_of_heap.argtypes = [ctypes.c_ssize_t]
    libc.malloc_trim(0)  # whole free pages go back, and the heap ends at its last block
    end = end_of_heap(0)
    size = _LARGEST
    while size > 0:
        place = take(size)
        if place is None or place + size > end:  # no hole of this size is left
            give(place)
            size = size // 2 if size > _SMALL else size - _STEP


def _close_pools(api: ctypes.PyDLL) -> None:
    take = api.PyObject_Malloc
    take.restype = ctypes.c_void_p
    take.argtypes = [ctypes.c_size_t]
    for size in range(_STEP, _OBJECTS + 1, _STEP):
        place, run = take(size), 0
        while place is not None and run < _RUN:
            before, place = place, take(size)
            run = run + 1 if place == before + size else 0
