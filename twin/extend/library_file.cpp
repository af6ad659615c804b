// SPDX-License-Identifier: GPL-3.0-or-later
#include "twin/extend/library_file.h"

#include <cstring>
#include <fstream>
#include <string>

#include <elf.h>

namespace twin::extend {

namespace {

constexpr unsigned kMaxProgramHeaders = 1000;

#if defined(__x86_64__)
constexpr unsigned kMachine = EM_X86_64;
#elif defined(__aarch64__)
constexpr unsigned kMachine = EM_AARCH64;
#elif defined(__riscv)
constexpr unsigned kMachine = EM_RISCV;
#else
constexpr unsigned kMachine = EM_NONE;  // not known here: left to the system's loader
#endif

}  // namespace

Text libraryFault(const std::filesystem::path& path) {
    std::error_code error;
    if (!std::filesystem::exists(path, error)) return {TWIN_TR("The library {0} is not there. Install the plug-in again."), {path.string()}};
    std::ifstream in(path, std::ios::binary);
    if (!std::filesystem::is_regular_file(path, error) || !in) return {TWIN_TR("The library {0} cannot be read. Check its permissions."), {path.string()}};
    const auto size = static_cast<unsigned long long>(std::filesystem::file_size(path, error));
    Elf64_Ehdr head{};
    in.read(reinterpret_cast<char*>(&head), sizeof head);
    if (!in || std::memcmp(head.e_ident, ELFMAG, SELFMAG) != 0) return {TWIN_TR("{0} is not a library."), {path.string()}};
    if (head.e_ident[EI_CLASS] != ELFCLASS64 || head.e_type != ET_DYN || (kMachine != EM_NONE && head.e_machine != kMachine))
        return {TWIN_TR("The library {0} was made for another machine."), {path.string()}};
    const Text cut{TWIN_TR("The library {0} is damaged: it is shorter than its headers say. Install the plug-in again."), {path.string()}};
    if (head.e_phentsize != sizeof(Elf64_Phdr) || head.e_phnum == 0 || head.e_phnum > kMaxProgramHeaders || head.e_phoff > size) return cut;
    in.seekg(static_cast<std::streamoff>(head.e_phoff));
    for (unsigned i = 0; i < head.e_phnum; ++i) {
        Elf64_Phdr part{};
        in.read(reinterpret_cast<char*>(&part), sizeof part);
        if (!in || part.p_filesz > size || part.p_offset > size - part.p_filesz) return cut;
    }
    return {};
}

}  // namespace twin::extend
