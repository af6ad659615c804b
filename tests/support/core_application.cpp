// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/registry.h"

std::unique_ptr<QCoreApplication> plenum::test::makeApplication(int& argc, char** argv) {
    return std::make_unique<QCoreApplication>(argc, argv);
}
