// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/log.h"

#include "core/openfile.h"
#include "core/secrets.h"
#include "core/userpaths.h"

#include <spdlog/sinks/null_sink.h>
#include <spdlog/sinks/rotating_file_sink.h>
#include <spdlog/spdlog.h>
#include <sys/stat.h>
#include <unistd.h>

#include <QFile>

#include <cstdio>
#include <mutex>
#include <tuple>

namespace devstack::log {

using namespace Qt::StringLiterals;

namespace {

/// The log may name what its user works on: it is for the owner's eyes.
spdlog::file_event_handlers ownerOnly()
{
    spdlog::file_event_handlers handlers;
    handlers.after_open = [](const spdlog::filename_t &, std::FILE *file) {
        [[maybe_unused]] const int changed = ::fchmod(::fileno(file), 0600);
    };
    return handlers;
}

/// The rotating file, with every line masked before it is written.
class MaskingSink final : public spdlog::sinks::base_sink<std::mutex>
{
public:
    explicit MaskingSink(const std::string &path)
        : m_file(std::make_shared<spdlog::sinks::rotating_file_sink_st>(
            path, 2 * 1024 * 1024, 3, false, ownerOnly()))
    {
        m_file->set_pattern("%Y-%m-%dT%H:%M:%S.%e%z %P %l %n %v");
    }

protected:
    void sink_it_(const spdlog::details::log_msg &message) override
    {
        const std::string safe
            = masked(std::string_view(message.payload.data(), message.payload.size()));
        spdlog::details::log_msg copy = message;
        copy.payload = safe;
        m_file->log(copy);
    }
    void flush_() override { m_file->flush(); }

private:
    std::shared_ptr<spdlog::sinks::rotating_file_sink_st> m_file;
};

spdlog::sink_ptr &sharedSink()
{
    static spdlog::sink_ptr sink;
    return sink;
}

std::mutex &sinkMutex()
{
    static std::mutex mutex;
    return mutex;
}

bool &speaksForQt()
{
    static bool speaks = true;
    return speaks;
}

/// Only a file of our own is written to: a link would lead elsewhere, a pipe would never take it.
bool mayWriteTo(const QString &path)
{
    struct stat status
    {
    };
    return ::lstat(QFile::encodeName(path).constData(), &status) != 0
        || (S_ISREG(status.st_mode) && status.st_uid == ::geteuid());
}

void forwardQtMessage(QtMsgType type, const QMessageLogContext &context, const QString &message)
{
    const auto level = type == QtDebugMsg ? spdlog::level::debug
        : type == QtInfoMsg               ? spdlog::level::info
        : type == QtWarningMsg            ? spdlog::level::warn
                                          : spdlog::level::err;
    get("qt")->log(level, "{} {}", context.category ? context.category : "", message.toStdString());
    // What a library says is for the log; where people read the terminal it would stand between
    // our own words. A window's terminal is where its developers look.
    if (type == QtFatalMsg || (speaksForQt() && type != QtDebugMsg && type != QtInfoMsg))
        fprintf(stderr, "%s\n", masked(message).toLocal8Bit().constData());
}

} // namespace

QString filePath()
{
    return userStateDir() + u"/devstack.log"_s;
}

void start(const QString &program)
{
    try {
        // What is in there is nobody else's business: the log, recent workspaces, trust.
        std::ignore = makeOwnPath(userStateDir());
        const std::scoped_lock lock(sinkMutex());
        spdlog::drop_all();
        spdlog::set_error_handler([](const std::string &) {});
        sharedSink() = mayWriteTo(filePath())
            ? spdlog::sink_ptr(std::make_shared<MaskingSink>(filePath().toStdString()))
            : std::make_shared<spdlog::sinks::null_sink_mt>();
    } catch (const spdlog::spdlog_ex &) {
        // A program that cannot write its log still does its work.
    }
    speaksForQt() = program != u"devstack";
    get("core")->info("{} started", program.toStdString());
    qInstallMessageHandler(forwardQtMessage);
}

std::shared_ptr<spdlog::logger> get(const char *area)
{
    const std::scoped_lock lock(sinkMutex());
    if (auto logger = spdlog::get(area))
        return logger;
    auto logger = sharedSink() ? std::make_shared<spdlog::logger>(area, sharedSink())
                               : std::make_shared<spdlog::logger>(area);
    // Few lines are logged, and the last ones before a crash or a kill matter most.
    // A full disk is told by what needs it; the log keeps quiet about itself.
    logger->set_error_handler([](const std::string &) {});
    logger->flush_on(spdlog::level::info);
    if (sharedSink())
        spdlog::register_logger(logger);
    return logger;
}

} // namespace devstack::log
