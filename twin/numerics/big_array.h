// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdlib>
#include <new>
#include <utility>
#include <vector>

#ifdef __linux__
#include <sys/mman.h>
#endif

namespace twin::numerics {

/// Memory for arrays of millions of numbers: large pages where the system has them (a fresh array of 4 MB costs two
/// page faults instead of a thousand), and no zeros that nobody asked for: BigArray<float>(n) is not initialised,
/// BigArray<float>(n, 0.f) is, so that the threads that fill an array are the first to touch it.
template <class T>
struct BigAllocator {
    using value_type = T;
    static constexpr std::size_t kPage = std::size_t{2} << 20;  // bytes
    static constexpr std::size_t kBig = kPage / 2;              // from here on

    BigAllocator() = default;
    template <class U>
    BigAllocator(const BigAllocator<U>&) {}

    T* allocate(std::size_t n) {
        const std::size_t bytes = n * sizeof(T);
        if (bytes < kBig) return static_cast<T*>(::operator new(bytes));
        void* memory = std::aligned_alloc(kPage, (bytes + kPage - 1) / kPage * kPage);
        if (memory == nullptr) throw std::bad_alloc();
#ifdef __linux__
        ::madvise(memory, bytes, MADV_HUGEPAGE);
#endif
        return static_cast<T*>(memory);
    }
    void deallocate(T* memory, std::size_t n) {
        if (n * sizeof(T) < kBig) return ::operator delete(memory);
        std::free(memory);
    }
    template <class U>
    void construct(U* at) {
        ::new (static_cast<void*>(at)) U;
    }
    template <class U, class... Args>
    void construct(U* at, Args&&... args) {
        ::new (static_cast<void*>(at)) U(std::forward<Args>(args)...);
    }
    bool operator==(const BigAllocator&) const { return true; }
};

template <class T>
using BigArray = std::vector<T, BigAllocator<T>>;

}  // namespace twin::numerics
