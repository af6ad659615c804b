// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>
#include <QTest>

#include <functional>
#include <memory>
#include <vector>

namespace plenum::test {

struct Entry {
    const char* name;
    std::function<std::unique_ptr<QObject>()> make;
};

inline std::vector<Entry>& registry() {
    static std::vector<Entry> entries;
    return entries;
}

/// The application object the executable's tests need; each executable defines it once.
std::unique_ptr<QCoreApplication> makeApplication(int& argc, char** argv);

}  // namespace plenum::test

/// Registers a test class: at the end of its file, beside the #include of its moc.
#define PLENUM_TEST(Class)                                                          \
    static const bool Class##_registered = [] {                                     \
        plenum::test::registry().push_back({#Class, [] { return std::make_unique<Class>(); }}); \
        return true;                                                                \
    }();
