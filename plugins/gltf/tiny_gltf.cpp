// SPDX-License-Identifier: GPL-3.0-or-later
// The one place where the header-only library is compiled.
#define TINYGLTF_IMPLEMENTATION
#include <tiny_gltf.h>
