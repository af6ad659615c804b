// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Copies of a function for wider vector registers, chosen when the program starts; the arithmetic is the same in all of
// them (no contraction), so are the bits. PLENUM_WIDE_LOOPS is for plain functions, PLENUM_WIDE_CALLS for templates that
// call lambdas of their own file: all they call is inlined, so nothing compiled for wide registers is shared with others.
// One copy only: other processors and compilers, builds for this machine's processor, sanitizers (they start later than
// the choice is made).
#if defined(__x86_64__) && defined(__gnu_linux__) && !defined(__AVX2__) && !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
#define PLENUM_WIDE_LOOPS __attribute__((target_clones("avx512f", "avx2", "default")))
#ifdef __clang__  // has no copies of templates
#define PLENUM_WIDE_CALLS
#else
#define PLENUM_WIDE_CALLS PLENUM_WIDE_LOOPS __attribute__((flatten))
#endif
#else
#define PLENUM_WIDE_LOOPS
#define PLENUM_WIDE_CALLS
#endif
