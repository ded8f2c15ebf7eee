// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "foreign/review/rules/rules.h"

#include <QRegularExpression>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

/// What the central development stack or the platform had once and has no more.
struct Removed
{
    QRegularExpression pattern;
    QString name;
    QString why;
    QString fix;
};

const QList<Removed> &removedThings()
{
    static const QList<Removed> kTable {
        {QRegularExpression(u"(?:--settings[=\\s]+|envs\\.)devstack_docker\\b"_s),
         u"devstack_docker"_s,
         u"the platform's settings “devstack_docker” are no longer used by the central stack and "
         u"are "
         u"removed from the platform"_s,
         u"Leave “--settings” out, or use “devstack”. devstack registers users and clients that "
         u"are "
         u"declared under “clients” without any of this."_s},
        {QRegularExpression(u"\\bedx\\.(?:devstack|\\$[{(]\\w+[)}])\\.mysql(?:57)?(?![\\w.-])"_s),
         u"edx.devstack.mysql57"_s,
         u"the central stack's MySQL 5.7 is gone; edx.devstack.mysql80 took its place"_s,
         u"Use the repository's own database."_s},
        {QRegularExpression(
             u"\\bedx\\.(?:devstack|\\$[{(]\\w+[)}])\\.elasticsearch7?(?![\\w.-])"_s),
         u"edx.devstack.elasticsearch"_s,
         u"the central stack's older Elasticsearch containers are gone"_s,
         u"Use edx.devstack.elasticsearch710, or a service of your own."_s},
    };
    return kTable;
}

} // namespace

void lookForRemovedSettings(const LintInput &input, FindingSink &sink)
{
    QStringList files = input.subject.facts.makefile.files;
    for (const Script &script : input.subject.facts.scripts)
        files += script.file;
    files.removeDuplicates();
    for (const QString &file : files) {
        const auto lines = input.subject.checkout->lines(file);
        if (!lines)
            continue;
        for (const Removed &removed : removedThings()) {
            QList<SourceMark> marks;
            for (qsizetype i = 0; i < lines->size(); ++i) {
                const QString &line = lines->at(i);
                if (!line.trimmed().startsWith(u'#') && removed.pattern.match(line).hasMatch())
                    marks += Checkout::mark(file, int(i) + 1);
            }
            if (!marks.isEmpty())
                sink.add(
                    marks, u"Relies on “%1”: %2."_s.arg(removed.name, removed.why), removed.fix);
        }
    }
}

} // namespace devstack
