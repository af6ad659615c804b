// SPDX-License-Identifier: GPL-3.0-or-later
// Runs the classes registered with PLENUM_TEST; --class NAME runs one of them, --list names them.
#include "tests/support/registry.h"

#include <cstdio>
#include <cstring>
#include <vector>

int main(int argc, char** argv) {
    const char* wanted = nullptr;
    std::vector<char*> rest{argv[0]};
    for (int i = 1; i < argc; ++i) {
        if (std::strcmp(argv[i], "--list") == 0) {
            for (const auto& entry : plenum::test::registry()) std::puts(entry.name);
            return 0;
        }
        if (std::strcmp(argv[i], "--class") == 0 && i + 1 < argc) {
            wanted = argv[++i];
        } else {
            rest.push_back(argv[i]);
        }
    }
    auto application = plenum::test::makeApplication(argc, argv);
    int failures = 0, run = 0;
    for (const auto& entry : plenum::test::registry()) {
        if (wanted != nullptr && std::strcmp(wanted, entry.name) != 0) continue;
        ++run;
        auto object = entry.make();
        failures += QTest::qExec(object.get(), static_cast<int>(rest.size()), rest.data());
    }
    if (run == 0) {
        std::fprintf(stderr, "no test class named %s\n", wanted ? wanted : "(any)");
        return 2;
    }
    return failures == 0 ? 0 : 1;
}
