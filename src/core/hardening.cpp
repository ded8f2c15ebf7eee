// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/hardening.h"

#include <fcntl.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <cstring>
#include <exception>
#include <new>
#include <system_error>

namespace devstack {

namespace {

/// Less than any command needs.
constexpr int kFewestFiles = 32;
constexpr const char *kTooFewFiles
    = "error: This may not open as many files as it needs.\n  Allow more (“ulimit -n 1024”), then "
      "run the same command again.\n";

std::terminate_handler g_before = nullptr;

/// Neither allocates nor starts anything.
[[noreturn]] void endWith(const char *words)
{
    [[maybe_unused]] const auto written = ::write(STDERR_FILENO, words, std::strlen(words));
    ::_exit(1);
}

void sayWhatIsMissing()
{
    if (const std::exception_ptr why = std::current_exception()) {
        try {
            std::rethrow_exception(why);
        } catch (const std::bad_alloc &) {
            endWith("error: The memory is used up.\n  Give this more memory (“ulimit -v”, the "
                    "limit of the container), then run the same command again.\n");
        } catch (const std::system_error &error) {
            if (error.code() == std::errc::too_many_files_open)
                endWith(kTooFewFiles);
            if (error.code() == std::errc::resource_unavailable_try_again)
                endWith("error: The system gives no more threads.\n  Allow more processes "
                        "(“ulimit -u”) or memory, then run the same command again.\n");
        } catch (...) { // a fault of the program: its core tells more
        }
    }
    if (g_before)
        g_before();
    std::abort();
}

} // namespace

void prepareProcess()
{
    for (const int descriptor : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
        if (::fcntl(descriptor, F_GETFD) >= 0)
            continue;
        // The lowest number that is free, so this one. Writing to it fails, as it did before.
        [[maybe_unused]] const int held = ::open("/dev/null", O_RDONLY);
    }
    const int highest = ::fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, kFewestFiles - 1);
    if (highest < 0)
        endWith(kTooFewFiles);
    ::close(highest);
    std::signal(SIGXFSZ, SIG_IGN);
    g_before = std::set_terminate(sayWhatIsMissing);
}

} // namespace devstack
