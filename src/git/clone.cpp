// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "git/clone.h"

#include "core/process.h"
#include "core/text.h"
#include "git/checkoutfiles.h"
#include "git/pendingfolder.h"
#include "git/refname.h"
#include "git/repositoryurl.h"
#include "git/runtransfer.h"

#include <QDir>
#include <QFileInfo>

namespace devstack::git {

using namespace Qt::StringLiterals;

namespace {

/// Relative and home paths made absolute: they would mean something else from inside the clone.
QString absoluteUrl(const QString &url)
{
    const auto parts = parseUrl(url);
    if (!parts || parts->form != UrlParts::Form::Path || url.startsWith(u"file:"_s))
        return url;
    return QDir::cleanPath(QFileInfo(parts->path).absoluteFilePath());
}

} // namespace

Result<CloneOutcome> clone(const CloneRequest &request, Reporter &reporter, std::stop_token stop)
{
    if (stop.stop_requested())
        return cancelled();
    const auto url = checkedUrl(request.url);
    if (!url)
        return url.error();
    if (const auto valid = checkedRef(request.ref); !valid)
        return valid.error();
    const QString destination = QDir::cleanPath(QFileInfo(request.destination).absoluteFilePath());
    if (const auto free = PendingFolder::checkFree(destination); !free)
        return free.error();
    removeLeftovers(QFileInfo(destination).absolutePath());

    auto place = PendingFolder::make(destination);
    if (!place)
        return place.error();
    const auto made
        = runTransfer({TransferRequest::Verb::Clone, absoluteUrl(*url), request.ref, place->tree()},
                      *url,
                      reporter,
                      stop,
                      request.silenceLimit);
    if (!made)
        return made.error();
    const CloneOutcome outcome {
        made->branch, made->commit, submodulePaths(place->tree()), usesLfs(place->tree())};
    if (const auto moved = place->moveTo(destination); !moved)
        return moved.error();
    if (!outcome.submodules.isEmpty()) {
        reporter.line({OutputLine::Stream::Note,
                       u"Submodules were not fetched: %1"_s.arg(
                           printable(outcome.submodules.join(u", "_s)))});
    }
    if (outcome.needsLfs) {
        reporter.line({OutputLine::Stream::Note,
                       u"Some files are in Git LFS; fetch them with: %1"_s.arg(printable(
                           shellText({u"git"_s, u"-C"_s, destination, u"lfs"_s, u"pull"_s})))});
    }
    return outcome;
}

} // namespace devstack::git
