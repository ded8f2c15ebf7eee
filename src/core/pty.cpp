// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/pty.h"

#include "core/argumentvector.h"
#include "core/descriptor.h"
#include "core/linesplitter.h"
#include "core/linetail.h"
#include "core/rawterminal.h"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/eventfd.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

#include <QElapsedTimer>
#include <QFile>

#include <cerrno>
#include <cstdlib>
#include <cstring>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

constexpr int kTickMs = 250;
constexpr qsizetype kChunk = 64 * 1024;
constexpr char kCtrlC = 0x03;
constexpr int kForcefulKeys = 3;
constexpr qint64 kForcefulMs = 2000;
/// Descriptors that a child inherits are made from here on, out of the way of those it expects.
constexpr int kSafeDescriptor = 10;

Error systemError(const QString &what)
{
    return ioError(u"%1: %2."_s.arg(what, QString::fromLocal8Bit(std::strerror(errno))));
}

/// Both ends of a pseudo-terminal.
struct Terminal
{
    Descriptor master;
    Descriptor slave;
};

Result<Terminal> openTerminal(const PtySpec &spec)
{
    Terminal terminal;
    terminal.master = Descriptor(::posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC));
    char name[128];
    if (!terminal.master.isValid() || ::grantpt(terminal.master.get()) != 0
        || ::unlockpt(terminal.master.get()) != 0
        || ::ptsname_r(terminal.master.get(), name, sizeof name) != 0)
        return systemError(u"A pseudo-terminal cannot be opened"_s);
    const int slave = ::open(name, O_RDWR | O_NOCTTY | O_CLOEXEC);
    terminal.slave = Descriptor(slave < 0 ? -1 : ::fcntl(slave, F_DUPFD_CLOEXEC, kSafeDescriptor));
    if (slave >= 0)
        ::close(slave);
    if (!terminal.slave.isValid())
        return systemError(u"A pseudo-terminal cannot be opened"_s);
    winsize size {};
    // What starts inside asks for the size at once.
    if (spec.input < 0 || ::ioctl(spec.input, TIOCGWINSZ, &size) != 0 || size.ws_row == 0) {
        size.ws_row = static_cast<unsigned short>(spec.rows);
        size.ws_col = static_cast<unsigned short>(spec.columns);
    }
    ::ioctl(terminal.master.get(), TIOCSWINSZ, &size);
    ::fcntl(terminal.master.get(), F_SETFL, O_NONBLOCK);
    return terminal;
}

/// A pipe whose ends no child inherits by accident.
struct Pipe
{
    Descriptor read;
    Descriptor write;

    static Pipe open()
    {
        int ends[2] = {-1, -1};
        if (::pipe2(ends, O_CLOEXEC) != 0)
            return {};
        const Descriptor first(ends[0]);
        const Descriptor second(ends[1]);
        return {Descriptor(::fcntl(ends[0], F_DUPFD_CLOEXEC, kSafeDescriptor)),
                Descriptor(::fcntl(ends[1], F_DUPFD_CLOEXEC, kSafeDescriptor))};
    }
};

/// One run: the keeper, the terminal and what came out of it.
class PtyRun
{
public:
    PtyRun(const PtySpec &spec, const PtySinks &sinks)
        : m_spec(spec)
        , m_sinks(sinks)
        , m_lines([this](QByteArrayView line) { takeLine(QString::fromUtf8(line)); })
    {
    }

    Result<> start()
    {
        auto terminal = openTerminal(m_spec);
        if (!terminal)
            return terminal.error();
        Pipe control = Pipe::open();
        Pipe status = Pipe::open();
        if (!control.read.isValid() || !status.write.isValid())
            return systemError(u"A pipe cannot be opened"_s);
        if (const auto spawned = spawn(*terminal, control.read, status.write); !spawned)
            return spawned;
        m_master = std::move(terminal->master);
        m_control = std::move(control.write);
        m_status = std::move(status.read);
        return ok();
    }

    Result<PtyOutcome> wait(const std::stop_token &stop)
    {
        m_wake = Descriptor(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK));
        const std::stop_callback onStop(stop, [this] {
            const std::uint64_t one = 1;
            [[maybe_unused]] const auto written = ::write(m_wake.get(), &one, sizeof one);
        });
        m_quiet.start();
        m_sinceTick.start();
        while (m_status.isValid()) {
            if (stop.stop_requested())
                requestEnd();
            pollfd watches[] = {{m_master.get(), POLLIN, 0},
                                {m_status.get(), POLLIN, 0},
                                {m_wake.get(), short(m_stopping ? 0 : POLLIN), 0},
                                {m_inputOpen ? m_spec.input : -1, POLLIN, 0}};
            // A terminal that nobody holds open reports an end again and again.
            if (m_masterEnded)
                watches[0].fd = -1;
            if (::poll(watches, 4, kTickMs) < 0 && errno != EINTR)
                return systemError(u"Waiting for a process failed"_s);
            if (watches[0].revents)
                readOutput();
            if (watches[3].revents)
                readInput();
            if (watches[1].revents)
                readStatus();
            tick();
        }
        while (readOutput()) { }
        m_lines.finish();
        int keeper = 0;
        ::waitpid(m_keeper, &keeper, 0);
        return outcome();
    }

private:
    Result<> spawn(const Terminal &terminal, const Descriptor &control, const Descriptor &status)
    {
        QStringList words = m_spec.keeper;
        words += {u"--limit"_s,
                  QString::number(m_spec.timeout.count()),
                  u"--grace"_s,
                  QString::number(m_spec.grace.count()),
                  u"--"_s};
        words += m_spec.command;
        ArgumentVector arguments(words);
        ArgumentVector environment(m_spec.environment.toStringList());
        posix_spawn_file_actions_t actions;
        ::posix_spawn_file_actions_init(&actions);
        for (const int standard : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO})
            ::posix_spawn_file_actions_adddup2(&actions, terminal.slave.get(), standard);
        // The numbers are those of core/keeper.h.
        ::posix_spawn_file_actions_adddup2(&actions, control.get(), 3);
        ::posix_spawn_file_actions_adddup2(&actions, status.get(), 4);
        const QByteArray directory = QFile::encodeName(m_spec.directory);
        if (!directory.isEmpty())
            ::posix_spawn_file_actions_addchdir_np(&actions, directory.constData());
        posix_spawnattr_t attributes;
        ::posix_spawnattr_init(&attributes);
        // A session of its own: the keys and the end of our terminal do not reach the keeper.
        ::posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSID);
        const int failed = ::posix_spawn(&m_keeper,
                                         arguments.program(),
                                         &actions,
                                         &attributes,
                                         arguments.data(),
                                         environment.data());
        ::posix_spawn_file_actions_destroy(&actions);
        ::posix_spawnattr_destroy(&attributes);
        if (failed != 0) {
            return notFound(
                u"“%1” could not be started: %2."_s.arg(
                    m_spec.keeper.first(), QString::fromLocal8Bit(std::strerror(failed))),
                u"Reinstall the program: a part of it is missing."_s);
        }
        return ok();
    }

    void requestEnd()
    {
        if (m_stopping)
            return;
        m_stopping = true;
        [[maybe_unused]] const auto written = ::write(m_control.get(), "s", 1);
    }

    /// False when there was nothing.
    bool readOutput()
    {
        QByteArray bytes(kChunk, Qt::Uninitialized);
        const ssize_t size = ::read(m_master.get(), bytes.data(), std::size_t(bytes.size()));
        if (size <= 0) {
            m_masterEnded = size == 0 || (errno != EAGAIN && errno != EINTR);
            return false;
        }
        bytes.truncate(size);
        m_quiet.restart();
        m_toldSilence = 0;
        if (m_sinks.bytes)
            m_sinks.bytes(bytes);
        m_lines.feed(bytes);
        return true;
    }

    void readInput()
    {
        char keys[1024];
        const ssize_t size = ::read(m_spec.input, keys, sizeof keys);
        if (size <= 0) {
            m_inputOpen = size < 0 && (errno == EAGAIN || errno == EINTR);
            return;
        }
        if (std::memchr(keys, kCtrlC, std::size_t(size)) && interrupts())
            requestEnd();
        else [[maybe_unused]]
            const auto written = ::write(m_master.get(), keys, std::size_t(size));
    }

    /// Whether a Ctrl-C that was just typed asks for the end of the run.
    bool interrupts()
    {
        termios inside {};
        const bool taken
            = ::tcgetattr(m_master.get(), &inside) == 0 && (inside.c_lflag & ISIG) == 0;
        if (!taken)
            return true;
        if (!m_sinceKey.isValid() || m_sinceKey.hasExpired(kForcefulMs)) {
            m_keys = 0;
            m_sinceKey.start();
        }
        return ++m_keys >= kForcefulKeys;
    }

    void readStatus()
    {
        char bytes[256];
        const ssize_t size = ::read(m_status.get(), bytes, sizeof bytes);
        if (size > 0)
            m_told += QByteArray(bytes, size);
        else if (size == 0 || (errno != EAGAIN && errno != EINTR))
            m_status = Descriptor();
    }

    void tick()
    {
        if (m_sinceTick.elapsed() < kTickMs)
            return;
        m_sinceTick.restart();
        winsize size {};
        if (m_spec.input >= 0 && ::ioctl(m_spec.input, TIOCGWINSZ, &size) == 0 && size.ws_row > 0
            && (size.ws_row != m_size.ws_row || size.ws_col != m_size.ws_col)) {
            m_size = size;
            ::ioctl(m_master.get(), TIOCSWINSZ, &size);
        }
        const qint64 periods = m_quiet.elapsed() / std::max<qint64>(1, m_spec.silence.count());
        if (periods > m_toldSilence && m_sinks.onSilence) {
            m_toldSilence = periods;
            m_sinks.onSilence(m_spec.silence * periods);
        }
        if (m_sinks.onTick)
            m_sinks.onTick();
    }

    void takeLine(const QString &line)
    {
        const QString left = line.section(u'\r', -1);
        m_tail.add(left);
        if (m_sinks.line)
            m_sinks.line(left);
    }

    Result<PtyOutcome> outcome() const
    {
        PtyOutcome result;
        ProcessOutcome &process = result.process;
        process.errorTail = m_tail.text();
        bool told = m_stopping;
        process.end = m_stopping ? ProcessOutcome::End::Cancelled : ProcessOutcome::End::Crashed;
        for (const QByteArray &line : m_told.split('\n')) {
            const QByteArray word = line.left(line.indexOf(' '));
            const int number = line.mid(word.size()).trimmed().toInt();
            if (word == "error")
                return notFound(
                    u"“%1” could not be started: %2."_s.arg(
                        m_spec.command.first(), QString::fromLocal8Bit(std::strerror(number))),
                    u"Check that it is installed and in PATH."_s);
            if (line == "limit") {
                process.end = ProcessOutcome::End::TimedOut;
                told = true;
            } else if (word == "exit" && !m_stopping) {
                process.end = ProcessOutcome::End::Exited;
                process.exitCode = number;
                told = true;
            } else if (word == "signal") {
                told = true;
            } else if (word == "left") {
                result.leftBehind = number;
            }
        }
        if (!told)
            return ioError(u"The supervisor of “%1” exited without reporting a result."_s.arg(
                m_spec.command.first()));
        return result;
    }

    const PtySpec &m_spec;
    const PtySinks &m_sinks;
    LineSplitter m_lines;
    LineTail m_tail;
    pid_t m_keeper = -1;
    Descriptor m_master;
    Descriptor m_control;
    Descriptor m_status;
    Descriptor m_wake;
    QByteArray m_told;
    bool m_stopping = false;
    bool m_masterEnded = false;
    bool m_inputOpen = true;
    winsize m_size {};
    QElapsedTimer m_quiet;
    QElapsedTimer m_sinceTick;
    QElapsedTimer m_sinceKey;
    qint64 m_toldSilence = 0;
    int m_keys = 0;
};

} // namespace

Result<PtyOutcome> runInPty(const PtySpec &spec, const PtySinks &sinks, std::stop_token stop)
{
    if (stop.stop_requested())
        return cancelled();
    PtyRun run(spec, sinks);
    if (const auto started = run.start(); !started)
        return started.error();
    const RawTerminal raw(spec.input);
    return run.wait(stop);
}

} // namespace devstack
