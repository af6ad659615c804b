// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/base/id.h"

#include <algorithm>
#include <cassert>
#include <cstddef>
#include <memory>
#include <unordered_map>
#include <vector>

namespace twin {

/// An ordered table of values with an id, in shared immutable chunks.
///
/// Copying is O(chunks) and shares every chunk; replacing an element copies one chunk; only add and remove rebuild the
/// id index, O(n). Safe to read from any thread.
template <class T>
class Table {
  public:
    static constexpr std::size_t kChunk = 128;
    using Chunk = std::vector<T>;

    std::size_t size() const { return m_index ? m_index->size() : 0; }
    bool empty() const { return size() == 0; }

    /// Position in table order; size() when absent.
    std::size_t indexOf(Id id) const {
        if (!m_index) return 0;
        const auto found = m_index->find(id);
        return found == m_index->end() ? size() : found->second;
    }
    const T* find(Id id) const {
        const std::size_t at = indexOf(id);
        return at < size() ? &(*this)[at] : nullptr;
    }
    /// Chunks are full but for the last one, so position is plain arithmetic.
    const T& operator[](std::size_t index) const { return (*m_chunks[index / kChunk])[index % kChunk]; }

    template <class F>
    void forEach(F&& visit) const {
        for (const auto& chunk : m_chunks)
            for (const T& value : *chunk) visit(value);
    }

    /// Same id, new value. The id must be in the table.
    void replace(const T& value) {
        const std::size_t at = indexOf(value.id);
        assert(at < size());
        auto& chunk = m_chunks[at / kChunk];
        auto copy = std::make_shared<Chunk>(*chunk);
        (*copy)[at % kChunk] = value;
        chunk = std::move(copy);
    }
    /// Appends values whose ids are not in the table.
    void add(std::vector<T> values) {
        if (values.empty()) return;
        auto index = m_index ? std::make_shared<Index>(*m_index) : std::make_shared<Index>();
        index->reserve(index->size() + values.size());
        std::size_t at = size();
        for (T& value : values) {
            [[maybe_unused]] const bool isNew = index->emplace(value.id, at).second;
            assert(isNew);
            if (at % kChunk == 0) {
                m_open = std::make_shared<Chunk>();
                m_chunks.push_back(m_open);
            } else if (!m_open) {  // the last chunk may be shared: write to a copy of it
                m_open = std::make_shared<Chunk>(*m_chunks.back());
                m_chunks.back() = m_open;
            }
            m_open->push_back(std::move(value));
            ++at;
        }
        m_open.reset();
        m_index = std::move(index);
    }
    /// Puts a value back at a position (undo of remove); later ones move up.
    void insert(std::size_t at, const T& value) {
        std::vector<T> all = flat();
        all.insert(all.begin() + static_cast<std::ptrdiff_t>(std::min(at, all.size())), value);
        *this = Table();
        add(std::move(all));
    }
    template <class Predicate>
    void removeIf(Predicate&& unwanted) {
        std::vector<T> kept;
        kept.reserve(size());
        forEach([&](const T& value) {
            if (!unwanted(value)) kept.push_back(value);
        });
        if (kept.size() == size()) return;
        *this = Table();
        add(std::move(kept));
    }
    std::vector<T> flat() const {
        std::vector<T> all;
        all.reserve(size());
        forEach([&](const T& value) { all.push_back(value); });
        return all;
    }

    const std::vector<std::shared_ptr<const Chunk>>& chunks() const { return m_chunks; }
    bool operator==(const Table& other) const {
        if (size() != other.size()) return false;
        for (std::size_t i = 0; i < m_chunks.size(); ++i)
            if (m_chunks[i] != other.m_chunks[i] && *m_chunks[i] != *other.m_chunks[i]) return false;
        return true;
    }

  private:
    using Index = std::unordered_map<Id, std::size_t>;
    std::vector<std::shared_ptr<const Chunk>> m_chunks;
    std::shared_ptr<Chunk> m_open;  // only while add() runs
    std::shared_ptr<const Index> m_index;
};

}  // namespace twin
