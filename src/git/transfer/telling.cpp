// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "git/transfer/telling.h"

#include "git/transfer/stopping.h"
#include "git/transferlines.h"

#include <unistd.h>

#include <cerrno>

namespace devstack::git {

bool Telling::isDue(qint64 milliseconds)
{
    if (m_last.isValid() && !m_last.hasExpired(milliseconds))
        return false;
    m_last.start();
    return true;
}

void Telling::progress(const Progress &progress)
{
    const QString subject = progress.text.section(u':', 0, 0);
    if (subject != m_subject)
        m_last.invalidate();
    m_subject = subject;
    if (isDue(50))
        write(progressLine(progress));
}

void Telling::waiting()
{
    if (isDue(100))
        write(waitingLine());
}

void Telling::write(const QByteArray &line)
{
    const char *rest = line.constData();
    qsizetype size = line.size();
    while (size > 0) {
        const ssize_t count = ::write(STDOUT_FILENO, rest, std::size_t(size));
        if (count < 0 && (errno != EINTR || stopRequested())) {
            requestStop();
            return;
        }
        if (count > 0) {
            rest += count;
            size -= count;
        }
    }
}

} // namespace devstack::git
