// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Copies of a function for wider vector registers, chosen when the program starts; the arithmetic is the same in all of them.
#if defined(__x86_64__) && defined(__linux__) && !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
#define PLENUM_WIDE_LOOPS __attribute__((target_clones("avx512f", "avx2", "default")))
#else
#define PLENUM_WIDE_LOOPS
#endif
